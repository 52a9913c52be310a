// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/planjson.h"

namespace Foray {

// Gives every step without an id one that no other step has: its type and a number.
void giveIds(Plan &plan);

// Whether the step's id was made up by giveIds() and is not its author's.
bool hasMadeUpId(const Step &step);

// A secret's default must neither be used nor be written back; its value is not in the problem's message.
void forgetSecretDefaults(Plan &plan, QList<Problem> &problems);

// By where in the document they are.
void sortByPlace(QList<Problem> &problems, const Json &document);

} // namespace Foray
