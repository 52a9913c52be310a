// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Foray {

// What is wrong with a text of a step, as far as that shows without a browser; empty when nothing is or when a variable
// is in it.
QString selectorProblem(const QString &selector); // a mistyped prefix
QString chordProblem(const QString &chord);       // "Control+Entr"
QString firstAddressProblem(const QString &url);  // relative, where there is no page yet

} // namespace Foray
