// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

namespace Foray::Demo {

namespace {

// Built by hand: at 10,000 rows the template would be the slowest thing on the site.
std::string rowsOf(int seed, int count)
{
    std::string html;
    html.reserve(static_cast<std::size_t>(count) * 330);
    const auto cell = [&html](const char *name, const std::string &text) {
        html.append("<td class=\"").append(name).append("\">").append(text).append("</td>");
    };
    for (int i = 0; i < count; ++i) {
        Random random(seed, "table", i);
        html += "<tr>";
        cell("id", std::to_string(i + 1));
        cell("name", personName(random));
        cell("city", cityName(random));
        cell("product", productName(random));
        cell("price", money(random.between(100, 99'999)));
        cell("quantity", std::to_string(random.between(1, 20)));
        cell("date", isoTime(-i * 3'600L).substr(0, 10));
        cell("reference", random.hex(8));
        cell("rating", std::to_string(random.between(1, 5)));
        cell("state", random.below(2) == 0 ? "open" : "done");
        html += "</tr>\n";
    }
    return html;
}

void table(Exchange &x)
{
    const int count = x.number("rows", 10'000, 0, 100'000);
    x.page("templates/table", Json{{"count", count}, {"rows", rowsOf(x.seed(), count)}});
}

} // namespace

Routes tableRoutes()
{
    using enum Route::Method;
    return {{Get, "/table", table}};
}

} // namespace Foray::Demo
