// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

namespace Foray {

// Writes a changed object back into the layout of its file.
struct Relayout
{
    const Json &original; // as it stood in the file
    const Json &before;   // what was read from it, canonically
    const Json &now;      // the value today, canonically
    const Json &full;     // the value today, child steps and conditions as their own files spelled them
};

// Keys that did not change keep their JSON verbatim, changed ones are replaced in place, those that are gone are dropped,
// unknown ones stay, new ones stand where canonical order has them.
Json keepLayout(const Relayout &values);

} // namespace Foray
