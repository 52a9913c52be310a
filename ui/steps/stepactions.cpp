// SPDX-License-Identifier: MIT
#include "ui/steps/stepactions.h"

#include "engine/plan/names.h"
#include "ui/look/icons.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepediting.h"
#include "ui/steps/stepwords.h"

#include <QAction>
#include <QHash>
#include <QMenu>
#include <QWidget>

#include <algorithm>

namespace Foray {

namespace {

struct KindGroup
{
    const char *title;
    QStringList types;
};

const QList<KindGroup> &kindGroups()
{
    static const QList<KindGroup> groups{
        {QT_TRANSLATE_NOOP("Foray::StepActions", "Page"),
         {"navigate", "reload", "back", "forward", "switchTab", "closeTab", "setViewport", "killSession"}},
        {QT_TRANSLATE_NOOP("Foray::StepActions", "Mouse"), {"click", "doubleClick", "hover", "scroll", "drag"}},
        {QT_TRANSLATE_NOOP("Foray::StepActions", "Keyboard and fields"),
         {"change", "press", "keyDown", "keyUp", "upload", "dialog"}},
        {QT_TRANSLATE_NOOP("Foray::StepActions", "Wait and take"), {"waitFor", "extract", "screenshot", "evaluate"}},
        {QT_TRANSLATE_NOOP("Foray::StepActions", "Loops and choices"), {"repeat", "forEach", "if", "paginate"}}};
    return groups;
}

} // namespace

QString stepKindWords(const QString &type)
{
    static const QHash<QString, const char *> words{
        {"navigate", QT_TRANSLATE_NOOP("Foray::StepActions", "Open an address")},
        {"reload", QT_TRANSLATE_NOOP("Foray::StepActions", "Reload")},
        {"back", QT_TRANSLATE_NOOP("Foray::StepActions", "Go back")},
        {"forward", QT_TRANSLATE_NOOP("Foray::StepActions", "Go forward")},
        {"click", QT_TRANSLATE_NOOP("Foray::StepActions", "Click")},
        {"doubleClick", QT_TRANSLATE_NOOP("Foray::StepActions", "Double-click")},
        {"hover", QT_TRANSLATE_NOOP("Foray::StepActions", "Point at")},
        {"change", QT_TRANSLATE_NOOP("Foray::StepActions", "Fill in or choose")},
        {"press", QT_TRANSLATE_NOOP("Foray::StepActions", "Press a key")},
        {"keyDown", QT_TRANSLATE_NOOP("Foray::StepActions", "Hold a key down")},
        {"keyUp", QT_TRANSLATE_NOOP("Foray::StepActions", "Release a key")},
        {"scroll", QT_TRANSLATE_NOOP("Foray::StepActions", "Scroll")},
        {"drag", QT_TRANSLATE_NOOP("Foray::StepActions", "Drag")},
        {"upload", QT_TRANSLATE_NOOP("Foray::StepActions", "Upload files")},
        {"dialog", QT_TRANSLATE_NOOP("Foray::StepActions", "Answer a dialog")},
        {"switchTab", QT_TRANSLATE_NOOP("Foray::StepActions", "Go to a tab")},
        {"closeTab", QT_TRANSLATE_NOOP("Foray::StepActions", "Close the tab")},
        {"evaluate", QT_TRANSLATE_NOOP("Foray::StepActions", "Run JavaScript")},
        {"waitFor", QT_TRANSLATE_NOOP("Foray::StepActions", "Wait")},
        {"extract", QT_TRANSLATE_NOOP("Foray::StepActions", "Extract rows")},
        {"screenshot", QT_TRANSLATE_NOOP("Foray::StepActions", "Take a screenshot")},
        {"setViewport", QT_TRANSLATE_NOOP("Foray::StepActions", "Resize the page")},
        {"killSession", QT_TRANSLATE_NOOP("Foray::StepActions", "Forget the session")},
        {"repeat", QT_TRANSLATE_NOOP("Foray::StepActions", "Repeat")},
        {"forEach", QT_TRANSLATE_NOOP("Foray::StepActions", "For each element or row")},
        {"if", QT_TRANSLATE_NOOP("Foray::StepActions", "If")},
        {"paginate", QT_TRANSLATE_NOOP("Foray::StepActions", "On every page")}};
    const char *text = words.value(type);
    return text ? StepActions::tr(text) : type;
}

StepActions::StepActions(PlanDocument &document, StepEditing &editing, QWidget &view, Selection selection)
    : QObject(&view)
    , m_document(document)
    , m_editing(editing)
    , m_view(view)
    , m_selection(std::move(selection))
    , m_contextMenu(new QMenu(&view))
    , m_newMenu(makeNewMenu())
{
    addEditing();
    m_contextMenu->addSeparator();
    addMoving();
    m_contextMenu->addSeparator();
    addGrouping();
    m_contextMenu->addSeparator();
    m_contextMenu->addMenu(m_newMenu);
    connect(&document, &PlanDocument::planChanged, this, &StepActions::update);
    update();
}

QAction *StepActions::add(const char *iconName, const QString &text, const QString &shortcut, const std::function<void()> &act)
{
    auto *action = new QAction(text, this);
    if (iconName)
        action->setIcon(lineIcon(QLatin1String(iconName)));
    if (!shortcut.isEmpty()) {
        // Ctrl+C in the address bar is not about steps.
        action->setShortcut(QKeySequence(shortcut));
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    }
    connect(action, &QAction::triggered, this, act);
    m_view.addAction(action);
    m_contextMenu->addAction(action);
    m_all += action;
    m_needSelection += action;
    return action;
}

void StepActions::addEditing()
{
    add(nullptr, tr("Edit the step"), QStringLiteral("Return"), [this] { Q_EMIT editWanted(); });
    add("record", tr("Record from here"), QStringLiteral("Ctrl+Alt+N"),
        [this] { Q_EMIT recordWanted(m_selection().value(m_selection().size() - 1)); });
    add(nullptr, tr("Rename the step"), QStringLiteral("F2"), [this] { Q_EMIT renameWanted(); });
    add(nullptr, tr("Write a note"), QStringLiteral("Ctrl+Shift+N"), [this] { Q_EMIT noteWanted(); });
    m_toggle = add("skipped", tr("Disable the step"), QStringLiteral("Space"), [this] { m_editing.toggle(m_selection()); });
    m_contextMenu->addSeparator();
    add(nullptr, tr("Cut steps"), QStringLiteral("Ctrl+X"), [this] { m_editing.cut(m_selection()); });
    add(nullptr, tr("Copy steps"), QStringLiteral("Ctrl+C"), [this] { m_editing.copy(m_selection()); });
    QAction *paste = add(nullptr, tr("Paste steps"), QStringLiteral("Ctrl+V"),
                         [this] { m_editing.paste(m_selection().isEmpty() ? QString() : m_selection().last()); });
    m_needSelection.removeOne(paste);
    add(nullptr, tr("Duplicate steps"), QStringLiteral("Ctrl+D"), [this] { m_editing.duplicate(m_selection()); });
    add("delete", tr("Delete steps"), QStringLiteral("Del"), [this] { m_editing.remove(m_selection()); });
}

void StepActions::addMoving()
{
    add(nullptr, tr("Move up"), QStringLiteral("Alt+Up"), [this] { m_editing.move(m_selection(), Direction::Up); });
    add(nullptr, tr("Move down"), QStringLiteral("Alt+Down"), [this] { m_editing.move(m_selection(), Direction::Down); });
}

void StepActions::addGrouping()
{
    auto *menu = new QMenu(tr("Group into"), m_contextMenu);
    const std::initializer_list<std::pair<const char *, const char *>> types{
        {"repeat", "Ctrl+Alt+R"}, {"if", "Ctrl+Alt+I"}, {"forEach", "Ctrl+Alt+E"}, {"paginate", "Ctrl+Alt+P"}};
    for (const auto &[type, shortcut] : types) {
        const QString word = QLatin1String(type);
        QAction *action = add(nullptr, tr("Group: %1").arg(stepKindWords(word)), QLatin1String(shortcut),
                              [this, word] { m_editing.group(m_selection(), word); });
        action->setIcon(lineIcon(iconName(Step{.action = actionOfType(word)})));
        m_contextMenu->removeAction(action);
        menu->addAction(action);
    }
    m_contextMenu->addMenu(menu);
    m_ungroup = add(nullptr, tr("Ungroup"), QStringLiteral("Ctrl+Alt+U"), [this] { m_editing.ungroup(m_selection().value(0)); });
    m_makeNext = add(nullptr, tr("Make it the way to the next page"), {}, [this] { m_editing.makeNext(m_selection().value(0)); });
}

QMenu *StepActions::makeNewMenu()
{
    auto *menu = new QMenu(tr("Add a step"), &m_view);
    for (const KindGroup &group : kindGroups()) {
        QMenu *part = menu->addMenu(tr(group.title));
        for (const QString &type : group.types) {
            QAction *action = part->addAction(lineIcon(iconName(Step{.action = actionOfType(type)})), stepKindWords(type));
            action->setData(type);
            connect(action, &QAction::triggered, this,
                    [this, type] { m_editing.insert(type, m_selection().isEmpty() ? QString() : m_selection().last()); });
        }
    }
    return menu;
}

void StepActions::update()
{
    const Plan &plan = m_document.plan();
    const QStringList ids = m_selection();
    for (QAction *action : std::as_const(m_needSelection))
        action->setEnabled(!ids.isEmpty());
    const Step *first = findStep(plan, ids.value(0));
    const bool allDisabled = std::all_of(ids.begin(), ids.end(), [&](const QString &id) {
        const Step *step = findStep(plan, id);
        return step && step->disabled;
    });
    m_toggle->setText(first && allDisabled ? tr("Enable the step") : tr("Disable the step"));
    m_ungroup->setEnabled(ids.size() == 1 && first && !childLists(*first).isEmpty());
    const auto place = first && ids.size() == 1 ? placeOf(plan, ids.first()) : std::nullopt;
    const Step *parent = place ? findStep(plan, place->parentId) : nullptr;
    m_makeNext->setVisible(parent && place->list != u"next" && std::holds_alternative<Paginate>(parent->action));
}

} // namespace Foray
