// SPDX-License-Identifier: MIT
#include "engine/plan/variables.h"
#include "engine/replay/browser.h"
#include "engine/replay/runner_p.h"
#include "engine/replay/screenshotfile.h"

#include <QTimer>

#include <utility>

namespace Foray {

// The part of the runner that carries out action steps: attempts, retries, failures.

namespace {

// A picture of a failure is worth this much waiting, no more.
constexpr int pictureMs = 2000;

} // namespace

void Runner::Private::actAt(const Cursor::Move &move)
{
    m_step = move.step;
    m_site = m_loops.site(*m_cursor, move.isNext);
    m_attempt = 1;
    m_started = false;
    m_crashed = false;
    if (pauseWanted && !m_stopping) {
        standsStill = true;
        m_pending.reset();
        Q_EMIT q.pausedChanged(true);
        return;
    }
    slowly();
}

void Runner::Private::slowly()
{
    if (m_run.options.slowMo > 0 && m_report.steps > 0 && !m_stopping)
        QTimer::singleShot(m_run.options.slowMo, pend<QObject>(), [this] { tryStep(); });
    else
        tryStep();
}

void Runner::Private::tryStep()
{
    auto *attempt = pend<Attempt>(m_run, m_site, timeoutOf(*m_step));
    m_started = true;
    if (!tell(eventFor(*m_step, m_site.position, StepEvent::State::Started)))
        return;
    attempt->waiting = [this, attempt] {
        // A listener may stop the run; the attempt notices that it is gone.
        (void)tell(eventFor(*attempt, StepEvent::State::Waiting));
    };
    attempt->reopen = std::exchange(m_crashed, false);
    attempt->perform(*m_step, [this, attempt](const Result<> &result) { attemptOver(*attempt, result); });
}

StepEvent Runner::Private::eventFor(const RunOperation &operation, StepEvent::State state) const
{
    StepEvent event = eventFor(*m_step, m_site.position, state);
    event.found = operation.found;
    event.acted = operation.acted;
    event.waited = operation.waited;
    event.note = operation.notes.join(QStringLiteral("; "));
    return event;
}

void Runner::Private::attemptOver(Attempt &attempt, const Result<> &result)
{
    if (result)
        succeeded(attempt);
    else
        failed(attempt, result.error());
}

void Runner::Private::succeeded(const Attempt &attempt)
{
    StepEvent event = eventFor(attempt, StepEvent::State::Finished);
    event.screenshot = attempt.screenshot;
    event.trace = attempt.trace;
    event.trace.stepId = event.stepId;
    event.trace.selectors = attempt.found.meant;
    ++m_report.steps;
    m_report.healed += attempt.found.healed ? 1 : 0;
    if (!attempt.rows.isNull()) {
        const auto kept = m_loops.keep(*m_cursor, attempt.table, m_site.position, attempt.rows);
        event.rows = kept.count;
        event.newRows = kept.fresh;
        m_report.rows += kept.count;
        const QPointer<QObject> pending(m_pending.get());
        const QString table = attempt.table;
        Q_EMIT q.rowsExtracted(table, m_site.position, kept.rows);
        if (!pending)
            return;
    }
    m_step = nullptr;
    m_pending = std::make_unique<QObject>();
    if (tell(event))
        proceed();
}

void Runner::Private::failed(const Attempt &attempt, const Error &error)
{
    StepEvent event = eventFor(attempt, StepEvent::State::Failed);
    event.error = error;
    m_crashed = error.kind == ErrorKind::PageCrashed;
    if (m_attempt <= m_step->onError.retries) {
        event.state = StepEvent::State::Retrying;
        if (!tell(event))
            return;
        ++m_attempt;
        // From the event loop, so that no number of retries nests.
        QTimer::singleShot(0, pend<QObject>(), [this] { tryStep(); });
        return;
    }
    if (m_site.isNext && error.kind == ErrorKind::Timeout)
        return nextFailed(event, error);
    photograph(event, error);
}

// A next that brought nothing: either there is nothing more, or something is wrong.
void Runner::Private::nextFailed(StepEvent event, const Error &error)
{
    auto *operation = pend<RunOperation>(m_run, m_site, timeoutOf(*m_step));
    operation->begin([this, event, error](const Result<> &) { photograph(event, error); });
    m_loops.nextTimedOut(*operation, [this, event, error](const Result<Loops::Answer> &answer) {
        if (!answer || answer->kind != Loops::Answer::Kind::End)
            return photograph(event, error);
        StepEvent skipped = event;
        skipped.state = StepEvent::State::Skipped;
        skipped.note = answer->note;
        m_step = nullptr;
        m_cursor->end(answer->note);
        m_pending = std::make_unique<QObject>();
        if (tell(skipped))
            proceed();
    });
}

void Runner::Private::photograph(StepEvent event, const Error &error)
{
    Page *page = m_run.browser.currentPage();
    if (m_run.options.runFolder.isEmpty() || !page || m_crashed || m_step->onError.skip || m_stopping)
        return stepFailed(event, error);
    auto *context = pend<RunOperation>(m_run, StepPlace{}, pictureMs);
    context->begin([this, event, error](const Result<> &) { stepFailed(event, error); });
    page->screenshot(false, context, [this, event, error](const Result<QByteArray> &png) {
        StepEvent shown = event;
        if (png) {
            const QString place = redact(m_site.position, m_run.secrets) + QStringLiteral("-failed");
            shown.screenshot = saveScreenshot(m_run.options.runFolder, place, *png).value_or(QString());
        }
        stepFailed(shown, error);
    });
}

void Runner::Private::stepFailed(StepEvent event, const Error &error)
{
    const bool skip = m_step->onError.skip;
    event.state = skip ? StepEvent::State::Skipped : StepEvent::State::Failed;
    m_step = nullptr;
    m_pending = std::make_unique<QObject>();
    if (!tell(event))
        return;
    if (!skip)
        unwind(located(error, event.position));
    else
        proceed();
}

} // namespace Foray
