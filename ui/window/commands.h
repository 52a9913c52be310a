// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/commandpalette.h"

namespace Foray {

class StepsDock;
struct Actions;

// What the command palette offers besides plans and sessions: every action that can be used now, and every step.
QList<PaletteEntry> actionCommands(const Actions &actions);
QList<PaletteEntry> stepCommands(StepsDock &steps);

} // namespace Foray
