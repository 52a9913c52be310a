// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

#include <QList>
#include <QString>

namespace Foray {

enum class Remedy {
    RunAgain,
    ShowStep,
    WaitLonger,
    OpenPlan,
    ChooseSession,
    Reload,
    Restore,
    Discard,
    FoldLoop,
    PickAgain,
    KeepHealed,
    Harden
};
QString remedyText(Remedy remedy); // as its button says

// An error as the window shows it: what happened, what was expected and seen, what to do, and the buttons that do it.
struct Trouble
{
    QString what;
    QString seen;
    QString advice;
    QList<Remedy> remedies;
    QString stepId; // what ShowStep and WaitLonger are about
};

// Of the step that ended a run; without a number the error belongs to no step.
Trouble runTrouble(const Error &error, const QString &stepId, const QString &stepNumber, const QString &stepSentence);
// Of a plan that cannot run yet.
Trouble unfinishedTrouble(const QString &problem, const QString &stepId, const QString &stepNumber, const QString &stepSentence);
// An offer: after a run that found elements by other means than their selectors.
Trouble healedOffer(int steps);
Trouble openTrouble(const Error &error, const QString &path);
Trouble pageTrouble(const Error &error, const QString &address);
Trouble saveTrouble(const Error &error, const QString &path);

} // namespace Foray
