// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "ui/record/pagepointer.h"

namespace Foray {

// The loops over elements around a step, outermost first, each at its first row.
QList<ScopeElement> scopesAround(const Plan &plan, const QString &stepId);

// What a step acts on, takes rows from or waits for, as far as the page shows it.
QList<OutlineWish> outlinesOf(const Plan &plan, const QString &stepId);

// The first of a step's targets; empty for steps without.
Target firstTargetOf(const Step &step);

} // namespace Foray
