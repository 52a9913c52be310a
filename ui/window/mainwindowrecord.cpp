// SPDX-License-Identifier: MIT
#include "ui/record/recordcontroller.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/addressbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tabarea.h"

namespace Foray {

// What the window does while it records.

void MainWindow::connectRecording()
{
    connect(m_actions.record, &QAction::triggered, this,
            [this] { m_recording->isRecording() ? m_recording->stop() : startRecording(); });
    connect(m_recording, &RecordController::stateChanged, this, &MainWindow::showRecording);
    connect(m_recording, &RecordController::stepRecorded, this, [this](const QString &stepId) {
        showStatus();
        m_stepsDock->select(stepId);
    });
    connect(m_address, &AddressBar::entered, m_recording, [this](const QUrl &url) {
        m_recording->command(Navigate{url.toString(), {}, {}});
    });
    connect(m_actions.back, &QAction::triggered, m_recording, [this] { m_recording->command(Back()); });
    connect(m_actions.forward, &QAction::triggered, m_recording, [this] { m_recording->command(Forward()); });
    connect(m_actions.reload, &QAction::triggered, m_recording, [this] { m_recording->command(Reload()); });
    showRecording(false);
}

void MainWindow::startRecording()
{
    if (m_runs.isActive())
        return;
    if (!m_document.isOpen())
        newPlan();
    m_recording->start();
    m_arrangements->set(Arrangement::Record);
    if (!m_page)
        m_address->edit(); // where it begins
}

void MainWindow::showRecording(bool recording)
{
    m_actions.record->setChecked(recording);
    m_actions.record->setText(recording ? tr("Stop recording") : tr("Record"));
    m_actions.record->setToolTip((recording ? tr("Stop recording (%1)") : tr("Record what you do in the page (%1)"))
                                     .arg(m_actions.record->shortcut().toString(QKeySequence::NativeText)));
    m_tabs->setRecording(recording);
    showStatus();
}

} // namespace Foray
