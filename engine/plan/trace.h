// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Foray {

// What one replay saw of a step, each time it was done. Replays are compared by these; see engine/record/hardening.h.
struct StepTrace
{
    enum class Wait { Came, HeldBefore, Never }; // held before: already before the action

    QString stepId;
    QUrl page;             // that it was done in; of a step that loads one: that one
    QList<bool> selectors; // of its target, whether each meant just the element that was acted on; empty if unknown
    QList<Wait> waits;     // of its wait_for
    QStringList unasked;   // what the page fetched before it, while nothing was done
    QStringList responses; // what it fetched because of it, in the order of the answers
    bool operator==(const StepTrace &) const = default;
};

struct RunTrace
{
    QList<StepTrace> steps; // as they were done: those within loops several times
    bool whole = false;     // the replay came to its end
};

} // namespace Foray
