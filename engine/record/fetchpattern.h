// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Foray {

// What several requests of a page have in common: a path, in which "*" stands for what differs, and parameters. Hosts are left
// out, for a plan may be run against another one.
struct FetchPattern
{
    QStringList path; // its segments, encoded
    QList<QPair<QString, QString>> query;

    // Of one request; without the values, which another run may have otherwise.
    static FetchPattern of(const QUrl &url, const QStringList &values);
    // Of both, unless they are different requests.
    std::optional<FetchPattern> merged(const FetchPattern &other) const;
    // A glob, as in a response condition, for a request of that page. Empty where it would say nothing.
    QString glob(const QUrl &page) const;
    QString pathText() const;

    bool operator==(const FetchPattern &) const = default;
};

// Whether a request belongs to the page's own site, as far as the names of the hosts tell. Others are adverts and counters.
bool isOwnRequest(const QUrl &page, const QUrl &request);

} // namespace Foray
