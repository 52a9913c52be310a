// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

namespace Foray::Demo {

namespace {

struct Layout
{
    int count;
    std::vector<const char *> shown; // the fields that the page shows, and so those of the expected rows
};

// /lists/1 is the first; resources/demo/templates/lists holds their markup.
const std::vector<Layout> &layouts()
{
    static const std::vector<Layout> all = {
        {12, {"name", "city", "price", "date"}},  // 1 a table with thead
        {12, {"group", "name", "price"}},         // 2 a table whose groups span rows
        {10, {"name", "text"}},                   // 3 a definition list
        {9, {"name", "slug"}},                    // 4 the options of a select
        {12, {"name", "price", "city"}},          // 5 cards in nested grids
        {15, {"name", "price", "person", "age"}}, // 6 each row spread over two siblings
        {8, {"name", "price", "parts"}},          // 7 lists inside lists
        {12, {"name", "price"}},                  // 8 adverts between the items
        {12, {"name", "price", "person"}},        // 9 classes hashed by a build
        {10, {"name", "price", "date"}},          // 10 div soup without classes
        {1, {"name", "price", "city", "person"}}, // 11 one record
        {12, {"name", "price"}},                  // 12 two lists of equal shape, six each
    };
    return all;
}

Json fullRow(int seed, int layout, int index)
{
    Random random(seed, "list" + std::to_string(layout), index);
    const std::string name = productName(random);
    Json parts = Json::array();
    for (int i = random.between(1, 3); i > 0; --i) {
        parts.push_back(productName(random));
    }
    return {{"name", name},
            {"price", money(random.between(100, 50'000))},
            {"slug", slugOf(name) + '-' + std::to_string(index + 1)},
            {"city", cityName(random)},
            {"person", personName(random)},
            {"text", sentence(random)},
            {"date", isoTime(-index * 200'000).substr(0, 10)},
            {"age", std::to_string(index + 2) + " hours ago"},
            {"group", std::string("Group ") + "ABCD"[index / 4]},
            {"parts", parts}};
}

Json rowsOf(int seed, int number)
{
    Json rows = Json::array();
    for (int i = 0; i < layouts()[static_cast<std::size_t>(number - 1)].count; ++i) {
        rows.push_back(fullRow(seed, number, i));
    }
    return rows;
}

// Consecutive rows in lists of at most `size`.
Json chunks(const Json &rows, std::size_t size)
{
    Json all = Json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % size == 0) {
            all.push_back(Json::array());
        }
        all.back().push_back(rows[i]);
    }
    return all;
}

// Templates cannot count: groups of four with their first row apart, columns, halves, and an advert after every fifth row.
Json viewOf(int seed, int number)
{
    Json rows = rowsOf(seed, number);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i]["number"] = i + 1;
        rows[i]["advert"] = i % 5 == 4;
    }
    Json groups = Json::array();
    for (const Json &members : chunks(rows, 4)) {
        Json rest = members;
        rest.erase(0);
        groups.push_back({{"group", members[0]["group"]}, {"size", members.size()}, {"first", members[0]}, {"rest", rest}});
    }
    Random random(seed, "hashed classes");
    Json data{{"rows", rows}, {"groups", groups}};
    for (const char *name : {"hashA", "hashB", "hashC", "hashD"}) {
        data[name] = random.hex(5);
    }
    const Json halves = chunks(rows, 6);
    data["left"] = halves[0];
    data["right"] = halves.size() > 1 ? halves[1] : Json::array();
    return data;
}

bool isLayout(int number)
{
    return number >= 1 && number <= static_cast<int>(layouts().size());
}

void layout(Exchange &x)
{
    const int number = std::stoi(x.matched(1));
    if (isLayout(number)) {
        x.page("templates/lists/" + std::to_string(number), viewOf(x.seed(), number));
    } else {
        x.notFound();
    }
}

// {"lists": [[row, …], …]}: what an extraction of the page should find.
void expected(Exchange &x)
{
    const int number = std::stoi(x.matched(1));
    if (!isLayout(number)) {
        x.notFound();
        return;
    }
    Json rows = Json::array();
    for (const Json &full : rowsOf(x.seed(), number)) {
        Json row;
        for (const char *name : layouts()[static_cast<std::size_t>(number - 1)].shown) {
            row[name] = full[name];
        }
        rows.push_back(row);
    }
    x.json({{"lists", number == 12 ? chunks(rows, 6) : Json::array({rows})}});
}

} // namespace

Routes listRoutes()
{
    using enum Route::Method;
    return {{Get, "/lists/([0-9]{1,2})", layout}, {Get, "/lists/([0-9]{1,2})\\.json", expected}};
}

} // namespace Foray::Demo
