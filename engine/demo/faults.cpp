// SPDX-License-Identifier: MIT
#include "engine/demo/connections.h"
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

constexpr int longestWait = 60'000;
constexpr int heartbeat = 200; // ms between the bytes of an answer without end: notices visitors who left

constexpr const char *picture = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">)"
                                R"(<rect width="160" height="100" fill="#7a9e87"/></svg>)";

void slow(Exchange &x)
{
    x.site.pause.wait(x.number("first", 0, 0, longestWait));
    x.page("templates/slow",
           Json{{"image", x.number("image", 1'000, 0, longestWait)}, {"list", x.number("list", 1'000, 0, longestWait)}});
}

void slowImage(Exchange &x)
{
    x.site.pause.wait(x.number("ms", 0, 0, longestWait));
    x.text(200, picture, "image/svg+xml");
}

void slowList(Exchange &x)
{
    x.site.pause.wait(x.number("ms", 0, 0, longestWait));
    Json rows = Json::array();
    for (int i = 0; i < 8; ++i) {
        Random random(x.seed(), "slow", i);
        rows.push_back(productName(random));
    }
    x.json(rows);
}

void status(Exchange &x)
{
    const int code = std::stoi(x.matched(1));
    x.response.status = code;
    if (code == 204 || code == 304) {
        return;
    }
    x.page("templates/status", Json{{"code", code}});
}

void emptyError(Exchange &x)
{
    x.text(500, {}, "text/html");
}

// ?to=/path&n=3: that many answers before the one that leads there. Only to pages of the site, under either name.
void redirect(Exchange &x)
{
    const std::string port = ':' + std::to_string(x.site.port) + '/';
    const std::string to = x.param("to");
    const bool own = (to.rfind('/', 0) == 0 && to.rfind("//", 0) != 0) || to.rfind("http://localhost" + port, 0) == 0 ||
                     to.rfind("http://127.0.0.1" + port, 0) == 0;
    const int left = x.number("n", 1, 1, 50);
    if (!own) {
        x.redirect("/");
    } else if (left == 1) {
        x.redirect(to);
    } else {
        x.redirect("/redirect?n=" + std::to_string(left - 1) + "&to=" + to);
    }
}

void fail(Exchange &x)
{
    hangUp(x.site.port, x.request.remote_port);
}

void never(Exchange &x)
{
    x.page("templates/never");
}

void poll(Exchange &x)
{
    x.awaitData();
    x.json({{"done", false}});
}

// The beginning of a picture, then a byte now and then until the visitor leaves or the site ends.
void endlessImage(Exchange &x)
{
    x.response.set_header("Cache-Control", "no-store");
    x.response.set_chunked_content_provider("image/svg+xml", [&site = x.site](std::size_t offset, httplib::DataSink &sink) {
        if (offset == 0) {
            const std::string beginning = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
            return sink.write(beginning.data(), beginning.size());
        }
        return site.pause.wait(heartbeat) && sink.write(" ", 1);
    });
}

} // namespace

Routes faultRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/slow", slow},
        {Get, "/slow/image\\.svg", slowImage},
        {Get, "/api/slow/list", slowList},
        {Get, "/status/([2-5][0-9][0-9])", status},
        {Get, "/status/500-empty", emptyError},
        {Get, "/redirect", redirect},
        {Get, "/fail", fail},
        {Get, "/never", never},
        {Get, "/api/never", poll},
        {Get, "/never/image\\.svg", endlessImage},
    };
}

} // namespace Foray::Demo
