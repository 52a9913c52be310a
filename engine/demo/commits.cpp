// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

namespace Foray::Demo {

namespace {

constexpr int pageCount = 25;
constexpr int perPage = 10;

Json commit(int seed, int index)
{
    Random random(seed, "commit", index);
    const std::string sha = random.hex(40);
    const std::string author = personName(random);
    // Newest first, as a history is read.
    const std::string time = isoTime(-index * 5'400 - random.below(5'000));
    return {{"title", commitTitle(random)}, {"author", author},        {"datetime", time},
            {"time", time.substr(0, 10)},   {"sha", sha.substr(0, 7)}, {"href", "/commits/" + sha}};
}

Json commitsOf(int seed, int page)
{
    Json list = Json::array();
    for (int i = 0; i < perPage; ++i) {
        list.push_back(commit(seed, (page - 1) * perPage + i));
    }
    return list;
}

Json dataOf(const Exchange &x)
{
    const int page = x.number("page", 1, 1, pageCount);
    return {{"page", page},
            {"pages", pageCount},
            {"hasNext", page < pageCount},
            {"next", page + 1},
            {"commits", commitsOf(x.seed(), page)}};
}

void api(Exchange &x)
{
    x.awaitData();
    x.json(dataOf(x));
}

void history(Exchange &x)
{
    Json data = dataOf(x);
    data["heading"] = "Commits";
    data["path"] = "/commits";
    data["script"] = "commits-replace";
    x.page("templates/commits", data);
}

void reusedNodes(Exchange &x)
{
    Json data = dataOf(x);
    data["heading"] = "Commits, nodes reused";
    data["path"] = "/commits/reuse";
    data["script"] = "commits-reuse";
    x.page("templates/commits", data);
}

void fullNavigation(Exchange &x)
{
    Json data = dataOf(x);
    data["heading"] = "Commits, full navigation";
    data["path"] = "/commits/full";
    data["script"] = false;
    if (data["page"] > 1) {
        x.awaitData(); // a page turned to is data; the first one is how the visit begins
    }
    x.page("templates/commits", data);
}

void oneCommit(Exchange &x)
{
    const std::string sha = x.matched(1);
    for (int i = 0; i < pageCount * perPage; ++i) {
        Json found = commit(x.seed(), i);
        if (found["href"] == "/commits/" + sha) {
            Random random(x.seed(), "commit message", i);
            found["message"] = sentences(random, 3);
            found["fullSha"] = sha;
            x.page("templates/commit", found);
            return;
        }
    }
    x.notFound();
}

} // namespace

Routes commitRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/commits", history},
        {Get, "/commits/reuse", reusedNodes},
        {Get, "/commits/full", fullNavigation},
        {Get, "/commits/([0-9a-f]{40})", oneCommit},
        {Get, "/api/commits", api},
    };
}

} // namespace Foray::Demo
