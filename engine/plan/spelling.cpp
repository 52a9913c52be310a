// SPDX-License-Identifier: MIT
#include "engine/plan/spelling.h"

#include "engine/base/json.h"

#include <QStringList>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Json without(const Json &object, std::initializer_list<const char *> keys)
{
    Json rest = object;
    for (const char *key : keys)
        rest.erase(key);
    return rest;
}

// The condition language has one selector and no path through shadow hosts; conditions look into open ones by themselves.
Json firstSelector(const Json &selectors)
{
    const Json &first = selectors.is_array() && !selectors.empty() ? selectors.front() : selectors;
    return first.is_array() && !first.empty() ? first.back() : first;
}

Json elementCondition(const Json &step)
{
    Json condition{{"type", "selector"}, {"selector", firstSelector(step.value("selectors", Json()))}};
    const Json visible = step.value("visible", Json());
    condition["state"] = visible.is_null() ? "attached" : visible == Json(false) ? "hidden" : "visible";
    for (const char *key : {"operator", "count"}) {
        if (step.contains(key))
            condition[key] = step[key];
    }
    return condition;
}

Json expressionCondition(const Json &step)
{
    const Json expression = step.value("expression", Json());
    if (!expression.is_string())
        return Json{{"type", "js"}, {"js", expression}};
    return Json{{"type", "js"}, {"js", "() => (" + expression.get<std::string>() + ")"}};
}

Json withTarget(const Json &step)
{
    Json own = without(step, {"selectors", "target", "frame"}); // Chrome's own `target` names a page: "main"
    own["target"] = Json{{"selectors", step["selectors"]}};
    if (step.contains("frame"))
        own["target"]["frames"] = step["frame"];
    return own;
}

Json withOffset(const Json &step)
{
    Json own = without(step, {"offsetX", "offsetY"});
    own["offset"] = Json{{"x", step["offsetX"]}, {"y", step["offsetY"]}};
    return own;
}

bool isTargeted(const Json &step)
{
    return step.contains("selectors") && !(step.contains("target") && step["target"].is_object());
}

} // namespace

Json ownSpelling(const Json &step)
{
    if (!step.is_object() || !step.contains("type") || !step["type"].is_string())
        return step;
    Json own = step;
    const std::string type = step["type"].get<std::string>();
    if (type == "close")
        own["type"] = "closeTab";
    if (type == "click" && step.contains("count") && step["count"] == Json(2)) {
        own = without(own, {"count"});
        own["type"] = "doubleClick";
    }
    if (type == "waitForElement") {
        own = without(own, {"selectors", "operator", "count", "visible"});
        own["type"] = "waitFor";
        own["wait_for"] = elementCondition(step);
    } else if (type == "waitForExpression") {
        own = without(own, {"expression"});
        own["type"] = "waitFor";
        own["wait_for"] = expressionCondition(step);
    } else if (isTargeted(step)) {
        own = withTarget(own);
    }
    if (step.contains("offsetX") && step.contains("offsetY") && !step.contains("offset"))
        own = withOffset(own);
    return own;
}

QString originalPointer(const Json &step, const QString &pointerInStep)
{
    const QString type = step.is_object() ? toQString(step.value("type", Json())) : QString();
    QList<QPair<QString, QString>> moved;
    if (type == QStringLiteral("waitForElement"))
        moved = {{"/wait_for/selector", "/selectors"}, {"/wait_for/state", "/visible"}, {"/wait_for", ""}};
    else if (type == QStringLiteral("waitForExpression"))
        moved = {{"/wait_for/js", "/expression"}, {"/wait_for", ""}};
    else if (step.is_object() && isTargeted(step))
        moved = {{"/target/selectors", "/selectors"}, {"/target/frames", "/frame"}, {"/target", "/selectors"}};
    else if (step.is_object() && step.value("target", Json()).is_string())
        moved = {{"/target/selectors/0", "/target"}};
    for (const auto &[own, original] : std::as_const(moved)) {
        if (pointerInStep.startsWith(own))
            return original + pointerInStep.mid(own.size());
    }
    return pointerInStep;
}

QStringList foreignStepTypes()
{
    return {QStringLiteral("waitForElement"), QStringLiteral("waitForExpression"), QStringLiteral("close")};
}

} // namespace Foray
