// SPDX-License-Identifier: MIT
#include "engine/record/fetchpattern.h"

#include "engine/record/credentials.h"
#include "engine/record/urlpattern.h"

#include <QUrlQuery>

#include <algorithm>

namespace Foray {

namespace {

constexpr qsizetype tellingSize = 3; // shorter values stand in longer texts by chance

const QString anything = QStringLiteral("*");

bool isOneOf(const QString &text, const QStringList &values)
{
    return std::any_of(values.cbegin(), values.cend(), [&](const QString &value) {
        return !value.isEmpty() && (text == value || (value.size() >= tellingSize && text.contains(value)));
    });
}

bool hasDigit(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

FetchPattern FetchPattern::of(const QUrl &url, const QStringList &values)
{
    FetchPattern pattern;
    pattern.path = lastingPath(url.path(QUrl::FullyEncoded)).split(u'/');
    for (QString &segment : pattern.path) {
        if (isOneOf(decoded(segment), values))
            segment = anything;
    }
    for (const auto &item : QUrlQuery(url).queryItems(QUrl::FullyEncoded)) {
        if (!isPassing(item.first, item.second) && !isOneOf(decoded(item.second).replace(u'+', u' '), values))
            pattern.query.append(item);
    }
    return pattern;
}

std::optional<FetchPattern> FetchPattern::merged(const FetchPattern &other) const
{
    if (path.size() != other.path.size())
        return std::nullopt;
    FetchPattern both = *this;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QString &a = path.at(i);
        const QString &b = other.path.at(i);
        // "/item/17" and "/item/18" ask for the same kind of thing.
        if (a != b && a != anything && b != anything && !(hasDigit(a) && hasDigit(b)))
            return std::nullopt;
        if (a != b)
            both.path[i] = anything;
    }
    both.query.removeIf([&](const auto &item) { return !other.query.contains(item); });
    return both;
}

QString FetchPattern::glob(const QUrl &page) const
{
    QUrl url;
    url.setPath(pathText());
    QUrlQuery items;
    items.setQueryItems(query);
    url.setQuery(items);
    return patternOfMove(page, url);
}

QString FetchPattern::pathText() const
{
    return path.join(u'/');
}

bool isOwnRequest(const QUrl &page, const QUrl &request)
{
    const auto site = [](const QUrl &url) { return url.host().split(u'.').mid(qMax(0, int(url.host().count(u'.')) - 1)); };
    return page.host() == request.host() || (hasDigit(page.host().section(u'.', -1)) ? false : site(page) == site(request));
}

} // namespace Foray
