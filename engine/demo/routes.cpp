// SPDX-License-Identifier: MIT
#include "engine/demo/routes.h"

namespace Foray::Demo {

Routes allRoutes()
{
    Routes all;
    for (const auto &area : {commitRoutes, shopRoutes, accountRoutes, feedRoutes, formRoutes, sessionRoutes, downloadRoutes,
                             faultRoutes, cspRoutes, tableRoutes, listRoutes, changingRoutes, pageRoutes}) {
        const Routes routes = area();
        all.insert(all.end(), routes.begin(), routes.end());
    }
    return all;
}

} // namespace Foray::Demo
