// SPDX-License-Identifier: MIT
#include "engine/demo/routes.h"
#include "engine/demo/view.h"

#include <nlohmann/json.hpp>

namespace Foray::Demo {

namespace {

std::string typeOf(const std::string &path)
{
    const std::string ending = path.substr(path.rfind('.') + 1);
    return ending == "css" ? "text/css" : ending == "js" ? "text/javascript" : "image/svg+xml";
}

void index(Exchange &x)
{
    x.page("pages/index");
}

void asset(Exchange &x)
{
    const std::string name = "assets/" + x.matched(1);
    if (const auto content = resource(name)) {
        x.text(200, *content, typeOf(name));
    } else {
        x.notFound();
    }
}

void anyPage(Exchange &x)
{
    const std::string name = "pages/" + x.matched(1);
    if (!resource(name + ".html")) {
        x.notFound();
        return;
    }
    x.page(name, Json{{"other", x.otherOrigin()}});
}

} // namespace

Routes pageRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/", index},
        {Get, "/assets/([a-z0-9-]+\\.(?:css|js|svg))", asset},
        {Get, "/([a-z0-9/-]+)", anyPage},
    };
}

} // namespace Foray::Demo
