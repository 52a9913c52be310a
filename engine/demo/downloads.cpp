// SPDX-License-Identifier: MIT
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

struct Download
{
    std::string key; // of /downloads/file/KEY
    std::string disposition;
    std::string note;
};

// File names as servers send them, honest and not.
const std::vector<Download> &downloads()
{
    static const std::vector<Download> all = {
        {"plain", R"(attachment; filename="report.csv")", "A plain name"},
        {"inline", R"(inline; filename="shown.csv")", "Shown in the page, not downloaded"},
        {"parent", R"(attachment; filename="../../../etc/evil.txt")", "A name that climbs out of its folder"},
        {"absolute", R"(attachment; filename="/etc/evil.txt")", "An absolute name"},
        {"windows", R"(attachment; filename="C:\\windows\\evil.txt")", "A Windows path"},
        {"encoded", "attachment; filename*=UTF-8''..%2f..%2fetc%2fevil.txt", "A percent-encoded path"},
        {"hidden", R"(attachment; filename=".bashrc")", "A hidden file"},
        {"long", "attachment; filename=\"" + std::string(400, 'a') + ".txt\"", "A name of 404 characters"},
        {"empty", R"(attachment; filename="")", "An empty name"},
        {"unnamed", "attachment", "No name at all"},
        {"same-1", R"(attachment; filename="same.txt")", "A name that comes twice, the first"},
        {"same-2", R"(attachment; filename="same.txt")", "A name that comes twice, the second"},
    };
    return all;
}

void list(Exchange &x)
{
    Json rows = Json::array();
    for (const Download &download : downloads()) {
        rows.push_back({{"key", download.key}, {"note", download.note}});
    }
    x.page("templates/downloads", Json{{"downloads", rows}});
}

void file(Exchange &x)
{
    for (const Download &download : downloads()) {
        if (download.key == x.matched(1)) {
            x.awaitData();
            x.response.set_header("Content-Disposition", download.disposition);
            x.text(200, "name,value\n" + download.key + ",1\n", "text/csv");
            return;
        }
    }
    x.notFound();
}

} // namespace

Routes downloadRoutes()
{
    using enum Route::Method;
    return {{Get, "/downloads", list}, {Get, "/downloads/file/([a-z0-9-]+)", file}};
}

} // namespace Foray::Demo
