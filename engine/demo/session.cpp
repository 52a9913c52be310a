// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

constexpr const char *cookieName = "foray_visit";

Json items(int seed, int page)
{
    Json list = Json::array();
    for (int i = 0; i < 5; ++i) {
        Random random(seed, "session item", page * 5 + i);
        const std::string name = productName(random);
        list.push_back({{"name", name}, {"value", random.between(1, 99)}});
    }
    return list;
}

// The visit's number is in a cookie and, by the page's script, in localStorage.
void page1(Exchange &x)
{
    Random random(x.seed(), "visit");
    const std::string visit = "visit-" + random.hex(6);
    x.response.set_header("Set-Cookie", std::string(cookieName) + '=' + visit + "; Path=/; SameSite=Lax");
    x.page("templates/session1", Json{{"visit", visit}, {"items", items(x.seed(), 1)}});
}

void page2(Exchange &x)
{
    const std::string visit = x.cookie(cookieName);
    x.page("templates/session2", Json{{"visit", visit}, {"missing", visit.empty()}, {"items", items(x.seed(), 2)}});
}

} // namespace

Routes sessionRoutes()
{
    using enum Route::Method;
    return {{Get, "/session/page1", page1}, {Get, "/session/page2", page2}};
}

} // namespace Foray::Demo
