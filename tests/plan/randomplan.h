// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QRandomGenerator>

namespace Foray {

// A plan that uses anything the format can say, drawn from the generator.
Plan randomPlan(QRandomGenerator &random);

} // namespace Foray
