// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"

namespace Foray {

// One text of a step in which ${name} is replaced, or the name of a loop that it refers to.
struct StepText
{
    QString pointer; // within the step: "/target/selectors/0"
    QString text;
    bool isWithin = false;
    bool isSelector = false;
};

// All of a step's own (not of its child steps, and not its JavaScript, where ${…} may be the script's own).
QList<StepText> textsOf(const Step &step);

} // namespace Foray
