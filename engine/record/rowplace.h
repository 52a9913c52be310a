// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/target.h"

#include <optional>

namespace Foray {

// Where elements stand that are the same part of different rows.
struct RowPlace
{
    QString rows;           // "#rows > li"
    QList<Selector> inside; // from a row on, best first; empty for the row itself
    bool operator==(const RowPlace &) const = default;
};

// Nothing if `b` is not in a later row of the list that `a` is in.
std::optional<RowPlace> commonRow(const Target &a, const Target &b);

} // namespace Foray
