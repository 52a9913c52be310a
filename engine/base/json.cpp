// SPDX-License-Identifier: MIT
#include "engine/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

// The document and every value in it are walked recursively, so its depth must not be a stranger's choice.
constexpr int deepest = 500;

int depthOf(const QByteArray &text)
{
    int depth = 0;
    int most = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{'))
            most = std::max(most, ++depth);
        else if (!inString && (c == ']' || c == '}'))
            --depth;
    }
    return most;
}

// nlohmann counts the character after the one that it stumbled over, which may stand in the next line.
QString position(const QByteArray &text, size_t charactersRead)
{
    const QByteArray before = text.left(qsizetype(charactersRead) - 1);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return QStringLiteral("line %1, column %2").arg(before.count('\n') + 1).arg(before.size() - lineStart + 1);
}

// nlohmann says "[json.exception.parse_error.101] parse error at line 3, column 0: what is wrong".
QString reason(const char *what)
{
    const QString text = QString::fromUtf8(what);
    const qsizetype end = text.indexOf(QStringLiteral(": "));
    return end < 0 ? text : text.mid(end + 2);
}

} // namespace

Result<Json> parseJson(const QByteArray &text, const QString &source)
{
    if (depthOf(text) > deepest)
        return failure(ErrorKind::InvalidPlan, QStringLiteral("This JSON is nested more than %1 levels deep.").arg(deepest),
                       source);
    try {
        return Json::parse(text.constBegin(), text.constEnd());
    } catch (const Json::parse_error &e) {
        return failure(ErrorKind::InvalidPlan,
                       QStringLiteral("This is not valid JSON at %1: %2.").arg(position(text, e.byte), reason(e.what())), source);
    } catch (const Json::exception &e) {
        return failure(ErrorKind::InvalidPlan, QStringLiteral("This is not valid JSON: %1.").arg(reason(e.what())), source);
    }
}

QByteArray dumpJson(const Json &value, int indent)
{
    const std::string text = value.dump(indent, ' ', false, Json::error_handler_t::replace);
    return QByteArray(text.data(), qsizetype(text.size()));
}

QString toQString(const Json &string)
{
    if (const auto *text = string.get_ptr<const Json::string_t *>())
        return QString::fromUtf8(text->data(), qsizetype(text->size()));
    return QString::fromUtf8(dumpJson(string));
}

std::string toStd(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return std::string(utf8.constData(), size_t(utf8.size()));
}

QString pointerTo(const QString &parent, const QString &key)
{
    QString escaped = key;
    escaped.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    return parent + u'/' + escaped;
}

QString pointerTo(const QString &parent, qsizetype index)
{
    return parent + u'/' + QString::number(index);
}

} // namespace Foray
