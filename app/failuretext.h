// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/replay/runner.h"

#include <QString>

namespace Foray {

// What ended a run, for a person: "Click 'Log in': No element … (login)". A step that the plan gives no id is named by its
// place in the plan, "/steps/1".
QString failureText(const Plan &plan, const RunReport &report);

QString rowsText(qint64 rows); // "1 row", "30 rows"

} // namespace Foray
