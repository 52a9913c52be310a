// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray::Demo {

namespace {

constexpr int postCount = 60;
constexpr int postsPerBatch = 10;
constexpr int virtualCount = 500;

Json post(int seed, int index)
{
    Random random(seed, "post", index);
    const std::string author = personName(random);
    const std::string text = sentences(random, random.between(1, 3));
    return {{"id", index + 1}, {"author", author}, {"text", text}, {"likes", random.below(200)}};
}

Json posts(int seed, int first, int last)
{
    Json list = Json::array();
    for (int i = first; i < last; ++i) {
        list.push_back(post(seed, i));
    }
    return list;
}

void feed(Exchange &x)
{
    x.page("templates/feed", Json{{"posts", posts(x.seed(), 0, postsPerBatch)}});
}

void apiFeed(Exchange &x)
{
    x.awaitData();
    const int first = x.number("from", 0, 0, postCount);
    const int last = std::min(first + postsPerBatch, postCount);
    x.json({{"posts", posts(x.seed(), first, last)}, {"hasMore", last < postCount}});
}

void apiVirtual(Exchange &x)
{
    x.awaitData();
    Json rows = Json::array();
    for (int i = 0; i < virtualCount; ++i) {
        Random random(x.seed(), "virtual", i);
        const std::string title = sentence(random);
        rows.push_back({{"number", i + 1}, {"title", title}, {"author", personName(random)}});
    }
    x.json(rows);
}

} // namespace

Routes feedRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/feed", feed},
        {Get, "/api/feed", apiFeed},
        {Get, "/api/feed/virtual", apiVirtual},
    };
}

} // namespace Foray::Demo
