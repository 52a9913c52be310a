// SPDX-License-Identifier: MIT
#include "engine/base/jsonprint.h"

#include "engine/base/json.h"

#include <QString>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

constexpr qsizetype lineWidth = 100;
constexpr int flatLevels = 2;

bool isFlat(const Json &value, int levels)
{
    if (!value.is_structured() || value.empty())
        return true;
    if (levels == 0)
        return false;
    return std::all_of(value.begin(), value.end(), [&](const Json &child) { return isFlat(child, levels - 1); });
}

QByteArray keyText(const std::string &key)
{
    return dumpJson(Json(key)) + ": ";
}

QByteArray onOneLine(const Json &value)
{
    if (!value.is_structured() || value.empty())
        return dumpJson(value);
    QByteArray text;
    for (const auto &[key, child] : value.items())
        text += (text.isEmpty() ? "" : ", ") + (value.is_object() ? keyText(key) : QByteArray()) + onOneLine(child);
    return value.is_object() ? '{' + text + '}' : '[' + text + ']';
}

// `column`: where the value begins in its line.
void print(const Json &value, int indent, qsizetype column, QByteArray &out)
{
    if (isFlat(value, flatLevels)) {
        const QByteArray line = onOneLine(value);
        const bool fits = column + QString::fromUtf8(line).size() < lineWidth; // one column left for the comma
        if (fits || !value.is_structured() || value.empty()) {
            out += line;
            return;
        }
    }
    const QByteArray margin(indent + 2, ' ');
    bool first = true;
    out += value.is_object() ? '{' : '[';
    for (const auto &[key, child] : value.items()) {
        const QByteArray start = margin + (value.is_object() ? keyText(key) : QByteArray());
        out += (first ? "\n" : ",\n") + start;
        print(child, indent + 2, QString::fromUtf8(start).size(), out);
        first = false;
    }
    out += '\n' + QByteArray(indent, ' ') + (value.is_object() ? '}' : ']');
}

} // namespace

QByteArray printJson(const Json &value)
{
    QByteArray out;
    print(value, 0, 0, out);
    return out + '\n';
}

} // namespace Foray
