// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray::Demo {

namespace {

constexpr int productCount = 110;
constexpr int perPage = 24;
constexpr int batchSize = 12;
constexpr int batchCount = 5;

Json offersOf(Random &random, int cents)
{
    Json offers = Json::array();
    for (int i = random.between(1, 3); i > 0; --i) {
        offers.push_back({{"seller", cityName(random) + " Supplies"}, {"price", money(cents + random.below(900))}});
    }
    return offers;
}

Json reviewsOf(Random &random)
{
    Json reviews = Json::array();
    for (int i = random.below(4); i > 0; --i) {
        const int stars = random.between(1, 5);
        reviews.push_back({{"author", personName(random)}, {"text", sentence(random)}, {"stars", stars}});
    }
    return reviews;
}

Json product(int seed, int index)
{
    Random random(seed, "product", index);
    const std::string name = productName(random);
    const std::string slug = slugOf(name) + '-' + std::to_string(index + 1);
    const int cents = random.between(499, 24'999);
    const int rating = random.between(10, 50);
    return {{"slug", slug},
            {"name", name},
            {"href", "/shop/p/" + slug},
            {"image", "/shop/image/" + slug + ".svg"},
            {"price", money(cents)},
            {"rating", std::to_string(rating / 10) + '.' + std::to_string(rating % 10)},
            {"offers", offersOf(random, cents)},
            {"reviews", reviewsOf(random)}};
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Json productsNamed(int seed, const std::string &words)
{
    Json found = Json::array();
    for (int i = 0; i < productCount; ++i) {
        Json candidate = product(seed, i);
        if (lower(candidate["name"].get<std::string>()).find(lower(words)) != std::string::npos) {
            found.push_back(std::move(candidate));
        }
    }
    return found;
}

Json slice(const Json &list, std::size_t from, std::size_t count)
{
    Json part = Json::array();
    for (std::size_t i = from; i < list.size() && i < from + count; ++i) {
        part.push_back(list[i]);
    }
    return part;
}

std::string urlEncoded(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        result += std::isalnum(byte) != 0 ? std::string(1, c)
                                          : std::string{'%', "0123456789ABCDEF"[byte >> 4U], "0123456789ABCDEF"[byte & 15U]};
    }
    return result;
}

Json shelf(const Exchange &x)
{
    const Json found = productsNamed(x.seed(), x.param("q"));
    const int pages = std::max(1, (static_cast<int>(found.size()) + perPage - 1) / perPage);
    const int page = x.number("page", 1, 1, pages);
    const std::string query = x.param("q").empty() ? std::string() : "q=" + urlEncoded(x.param("q")) + '&';
    Json numbers = Json::array();
    for (int n = 1; n <= pages; ++n) {
        numbers.push_back({{"n", n}, {"href", "/shop?" + query + "page=" + std::to_string(n)}, {"current", n == page}});
    }
    return {{"q", x.param("q")},
            {"total", found.size()},
            {"page", page},
            {"pages", pages},
            {"hasNext", page < pages},
            {"next", "/shop?" + query + "page=" + std::to_string(page + 1)},
            {"numbers", numbers},
            {"products", slice(found, static_cast<std::size_t>((page - 1) * perPage), perPage)}};
}

void shop(Exchange &x)
{
    Json data = shelf(x);
    if (data["page"] > 1 || !data["q"].get<std::string>().empty()) {
        x.awaitData(); // the answers to a turned page and to a search; not the shop itself
    }
    x.page("templates/shop", data);
}

void shopWithButtons(Exchange &x)
{
    x.page("templates/shop-buttons", shelf(x));
}

void apiShop(Exchange &x)
{
    x.awaitData();
    x.json(shelf(x));
}

Json batch(int seed, int number)
{
    const Json all = productsNamed(seed, {});
    return {{"batch", number},
            {"hasMore", number < batchCount},
            {"items", slice(all, static_cast<std::size_t>((number - 1) * batchSize), batchSize)}};
}

void loadMore(Exchange &x)
{
    x.page("templates/shop-more", batch(x.seed(), 1));
}

void apiMore(Exchange &x)
{
    x.awaitData();
    x.json(batch(x.seed(), x.number("batch", 1, 1, batchCount)));
}

Json specsOf(Random &random)
{
    const char *colours[] = {"red", "blue", "green", "black", "white"};
    const char *materials[] = {"oak", "steel", "wool", "glass", "paper"};
    return {{{"name", "Colour"}, {"value", random.pick(colours)}},
            {{"name", "Material"}, {"value", random.pick(materials)}},
            {{"name", "Weight"}, {"value", std::to_string(random.between(50, 4'000)) + " g"}},
            {{"name", "Made in"}, {"value", cityName(random)}}};
}

void detail(Exchange &x)
{
    const std::string slug = x.matched(1);
    for (int i = 0; i < productCount; ++i) {
        Json data = product(x.seed(), i);
        if (data["slug"] != slug) {
            continue;
        }
        Random random(x.seed(), "product details", i);
        data["description"] = sentences(random, 4);
        data["specs"] = specsOf(random);
        data["sku"] = random.hex(8);
        data["structured"] =
            Json{
                {"@context", "https://schema.org"},
                {"@type", "Product"},
                {"name", data["name"]},
                {"sku", data["sku"]},
                {"offers", {{"@type", "Offer"}, {"priceCurrency", "USD"}, {"price", data["price"].get<std::string>().substr(1)}}}}
                .dump();
        x.page("templates/product", data);
        return;
    }
    x.notFound();
}

void image(Exchange &x)
{
    Random random(1, x.matched(1));
    const std::string hue = std::to_string(random.below(360));
    x.text(200,
           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 100\"><rect width=\"160\" height=\"100\" "
           "fill=\"hsl(" +
               hue + ",45%,60%)\"/><circle cx=\"" + std::to_string(random.between(30, 130)) +
               "\" cy=\"50\" r=\"32\" fill=\"hsl(" + hue + ",45%,40%)\"/></svg>",
           "image/svg+xml");
}

} // namespace

Routes shopRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/shop", shop},
        {Get, "/shop/buttons", shopWithButtons},
        {Get, "/shop/more", loadMore},
        {Get, "/shop/p/([a-z0-9-]+)", detail},
        {Get, "/shop/image/([a-z0-9-]+)\\.svg", image},
        {Get, "/api/shop", apiShop},
        {Get, "/api/shop/more", apiMore},
    };
}

} // namespace Foray::Demo
