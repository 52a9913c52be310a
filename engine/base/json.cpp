// SPDX-License-Identifier: MIT
#include "engine/base/json.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// nlohmann says "parse error at line 3, column 7: …"; its prefix "[json.exception.parse_error.101] " helps nobody.
QString withoutPrefix(const char *what)
{
    const QString text = QString::fromUtf8(what);
    const qsizetype end = text.indexOf(QStringLiteral("] "));
    return end < 0 ? text : text.mid(end + 2);
}

} // namespace

Result<Json> parseJson(const QByteArray &text, const QString &source)
{
    try {
        return Json::parse(text.constBegin(), text.constEnd());
    } catch (const nlohmann::json::exception &e) {
        return failure(ErrorKind::InvalidPlan, QStringLiteral("This is not valid JSON: %1.").arg(withoutPrefix(e.what())),
                       source);
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
