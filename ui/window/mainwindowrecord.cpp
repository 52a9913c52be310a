// SPDX-License-Identifier: MIT
#include "ui/record/loopoffers.h"
#include "ui/record/pagepointer.h"
#include "ui/record/recordcontroller.h"
#include "ui/steps/stepactions.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/addressbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/pageframe.h"
#include "ui/window/tabarea.h"

namespace Foray {

// What the window does while it records.

void MainWindow::connectRecording()
{
    connect(m_actions.record, &QAction::triggered, this,
            [this] { m_recording->isRecording() ? stopRecording() : startRecording(); });
    connect(m_recording, &RecordController::stateChanged, this, &MainWindow::showRecording);
    connect(m_recording, &RecordController::stepRecorded, this, [this](const QString &stepId) {
        showStatus();
        m_stepsDock->mark(stepId); // the focus stays in the page
    });
    connect(m_address, &AddressBar::entered, m_recording, [this](const QUrl &url) {
        m_recording->command(Navigate{url.toString(), {}, {}});
    });
    connect(m_actions.back, &QAction::triggered, m_recording, [this] { m_recording->command(Back()); });
    connect(m_actions.forward, &QAction::triggered, m_recording, [this] { m_recording->command(Forward()); });
    connect(m_actions.reload, &QAction::triggered, m_recording, [this] { m_recording->command(Reload()); });
    connect(m_actions.newTab, &QAction::triggered, m_recording, &RecordController::openingTab);
    m_stepsDock->addNotice(m_offers); // not above the page, which must not move under the person's hand
    connect(m_loops, &LoopOffers::changed, this, &MainWindow::offerLoop);
    connect(m_offers, &MessageBar::chosen, this,
            [this](Remedy chosen) { chosen == Remedy::Harden ? harden() : m_stepsDock->select(m_loops->accept()); });
    connect(m_actions.pauseRecording, &QAction::triggered, m_recording, &RecordController::setPaused);
    connect(&m_stepsDock->actions(), &StepActions::recordWanted, this, &MainWindow::startRecording);
    connect(&m_document, &PlanDocument::opened, this, [this] {
        m_offers->hide();
        m_hardeningOffered = false;
    });
    // Queued: the undo stack is in the middle of the change.
    connect(&m_document, &PlanDocument::planChanged, this, &MainWindow::saveRecorded, Qt::QueuedConnection);
    connect(&m_document, &PlanDocument::opened, this, [this] { m_recordsTo.clear(); });
    showRecording();
}

void MainWindow::startRecording(const QString &afterStep)
{
    if (m_runs.isActive())
        return;
    m_recording->stop();
    if (!m_document.isOpen())
        newPlan();
    m_recording->start(afterStep);
    m_arrangements->set(Arrangement::Record);
    if (!m_page)
        m_address->edit(); // where it begins
}

void MainWindow::stopRecording()
{
    m_recording->stop();
    offerHardening();
}

void MainWindow::record(const QUrl &url, const QString &path)
{
    startRecording();
    m_recordsTo = path;
    Q_EMIT m_address->entered(url);
}

// What is undone while recording is undone in the file, too.
void MainWindow::saveRecorded()
{
    if (m_recordsTo.isEmpty() || !m_recording->isRecording())
        return;
    if (const auto saved = m_document.saveAs(m_recordsTo); !saved)
        m_messages->showTrouble(saveTrouble(saved.error(), m_recordsTo));
}

void MainWindow::offerLoop()
{
    const auto &loop = m_loops->offer();
    if (!loop)
        return m_offers->hide();
    const QString advice = loop->kind == LoopOffer::Kind::Paginate  ? tr("Repeat it until there is no next page?")
                           : loop->kind == LoopOffer::Kind::ForEach ? tr("Do the same for each of them?")
                                                                    : tr("Do the same with each row?");
    m_offers->showOffer({loop->words, {}, advice, {Remedy::FoldLoop}, {}});
}

void MainWindow::showRecording()
{
    const bool recording = m_recording->isRecording();
    const bool paused = m_recording->isPaused();
    m_actions.record->setChecked(recording);
    m_actions.record->setText(recording ? tr("Stop recording") : tr("Record"));
    m_actions.record->setToolTip((recording ? tr("Stop recording (%1)") : tr("Record what you do in the page (%1)"))
                                     .arg(m_actions.record->shortcut().toString(QKeySequence::NativeText)));
    m_actions.pauseRecording->setEnabled(recording);
    m_actions.pauseRecording->setVisible(recording);
    m_actions.pauseRecording->setChecked(paused);
    m_actions.pauseRecording->setText(paused ? tr("Go on recording") : tr("Pause recording"));
    m_actions.pauseRecording->setIconText(paused ? tr("Go on") : tr("Pause"));
    m_actions.pauseRecording->setToolTip(tr("%1 (%2)").arg(
        m_actions.pauseRecording->text(), m_actions.pauseRecording->shortcut().toString(QKeySequence::NativeText)));
    m_pointer->setSecrets(m_recording->secrets());
    m_pointer->setFollowing(recording && !paused);
    m_tabs->setRecording(!recording ? RecordingFrame::None : paused ? RecordingFrame::Paused : RecordingFrame::Recording);
    showPickingState();
    showStatus();
}

} // namespace Foray
