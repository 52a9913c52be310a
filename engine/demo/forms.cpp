// SPDX-License-Identifier: MIT
#include "engine/demo/random.h"
#include "engine/demo/routes.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <httplib.h>

namespace Foray::Demo {

namespace {

// What was sent, except what the site adds to its forms itself.
Json sentFields(const Exchange &x)
{
    Json fields = Json::array();
    for (const auto &[name, value] : x.request.params) {
        if (name != "seed" && name != "delay") {
            fields.push_back({{"name", name}, {"value", value}});
        }
    }
    return fields;
}

void form(Exchange &x)
{
    const Json fields = sentFields(x);
    if (!fields.empty()) {
        x.awaitData();
    }
    x.page("templates/form", Json{{"sent", !fields.empty()}, {"method", x.request.method}, {"fields", fields}});
}

std::string sha1Of(const std::string &content)
{
    const QByteArray bytes = QByteArray::fromRawData(content.data(), static_cast<qsizetype>(content.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex().toStdString();
}

// A page for a person's form, JSON for a script that asks for it.
void upload(Exchange &x)
{
    x.awaitData();
    Json files = Json::array();
    for (const auto &[field, file] : x.request.files) {
        if (!file.filename.empty()) {
            files.push_back(
                {{"field", field}, {"name", file.filename}, {"size", file.content.size()}, {"sha1", sha1Of(file.content)}});
        }
    }
    if (x.request.get_header_value("Accept") == "application/json") {
        x.json({{"files", files}});
    } else {
        x.page("templates/upload", Json{{"none", files.empty()}, {"files", files}});
    }
}

// The towns that begin with what was typed.
void cities(Exchange &x)
{
    x.awaitData();
    Json found = Json::array();
    for (const std::string &name : citiesBeginningWith(x.param("q"))) {
        found.push_back(name);
    }
    x.json(found);
}

} // namespace

Routes formRoutes()
{
    using enum Route::Method;
    return {
        {Get, "/form", form},
        {Post, "/form", form},
        {Post, "/upload", upload},
        {Get, "/api/cities", cities},
    };
}

} // namespace Foray::Demo
