// SPDX-License-Identifier: MIT
#include "engine/replay/runner_p.h"

#include <utility>

namespace Foray {

// The part of the runner that answers the cursor's questions at control steps.

void Runner::Private::control(const Cursor::Move &move)
{
    const bool inRound = move.kind == Cursor::Kind::Round || move.kind == Cursor::Kind::RoundOver;
    m_attempt = 1;
    m_site = m_loops.site(*m_cursor);
    if (inRound)
        m_site.position = m_cursor->roundPosition();
    auto *operation = pend<RunOperation>(m_run, m_site, timeoutOf(*move.step));
    operation->begin([this, move](const Result<> &result) { controlFailed(move, result.error()); });
    if (move.kind == Cursor::Kind::Leave)
        return leave(move, *operation);
    if (move.kind == Cursor::Kind::Enter && !tell(eventFor(*move.step, m_site.position, StepEvent::State::Started)))
        return;
    ask(move, *operation);
}

void Runner::Private::ask(const Cursor::Move &move, RunOperation &operation)
{
    const auto told = [this, move](const Result<Loops::Answer> &answer) {
        if (answer)
            answered(move, *answer);
        else
            controlFailed(move, answer.error());
    };
    if (move.kind == Cursor::Kind::Round)
        return m_loops.round(*m_cursor, move, operation, told);
    if (move.kind == Cursor::Kind::RoundOver)
        return m_loops.roundOver(*m_cursor, move, operation, told);
    m_loops.enter(*m_cursor, *move.step, operation, [this, move](const Result<int> &rounds) {
        if (!rounds)
            return controlFailed(move, rounds.error());
        m_pending.reset();
        m_cursor->rounds(*rounds);
        proceed();
    });
}

void Runner::Private::answered(const Cursor::Move &move, const Loops::Answer &answer)
{
    const bool roundDone = move.kind == Cursor::Kind::RoundOver && m_phase == Phase::Steps && m_loops.isPiece(*m_cursor);
    const QString piece = m_cursor->roundPosition();
    switch (answer.kind) {
    case Loops::Answer::Kind::Go: m_cursor->go(); break;
    case Loops::Answer::Kind::Skip: m_cursor->skipRound(); break;
    case Loops::Answer::Kind::End: m_cursor->end(answer.note); break;
    }
    m_pending = std::make_unique<QObject>();
    const QPointer<QObject> pending(m_pending.get());
    if (roundDone)
        Q_EMIT q.pieceDone(piece);
    if (pending)
        proceed();
}

// A control step may have a wait_for as any other; a paginate over URLs has waited on each of its pages.
void Runner::Private::leave(const Cursor::Move &move, RunOperation &operation)
{
    const auto *paginate = std::get_if<Paginate>(&move.step->action);
    if (move.step->waitFor.isEmpty() || (paginate && !paginate->urls.isEmpty()))
        return left(move);
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then(operation.wait(m_loops.filled(move.step->waitFor, m_site.variables)));
    work->run([this, move](const Result<> &result) {
        if (result)
            left(move);
        else
            controlFailed(move, result.error());
    });
}

void Runner::Private::left(const Cursor::Move &move)
{
    m_pending = std::make_unique<QObject>();
    StepEvent event = eventFor(*move.step, m_site.position, StepEvent::State::Finished);
    event.note = move.note;
    if (tell(event))
        proceed();
}

void Runner::Private::controlFailed(const Cursor::Move &move, const Error &error)
{
    m_pending = std::make_unique<QObject>();
    const Error where = located(error, m_site.position);
    if (!move.step->onError.skip && move.step->onError.retries == 0) {
        StepEvent event = eventFor(*move.step, m_site.position, StepEvent::State::Failed);
        event.error = where;
        if (!tell(event))
            return;
    }
    unwind(where);
}

// A step has failed for good: a control step around it may take that, or the phase ends.
void Runner::Private::unwind(const Error &error)
{
    const auto recovery = m_cursor->fail();
    if (recovery.kind != Cursor::Recovery::Kind::Stop) {
        const bool skip = recovery.kind == Cursor::Recovery::Kind::Skip;
        StepEvent event =
            eventFor(*recovery.step, recovery.position, skip ? StepEvent::State::Skipped : StepEvent::State::Retrying);
        event.error = error;
        if (tell(event))
            proceed();
        return;
    }
    // The first error is the one that the report names; `finally` steps go on behind a failed one.
    if (m_report.outcome == RunReport::Outcome::Done) {
        m_report.outcome = RunReport::Outcome::Failed;
        m_report.error = error;
        if (m_failure.error.where == error.where) {
            m_report.sentence = m_failure.sentence;
            m_report.screenshot = m_failure.screenshot;
        }
    }
    if (m_phase == Phase::Steps)
        phaseOver();
    else
        proceed();
}

} // namespace Foray
