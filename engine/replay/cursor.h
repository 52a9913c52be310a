// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <vector>

namespace Foray {

// Where a run stands in the tree of steps: loops, branches and pages as frames on an explicit stack. Pure: it knows what comes
// next, and asks whoever drives it whatever only the page can tell. The steps must outlive it.
//
//     forever: move = next(); Act: do the step, then next() again, or fail()
//                             Enter: rounds(n); Round and RoundOver: go(), skipRound() or end(); Leave: for the log; Done: over
class Cursor final
{
public:
    enum class Kind {
        Act,       // carry out `step`
        Enter,     // a control step begins; rounds() answers
        Round,     // a round of a loop is about to begin; go(), skipRound() or end() answers
        RoundOver, // a round of a loop has ended; go() or end() answers
        Leave,     // a control step has ended, for the reason in `note`
        Done,
    };

    struct Move
    {
        Kind kind = Kind::Done;
        const Step *step = nullptr;
        int round = 0;       // of Round and RoundOver, from 0
        bool last = false;   // RoundOver: no further round will come, whatever the answer
        bool isNext = false; // Act: it moves a paginate on to its next page
        QString note;
    };

    // What became of a failure: some control step around it takes it, or nobody does.
    struct Recovery
    {
        enum class Kind { Stop, Skip, Retry };
        Kind kind = Kind::Stop;
        const Step *step = nullptr; // the control step whose on_error decided
        QString position;           // its place
    };

    explicit Cursor(const std::vector<Step> &steps);

    Move next();

    // Enter's answer: forEach its elements or rows, paginate its URLs (0 where it has a next step), if 1 or 0 for yes and no.
    void rounds(int count);
    void go();
    void skipRound();
    void end(const QString &note); // leaves the innermost control step

    // The step under way has failed for good: unwinds to the control step whose on_error says to go on. In a forEach and
    // in a paginate over URLs that is the round (left out, or done again), in any other the whole step. With Stop the
    // cursor stands behind the top-level step.
    Recovery fail();

    // "people[3]/pages[2]/rows": the loops around the step under way, each with its round counted from 1, then the step.
    QString position() const;
    // The same for the innermost control step with its own round: "people[3]/pages[2]".
    QString roundPosition() const;

    qsizetype depth() const { return qsizetype(m_frames.size()) - 1; } // control steps around the step under way
    bool isTopLevelRound() const;

    // The dialog steps that come directly after the one under way: their answers must be known before it acts.
    QList<const Step *> dialogsAhead() const;

private:
    enum class Phase { Entering, Deciding, Walking, Turning, Ended, Leaving, Over };

    struct Frame
    {
        const Step *step = nullptr; // null: the list of the plan itself
        const std::vector<Step> *steps = nullptr;
        std::size_t index = 0; // of the step after the one under way
        Phase phase = Phase::Entering;
        int round = 0;
        int limit = 0; // rounds
        int failures = 0;
        QString note;
    };

    void listEnded(Frame &frame);
    void walk(Frame &frame, const std::vector<Step> &steps, Phase phase);
    void nextRound(Frame &frame);
    QString path(std::size_t frames) const;

    std::vector<Frame> m_frames;
    const Step *m_current = nullptr;
};

} // namespace Foray
