// SPDX-License-Identifier: MIT
#include "engine/replay/runner.h"

#include "engine/base/json.h"
#include "engine/plan/variables.h"
#include "engine/replay/browser.h"
#include "engine/replay/runner_p.h"

#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace Foray {

namespace {

// How long each `finally` step may take once the run has been stopped.
constexpr int stoppedStepMs = 10000;

} // namespace

Runner::Runner(Plan plan, RunOptions options, Browser &browser, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(plan), std::move(options), browser))
{
}

Runner::~Runner() = default;

void Runner::start()
{
    d->start();
}

void Runner::pause()
{
    d->pauseWanted = true;
}

void Runner::resume()
{
    d->resume(false);
}

void Runner::stepOnce()
{
    d->resume(true);
}

void Runner::stop()
{
    d->stop();
}

bool Runner::isPaused() const
{
    return d->standsStill;
}

QString Runner::nextStepId() const
{
    return d->nextStepId();
}

Runner::Private::Private(Runner &runner, Plan plan, RunOptions options, Browser &browser)
    : pauseWanted(options.startPaused)
    , q(runner)
    , m_run{.plan = std::move(plan), .options = std::move(options), .browser = browser}
    , m_loops(m_run)
{
}

void Runner::Private::start()
{
    m_clock.start();
    const auto values = resolveVariables(m_run.plan, m_run.options.variables);
    startPhase(m_run.plan.steps);
    if (!values) {
        m_report.outcome = RunReport::Outcome::Failed;
        m_report.error = values.error();
        m_phase = Phase::Over;
        return later();
    }
    m_run.variables = *values;
    m_run.secrets = secretValues(m_run.plan, m_run.variables);
    if (!m_run.options.runFolder.isEmpty())
        m_run.browser.setDownloadFolder(m_run.options.runFolder);
    later();
}

void Runner::Private::startPhase(const std::vector<Step> &steps)
{
    m_phase = &steps == &m_run.plan.steps ? Phase::Steps : Phase::Finally;
    m_cursor = std::make_unique<Cursor>(steps);
    m_run.answered.clear();
}

void Runner::Private::later()
{
    QTimer::singleShot(0, pend<QObject>(), [this] { proceed(); });
}

void Runner::Private::proceed()
{
    m_again = true;
    if (m_looping)
        return;
    m_looping = true;
    const QPointer<Runner> alive(&q);
    while (std::exchange(m_again, false)) {
        move();
        if (!alive)
            return;
    }
    m_looping = false;
}

void Runner::Private::move()
{
    if (m_phase == Phase::Over)
        return finish();
    const Cursor::Move move = m_cursor->next();
    switch (move.kind) {
    case Cursor::Kind::Act: return actAt(move);
    case Cursor::Kind::Done: return phaseOver();
    case Cursor::Kind::Enter:
    case Cursor::Kind::Round:
    case Cursor::Kind::RoundOver:
    case Cursor::Kind::Leave: return control(move);
    }
}

void Runner::Private::resume(bool oneStepOnly)
{
    pauseWanted = oneStepOnly;
    if (!standsStill)
        return;
    standsStill = false;
    QTimer::singleShot(0, pend<QObject>(), [this] { slowly(); });
    Q_EMIT q.pausedChanged(false);
}

void Runner::Private::stop()
{
    if (m_phase == Phase::Over || !m_cursor)
        return;
    const bool again = std::exchange(m_stopping, true);
    pauseWanted = false;
    m_report.outcome = RunReport::Outcome::Cancelled;
    // From the event loop, since this may be called from within one of our own signals.
    QTimer::singleShot(0, pend<QObject>(), [this, again] {
        if (!again)
            return cancelled();
        m_phase = Phase::Over;
        proceed();
    });
}

void Runner::Private::cancelled()
{
    if (standsStill) {
        standsStill = false;
        Q_EMIT q.pausedChanged(false);
    } else if (m_step && m_started) {
        StepEvent event = eventFor(*m_step, m_site.position, StepEvent::State::Failed);
        event.error = {ErrorKind::Cancelled, QStringLiteral("Stopped."), m_site.position};
        Q_EMIT q.stepChanged(event);
    }
    m_step = nullptr;
    if (m_phase == Phase::Steps)
        phaseOver();
    else
        later();
}

void Runner::Private::phaseOver()
{
    if (m_phase == Phase::Steps && !m_run.plan.finallySteps.empty())
        startPhase(m_run.plan.finallySteps);
    else
        m_phase = Phase::Over;
    // From the event loop: `finished` must not come from within a callback of a page that its listener may destroy.
    later();
}

void Runner::Private::finish()
{
    if (!m_cursor)
        return;
    m_cursor.reset();
    m_pending.reset();
    m_report.elapsed = m_clock.elapsed();
    m_report.error = located(m_report.error, m_report.error.where);
    Q_EMIT q.finished(m_report);
}

int Runner::Private::timeoutOf(const Step &step) const
{
    const int timeout = step.timeout.value_or(m_run.plan.pageTimeout);
    return m_stopping ? std::min(timeout, stoppedStepMs) : timeout;
}

StepEvent Runner::Private::eventFor(const Step &step, const QString &position, StepEvent::State state) const
{
    StepEvent event;
    event.state = state;
    event.stepId = step.id;
    // As it is done, with its values: which of 40 rows a line is about must be seen.
    Step done = step;
    done.action = substituted(step.action, m_site.variables.isEmpty() ? m_run.variables : m_site.variables);
    event.sentence = redact(sentence(done), m_run.secrets);
    event.position = position;
    event.attempt = m_attempt;
    return event;
}

bool Runner::Private::tell(StepEvent event)
{
    event.note = redact(event.note, m_run.secrets);
    event.found.selector = redact(event.found.selector, m_run.secrets);
    if (!event.found.repaired.isNull())
        event.found.repaired = redacted(event.found.repaired);
    event.error = located(event.error, event.position);
    if (event.state == StepEvent::State::Failed)
        m_failure = event;
    const QPointer<QObject> pending(m_pending.get());
    const bool hadPending = m_pending != nullptr;
    Q_EMIT q.stepChanged(event);
    return !hadPending || pending;
}

// A repaired target may hold a secret that its selectors were written with.
JsonValue Runner::Private::redacted(const JsonValue &value) const
{
    const auto json = parseJson(redact(value.dump(), m_run.secrets).toUtf8());
    return json ? JsonValue(*json) : JsonValue();
}

Error Runner::Private::located(Error error, const QString &position) const
{
    if (error.message.isEmpty())
        return error;
    error.message = redact(error.message, m_run.secrets);
    if (error.where.isEmpty())
        error.where = position;
    error.where = redact(error.where, m_run.secrets);
    return error;
}

} // namespace Foray
