// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "engine/plan/stepfields.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/stepform.h"
#include "ui/record/pagepointer.h"
#include "ui/record/pickedconditions.h"
#include "ui/record/recordcontroller.h"
#include "ui/record/stepoutlines.h"
#include "ui/steps/stepediting.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/tabarea.h"

#include <QAction>
#include <QMenu>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

// What the window does between the steps and the page: outlines, and elements that the person picks.

namespace {

// A menu of what can be said of the element that was picked; the first is what Return takes.
void askWhich(QWidget *parent, const QPoint &at, const QList<PickedCondition> &conditions,
              const std::function<void(const Condition &)> &take)
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const PickedCondition &each : conditions) {
        QString words = each.words;
        QAction *action = menu->addAction(words.replace(u'&', QStringLiteral("&&")));
        QObject::connect(action, &QAction::triggered, parent, [take, condition = each.condition] { take(condition); });
    }
    menu->setActiveAction(menu->actions().value(0));
    menu->popup(at);
}

bool isInferred(const Condition &condition)
{
    return !condition.inferredFrom.isEmpty();
}

} // namespace

void MainWindow::connectPicking()
{
    connect(m_tabs, &TabArea::currentPageChanged, m_pointer, [this](Page *page) {
        m_pointer->setPage(page, m_tabs->overlayOf(page));
        countMatches();
    });
    connect(m_stepsDock, &StepsDock::stepHovered, this, &MainWindow::outlineStep);
    connect(m_stepsDock, &StepsDock::revealWanted, this, &MainWindow::revealStep);
    connect(&m_stepsDock->inspector(), &Inspector::pickWanted, this, &MainWindow::pickTarget);
    connect(&m_stepsDock->inspector(), &Inspector::shown, this, &MainWindow::countMatches);
    connect(m_actions.checkElement, &QAction::triggered, this, &MainWindow::pickCheck);
    connect(m_actions.waitForElement, &QAction::triggered, this, &MainWindow::pickWait);
    connect(m_actions.pickAgain, &QAction::triggered, this, [this] { pickTarget(m_stepsDock->inspector().stepId(), {}); });
    connect(m_pointer, &PagePointer::failed, m_messages, &MessageBar::showNote);
    showPickingState();
}

void MainWindow::showPickingState()
{
    const bool can = m_page && m_document.isOpen() && !m_runs.isActive();
    for (QAction *action : {m_actions.checkElement, m_actions.waitForElement, m_actions.pickAgain})
        action->setEnabled(can);
}

void MainWindow::outlineStep(const QString &stepId)
{
    m_pointer->outline(stepId.isEmpty() || m_runs.isActive() ? QList<OutlineWish>() : outlinesOf(m_document.plan(), stepId));
}

// Beside each selector of the selected step; not while a run moves the page.
void MainWindow::countMatches()
{
    const QString stepId = m_stepsDock->inspector().stepId();
    const Step *step = findStep(m_document.plan(), stepId);
    if (!step || m_runs.isActive())
        return;
    for (const auto &[key, target] : namedTargetsOf(step->action)) {
        m_pointer->count(target, scopesAround(m_document.plan(), stepId), [this, stepId, key = key](const QList<int> &counts) {
            if (m_stepsDock->inspector().stepId() == stepId)
                m_stepsDock->inspector().form().showMatches(key, counts);
        });
    }
}

void MainWindow::revealStep(const QString &stepId)
{
    const Step *step = findStep(m_document.plan(), stepId);
    const Target target = step ? firstTargetOf(*step) : Target();
    if (!target.isEmpty() && m_page && !m_runs.isActive())
        m_pointer->reveal(target, scopesAround(m_document.plan(), stepId));
}

// key: of the field that holds the target; empty: the first of them.
void MainWindow::pickTarget(const QString &stepId, const QString &key)
{
    const Step *step = findStep(m_document.plan(), stepId);
    if (!step || !m_page || m_runs.isActive())
        return m_messages->showNote(step ? tr("Open the page first: then its element can be picked.")
                                         : tr("Select a step first: then its element can be picked."));
    const QList<StepField> fields = fieldsOf(step->action);
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const StepField &each) {
        return each.kind == StepField::Kind::Target && (key.isEmpty() || each.key == key);
    });
    if (field == fields.end())
        return m_messages->showNote(tr("'%1' has no element to pick.").arg(sentence(*step)));
    const bool isRows = std::holds_alternative<ForEach>(step->action);
    const QString hint = isRows ? tr("Click one of the elements. Arrows: around it. Esc: leave as it is.")
                                : tr("Click the element for '%1'. Arrows: around it. Esc: leave as it is.").arg(sentence(*step));
    m_pointer->pick(hint, scopesAround(m_document.plan(), stepId),
                    [this, stepId, isRows, key = field->key](const Pointed &pointed, const QPoint &) {
                        Target target = pointed.target;
                        if (isRows && !pointed.rows.isEmpty())
                            target = {.selectors = {{QStringLiteral("css/") + pointed.rows}},
                                      .frames = pointed.target.frames,
                                      .within = {},
                                      .fingerprint = {}};
                        const auto done = m_document.tryEdit(tr("pick the element again"), [&](Plan &plan) -> Result<> {
                            Step *picked = findStep(plan, stepId);
                            const auto changed = picked
                                                     ? withField(*picked, key, JsonValue(toJson(target)))
                                                     : Result<Step>(failure(ErrorKind::InvalidArgument, tr("The step is gone.")));
                            if (!changed)
                                return failure(changed.error());
                            *picked = *changed;
                            return {};
                        });
                        if (!done)
                            m_messages->showNote(done.error().message);
                        m_stepsDock->select(stepId);
                    });
}

void MainWindow::pickCheck()
{
    m_pointer->pick(tr("Click what is to be checked. Arrows: around it. Esc: leave."), {},
                    [this](const Pointed &pointed, const QPoint &at) {
                        askWhich(this, at, checksOf(pointed), [this](const Condition &condition) {
                            Step check;
                            check.action = WaitFor();
                            check.waitFor = {condition};
                            check.id = typeName(check) + QStringLiteral("-1");
                            if (m_recording->isRecording())
                                m_recording->add(check);
                            else
                                m_stepsDock->editing().insertStep(check, m_stepsDock->inspector().stepId());
                        });
                    });
}

void MainWindow::pickWait()
{
    const QString stepId = m_stepsDock->inspector().stepId(); // the selected one; while recording, the newest is
    const Step *step = findStep(m_document.plan(), stepId);
    if (!step)
        return m_messages->showNote(tr("Select the step that is to wait first."));
    m_pointer->pick(tr("Click what '%1' is to wait for. Arrows: around it. Esc: leave.").arg(sentence(*step)), {},
                    [this, stepId](const Pointed &pointed, const QPoint &at) {
                        askWhich(this, at, waitsOf(pointed), [this, stepId](const Condition &condition) {
                            m_document.edit(tr("wait for an element"), [&](Plan &plan) {
                                // What a person says takes the place of what was only inferred.
                                if (Step *waiting = findStep(plan, stepId)) {
                                    waiting->waitFor.removeIf(isInferred);
                                    waiting->waitFor.append(condition);
                                }
                            });
                            m_stepsDock->mark(stepId);
                        });
                    });
}

} // namespace Foray
