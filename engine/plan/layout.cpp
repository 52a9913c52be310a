// SPDX-License-Identifier: MIT
#include "engine/plan/layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace Foray {

namespace {

// What these hold keeps its own layout, or is the user's JSON as it is.
bool isWrittenAlready(const std::string &key)
{
    static const std::vector<std::string> keys{"steps",     "then",  "else",  "next",     "finally", "schemas",
                                               "condition", "while", "until", "wait_for", "rows",    "fingerprint"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// An item that was there before keeps its JSON; one of the same name is the same one, changed.
Json keepItems(const Relayout &v)
{
    if (v.original.size() != v.before.size() || v.now.size() != v.full.size())
        return v.full;
    Json items = Json::array();
    for (std::size_t i = 0; i < v.now.size(); ++i) {
        const auto same = std::find(v.before.begin(), v.before.end(), v.now[i]);
        const auto named = std::find_if(v.before.begin(), v.before.end(), [&](const Json &item) {
            return item.is_object() && v.now[i].is_object() && item.contains("name") && v.now[i].contains("name") &&
                   item["name"] == v.now[i]["name"];
        });
        if (same != v.before.end())
            items.push_back(v.original[std::size_t(same - v.before.begin())]);
        else if (named != v.before.end())
            items.push_back(keepLayout({v.original[std::size_t(named - v.before.begin())], *named, v.now[i], v.full[i]}));
        else
            items.push_back(v.full[i]);
    }
    return items;
}

Json changedValue(const std::string &key, const Relayout &v)
{
    if (isWrittenAlready(key))
        return v.full;
    if (v.original.is_object() && v.before.is_object() && v.now.is_object())
        return keepLayout(v);
    if (v.original.is_array() && v.before.is_array() && v.now.is_array())
        return keepItems(v);
    return v.full;
}

using Entries = std::vector<std::pair<std::string, Json>>;

// Right after the key that precedes it in canonical order.
void insertInOrder(Entries &entries, const std::string &key, const Json &value, const std::string &previous)
{
    const auto place = std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.first == previous; });
    entries.insert(place == entries.end() ? (previous.empty() ? entries.begin() : place) : place + 1, {key, value});
}

} // namespace

Json keepLayout(const Relayout &v)
{
    if (!v.original.is_object() || !v.before.is_object() || !v.now.is_object())
        return v.full;
    Entries entries;
    for (const auto &[key, value] : v.original.items()) {
        const auto now = v.now.find(key);
        const auto before = v.before.find(key);
        if (now == v.now.end()) {
            if (before == v.before.end())
                entries.emplace_back(key, value);
        } else if (before != v.before.end() && *before == *now) {
            entries.emplace_back(key, value);
        } else if (before != v.before.end()) {
            entries.emplace_back(key, changedValue(key, {value, *before, *now, v.full[key]}));
        } else {
            entries.emplace_back(key, v.full[key]);
        }
    }
    std::string previous;
    for (const auto &[key, value] : v.full.items()) {
        const bool wasImplied = v.before.contains(key) && v.now.contains(key) && v.before[key] == v.now[key];
        if (!v.original.contains(key) && !wasImplied)
            insertInOrder(entries, key, value, previous);
        previous = key;
    }
    Json result = Json::object();
    for (auto &[key, value] : entries)
        result[key] = std::move(value);
    return result;
}

} // namespace Foray
