// SPDX-License-Identifier: MIT
#include "engine/demo/exchange.h"

#include "engine/base/json.h"
#include "engine/demo/view.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <httplib.h>

namespace Foray::Demo {

namespace {

constexpr int longestDelay = 60'000;

std::string dumped(const Json &value)
{
    return dumpJson(value).toStdString();
}

} // namespace

std::string Exchange::param(const std::string &name) const
{
    return request.get_param_value(name);
}

int Exchange::number(const std::string &name, int fallback, int least, int most) const
{
    const std::string text = param(name);
    int value = fallback;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) {
        return fallback;
    }
    return std::clamp(value, least, most);
}

std::string Exchange::matched(std::size_t group) const
{
    return group < request.matches.size() ? request.matches[group].str() : std::string();
}

std::string Exchange::cookie(const std::string &name) const
{
    const std::string header = "; " + request.get_header_value("Cookie");
    const std::string mark = "; " + name + '=';
    const std::size_t at = header.find(mark);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = at + mark.size();
    return header.substr(begin, header.find(';', begin) - begin);
}

std::string Exchange::otherOrigin() const
{
    const bool isLocalhost = request.get_header_value("Host").rfind("localhost", 0) == 0;
    return std::string("http://") + (isLocalhost ? "127.0.0.1" : "localhost") + ':' + std::to_string(site.port);
}

int Exchange::seed() const
{
    return number("seed", site.seed, 0, 1'000'000);
}

int Exchange::delay() const
{
    return number("delay", site.delay, 0, longestDelay);
}

void Exchange::awaitData() const
{
    if (const int milliseconds = delay(); milliseconds > 0) {
        site.pause.wait(milliseconds);
    }
}

void Exchange::page(const std::string &name, const Json &data)
{
    const std::string body = render(name + ".html", data);
    const Json frame{{"title", headingOf(body)},
                     {"body", body},
                     {"nonce", data.value("nonce", std::string())},
                     {"hasNonce", data.contains("nonce")}};
    text(response.status > 0 ? response.status : 200, withQuery(render("layout.html", frame), carriedQuery()),
         "text/html; charset=utf-8");
}

void Exchange::page(const std::string &name)
{
    page(name, Json::object());
}

void Exchange::json(const Json &value)
{
    text(200, dumped(value), "application/json");
}

void Exchange::text(int status, const std::string &text, const std::string &type)
{
    response.status = status;
    response.set_header("Cache-Control", "no-cache");
    response.set_content(text, type);
}

void Exchange::redirect(const std::string &path, int status)
{
    response.set_redirect(carried(path), status);
}

void Exchange::notFound()
{
    response.status = 404;
    page("templates/notfound", Json{{"path", request.path}});
}

std::string Exchange::carriedQuery() const
{
    std::string query;
    for (const char *name : {"seed", "delay"}) {
        if (request.has_param(name)) {
            query += (query.empty() ? "" : "&") + std::string(name) + '=' + std::to_string(number(name, 0, 0, 1'000'000));
        }
    }
    return query;
}

std::string Exchange::carried(const std::string &path) const
{
    const std::string query = carriedQuery();
    if (query.empty()) {
        return path;
    }
    return path + (path.find('?') == std::string::npos ? '?' : '&') + query;
}

} // namespace Foray::Demo
