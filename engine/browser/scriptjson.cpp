// SPDX-License-Identifier: MIT
#include "engine/browser/scriptjson.h"

#include "engine/base/json.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Json stringList(const QStringList &list)
{
    Json json = Json::array();
    for (const QString &text : list)
        json.push_back(toStd(text));
    return json;
}

const char *name(ElementState state)
{
    switch (state) {
    case ElementState::Attached: return "attached";
    case ElementState::Visible: return "visible";
    case ElementState::Hidden: return "hidden";
    case ElementState::Detached: return "detached";
    }
    return "visible";
}

const char *name(CountOperator op)
{
    switch (op) {
    case CountOperator::AtLeast: return ">=";
    case CountOperator::Equal: return "==";
    case CountOperator::AtMost: return "<=";
    }
    return ">=";
}

const char *name(ChangedWhat what)
{
    switch (what) {
    case ChangedWhat::Text: return "text";
    case ChangedWhat::Count: return "count";
    case ChangedWhat::Identity: return "identity";
    }
    return "text";
}

const char *name(TextMatch match)
{
    switch (match) {
    case TextMatch::Contains: return "contains";
    case TextMatch::Equals: return "equals";
    case TextMatch::Regex: return "regex";
    }
    return "contains";
}

struct ConditionJson
{
    Json operator()(const SelectorCondition &c) const
    {
        Json json{{"type", "selector"}, {"selector", toStd(c.selector)}, {"state", name(c.state)}};
        if (c.count) {
            json["operator"] = name(c.op);
            json["count"] = *c.count;
        }
        return json;
    }
    Json operator()(const ChangedCondition &c) const
    {
        return {{"type", "changed"}, {"selector", toStd(c.selector)}, {"what", name(c.what)}};
    }
    Json operator()(const TextCondition &c) const
    {
        return {{"type", "text"}, {"text", toStd(c.text)}, {"selector", toStd(c.selector)}, {"match", name(c.match)}};
    }
    Json operator()(const UrlCondition &) const { return {}; }
    Json operator()(const ResponseCondition &) const { return {}; }
    Json operator()(const NetworkIdleCondition &) const { return {}; }
    Json operator()(const JsCondition &) const { return {}; }
    Json operator()(const DelayCondition &) const { return {}; }
};

ErrorKind kindFromName(const QString &kindName)
{
    static const QList<ErrorKind> kinds{ErrorKind::ElementClickIntercepted,
                                        ErrorKind::ElementNotInteractable,
                                        ErrorKind::InvalidArgument,
                                        ErrorKind::InvalidSelector,
                                        ErrorKind::NoSuchElement,
                                        ErrorKind::NoSuchFrame,
                                        ErrorKind::StaleElement,
                                        ErrorKind::Timeout,
                                        ErrorKind::UnsupportedOperation,
                                        ErrorKind::AmbiguousElement};
    for (const ErrorKind kind : kinds) {
        if (errorKindName(kind) == kindName)
            return kind;
    }
    return ErrorKind::JavascriptError;
}

const Json *memberOf(const Json &json, const char *key)
{
    if (!json.is_object())
        return nullptr;
    const auto it = json.find(key);
    return it == json.end() ? nullptr : &*it;
}

} // namespace

QString textAt(const Json &json, const char *key, const QString &fallback)
{
    const Json *member = memberOf(json, key);
    return member && member->is_string() ? toQString(*member) : fallback;
}

double numberAt(const Json &json, const char *key, double fallback)
{
    const Json *member = memberOf(json, key);
    return member && member->is_number() ? member->get<double>() : fallback;
}

bool boolAt(const Json &json, const char *key, bool fallback)
{
    const Json *member = memberOf(json, key);
    return member && member->is_boolean() ? member->get<bool>() : fallback;
}

Json objectAt(const Json &json, const char *key)
{
    const Json *member = memberOf(json, key);
    return member && member->is_object() ? *member : Json::object();
}

Json scriptJson(const FrameRef &frame)
{
    Json json{{"selectors", stringList(frame.selectors)}, {"name", toStd(frame.name)}, {"index", frame.index}};
    json["glob"] = toStd(frame.url); // for messages
    json["url"] = frame.url.isEmpty() ? std::string() : toStd(urlPattern(frame.url).pattern());
    return json;
}

Json scriptJson(const Target &target)
{
    Json selectors = Json::array();
    for (const Selector &selector : target.selectors)
        selectors.push_back(stringList(selector));
    Json json{{"selectors", std::move(selectors)}};
    if (!target.within.isEmpty())
        json["within"] = toStd(target.within);
    if (!target.fingerprint.isNull())
        json["fingerprint"] = target.fingerprint.get();
    return json;
}

Json scriptJson(const Condition &condition)
{
    return std::visit(ConditionJson{}, condition.kind);
}

Json scriptJson(const QList<ScopeElement> &scopes)
{
    Json json = Json::array();
    for (const ScopeElement &scope : scopes)
        json.push_back({{"name", toStd(scope.name)}, {"elements", scriptJson(scope.elements)}, {"index", scope.index}});
    return json;
}

Json locatorJson(const Target &target, const QList<ScopeElement> &scopes)
{
    return {{"target", scriptJson(target)}, {"scopes", scriptJson(scopes)}};
}

QList<FrameRef> framesOf(const Target &target, const QList<ScopeElement> &scopes)
{
    if (!target.frames.isEmpty() || target.within.isEmpty())
        return target.frames;
    for (const ScopeElement &scope : scopes) {
        if (scope.name == target.within && scope.elements.within != target.within)
            return framesOf(scope.elements, scopes);
    }
    return {};
}

Result<JsonValue> scriptAnswer(Json &&message)
{
    if (boolAt(message, "ok")) {
        const auto value = message.find("value");
        return value == message.end() ? JsonValue() : JsonValue(std::move(*value));
    }
    const Json error = objectAt(message, "error");
    return failure(kindFromName(textAt(error, "kind")),
                   textAt(error, "message", QStringLiteral("The page's script failed without saying why.")));
}

Found foundFrom(const Json &value)
{
    const Json json = objectAt(value, "found");
    Found found;
    found.by = textAt(json, "by");
    found.selector = textAt(json, "selector");
    found.score = numberAt(json, "score", 1);
    found.margin = numberAt(json, "margin", 1);
    found.healed = boolAt(json, "healed");
    if (found.healed)
        found.repaired = objectAt(json, "repaired");
    if (const auto meant = json.find("meant"); meant != json.end() && meant->is_array()) {
        for (const Json &one : *meant)
            found.meant.append(one.is_boolean() && one.get<bool>());
    }
    return found;
}

QRegularExpression urlPattern(const QString &glob)
{
    if (glob.size() > 2 && glob.startsWith(u'/') && glob.endsWith(u'/'))
        return QRegularExpression(glob.mid(1, glob.size() - 2));
    QString pattern;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        const QChar c = glob.at(i);
        if (c == u'*') {
            pattern += QStringLiteral(".*");
        } else if (c == u'{') {
            pattern += QStringLiteral("(?:");
        } else if (c == u'}') {
            pattern += u')';
        } else {
            pattern += c == u',' && pattern.count(QStringLiteral("(?:")) > pattern.count(u')')
                           ? QStringLiteral("|")
                           : QRegularExpression::escape(QString(c));
        }
    }
    return QRegularExpression(u'^' + pattern + u'$');
}

} // namespace Foray
