// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

namespace Foray {

// The step as this format spells it: Chrome Recorder's `selectors` and `frame` beside a step, its offsetX and offsetY, its
// waitForElement, waitForExpression and close are read as what they are here. Anything else comes back unchanged.
Json ownSpelling(const Json &step);

// Where in the original step a key stands that ownSpelling() moved: "/target/selectors/0" -> "/selectors/0".
QString originalPointer(const Json &step, const QString &pointerInStep);

// Types that ownSpelling() understands besides the format's own.
QStringList foreignStepTypes();

} // namespace Foray
