// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/reader.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

void addError(QList<Problem> &problems, const QString &pointer, const QString &message)
{
    problems += Problem{Problem::Severity::Error, pointer, message};
}

Selector readSelector(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    Selector path;
    const auto addPart = [&](const Json &part, const QString &place) {
        if (part.is_string() && !toQString(part).trimmed().isEmpty())
            path += toQString(part);
        else
            addError(problems, place,
                     part.is_string() ? QStringLiteral("the selector is empty")
                                      : QStringLiteral("a selector must be a string, is %1").arg(kindOf(part)));
    };
    if (!json.is_array()) {
        addPart(json, pointer);
        return path;
    }
    if (json.empty())
        addError(problems, pointer, QStringLiteral("the selector is empty"));
    for (std::size_t i = 0; i < json.size(); ++i)
        addPart(json[i], pointerTo(pointer, qsizetype(i)));
    return path;
}

QList<Selector> readSelectors(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    if (json.is_string())
        return {readSelector(json, pointer, problems)};
    QList<Selector> selectors;
    if (!json.is_array())
        addError(problems, pointer, QStringLiteral("selectors must be a list of strings, is %1").arg(kindOf(json)));
    else
        for (std::size_t i = 0; i < json.size(); ++i)
            selectors += readSelector(json[i], pointerTo(pointer, qsizetype(i)), problems);
    selectors.removeAll(Selector());
    return selectors;
}

FrameRef readFrame(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    FrameRef frame;
    if (json.is_string()) {
        frame.selectors += toQString(json);
    } else if (json.is_number_unsigned() && json.get<quint64>() < 10000) {
        frame.index = json.get<int>(); // as Chrome's Recorder names frames
    } else if (json.is_object()) {
        Reader reader(json, pointer, problems);
        reader.texts("selectors", frame.selectors);
        reader.text("name", frame.name);
        reader.text("url", frame.url);
        reader.number("index", frame.index, -1, -1);
        reader.reportUnknownKeys();
        if (frame == FrameRef())
            addError(problems, pointer, QStringLiteral("a frame needs one of selectors, name, url and index"));
    } else {
        addError(problems, pointer, QStringLiteral("a frame must be an object, is %1").arg(kindOf(json)));
    }
    return frame;
}

} // namespace

QList<FrameRef> readFrames(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    QList<FrameRef> frames;
    if (!json.is_array()) {
        addError(problems, pointer, QStringLiteral("frames must be a list, is %1").arg(kindOf(json)));
        return frames;
    }
    for (std::size_t i = 0; i < json.size(); ++i)
        frames += readFrame(json[i], pointerTo(pointer, qsizetype(i)), problems);
    return frames;
}

Target readTarget(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    Target target;
    const qsizetype before = problems.size();
    if (json.is_string()) {
        target.selectors = readSelectors(json, pointer, problems);
        return target;
    }
    if (!json.is_object()) {
        addError(problems, pointer, QStringLiteral("a target must be an object or a selector, is %1").arg(kindOf(json)));
        return target;
    }
    Reader reader(json, pointer, problems);
    if (const Json *selectors = reader.find("selectors"))
        target.selectors = readSelectors(*selectors, pointerTo(pointer, "selectors"), problems);
    reader.frames("frames", target.frames);
    reader.text("within", target.within);
    reader.json("fingerprint", target.fingerprint);
    if (!target.fingerprint.isNull() && !target.fingerprint.get().is_object())
        reader.error("fingerprint", QStringLiteral("fingerprint must be an object"));
    reader.reportUnknownKeys();
    if (target.isEmpty() && problems.size() == before)
        addError(problems, pointer, QStringLiteral("the target is empty: it needs at least one selector"));
    return target;
}

} // namespace Foray
