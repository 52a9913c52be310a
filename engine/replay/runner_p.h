// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/attempt.h"
#include "engine/replay/cursor.h"
#include "engine/replay/loops.h"
#include "engine/replay/runner.h"
#include "engine/replay/runstate.h"

#include <QElapsedTimer>

#include <memory>
#include <optional>

namespace Foray {

// The runner's loop: ask the cursor, do what it says, tell it the outcome. One thing is pending at any time.
class Runner::Private final
{
public:
    Private(Runner &runner, Plan plan, RunOptions options, Browser &browser);

    void start();
    void stop();
    void resume(bool oneStepOnly);

    QString nextStepId() const { return standsStill && m_step ? m_step->id : QString(); }

    bool pauseWanted = false;
    bool standsStill = false;

private:
    enum class Phase { Steps, Finally, Over };

    // The loop. Nothing in it calls itself, however many steps end at once.
    void proceed();
    void move();
    void later(); // proceed() from the event loop

    // Action steps.
    void actAt(const Cursor::Move &move);
    void slowly();
    void tryStep();
    void attemptOver(Attempt &attempt, const Result<> &result);
    void succeeded(const Attempt &attempt);
    void failed(const Attempt &attempt, const Error &error);
    void photograph(StepEvent event, const Error &error);
    void nextFailed(StepEvent event, const Error &error);
    void stepFailed(StepEvent event, const Error &error);

    // Control steps.
    void control(const Cursor::Move &move);
    void ask(const Cursor::Move &move, RunOperation &operation);
    void entered(const Cursor::Move &move, int rounds);
    void answered(const Cursor::Move &move, const Loops::Answer &answer);
    void controlFailed(const Cursor::Move &move, const Error &error);
    void leave(const Cursor::Move &move, RunOperation &operation);
    void left(const Cursor::Move &move);
    void unwind(const Error &error);

    // The end.
    void phaseOver();
    void cancelled();
    void finish();

    int timeoutOf(const Step &step) const;
    StepEvent eventFor(const Step &step, const QString &position, StepEvent::State state) const;
    StepEvent eventFor(const RunOperation &operation, StepEvent::State state) const;
    // Emits; false when a listener has ended what was pending, so that the caller must not touch it any more.
    [[nodiscard]] bool tell(StepEvent event);
    JsonValue redacted(const JsonValue &value) const;
    Error located(Error error, const QString &position) const;
    void startPhase(const std::vector<Step> &steps);
    template <typename T, typename... Arguments>
    T *pend(Arguments &&...arguments);

    Runner &q;
    RunState m_run;
    Loops m_loops;
    std::unique_ptr<Cursor> m_cursor;
    Phase m_phase = Phase::Over;

    const Step *m_step = nullptr; // the action step under way
    StepPlace m_site;
    int m_attempt = 1;
    bool m_started = false; // it has been said to have
    bool m_crashed = false; // the last attempt ended with a dead renderer

    bool m_looping = false;
    bool m_again = false;
    bool m_stopping = false;
    QElapsedTimer m_clock;
    RunReport m_report;
    StepEvent m_failure; // the last one told

    // The context of everything under way: destroying it cancels. Last, so that it goes first.
    std::unique_ptr<QObject> m_pending;
};

template <typename T, typename... Arguments>
T *Runner::Private::pend(Arguments &&...arguments)
{
    auto pending = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    T *raw = pending.get();
    m_pending = std::move(pending);
    return raw;
}

} // namespace Foray
