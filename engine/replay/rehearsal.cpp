// SPDX-License-Identifier: MIT
#include "engine/replay/rehearsal.h"

#include "engine/replay/browser.h"

#include <QTimer>

#include <utility>

namespace Foray {

namespace {

constexpr int slowMs = 800; // between the steps of the second replay

} // namespace

Rehearsal::Rehearsal(Plan plan, RunOptions options, MakeBrowser makeBrowser, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_options(std::move(options))
    , m_makeBrowser(std::move(makeBrowser))
{
    m_options.traced = true;
    m_options.runFolder = m_folder.path();
}

Rehearsal::~Rehearsal() = default;

void Rehearsal::start()
{
    QTimer::singleShot(0, this, &Rehearsal::next);
}

void Rehearsal::next()
{
    m_runner.reset();
    m_browser.reset(); // before the next one is made: both may want the same copy of the session
    m_traces.append(RunTrace());
    auto browser = m_makeBrowser();
    if (!browser) {
        Q_EMIT finished({.outcome = RunReport::Outcome::Failed, .error = browser.error()});
        return;
    }
    m_browser = std::move(*browser);
    m_options.slowMo = m_traces.size() == 1 ? 0 : slowMs;
    m_runner = std::make_unique<Runner>(m_plan, m_options, *m_browser);
    connect(m_runner.get(), &Runner::stepChanged, this, &Rehearsal::take);
    connect(m_runner.get(), &Runner::finished, this, &Rehearsal::ended);
    m_runner->start();
}

void Rehearsal::take(const StepEvent &event)
{
    if (event.state == StepEvent::State::Finished)
        m_traces.last().steps.append(event.trace);
    Q_EMIT stepChanged(int(m_traces.size()), event);
}

void Rehearsal::ended(const RunReport &report)
{
    m_traces.last().whole = report.outcome == RunReport::Outcome::Done;
    if (m_traces.last().whole && m_traces.size() < replays)
        QTimer::singleShot(0, this, &Rehearsal::next); // the runner is emitting
    else
        Q_EMIT finished(report);
}

} // namespace Foray
