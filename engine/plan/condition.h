// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/plan/target.h"

#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace Foray {

enum class ElementState { Attached, Visible, Hidden, Detached };
enum class CountOperator { AtLeast, Equal, AtMost }; // ">=", "==", "<=" as in Chrome Recorder
enum class ChangedWhat { Text, Count, Identity };    // identity: the nodes were replaced by others
enum class TextMatch { Contains, Equals, Regex };

// `{"type": "selector", "selector": "li.row", "state": "visible", "operator": ">=", "count": 10}`; "css:li.row" for short.
// Without a count at least one match must be in that state; Hidden and Detached hold for no match at all.
struct SelectorCondition
{
    QString selector;
    ElementState state = ElementState::Visible;
    CountOperator op = CountOperator::AtLeast;
    std::optional<int> count = {};
    QList<FrameRef> frames = {};
    bool operator==(const SelectorCondition &) const = default;
};

// `{"type": "changed", "selector": "li.row h4", "what": "text"}`: against what the selector found just before the action.
// Text and identity look at the first match; a match that was not there before counts as changed.
struct ChangedCondition
{
    QString selector;
    ChangedWhat what = ChangedWhat::Text;
    QList<FrameRef> frames = {};
    bool operator==(const ChangedCondition &) const = default;
};

// `{"type": "text", "text": "Thank you", "selector": "h1", "match": "contains"}`; without a selector the whole body.
struct TextCondition
{
    QString text;
    QString selector;
    TextMatch match = TextMatch::Contains;
    QList<FrameRef> frames = {};
    bool operator==(const TextCondition &) const = default;
};

// `{"type": "url", "url": "*/account*"}`: a glob (* and ** are any text, {a,b} alternatives), or /regex/.
struct UrlCondition
{
    QString url;
    bool operator==(const UrlCondition &) const = default;
};

// `{"type": "response", "url": "**/api/list*"}`: a response to such a URL has ended since just before the action.
struct ResponseCondition
{
    QString url;
    bool operator==(const ResponseCondition &) const = default;
};

// `{"type": "networkidle", "quiet": 500}`: no request under way for `quiet` ms; WebSockets, EventSources and pings do not count.
struct NetworkIdleCondition
{
    int quiet = 500; // ms
    bool operator==(const NetworkIdleCondition &) const = default;
};

// `{"type": "js", "js": "() => window.ready"}`; "js:() => …" for short. Runs in the page's own world; a promise is
// awaited, throwing means 'not yet'.
struct JsCondition
{
    QString js;
    bool operator==(const JsCondition &) const = default;
};

// `{"type": "delay", "ms": 250}`: a bare pause; for what cannot be observed.
struct DelayCondition
{
    int ms = 0;
    bool operator==(const DelayCondition &) const = default;
};

// What must hold before a step is over (`wait_for`), or what a control step asks.
struct Condition
{
    using Kind = std::variant<SelectorCondition, ChangedCondition, TextCondition, UrlCondition, ResponseCondition,
                              NetworkIdleCondition, JsCondition, DelayCondition>;

    Kind kind;
    QString inferredFrom; // the recorder's evidence in one sentence; empty when a person wrote the condition
    JsonValue original;   // as it stood in the file; see planjson.h

    // By meaning: how the file spelled it does not count.
    friend bool operator==(const Condition &a, const Condition &b)
    {
        return a.kind == b.kind && a.inferredFrom == b.inferredFrom;
    }
};

} // namespace Foray
