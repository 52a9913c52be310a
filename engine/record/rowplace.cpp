// SPDX-License-Identifier: MIT
#include "engine/record/rowplace.h"

#include "engine/base/json.h"

#include <QRegularExpression>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

// The place of a row in its list, in the last selector that has one: "#rows > li:nth-of-type(2) > a".
struct RowSelector
{
    QString rows;
    QString inside;
    int number = 0;
};

std::optional<RowSelector> rowSelector(const Target &target)
{
    static const QRegularExpression nth(QStringLiteral("^css/(.+?):nth-(?:of-type|child)\\((\\d+)\\)(?:\\s*>?\\s*(.*))?$"));
    for (const Selector &selector : target.selectors) {
        const auto match = selector.size() == 1 ? nth.match(selector.constFirst()) : QRegularExpressionMatch();
        if (match.hasMatch())
            return RowSelector{match.captured(1), match.captured(3), match.captured(2).toInt()};
    }
    return {};
}

// An element and what is around it, nearest first, as a fingerprint tells it (resources/js/fingerprint.js).
struct Nest
{
    QStringList names; // "li.row"
    QList<int> path;   // among the siblings, from the root; the last is the element's
};

Nest nestOf(const Target &target)
{
    Nest nest;
    const Json &print = target.fingerprint.get();
    const auto list = [&](const char *key) {
        const auto it = print.is_object() ? print.find(key) : print.end();
        return it != print.end() && it->is_array() ? *it : Json::array();
    };
    QString own = print.is_object() && print.contains("tag") ? toQString(print["tag"]) : QString();
    for (const Json &name : list("classes"))
        own += u'.' + toQString(name);
    nest.names += own;
    for (const Json &name : list("ancestors"))
        nest.names += toQString(name);
    for (const Json &index : list("path"))
        nest.path += index.is_number_integer() ? index.get<int>() : -1;
    return nest;
}

// CSS of what both names say, where it is no build's or state's class; empty if they are of different tags.
QString commonName(const QString &a, const QString &b)
{
    static const QRegularExpression name(QStringLiteral("^([\\w-]+)(?:#([^.]*))?(?:\\.(.*))?$"));
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z][A-Za-z_-]*$"));
    const auto one = name.match(a);
    const auto other = name.match(b);
    if (!one.hasMatch() || one.captured(1) != other.captured(1))
        return {};
    QString css = one.captured(1);
    if (one.captured(2) == other.captured(2) && plain.match(one.captured(2)).hasMatch())
        css += u'#' + one.captured(2);
    for (const QString &each : one.captured(3).split(u'.', Qt::SkipEmptyParts)) {
        if (plain.match(each).hasMatch() && other.captured(3).split(u'.').contains(each))
            css += u'.' + each;
    }
    return css;
}

bool isNamed(const QString &css)
{
    return css.contains(u'#') || css.contains(u'.');
}

std::optional<RowPlace> byNest(const Nest &a, const Nest &b)
{
    const auto [mine, other] = std::mismatch(a.path.cbegin(), a.path.cend(), b.path.cbegin(), b.path.cend());
    const qsizetype row = a.path.cend() - mine - 1; // how far around the element
    if (a.path.size() != b.path.size() || row < 0 || *mine >= *other || row + 1 >= std::min(a.names.size(), b.names.size()))
        return {};
    const auto named = [&](qsizetype i) { return commonName(a.names.at(i), b.names.at(i)); };
    RowPlace place{named(row), {}};
    bool isWhole = !place.rows.isEmpty();
    for (qsizetype i = row + 1; i < std::min(a.names.size(), b.names.size()); ++i) {
        const QString around = named(i);
        if (around.isEmpty())
            break;
        place.rows.prepend(around + QStringLiteral(" > "));
        if (isNamed(around))
            break;
    }
    QStringList names, positions;
    for (qsizetype i = row - 1; i >= 0; --i) {
        isWhole = isWhole && !named(i).isEmpty();
        names += named(i);
        positions += QStringLiteral("%1:nth-child(%2)").arg(named(i)).arg(a.path.at(a.path.size() - 1 - i) + 1);
    }
    if (row > 0)
        place.inside = {{QStringLiteral("css/") + positions.join(QStringLiteral(" > "))},
                        {QStringLiteral("css/") + names.join(QStringLiteral(" > "))}};
    return isWhole ? std::optional(place) : std::nullopt;
}

} // namespace

std::optional<RowPlace> commonRow(const Target &a, const Target &b)
{
    const auto one = rowSelector(a);
    const auto other = rowSelector(b);
    if (a.frames != b.frames)
        return {};
    if (!one || !other)
        return byNest(nestOf(a), nestOf(b));
    if (one->rows != other->rows || one->inside != other->inside || one->number + 1 != other->number)
        return {};
    RowPlace place{one->rows, {}};
    if (!one->inside.isEmpty())
        place.inside = {{QStringLiteral("css/") + one->inside}};
    return place;
}

} // namespace Foray
