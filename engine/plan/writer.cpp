// SPDX-License-Identifier: MIT
#include "engine/plan/writer.h"

#include "engine/base/json.h"
#include "engine/plan/planjson.h"

#include <cmath>

namespace Foray {

namespace {

Json textsJson(const QStringList &values)
{
    Json list = Json::array();
    for (const QString &value : values)
        list.push_back(toStd(value));
    return list;
}

Json frameJson(const FrameRef &frame)
{
    Writer writer;
    if (!frame.selectors.isEmpty())
        writer.put("selectors", textsJson(frame.selectors));
    writer.text("name", frame.name);
    writer.text("url", frame.url);
    writer.number("index", frame.index, -1, -1);
    return writer.object();
}

} // namespace

Json numberJson(double value)
{
    constexpr double exact = 1LL << 53;
    if (std::abs(value) < exact && value == std::floor(value))
        return Json(qint64(value));
    return Json(value);
}

void Writer::put(const QString &key, Json value)
{
    m_object[toStd(key)] = std::move(value);
}

void Writer::text(const QString &key, const QString &value, Need need)
{
    if (!value.isEmpty() || need == Need::Required || m_spelling == Spelling::Explicit)
        put(key, toStd(value));
}

void Writer::texts(const QString &key, const QStringList &values, Need need)
{
    if (values.size() == 1)
        put(key, toStd(values.first()));
    else if (!values.isEmpty() || need == Need::Required)
        put(key, textsJson(values));
}

void Writer::flag(const QString &key, bool value, bool fallback)
{
    if (value != fallback || m_spelling == Spelling::Explicit)
        put(key, value);
}

void Writer::number(const QString &key, int value, int fallback, int, Need need)
{
    if (value != fallback || need == Need::Required || m_spelling == Spelling::Explicit)
        put(key, value);
}

void Writer::number(const QString &key, double value, double fallback)
{
    if (value != fallback || m_spelling == Spelling::Explicit)
        put(key, numberJson(value));
}

void Writer::number(const QString &key, const std::optional<int> &value, int)
{
    if (value)
        put(key, *value);
}

void Writer::modifiers(const QString &key, int bits)
{
    Json list = Json::array();
    for (const auto &[name, bit] : names(Modifier())) {
        if (bits & bit)
            list.push_back(toStd(name));
    }
    if (!list.empty())
        put(key, list);
}

void Writer::point(const QString &key, const std::optional<QPair<double, double>> &value)
{
    if (value)
        put(key, Json{{"x", numberJson(value->first)}, {"y", numberJson(value->second)}});
}

void Writer::target(const QString &key, const Target &value, Need need)
{
    if (value != Target() || need == Need::Required)
        put(key, toJson(value));
}

void Writer::frames(const QString &key, const QList<FrameRef> &value)
{
    Json list = Json::array();
    for (const FrameRef &frame : value)
        list.push_back(frameJson(frame));
    if (!list.empty())
        put(key, list);
}

void Writer::json(const QString &key, const JsonValue &value)
{
    if (!value.isNull())
        put(key, value.get());
}

void Writer::condition(const QString &key, const Condition &value, Need)
{
    put(key, written(value, m_spelling));
}

void Writer::condition(const QString &key, const std::optional<Condition> &value)
{
    if (value)
        put(key, written(*value, m_spelling));
}

void Writer::conditions(const QString &key, const QList<Condition> &values)
{
    Json list = Json::array();
    for (const Condition &value : values)
        list.push_back(written(value, m_spelling));
    if (list.size() == 1)
        put(key, list.front());
    else if (!list.empty())
        put(key, list);
}

void Writer::steps(const QString &key, const std::vector<Step> &value, Need need)
{
    if (!value.empty() || need == Need::Required)
        put(key, written(value, m_spelling));
}

void Writer::oneStep(const QString &key, const std::vector<Step> &value)
{
    if (!value.empty())
        put(key, written(value.front(), m_spelling));
}

Json toJson(const Target &target)
{
    Writer writer;
    Json selectors = Json::array();
    for (const Selector &path : target.selectors)
        selectors.push_back(path.size() == 1 ? Json(toStd(path.first())) : textsJson(path));
    if (!selectors.empty())
        writer.put("selectors", selectors);
    writer.frames("frames", target.frames);
    writer.text("within", target.within);
    writer.json("fingerprint", target.fingerprint);
    return writer.object();
}

} // namespace Foray
