// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"

#include <QDateTime>

#include <array>
#include <cctype>

namespace Foray::Demo {

namespace {

using Words = std::string_view;

constexpr std::array<Words, 24> firstNames = {
    "Ada", "Grace", "Linus", "Margaret",  "Alan",   "Barbara", "Ken",   "Edith", "Niels", "Radia", "Donald",   "Frances",
    "Tim", "Hedy",  "Edgar", "Katherine", "Bjarne", "Sophie",  "Marie", "Anita", "Jean",  "Rosa",  "Yukihiro", "Zoë"};
constexpr std::array<Words, 20> lastNames = {"Lovelace", "Hopper",  "Berg",    "Hamilton", "Turing", "Liskov", "Thompson",
                                             "Clarke",   "Bohr",    "Perlman", "Knuth",    "Allen",  "Lee",    "Lamarr",
                                             "Codd",     "Johnson", "Wilson",  "Germain",  "Curie",  "O'Neil"};
constexpr std::array<Words, 16> verbs = {"Fix",      "Add",     "Remove", "Document", "Test",  "Speed up", "Rename", "Split",
                                         "Simplify", "Restore", "Check",  "Cache",    "Guard", "Port",     "Retry",  "Explain"};
constexpr std::array<Words, 20> parts = {"the tokenizer",  "session cookies",  "the install script", "scroll anchoring",
                                         "dark colours",   "the row cache",    "error messages",     "the date picker",
                                         "keyboard focus", "the crawler",      "unit tests",         "the settings page",
                                         "image loading",  "the parser",       "proxy support",      "the build",
                                         "link checking",  "the search index", "string escapes",     "the \"Next\" button"};
constexpr std::array<Words, 10> reasons = {"on slow networks", "for empty input",  "after a restart", "in private windows",
                                           "on Debian 12",     "when offline",     "for long names",  "under load",
                                           "without a mouse",  "& in the examples"};
constexpr std::array<Words, 20> adjectives = {"Amber",  "Quiet",  "Brave",  "Copper", "Coastal", "Folding", "Gentle",
                                              "Hidden", "Ivory",  "Little", "Misty",  "Nordic",  "Oak",     "Paper",
                                              "Rapid",  "Silver", "Stone",  "Velvet", "Wild",    "Winter"};
constexpr std::array<Words, 20> things = {"Lantern", "Teapot",  "Backpack", "Chair",     "Notebook", "Kettle", "Compass",
                                          "Blanket", "Bicycle", "Clock",    "Telescope", "Umbrella", "Violin", "Basket",
                                          "Camera",  "Hammock", "Mirror",   "Radio",     "Saucepan", "Wallet"};
constexpr std::array<Words, 12> doings = {"follows", "finds",   "carries", "warms",  "mends",     "outlives",
                                          "hides",   "answers", "crosses", "lights", "remembers", "keeps"};
constexpr std::array<Words, 14> objects = {
    "a quiet river", "the old harbour", "every letter", "a winter road", "the last train", "an open window", "three islands",
    "a long story",  "the morning tea", "a paper boat", "the far hills", "a bright room",  "the whole town", "an honest answer"};
constexpr std::array<Words, 16> cities = {"Bergen",  "Utrecht", "Gdańsk", "Leipzig", "Porto",  "Tartu", "Ghent",  "Malmö",
                                          "Bologna", "Cork",    "Dijon",  "Graz",    "Kraków", "Lund",  "Nantes", "Turku"};

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

// FNV-1a; std::hash differs between libraries.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return hash;
}

} // namespace

Random::Random(int seed, std::string_view stream, int row)
    : m_state(hashOf(stream) + static_cast<std::uint64_t>(seed) * 0x9e3779b97f4a7c15U)
{
    m_state = next() + static_cast<std::uint64_t>(row) * 0xd1342543de82ef95U;
}

std::uint64_t Random::next()
{
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

int Random::below(int bound)
{
    return static_cast<int>(next() % static_cast<std::uint64_t>(bound));
}

int Random::between(int first, int last)
{
    return first + below(last - first + 1);
}

std::string Random::hex(int digits)
{
    std::string result;
    for (int i = 0; i < digits; ++i) {
        result += "0123456789abcdef"[below(16)];
    }
    return result;
}

std::string personName(Random &random)
{
    const std::string first(random.pick(firstNames));
    return first + ' ' + std::string(random.pick(lastNames));
}

std::string commitTitle(Random &random)
{
    const std::string verb(random.pick(verbs));
    const std::string part(random.pick(parts));
    return verb + ' ' + part + (random.below(2) == 0 ? "" : ' ' + std::string(random.pick(reasons)));
}

std::string productName(Random &random)
{
    const std::string adjective(random.pick(adjectives));
    return adjective + ' ' + std::string(random.pick(things));
}

std::string sentence(Random &random)
{
    const std::string adjective = lower(random.pick(adjectives));
    const std::string thing = lower(random.pick(things));
    const std::string doing(random.pick(doings));
    return "The " + adjective + ' ' + thing + ' ' + doing + ' ' + std::string(random.pick(objects)) + '.';
}

std::string sentences(Random &random, int count)
{
    std::string result;
    for (int i = 0; i < count; ++i) {
        result += (i == 0 ? "" : " ") + sentence(random);
    }
    return result;
}

std::string cityName(Random &random)
{
    return std::string(random.pick(cities));
}

std::vector<std::string> citiesBeginningWith(std::string_view letters)
{
    std::vector<std::string> found;
    for (const Words city : cities) {
        if (lower(city).rfind(lower(letters), 0) == 0) {
            found.emplace_back(city);
        }
    }
    return found;
}

std::string slugOf(std::string_view text)
{
    std::string result = lower(text);
    for (char &c : result) {
        c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    }
    return result;
}

std::string money(int cents)
{
    const std::string rest = std::to_string(cents % 100);
    return '$' + std::to_string(cents / 100) + (rest.size() < 2 ? ".0" : ".") + rest;
}

std::string isoTime(std::int64_t secondsAfterTheSitesEpoch)
{
    const QDateTime epoch(QDate(2024, 3, 1), QTime(9, 0), Qt::UTC);
    return epoch.addSecs(secondsAfterTheSitesEpoch).toString(Qt::ISODate).toStdString();
}

} // namespace Foray::Demo
