// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/replay/page.h"

#include <QRegularExpression>

// Values as the page scripts take and give them. Unlike the plan file's JSON they are always spelled out in full.
namespace Foray {

Json scriptJson(const FrameRef &frame);
Json scriptJson(const Target &target);
Json scriptJson(const Condition &condition); // selector, changed and text; null for the others
Json scriptJson(const QList<ScopeElement> &scopes);
Json locatorJson(const Target &target, const QList<ScopeElement> &scopes);

// The frames a target is in: its own or, without any, those of the loop element it starts at.
QList<FrameRef> framesOf(const Target &target, const QList<ScopeElement> &scopes);

// {ok: true, value} or {ok: false, error: {kind, message, details}} from a page script.
Result<JsonValue> scriptAnswer(Json &&message);
Found foundFrom(const Json &value);

// Members of what came from a page, whatever they are: another type than was expected gives the fallback. nlohmann's own
// value() throws.
QString textAt(const Json &json, const char *key, const QString &fallback = {});
double numberAt(const Json &json, const char *key, double fallback = 0);
bool boolAt(const Json &json, const char *key, bool fallback = false);
Json objectAt(const Json &json, const char *key); // an empty object by default

// A glob of the plan ("*/api/list*": * and ** are any text, {a,b} alternatives) or /regex/ as one regular expression, for whole URLs.
QRegularExpression urlPattern(const QString &glob);

} // namespace Foray
