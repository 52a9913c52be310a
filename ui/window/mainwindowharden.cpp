// SPDX-License-Identifier: MIT
#include "engine/replay/rehearsal.h"
#include "ui/record/hardendialog.h"
#include "ui/record/loopoffers.h"
#include "ui/record/recordcontroller.h"
#include "ui/run/progress.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"

#include <QAction>

namespace Foray {

// "Replay to harden": the window replays the plan aside, shows what that has taught, and changes the plan where the person agrees.

void MainWindow::connectHardening()
{
    connect(m_actions.harden, &QAction::triggered, this, &MainWindow::harden);
    connect(&m_document, &PlanDocument::planChanged, this, &MainWindow::showHardenState);
    connect(&m_runs, &RunController::stateChanged, this, &MainWindow::showHardenState);
    connect(m_recording, &RecordController::stateChanged, this, &MainWindow::showHardenState);
    showHardenState();
}

void MainWindow::showHardenState()
{
    m_actions.harden->setEnabled(m_document.isOpen() && stepCount(m_document.plan()) > 0 && !m_runs.isActive() &&
                                 !m_recording->isRecording() && !m_hardening);
}

// A quiet word when a recording has been made; not again for the same plan.
void MainWindow::offerHardening()
{
    if (m_loops->offer() || m_hardeningOffered || stepCount(m_document.plan()) < 2)
        return;
    m_hardeningOffered = true;
    m_offers->showOffer({tr("The recording has not been replayed yet."),
                         {},
                         tr("Replay it twice to drop the waits that do not matter?"),
                         {Remedy::Harden},
                         {}});
}

void MainWindow::harden()
{
    if (!m_actions.harden->isEnabled() || !isFinished())
        return;
    m_offers->hide();
    m_messages->hide();
    askForValues([this](const QHash<QString, QString> &values) { beginHardening(values); });
}

void MainWindow::beginHardening(const QHash<QString, QString> &values)
{
    m_hardening = new HardenDialog(m_document.plan(), this);
    // A child: the replays end with their dialog.
    auto *rehearsal = new Rehearsal(
        m_document.plan(), {.variables = values, .planFolder = m_document.folder()}, [this] { return m_host.makeAside(); },
        m_hardening);
    connect(rehearsal, &Rehearsal::stepChanged, m_hardening, &HardenDialog::showStep);
    connect(rehearsal, &Rehearsal::finished, this,
            [this, rehearsal, values](const RunReport &report) { hardeningEnded(*rehearsal, report, values); });
    connect(m_hardening, &QDialog::accepted, this, [this, dialog = m_hardening] {
        const QList<Hardening> chosen = dialog->chosen();
        m_document.edit(tr("harden"), [&](Plan &plan) { apply(chosen, plan); });
    });
    connect(m_hardening, &QObject::destroyed, this, [this] {
        m_hardening.clear(); // widgets say so while pointers to them still stand
        showHardenState();
    });
    showHardenState();
    m_hardening->open();
    rehearsal->start();
}

void MainWindow::hardeningEnded(const Rehearsal &rehearsal, const RunReport &report, const QHash<QString, QString> &values)
{
    const StepModel &model = m_stepsDock->model();
    QList<HardenList::Item> items;
    const auto all = resolveVariables(m_document.plan(), values); // with the defaults
    for (const Hardening &hardening : findHardenings(m_document.plan(), rehearsal.traces(), all.value_or(values))) {
        const QModelIndex step = model.indexOf(hardening.stepId);
        items.append({hardening, step.data(StepModel::NumberRole).toString() + QStringLiteral("  ") + step.data().toString()});
    }
    if (report.outcome == RunReport::Outcome::Done)
        return m_hardening->showFound(items, {});
    const QString stepId = stepIdAt(report.error.where);
    const QModelIndex step = model.indexOf(stepId);
    Trouble trouble = runTrouble(report.error, stepId, step.data(StepModel::NumberRole).toString(), step.data().toString());
    trouble.what = tr("Replay %1 of %2 to harden: %3").arg(rehearsal.traces().size()).arg(Rehearsal::replays).arg(trouble.what);
    m_messages->showTrouble(trouble);
    if (items.isEmpty())
        m_hardening->reject();
    else
        m_hardening->showFound(items, tr("%1. Before that, the replays had shown:").arg(trouble.what));
}

} // namespace Foray
