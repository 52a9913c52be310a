// SPDX-License-Identifier: MIT
#include "engine/record/pagemessage.h"

#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/plan/variables.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int mostConditions = 4;

const Json *member(const Json &object, const char *key)
{
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it == object.end() ? nullptr : &*it;
}

QString text(const Json &object, const char *key)
{
    const Json *value = member(object, key);
    return value && value->is_string() ? toQString(*value) : QString();
}

double number(const Json &object, const char *key)
{
    const Json *value = member(object, key);
    return value && value->is_number() ? value->get<double>() : 0;
}

bool flag(const Json &object, const char *key)
{
    const Json *value = member(object, key);
    return value && value->is_boolean() && value->get<bool>();
}

ActionId idOf(const Json &message, const Json &part)
{
    return {text(message, "documentId"), int(qBound(0.0, number(part, "n"), 1e9))};
}

// What a page shows may look like a variable of the plan; it must not become one. Fingerprints and evidence are never replaced in.
void makeLiteral(Json &json)
{
    if (json.is_string())
        json = toStd(literal(toQString(json)));
    else if (json.is_object()) {
        for (auto &[key, value] : json.items()) {
            if (key != "fingerprint" && key != "inferred")
                makeLiteral(value);
        }
    } else if (json.is_array()) {
        for (Json &value : json)
            makeLiteral(value);
    }
}

// What hands can do in a page. Anything else in a message is none of the recorder's.
bool isDoneByHand(const Action &action)
{
    return std::holds_alternative<Click>(action) || std::holds_alternative<Hover>(action) ||
           std::holds_alternative<Change>(action) || std::holds_alternative<Press>(action) ||
           std::holds_alternative<Scroll>(action) || std::holds_alternative<Drag>(action) ||
           std::holds_alternative<Upload>(action);
}

// Page scripts do not know which frame they are in; the frames around them do.
Json withFrames(Json step, const Json *frames)
{
    if (!frames || !frames->is_array() || frames->empty())
        return step;
    for (const char *key : {"target", "to"}) {
        if (step.contains(key) && step[key].is_object())
            step[key]["frames"] = *frames;
    }
    return step;
}

Result<PageMessage> readAction(const Json &message, const Json &part)
{
    const Json *json = member(part, "step");
    if (!json || !json->is_object())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The page told of an action without a step."));
    Json literalStep = withFrames(*json, member(message, "frames"));
    makeLiteral(literalStep);
    auto step = stepFromJson(literalStep);
    if (!step)
        return failure(step.error());
    if (!isDoneByHand(step->action))
        return failure(ErrorKind::InvalidArgument,
                       QStringLiteral("The page told of a '%1', which nobody does in a page.").arg(typeName(*step)));
    // Pages know no folders; where a file is, the chooser has said.
    if (auto *upload = std::get_if<Upload>(&step->action)) {
        for (QString &file : upload->files)
            file = file.section(u'/', -1);
    }
    step->original = {};
    return PageAction{.id = idOf(message, part),
                      .element = int(qBound(0.0, number(part, "key"), 1e9)),
                      .time = number(part, "time"),
                      .step = std::move(*step),
                      .focusOnly = flag(part, "focus"),
                      .merges = flag(part, "merge"),
                      .scrolled = flag(part, "scroll"),
                      .secretName = text(part, "secret")};
}

Result<PageMessage> readEffects(const Json &message, const Json &part)
{
    PageEffects effects{idOf(message, part), {}, number(part, "time")};
    const Json *conditions = member(part, "conditions");
    if (!conditions || !conditions->is_array())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The page told of effects without conditions."));
    const Json *frames = member(message, "frames");
    for (const Json &json : *conditions) {
        Json whole = json;
        if (frames && frames->is_array() && !frames->empty() && whole.is_object())
            whole["frames"] = *frames;
        makeLiteral(whole);
        auto condition = conditionFromJson(whole);
        if (!condition)
            return failure(condition.error());
        condition->original = {};
        if (effects.conditions.size() < mostConditions)
            effects.conditions.append(*condition);
    }
    return effects;
}

} // namespace

Result<PageMessage> readPageMessage(const JsonValue &message)
{
    const Json &json = message.get();
    if (const Json *action = member(json, "action"))
        return readAction(json, *action);
    if (const Json *effects = member(json, "effects"))
        return readEffects(json, *effects);
    if (const Json *outline = member(json, "outline"))
        return PageOutline{*outline};
    return failure(ErrorKind::InvalidArgument, QStringLiteral("The page told of neither an action nor its effects."));
}

} // namespace Foray
