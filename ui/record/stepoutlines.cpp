// SPDX-License-Identifier: MIT
#include "ui/record/stepoutlines.h"

#include "engine/base/json.h"
#include "engine/plan/edit.h"
#include "engine/plan/stepfields.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Target plainTarget(const QString &selector, const QList<FrameRef> &frames)
{
    return {.selectors = {{selector}}, .frames = frames, .within = {}, .fingerprint = {}};
}

// The rows of a schema, by its base selector.
Target rowsOf(const Plan &plan, const Extract &extract)
{
    for (const auto &[name, schema] : plan.schemas) {
        if (name != extract.schema || !schema.get().is_object())
            continue;
        const QString base = toQString(schema.get().value("baseSelector", Json("")));
        const bool isXPath = schema.get().value("engine", Json("")) == "xpath";
        if (!base.isEmpty())
            return plainTarget((isXPath ? QStringLiteral("xpath/") : QStringLiteral("css/")) + base, extract.frames);
    }
    return {};
}

Target waitedFor(const Condition &condition)
{
    if (const auto *selector = std::get_if<SelectorCondition>(&condition.kind))
        return plainTarget(selector->selector, selector->frames);
    if (const auto *changed = std::get_if<ChangedCondition>(&condition.kind))
        return plainTarget(changed->selector, changed->frames);
    if (const auto *text = std::get_if<TextCondition>(&condition.kind); text && !text->selector.isEmpty())
        return plainTarget(text->selector, text->frames);
    return {};
}

} // namespace

QList<ScopeElement> scopesAround(const Plan &plan, const QString &stepId)
{
    QList<ScopeElement> scopes;
    for (auto place = placeOf(plan, stepId); place && !place->parentId.isEmpty(); place = placeOf(plan, place->parentId)) {
        const auto *loop = std::get_if<ForEach>(&findStep(plan, place->parentId)->action);
        if (loop && !loop->as.isEmpty() && !loop->elements.isEmpty())
            scopes.prepend({loop->as, loop->elements, 0});
    }
    return scopes;
}

Target firstTargetOf(const Step &step)
{
    return targetsOf(step.action).value(0);
}

QList<OutlineWish> outlinesOf(const Plan &plan, const QString &stepId)
{
    const Step *step = findStep(plan, stepId);
    if (!step)
        return {};
    const QList<ScopeElement> scopes = scopesAround(plan, stepId);
    QList<OutlineWish> wishes;
    const bool isLoop = std::holds_alternative<ForEach>(step->action);
    for (const Target &target : targetsOf(step->action)) {
        wishes += OutlineWish{
            target, scopes, isLoop ? Matches::Every : Matches::TheOne, isLoop ? Outline::Kind::Rows : Outline::Kind::Target, {}};
    }
    if (const auto *extract = std::get_if<Extract>(&step->action)) {
        const Target rows = rowsOf(plan, *extract);
        if (!rows.isEmpty())
            wishes += OutlineWish{rows, scopes, Matches::Every, Outline::Kind::Rows, {}};
    }
    for (const Condition &condition : step->waitFor) {
        const Target target = waitedFor(condition);
        if (!target.isEmpty() && wishes.isEmpty())
            wishes += OutlineWish{target, scopes, Matches::Every, Outline::Kind::Rows, {}};
    }
    return wishes;
}

} // namespace Foray
