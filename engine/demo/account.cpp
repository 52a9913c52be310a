// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

constexpr const char *cookieName = "foray_session";
constexpr const char *user = "demo@example.com";
constexpr const char *password = "foray";

// Only a path of this site: the form must not send people elsewhere.
std::string nextOf(const Exchange &x)
{
    const std::string next = x.param("next");
    return next.rfind('/', 0) == 0 && next.rfind("//", 0) != 0 ? next : std::string();
}

void showForm(Exchange &x, const std::string &storage, const std::string &error)
{
    x.page("templates/login", Json{{"action", x.request.path},
                                   {"storage", storage},
                                   {"csrf", x.site.accounts.newCsrfToken(x.seed())},
                                   {"next", nextOf(x)},
                                   {"expire", x.number("expire", 0, 0, 1'000)},
                                   {"email", x.param("email")},
                                   {"hasError", !error.empty()},
                                   {"error", error}});
}

void refuse(Exchange &x, const std::string &storage, int status, const std::string &error)
{
    x.response.status = status;
    showForm(x, storage, error);
}

void logIn(Exchange &x, const std::string &storage)
{
    if (!x.site.accounts.takeCsrfToken(x.param("csrf"))) {
        refuse(x, storage, 403, "This form is out of date. Please try again.");
        return;
    }
    if (x.param("email") != user || x.param("password") != password) {
        refuse(x, storage, 401, "Wrong e-mail address or password.");
        return;
    }
    const Accounts::Login login = x.site.accounts.logIn(x.seed(), x.number("expire", 0, 0, 1'000));
    x.response.set_header("Set-Cookie",
                          std::string(cookieName) + '=' + login.cookie + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
    const std::string next = nextOf(x);
    x.page("templates/welcome",
           Json{{"token", login.bearer}, {"storage", storage}, {"next", next.empty() ? std::string() : x.carried(next)}});
}

void formLocal(Exchange &x)
{
    showForm(x, "local", {});
}

void formSession(Exchange &x)
{
    showForm(x, "session", {});
}

void formIdb(Exchange &x)
{
    showForm(x, "idb", {});
}

void logInLocal(Exchange &x)
{
    logIn(x, "local");
}

void logInSession(Exchange &x)
{
    logIn(x, "session");
}

void logInIdb(Exchange &x)
{
    logIn(x, "idb");
}

void logOut(Exchange &x)
{
    x.site.accounts.logOut(x.cookie(cookieName));
    x.response.set_header("Set-Cookie", std::string(cookieName) + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    x.page("templates/logout");
}

Json orders(int seed)
{
    Json list = Json::array();
    for (int i = 0; i < 8; ++i) {
        Random random(seed, "order", i);
        const char *states[] = {"Delivered", "On its way", "Returned"};
        list.push_back({{"number", "F-" + std::to_string(10'420 - i * 7)},
                        {"date", isoTime(-i * 900'000).substr(0, 10)},
                        {"item", productName(random)},
                        {"total", money(random.between(500, 20'000))},
                        {"state", random.pick(states)}});
    }
    return list;
}

void account(Exchange &x)
{
    if (!x.site.accounts.admit(x.cookie(cookieName))) {
        x.redirect("/login?next=/account");
        return;
    }
    x.page("templates/account", Json{{"email", user}, {"name", "Demo Person"}, {"orders", orders(x.seed())}});
}

// Both halves of the log-in are needed: the cookie that scripts cannot read and the token that only they send.
void me(Exchange &x)
{
    x.awaitData();
    const std::string header = x.request.get_header_value("Authorization");
    const std::string cookie = x.cookie(cookieName);
    const std::string scheme = "Bearer ";
    if (header.rfind(scheme, 0) != 0 || !x.site.accounts.owns(cookie, header.substr(scheme.size())) ||
        !x.site.accounts.admit(cookie)) {
        x.text(401, R"({"error": "cookie and bearer token of one log-in are needed"})", "application/json");
        return;
    }
    Random random(x.seed(), "me");
    x.json({{"email", user},
            {"name", "Demo Person"},
            {"plan", "Gold"},
            {"points", random.between(100, 900)},
            {"city", cityName(random)}});
}

} // namespace

Routes accountRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/login", formLocal},
        {Get, "/login/session", formSession},
        {Get, "/login/idb", formIdb},
        {Post, "/login", logInLocal},
        {Post, "/login/session", logInSession},
        {Post, "/login/idb", logInIdb},
        {Get, "/logout", logOut},
        {Get, "/account", account},
        {Get, "/api/me", me},
    };
}

} // namespace Foray::Demo
