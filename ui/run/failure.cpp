// SPDX-License-Identifier: MIT
#include "ui/run/failure.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Trouble)
};

struct Advice
{
    QString text;
    QList<Remedy> remedies;
};

Advice adviceForStep(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
        return {Words::tr("Look at the page: if it only was slow, let the step wait longer; if it shows something else, "
                          "correct what the step waits for."),
                {Remedy::WaitLonger, Remedy::ShowStep, Remedy::RunAgain}};
    case ErrorKind::NoSuchElement:
    case ErrorKind::AmbiguousElement:
    case ErrorKind::InvalidSelector:
    case ErrorKind::NoSuchFrame:
        return {Words::tr("Look at the page: pick the element again if it is there, or correct what comes before the step."),
                {Remedy::PickAgain, Remedy::ShowStep, Remedy::RunAgain}};
    case ErrorKind::ElementClickIntercepted:
    case ErrorKind::ElementNotInteractable:
        return {Words::tr("Something on the page is in the way: add a step that closes it, or wait for it to go."),
                {Remedy::ShowStep, Remedy::RunAgain}};
    case ErrorKind::NavigationFailed:
    case ErrorKind::HttpStatus:
        return {Words::tr("Check the address and the connection, then run again."), {Remedy::RunAgain, Remedy::ShowStep}};
    case ErrorKind::SessionLocked:
        return {Words::tr("Close the other program that uses the session, or choose another session."),
                {Remedy::ChooseSession, Remedy::RunAgain}};
    case ErrorKind::PageCrashed:
        return {Words::tr("The page's process ended. Run again; if it happens again, the page needs too much memory."),
                {Remedy::RunAgain}};
    case ErrorKind::Io:
        return {Words::tr("Make room on the disk or choose another place, then run again. The rows so far are kept."),
                {Remedy::RunAgain}};
    default: return {Words::tr("Correct the step in the plan, then run again."), {Remedy::ShowStep, Remedy::RunAgain}};
    }
}

} // namespace

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::RunAgain: return Words::tr("Run again");
    case Remedy::ShowStep: return Words::tr("Show the step");
    case Remedy::WaitLonger: return Words::tr("Wait longer");
    case Remedy::OpenPlan: return Words::tr("Open another plan");
    case Remedy::ChooseSession: return Words::tr("Choose a session");
    case Remedy::Reload: return Words::tr("Load again");
    case Remedy::FoldLoop: return Words::tr("Make it a loop");
    case Remedy::PickAgain: return Words::tr("Pick the element");
    case Remedy::KeepHealed: return Words::tr("Keep the new selectors");
    case Remedy::Harden: return Words::tr("Replay to harden");
    case Remedy::Restore: return Words::tr("Restore");
    case Remedy::Discard: return Words::tr("Discard");
    }
    return {};
}

Trouble runTrouble(const Error &error, const QString &stepId, const QString &stepNumber, const QString &stepSentence)
{
    Advice advice = adviceForStep(error.kind);
    Trouble trouble;
    trouble.what =
        stepNumber.isEmpty() ? Words::tr("The run failed.") : Words::tr("Step %1 failed: %2").arg(stepNumber, stepSentence);
    trouble.seen = error.message;
    trouble.advice = advice.text;
    if (stepNumber.isEmpty()) {
        advice.remedies.removeAll(Remedy::ShowStep);
        advice.remedies.removeAll(Remedy::WaitLonger);
        advice.remedies.removeAll(Remedy::PickAgain);
    }
    trouble.remedies = advice.remedies;
    trouble.stepId = stepId;
    return trouble;
}

Trouble unfinishedTrouble(const QString &problem, const QString &stepId, const QString &stepNumber, const QString &stepSentence)
{
    return {stepNumber.isEmpty() ? Words::tr("The plan is not finished.")
                                 : Words::tr("Step %1 is not finished: %2").arg(stepNumber, stepSentence),
            problem, Words::tr("Complete it in the panel below the steps, then run again."),
            stepNumber.isEmpty() ? QList<Remedy>() : QList<Remedy>{Remedy::ShowStep}, stepId};
}

Trouble healedOffer(int steps)
{
    return {steps == 1 ? Words::tr("One step's selectors no longer fit its page.")
                       : Words::tr("The selectors of %1 steps no longer fit their pages.").arg(steps),
            Words::tr("The elements were found by a vote or by their likeness; the steps are marked amber."),
            Words::tr("If those are the right ones, keep selectors that mean them."),
            {Remedy::KeepHealed},
            {}};
}

Trouble openTrouble(const Error &error, const QString &path)
{
    return {Words::tr("'%1' was not opened.").arg(QFileInfo(path).fileName()),
            error.message,
            error.kind == ErrorKind::Io ? Words::tr("Check that the file is there and may be read.")
                                        : Words::tr("Correct the file at that place, then open it again."),
            {Remedy::OpenPlan},
            {}};
}

Trouble pageTrouble(const Error &error, const QString &address)
{
    return {Words::tr("The page did not load: %1").arg(address),
            error.message,
            Words::tr("Check the address and the connection."),
            {Remedy::Reload},
            {}};
}

Trouble saveTrouble(const Error &error, const QString &path)
{
    return {Words::tr("'%1' was not written.").arg(QFileInfo(path).fileName()),
            toString(error),
            Words::tr("Choose another place, or make room there; nothing was changed."),
            {},
            {}};
}

} // namespace Foray
