// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace Foray {

enum class Storage { Persistent, Memory };

struct SessionSettings
{
    QString id = QStringLiteral("default"); // Crawl4AI's session_id
    Storage storage = Storage::Memory;
    bool operator==(const SessionSettings &) const = default;
};

struct BrowserSettings
{
    int width = 1280; // viewport, CSS px
    int height = 800;
    QString userAgent;      // empty: the browser's own
    QString acceptLanguage; // empty: the system's
    QString proxy;          // "http://host:port"; empty: the system's
    QStringList block;      // of "images", "media", "fonts", "ads"
    bool operator==(const BrowserSettings &) const = default;
};

struct Variable
{
    QString name;
    std::optional<QString> defaultValue; // never for a secret
    bool secret = false;
    bool operator==(const Variable &) const = default;
};

struct Hook
{
    QString name; // one of hookNames()
    QString js;   // a function body in the page's own world, awaited; throwing fails the step
    bool operator==(const Hook &) const = default;
};

// A named list of steps with what they need: one .foray.json file.
struct Plan
{
    QString name;
    SessionSettings session;
    BrowserSettings browser;
    QList<Variable> variables;
    QList<QPair<QString, JsonValue>> schemas; // verbatim Crawl4AI; "engine": "xpath" beside baseSelector makes it JsonXPath
    QList<Hook> hooks;
    CacheMode cacheMode = CacheMode::Bypass;
    int pageTimeout = 30000; // ms, "page_timeout": the default of every step
    std::vector<Step> steps;
    std::vector<Step> finallySteps; // "finally": run whatever happened before, also after a failure or a stop
    JsonValue original;             // as it stood in the file; see planjson.h

    JsonValue schema(const QString &key) const;  // null when there is none
    QString hook(const QString &hookName) const; // empty when there is none

    // By meaning: how the file spelled it does not count.
    friend bool operator==(const Plan &, const Plan &);
};

// Crawl4AI's hook names, in the order in which a page meets them. on_user_agent_updated is never called, as it never is there.
QStringList hookNames();

} // namespace Foray
