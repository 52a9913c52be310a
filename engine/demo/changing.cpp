// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray::Demo {

namespace {

// One page as its site changes over the years: 1 as recorded, 2 with other ids and classes, 3 in another order
// with an advert between, 4 in another language.
Json namesOf(int version)
{
    if (version == 2) {
        return {{"form", "signup-v2"},    {"name", "f-1a"},         {"email", "f-1b"},         {"save", "btn-primary-lg"},
                {"list", "results-grid"}, {"item", "results-cell"}, {"title", "cell-heading"}, {"price", "cell-amount"}};
    }
    return {{"form", "contact"}, {"name", "name"}, {"email", "email"}, {"save", "save"},
            {"list", "items"},   {"item", "item"}, {"title", "title"}, {"price", "price"}};
}

Json textsOf(int version)
{
    if (version == 4) {
        return {{"name", "Name und Vorname"}, {"email", "E-Mail-Adresse"}, {"save", "Speichern"},
                {"cancel", "Abbrechen"},      {"items", "Artikel"},        {"buy", "Kaufen"}};
    }
    return {{"name", "Full name"}, {"email", "E-mail"}, {"save", "Save"},
            {"cancel", "Cancel"},  {"items", "Items"},  {"buy", "Buy"}};
}

void mutations(Exchange &x)
{
    const int version = x.number("v", 1, 1, 4);
    Json items = Json::array();
    for (int i = 0; i < 6; ++i) {
        Random random(x.seed(), "mutation", i);
        const std::string name = productName(random);
        items.push_back({{"name", name}, {"cost", money(random.between(500, 9'999))}, {"advert", version == 3 && i == 2}});
    }
    if (version == 3) {
        std::reverse(items.begin(), items.end());
    }
    x.page("templates/mutations", Json{{"version", version},
                                       {"listFirst", version == 3},
                                       {"is", namesOf(version)},
                                       {"say", textsOf(version)},
                                       {"items", items}});
}

// What is not ready at once. ?delay= is how long; a second unless the site was told otherwise.
void cover(Exchange &x)
{
    x.page("templates/cover", Json{{"delay", x.number("delay", x.site.delay > 0 ? x.site.delay : 1'000, 0, 60'000)}});
}

} // namespace

Routes changingRoutes()
{
    using enum Route::Method;
    return {{Get, "/mutations", mutations}, {Get, "/cover", cover}};
}

} // namespace Foray::Demo
