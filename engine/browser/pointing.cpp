// SPDX-License-Identifier: MIT
#include "engine/browser/pointing.h"

#include "engine/base/json.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"
#include "engine/browser/webpage.h"
#include "engine/plan/reader.h"
#include "engine/plan/variables.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int lookTimeout = 3000;  // ms
constexpr qsizetype longest = 400; // of a page's texts
constexpr int mostElements = 1'000'000;

QRectF boxIn(const Json &rect)
{
    return {numberAt(rect, "x"), numberAt(rect, "y"), numberAt(rect, "width"), numberAt(rect, "height")};
}

int countAt(const Json &json, const char *key)
{
    return int(qBound(0.0, numberAt(json, key), double(mostElements)));
}

const char *name(Beside direction)
{
    switch (direction) {
    case Beside::Parent: return "parent";
    case Beside::Child: return "child";
    case Beside::Next: return "next";
    case Beside::Previous: return "previous";
    }
    return "parent";
}

Json argumentsFor(const PointOptions &options)
{
    Json arguments{{"exact", options.exact}};
    if (!options.scopes.isEmpty()) {
        const QList<ScopeElement> outer = options.scopes.mid(0, options.scopes.size() - 1);
        arguments["within"] = locatorJson(options.scopes.constLast().elements, outer);
    }
    return arguments;
}

Result<std::optional<Pointed>> pointedIn(const Json &json, const PointOptions &options)
{
    if (json.is_null())
        return std::nullopt;
    Json targetJson = objectAt(json, "target");
    if (const auto frames = json.find("frames"); json.is_object() && frames != json.end() && !frames->empty())
        targetJson["frames"] = *frames;
    QList<Problem> problems;
    const QString css = textAt(json, "css");
    Pointed pointed{.target = readTarget(targetJson, {}, problems),
                    .box = boxIn(objectAt(json, "rect")),
                    .selector = textAt(json, "selector").left(longest),
                    .matches = countAt(json, "matches"),
                    .words = textAt(json, "words").left(longest),
                    .text = textAt(json, "text").left(longest),
                    .css = (css.isEmpty() ? textAt(json, "place") : css).left(longest),
                    .rows = textAt(objectAt(json, "rows"), "selector").left(longest),
                    .rowCount = countAt(objectAt(json, "rows"), "count")};
    for (const Problem &problem : problems) {
        if (problem.severity == Problem::Severity::Error)
            return failure(ErrorKind::JavascriptError,
                           QStringLiteral("The page described its element in a way that is no target: %1").arg(problem.message));
    }
    // What the page shows may look like a variable of the plan.
    for (Selector &path : pointed.target.selectors) {
        for (QString &part : path)
            part = literal(part);
    }
    for (QString *text : {&pointed.css, &pointed.rows, &pointed.text})
        *text = literal(*text);
    if (boolAt(json, "inRow") && !options.scopes.isEmpty()) {
        pointed.target.within = options.scopes.constLast().name;
        pointed.target.frames.clear();
        pointed.target.fingerprint = {};
    }
    return pointed;
}

void ask(WebPage &page, const ScriptCall &call, const PointOptions &options, QObject *context,
         Callback<std::optional<Pointed>> done)
{
    page.channel().call(call, lookTimeout, context, [options, done = std::move(done)](const Result<JsonValue> &answer) {
        if (!answer)
            return done(failure(answer.error()));
        const JsonValue told = options.secrets ? options.secrets->redacted(*answer) : *answer;
        done(pointedIn(told.get(), options));
    });
}

} // namespace

void elementAt(WebPage &page, QPointF point, const PointOptions &options, QObject *context, Callback<std::optional<Pointed>> done)
{
    Json arguments = argumentsFor(options);
    arguments["x"] = point.x();
    arguments["y"] = point.y();
    ask(page, {QStringLiteral("elementAt"), arguments, {}, false}, options, context, std::move(done));
}

void elementBeside(WebPage &page, const Pointed &from, Beside direction, const PointOptions &options, QObject *context,
                   Callback<std::optional<Pointed>> done)
{
    Json arguments = argumentsFor(options);
    arguments["direction"] = name(direction);
    const QList<FrameRef> frames = from.target.within.isEmpty() ? from.target.frames : framesOf(from.target, options.scopes);
    ask(page, {QStringLiteral("elementBeside"), arguments, frames, false}, options, context, std::move(done));
}

void boxesOf(WebPage &page, const Target &target, const QList<ScopeElement> &scopes, Matches matches, QObject *context,
             Callback<Boxes> done)
{
    const Json arguments{{"locator", locatorJson(target, scopes)}, {"every", matches == Matches::Every}};
    page.channel().call({QStringLiteral("boxesOf"), arguments, framesOf(target, scopes), false}, lookTimeout, context,
                        [done = std::move(done)](const Result<JsonValue> &answer) {
                            if (!answer)
                                return done(failure(answer.error()));
                            Boxes boxes{{}, countAt(answer->get(), "count")};
                            const auto rects = answer->get().find("rects");
                            if (answer->get().is_object() && rects != answer->get().end() && rects->is_array()) {
                                for (const Json &rect : *rects)
                                    boxes.boxes += boxIn(rect);
                            }
                            done(boxes);
                        });
}

void reveal(WebPage &page, const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<bool> done)
{
    page.channel().call(
        {QStringLiteral("reveal"), Json{{"locator", locatorJson(target, scopes)}}, framesOf(target, scopes), false}, lookTimeout,
        context, [done = std::move(done)](const Result<JsonValue> &answer) {
            if (answer)
                done(answer->get().is_boolean() && answer->get().get<bool>());
            else
                done(failure(answer.error()));
        });
}

} // namespace Foray
