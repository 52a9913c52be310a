// SPDX-License-Identifier: MIT
#include "ui/run/runcontroller.h"

#include "engine/replay/browser.h"
#include "ui/run/runkeeper.h"

#include <QTimer>

#include <utility>

namespace Foray {

RunController::RunController(const QString &dataDir, QObject *parent)
    : QObject(parent)
    , m_dataDir(dataDir)
{
}

RunController::~RunController() = default;

void RunController::start(const Request &request, Browser &browser)
{
    if (isActive())
        return;
    m_keeper = std::make_unique<RunKeeper>(m_dataDir, RunRecord{.planName = request.plan.name, .session = request.session});
    connect(m_keeper.get(), &RunKeeper::failed, this, &RunController::notKept);
    browser.setDownloadFolder(m_keeper->folder());
    RunOptions options;
    options.variables = request.variables;
    options.planFolder = request.planFolder;
    options.runFolder = m_keeper->folder();
    options.pageCache = m_keeper->pageCache();
    options.startPaused = m_firstStep = request.oneStep;
    m_runner = std::make_unique<Runner>(request.plan, options, browser);
    m_keeper->keep(*m_runner); // before the window hears of it, so that what is shown is kept
    connect(m_runner.get(), &Runner::stepChanged, this, &RunController::stepChanged);
    connect(m_runner.get(), &Runner::rowsExtracted, this,
            [this](const QString &table, const QString &, const JsonValue &rows) { Q_EMIT rowsExtracted(table, rows); });
    connect(m_runner.get(), &Runner::pausedChanged, this, &RunController::pauseChanged);
    connect(m_runner.get(), &Runner::finished, this, &RunController::end);
    setState(State::Running); // also one that begins paused, until it says so
    Q_EMIT started(request.plan);
    if (!m_keeper->problem())
        Q_EMIT notKept(m_keeper->problem().error());
    m_runner->start();
}

void RunController::pause()
{
    if (m_state == State::Running)
        m_runner->pause();
}

void RunController::pauseChanged(bool paused)
{
    if (m_state == State::Stopping)
        return;
    if (std::exchange(m_firstStep, false)) {
        QTimer::singleShot(0, m_runner.get(), &Runner::stepOnce); // it is emitting
        return;
    }
    setState(paused ? State::Paused : State::Running);
    if (paused)
        Q_EMIT pausedAt(m_runner->nextStepId());
}

void RunController::resume()
{
    if (m_state == State::Paused)
        m_runner->resume();
}

void RunController::stepOnce()
{
    if (m_state == State::Paused)
        m_runner->stepOnce();
    else
        pause();
}

void RunController::stop()
{
    if (!isActive())
        return;
    setState(State::Stopping);
    m_runner->stop();
}

void RunController::abandon()
{
    if (!isActive())
        return;
    m_runner.reset();
    m_keeper.reset();
    RunReport report;
    report.outcome = RunReport::Outcome::Cancelled;
    end(report);
}

void RunController::end(const RunReport &report)
{
    // The runner is still on the stack: it emits this.
    if (m_runner)
        m_runner.release()->deleteLater();
    if (m_keeper)
        m_keeper.release()->deleteLater();
    setState(State::Idle);
    Q_EMIT finished(report);
}

void RunController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace Foray
