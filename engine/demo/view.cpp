// SPDX-License-Identifier: MIT
#include "engine/demo/view.h"

#include "engine/base/json.h"

#include <QFile>

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include <regex>

namespace Foray::Demo {

namespace mustache = kainjow::mustache;

namespace {

mustache::data toMustache(const Json &value)
{
    if (value.is_object()) {
        mustache::data object(mustache::data::type::object);
        for (const auto &[key, member] : value.items()) {
            object.set(key, toMustache(member));
        }
        return object;
    }
    if (value.is_array()) {
        mustache::data list(mustache::data::type::list);
        for (const Json &element : value) {
            list.push_back(toMustache(element));
        }
        return list;
    }
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    return value.is_null() ? mustache::data(false) : mustache::data(toQString(value).toStdString());
}

std::string attributeQuery(std::string query)
{
    for (std::size_t at = 0; (at = query.find('&', at)) != std::string::npos; at += 5) {
        query.replace(at, 1, "&amp;");
    }
    return query;
}

std::string hiddenInputs(const std::string &query)
{
    static const std::regex pair("([a-z]+)=([0-9]+)&?");
    return std::regex_replace(query, pair, "<input type=\"hidden\" name=\"$1\" value=\"$2\">");
}

} // namespace

std::optional<std::string> resource(const std::string &name)
{
    QFile file(u":/demo/" + QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    return file.readAll().toStdString();
}

std::string render(const std::string &name, const Json &data)
{
    mustache::mustache page(resource(name).value_or("Template " + name + " is missing."));
    return page.render(toMustache(data));
}

std::string headingOf(const std::string &html)
{
    static const std::regex heading("<h1[^>]*>([^<]*)</h1>");
    std::smatch found;
    return std::regex_search(html, found, heading) ? found[1].str() : std::string();
}

std::string withQuery(const std::string &html, const std::string &query)
{
    if (query.empty()) {
        return html;
    }
    // The site's own addresses; files below /assets are the same for everybody.
    static const std::regex address(
        R"re(( (?:href|src|action)="(?:http://(?:127\.0\.0\.1|localhost):[0-9]+)?/(?!/|assets/)[^"?#]*)(?:\?([^"#]*))?(#[^"]*)?")re");
    static const std::regex form("(<form[^>]*>)");
    const std::string escaped = attributeQuery(query);

    std::string result;
    auto tail = html.cbegin();
    for (std::sregex_iterator it(html.cbegin(), html.cend(), address), end; it != end; ++it) {
        const std::smatch &found = *it;
        const std::string own = found[2].str();
        result.append(tail, found[0].first);
        result += found[1].str() + '?' + own + (own.empty() ? "" : "&amp;") + escaped + found[3].str() + '"';
        tail = found[0].second;
    }
    result.append(tail, html.cend());
    return std::regex_replace(result, form, "$1" + hiddenInputs(query));
}

} // namespace Foray::Demo
