// SPDX-License-Identifier: MIT
#include "ui/window/commands.h"

#include "ui/look/icons.h"
#include "ui/steps/stepactions.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QCoreApplication>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

void addSteps(StepsDock &steps, const QModelIndex &parent, QList<PaletteEntry> &commands)
{
    const StepModel &model = steps.model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString id = index.data(StepModel::StepIdRole).toString();
        if (!id.isEmpty()) {
            commands +=
                PaletteEntry{index.data().toString(), Words::tr("step %1").arg(index.data(StepModel::NumberRole).toString()),
                             lineIcon(index.data(StepModel::IconRole).toString()), [&steps, id] { steps.select(id); }};
        }
        addSteps(steps, index, commands);
    }
}

} // namespace

QList<PaletteEntry> actionCommands(const Actions &actions)
{
    QList<PaletteEntry> commands;
    for (QAction *action : actions.all()) {
        if (!action->isEnabled())
            continue;
        QString text = action->text();
        if (action == actions.recordArrangement || action == actions.extractArrangement || action == actions.runArrangement)
            text = Words::tr("Panels: %1").arg(text);
        commands += PaletteEntry{text, action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                                 [action] { action->trigger(); }};
    }
    return commands;
}

QList<PaletteEntry> stepCommands(StepsDock &steps)
{
    QList<PaletteEntry> commands;
    for (QAction *action : steps.actions().all()) {
        if (action->isEnabled() && action->isVisible())
            commands += PaletteEntry{action->text(), action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                                     [action] { action->trigger(); }};
    }
    addSteps(steps, {}, commands);
    return commands;
}

} // namespace Foray
