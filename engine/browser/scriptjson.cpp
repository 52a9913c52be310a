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
    static const QList<ErrorKind> kinds{ErrorKind::ElementClickIntercepted, ErrorKind::ElementNotInteractable,
                                        ErrorKind::InvalidArgument,         ErrorKind::InvalidSelector,
                                        ErrorKind::NoSuchElement,           ErrorKind::NoSuchFrame,
                                        ErrorKind::StaleElement,            ErrorKind::Timeout,
                                        ErrorKind::UnsupportedOperation,    ErrorKind::AmbiguousElement};
    for (const ErrorKind kind : kinds) {
        if (errorKindName(kind) == kindName)
            return kind;
    }
    return ErrorKind::JavascriptError;
}

QString textAt(const Json &json, const char *key)
{
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? toQString(*it) : QString();
}

double numberAt(const Json &json, const char *key, double fallback)
{
    const auto it = json.find(key);
    return it != json.end() && it->is_number() ? it->get<double>() : fallback;
}

} // namespace

Json scriptJson(const FrameRef &frame)
{
    Json json{{"selectors", stringList(frame.selectors)}, {"name", toStd(frame.name)}, {"index", frame.index}};
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

Result<JsonValue> scriptAnswer(const Json &message)
{
    if (const auto ok = message.find("ok"); ok != message.end() && ok->is_boolean() && ok->get<bool>())
        return JsonValue(message.value("value", Json()));
    const Json error = message.value("error", Json::object());
    if (!error.is_object())
        return failure(ErrorKind::JavascriptError, QStringLiteral("The page's script failed without saying why."));
    return failure(kindFromName(textAt(error, "kind")), textAt(error, "message"));
}

Found foundFrom(const Json &value)
{
    Found found;
    const auto it = value.find("found");
    if (it == value.end() || !it->is_object())
        return found;
    found.by = textAt(*it, "by");
    found.selector = textAt(*it, "selector");
    found.score = numberAt(*it, "score", 1);
    found.margin = numberAt(*it, "margin", 1);
    found.healed = it->value("healed", Json(false)) == Json(true);
    if (const auto repaired = it->find("repaired"); found.healed && repaired != it->end())
        found.repaired = *repaired;
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
            const bool deep = i + 1 < glob.size() && glob.at(i + 1) == u'*';
            pattern += deep ? QStringLiteral(".*") : QStringLiteral("[^/]*");
            i += deep;
        } else if (c == u'{') {
            pattern += QStringLiteral("(?:");
        } else if (c == u'}') {
            pattern += u')';
        } else {
            pattern += c == u',' && pattern.count(QStringLiteral("(?:")) > pattern.count(u')') ? QStringLiteral("|")
                                                                                              : QRegularExpression::escape(QString(c));
        }
    }
    return QRegularExpression(u'^' + pattern + u'$');
}

} // namespace Foray
