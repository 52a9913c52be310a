// SPDX-License-Identifier: MIT
#pragma once

#include "engine/demo/accounts.h"
#include "engine/demo/pause.h"

namespace Foray::Demo {

// What the handlers share; they run on many threads at once.
struct Site
{
    int port = 0;
    int delay = 0; // the defaults of ?delay= and ?seed=
    int seed = 1;
    Pause pause;
    Accounts accounts;
};

} // namespace Foray::Demo
