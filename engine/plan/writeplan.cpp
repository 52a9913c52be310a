// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/layout.h"
#include "engine/plan/planproblems.h"
#include "engine/plan/reader.h"
#include "engine/plan/spelling.h"
#include "engine/plan/writer.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Json policyJson(const OnError &policy)
{
    if (policy.retries == 0)
        return Json(policy.skip ? "skip" : "stop");
    Json json{{"retry", policy.retries}};
    if (policy.skip)
        json["then"] = "skip";
    return json;
}

// "css:li", where the condition says no more than that. A condition that a file spelled as an object stays one.
std::optional<QString> shortForm(const Condition &condition)
{
    if (!condition.inferredFrom.isEmpty() || condition.original.get().is_object())
        return {};
    const auto complete = [](const QString &text) { return !text.isEmpty() && text == text.trimmed(); };
    const auto *selector = std::get_if<SelectorCondition>(&condition.kind);
    if (selector && complete(selector->selector) && *selector == SelectorCondition{.selector = selector->selector})
        return QStringLiteral("css:") + selector->selector;
    const auto *js = std::get_if<JsCondition>(&condition.kind);
    if (js && complete(js->js))
        return QStringLiteral("js:") + js->js;
    return {};
}

Json conditionJson(const Condition &condition, Spelling spelling)
{
    if (const auto text = shortForm(condition); text && spelling != Spelling::Explicit)
        return Json(toStd(*text));
    Writer writer(spelling);
    writer.put("type", toStd(typeName(condition.kind)));
    std::visit([&](const auto &kind) { fields(writer, kind); }, condition.kind);
    if (!condition.inferredFrom.isEmpty())
        writer.text("inferred", condition.inferredFrom);
    return writer.object();
}

Json stepJson(const Step &step, Spelling spelling, bool withId)
{
    Writer writer(spelling);
    if (withId && !step.id.isEmpty())
        writer.text("id", step.id);
    writer.put("type", toStd(typeName(step)));
    writer.text("note", step.note);
    writer.flag("disabled", step.disabled, false);
    std::visit([&](const auto &action) { fields(writer, action); }, step.action);
    writer.conditions("wait_for", step.waitFor);
    writer.number("timeout", step.timeout, 1);
    if (step.onError != OnError())
        writer.put("on_error", policyJson(step.onError));
    return writer.object();
}

// A key that meant its default in the kind of thing this was means nothing, or something else, in another kind.
Json withoutOtherKinds(const Json &original, const Json &everyKeyBefore, const Json &before, const Json &now)
{
    if (before.value("type", Json()) == now.value("type", Json()))
        return original;
    Json rest = original;
    for (const auto &[key, value] : everyKeyBefore.items()) {
        if (!before.contains(key) && !now.contains(key))
            rest.erase(key);
    }
    return rest;
}

bool sameButForChildren(const Json &a, const Json &b)
{
    const auto own = [](Json json) {
        for (const char *key : {"steps", "then", "else", "next"})
            json.erase(key);
        return json;
    };
    return own(a) == own(b);
}

} // namespace

Json toJson(const Condition &condition)
{
    const Json now = conditionJson(condition, Spelling::Canonical);
    if (condition.original.isNull())
        return now;
    QList<Problem> ignored;
    const Condition earlier = readCondition(condition.original.get(), QString(), ignored);
    const Json before = conditionJson(earlier, Spelling::Canonical);
    if (before == now)
        return condition.original.get();
    const Json original = withoutOtherKinds(condition.original.get(), conditionJson(earlier, Spelling::Explicit), before, now);
    return keepLayout({original, before, now, now});
}

Json toJson(const Step &step)
{
    if (step.original.isNull())
        return stepJson(step, Spelling::AsInFile, true);
    QList<Problem> ignored;
    const Step earlier = readStep(step.original.get(), QString(), ignored);
    const Json before = stepJson(earlier, Spelling::Canonical, true);
    const bool madeUp = hasMadeUpId(step);
    Json now = stepJson(step, Spelling::Canonical, !madeUp);
    if (before == now)
        return step.original.get();
    const bool writeId = !madeUp || !sameButForChildren(before, now);
    now = stepJson(step, Spelling::Canonical, writeId);
    const Json original =
        withoutOtherKinds(ownSpelling(step.original.get()), stepJson(earlier, Spelling::Explicit, true), before, now);
    return keepLayout({original, before, now, stepJson(step, Spelling::AsInFile, writeId)});
}

Json explicitJson(const Condition &condition)
{
    return conditionJson(condition, Spelling::Explicit);
}

Json written(const Condition &condition, Spelling spelling)
{
    return spelling == Spelling::AsInFile ? toJson(condition) : conditionJson(condition, spelling);
}

Json written(const Step &step, Spelling spelling)
{
    return spelling == Spelling::AsInFile ? toJson(step) : stepJson(step, spelling, !hasMadeUpId(step));
}

Json written(const std::vector<Step> &steps, Spelling spelling)
{
    Json list = Json::array();
    for (const Step &step : steps)
        list.push_back(written(step, spelling));
    return list;
}

} // namespace Foray
