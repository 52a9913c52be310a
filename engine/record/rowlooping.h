// SPDX-License-Identifier: MIT
#pragma once

#include "engine/record/looping.h"

#include <span>

namespace Foray {

// The part of looping.h that knows tables. `steps`: of one list, up to the newest.
std::optional<LoopOffer> offeredTable(std::span<const Step> steps, const LoopHints &hints);

// Whether both do the same to the same element; what is typed may differ.
bool isSameAction(const Step &a, const Step &b);

// The loop over the rows of the offer's file, with its columns in the place of what was typed.
Step tableLoop(std::vector<Step> body, const LoopOffer &offer);

} // namespace Foray
