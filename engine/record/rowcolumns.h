// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"

namespace Foray {

// Whether ${column} can stand for a column of that name.
bool canBeVariable(const QString &column);

// Puts ${column} in the place of each value {value, column} that a step holds: what is typed, addresses, and selectors and texts
// that are just that value. A target that was found by such a value keeps no other way to be found: it would be that of one row.
void putColumns(Step &step, const QList<QPair<QString, QString>> &columns);

} // namespace Foray
