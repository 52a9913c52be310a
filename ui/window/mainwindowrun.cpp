// SPDX-License-Identifier: MIT
#include "engine/replay/healing.h"
#include "ui/look/icons.h"
#include "ui/record/recordcontroller.h"
#include "ui/run/progress.h"
#include "ui/run/rundock.h"
#include "ui/run/variablesdialog.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/addressbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/navigator.h"
#include "ui/window/sessionpicker.h"
#include "ui/window/tabarea.h"

#include <QAction>

namespace Foray {

// What the window does with a run: asking for values, beginning, saying how it ended and what to do then.

namespace {

constexpr int waitFactor = 3; // "wait longer"

} // namespace

void MainWindow::runPlan()
{
    if (m_runs.state() == RunController::State::Running)
        m_runs.pause();
    else if (m_runs.state() == RunController::State::Paused)
        m_runs.resume();
    else
        askAndRun(false);
}

void MainWindow::askAndRun(bool oneStep)
{
    if (!m_document.isOpen() || m_runs.isActive() || !isFinished())
        return;
    askForValues([this, oneStep](const QHash<QString, QString> &values) { beginRun(oneStep, values); });
}

void MainWindow::askForValues(const std::function<void(const QHash<QString, QString> &)> &then)
{
    const QList<Variable> open = VariablesDialog::openVariables(m_document.plan(), m_variables);
    if (open.isEmpty()) {
        then(m_variables);
        return;
    }
    auto *dialog = new VariablesDialog(open, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, then] {
        QHash<QString, QString> values = m_variables;
        values.insert(dialog->values());
        then(values);
    });
    dialog->open();
}

void MainWindow::beginRun(bool oneStep, const QHash<QString, QString> &variables)
{
    m_messages->hide();
    m_offers->hide();
    m_healed.clear();
    m_navigator->stop();
    m_stepsDock->model().clearRun();
    if (m_arrangements->current() == Arrangement::Record)
        m_arrangements->set(Arrangement::Run);
    m_recording->stop();
    const BrowserSettings &settings = m_document.plan().browser;
    setSession(m_host.session());
    Browser &browser = m_host.browserForRun();
    m_tabs->beginRun({settings.width, settings.height});
    m_runs.start({.plan = m_document.plan(),
                  .planFolder = m_document.folder(),
                  .session = m_host.session().id,
                  .variables = variables,
                  .oneStep = oneStep},
                 browser);
}

void MainWindow::runEnded(const RunReport &report)
{
    m_tabs->endRun();
    m_recording->planRan();
    countMatches();
    m_stepsDock->model().endRun();
    m_runDock->end(report);
    showStatus();
    if (report.outcome != RunReport::Outcome::Failed) {
        if (!m_healed.isEmpty())
            m_messages->showOffer(healedOffer(int(m_healed.size())));
        return;
    }
    const QString stepId = stepIdAt(report.error.where);
    const QModelIndex step = m_stepsDock->model().indexOf(stepId);
    m_messages->showTrouble(
        runTrouble(report.error, stepId, step.data(StepModel::NumberRole).toString(), step.data(Qt::DisplayRole).toString()));
}

void MainWindow::remedy(Remedy chosen, const QString &stepId)
{
    switch (chosen) {
    case Remedy::WaitLonger: {
        const Step *step = findStep(m_document.plan(), stepId);
        const int now = step ? step->timeout.value_or(m_document.plan().pageTimeout) : 0;
        m_document.setStepTimeout(stepId, now * waitFactor);
        runPlan();
        break;
    }
    case Remedy::RunAgain: runPlan(); break;
    case Remedy::ShowStep:
        m_stepsDock->show();
        m_stepsDock->select(stepId);
        break;
    case Remedy::OpenPlan: askWhatToOpen(); break;
    case Remedy::ChooseSession: m_sessions->showMenu(); break;
    case Remedy::FoldLoop:
    case Remedy::Harden: break; // offered beside the steps
    case Remedy::PickAgain: pickTarget(stepId, {}); break;
    case Remedy::KeepHealed: keepHealed(); break;
    case Remedy::Restore:
    case Remedy::Discard: answerRecovered(chosen); break;
    case Remedy::Reload: m_navigator->go(QUrl(m_address->text())); break;
    }
}

// What cannot be kept by itself, such as one end of a drag, stays amber: it can be picked again.
void MainWindow::keepHealed()
{
    m_messages->hide();
    m_document.edit(tr("keep the new selectors"), [&](Plan &plan) {
        for (auto healed = m_healed.cbegin(); healed != m_healed.cend(); ++healed) {
            Step *step = findStep(plan, healed.key());
            if (const auto kept = step ? Foray::keepHealed(*step, *healed) : Result<Step>(Step()); step && kept)
                *step = *kept;
        }
    });
    m_healed.clear();
}

void MainWindow::showRunState()
{
    const RunController::State state = m_runs.state();
    const bool running = state == RunController::State::Running;
    m_actions.run->setText(running ? tr("Pause") : state == RunController::State::Paused ? tr("Continue") : tr("Run"));
    m_actions.run->setIcon(lineIcon(running ? QStringLiteral("pause") : QStringLiteral("run")));
    m_actions.run->setToolTip(tr("%1 the plan (F5)").arg(m_actions.run->text()));
    m_actions.run->setEnabled(m_document.isOpen() && state != RunController::State::Stopping);
    m_actions.step->setEnabled(m_document.isOpen() && !running && state != RunController::State::Stopping);
    m_actions.record->setEnabled(!m_runs.isActive());
    m_actions.stop->setEnabled(m_runs.isActive());
    m_actions.savePlan->setEnabled(m_document.isOpen());
    m_actions.savePlanAs->setEnabled(m_document.isOpen());
    m_sessions->setEnabled(!m_runs.isActive());
    const bool browsing = m_page && !m_runs.isActive();
    for (QAction *action : {m_actions.reload, m_actions.home, m_actions.closeTab})
        action->setEnabled(browsing);
    m_actions.back->setEnabled(browsing && m_page->canGo(-1));
    m_actions.forward->setEnabled(browsing && m_page->canGo(1));
    m_actions.newTab->setEnabled(!m_runs.isActive());
    m_address->setReadOnly(m_runs.isActive());
    showPickingState();
    showStatus();
}

} // namespace Foray
