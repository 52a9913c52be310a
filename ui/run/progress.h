// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QString>

#include <optional>

namespace Foray {

// How far a run is in the innermost of its loops.
struct Progress
{
    QString words;                  // "page 3 of at most 20"; empty outside of loops
    std::optional<double> fraction; // 0…1 of the outermost loop, where the loop has an end
};

// From the position of a step event, as Runner writes them: "pages[2]/rows".
Progress progressAt(const Plan &plan, const QString &position);

// The id of the step at a position: "pages[2]/rows" is of step "rows", "pages[2]" of "pages".
QString stepIdAt(const QString &position);

} // namespace Foray
