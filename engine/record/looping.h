// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QStringList>

#include <optional>

namespace Foray {

// A recording that did the same twice, and the loop that it could be.
struct LoopOffer
{
    enum class Kind { Paginate, ForEach };
    Kind kind = Kind::Paginate;
    QStringList stepIds; // that the loop replaces, in order
    QString words;       // "'Next' was clicked twice"
    bool operator==(const LoopOffer &) const = default;
};

// What the newest steps at the plan's end offer: "Next, Next" becomes pages until there is no next, "row 1, back, row 2"
// each row.
std::optional<LoopOffer> offeredLoop(const Plan &plan);

// Puts the loop in the place of its steps and gives its id; empty if they are no longer as they were offered.
QString foldLoop(Plan &plan, const LoopOffer &offer);

} // namespace Foray
