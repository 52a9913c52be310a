// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"
#include "engine/replay/page.h"

namespace Foray {

// The step with the selectors that mean its element as it was found, in front of those that no longer do. The frames stay and,
// in a loop, where the selectors start. An error for steps without a target, or with two (a drag), as it is not said which one
// was found, and for what is no target: a page has had a say in it.
Result<Step> keepHealed(const Step &step, const Found &found);

} // namespace Foray
