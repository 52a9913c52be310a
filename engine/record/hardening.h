// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/trace.h"
#include "engine/plan/variables.h"

#include <QList>
#include <QStringList>

namespace Foray {

// One thing that replays of a recording have shown to be better otherwise, and why. Only waits that the recorder has inferred
// are touched, never what a person wrote; and no selector is given up, only tried later.
struct Hardening
{
    enum class Kind {
        WaitDropped,       // it said nothing, or what it waited for was a coincidence
        WaitReplaced,      // the same, but an answer from the site says when the step is over
        WaitAdded,         // such an answer, where nothing was waited for
        SelectorsReordered // those that did not always mean the element stand behind those that did
    };
    Kind kind = Kind::WaitDropped;
    QString stepId;
    QStringList because; // sentences
    QList<Condition> waitsBefore;
    QList<Condition> waitsAfter;
    QList<Selector> selectorsBefore;
    QList<Selector> selectorsAfter;
    bool operator==(const Hardening &) const = default;
};

// What at least two replays of the plan agree upon, in the plan's order. `values` are the variables of the replays: no condition
// must hold them.
QList<Hardening> findHardenings(const Plan &plan, const QList<RunTrace> &traces, const Values &values);

// Steps that are no longer as they were found are left alone.
void apply(const QList<Hardening> &hardenings, Plan &plan);

} // namespace Foray
