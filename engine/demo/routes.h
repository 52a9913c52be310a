// SPDX-License-Identifier: MIT
#pragma once

#include "engine/demo/exchange.h"

#include <vector>

namespace Foray::Demo {

struct Route
{
    enum class Method { Get, Post };

    Method method;
    const char *pattern; // a regular expression of the whole path
    void (*handle)(Exchange &);
};
using Routes = std::vector<Route>;

// One file each, named like the function.
Routes commitRoutes();
Routes shopRoutes();
Routes accountRoutes();
Routes feedRoutes();
Routes formRoutes();
Routes sessionRoutes();
Routes downloadRoutes();
Routes faultRoutes();
Routes cspRoutes();
Routes tableRoutes();
Routes listRoutes();
Routes changingRoutes();
Routes pageRoutes(); // what needs no code: the pages and files of resources/demo. The last, since it takes any path

Routes allRoutes(); // the first that fits a path answers

} // namespace Foray::Demo
