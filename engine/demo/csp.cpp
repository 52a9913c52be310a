// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

// All rows are in the page: its policy lets nothing be fetched.
void strict(Exchange &x)
{
    Json pages = Json::array();
    for (int page = 0; page < 4; ++page) {
        Json rows = Json::array();
        for (int i = 0; i < 5; ++i) {
            Random random(x.seed(), "csp", page * 5 + i);
            rows.push_back(sentence(random));
        }
        pages.push_back(rows);
    }
    const std::string nonce = Random(x.seed(), "nonce").hex(16);
    x.response.set_header("Content-Security-Policy", "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" +
                                                         nonce +
                                                         "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                                                         "require-trusted-types-for 'script'; trusted-types 'none'");
    x.page("templates/csp", Json{{"nonce", nonce}, {"first", pages[0]}, {"pages", pages.dump()}});
}

} // namespace

Routes cspRoutes()
{
    using enum Route::Method;
    return {{Get, "/csp", strict}};
}

} // namespace Foray::Demo
