// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace Foray {

struct CachedPage
{
    QUrl url;      // the key: what was asked for, without fragment
    QUrl finalUrl; // after redirects
    int status = 200;
    QString html;
    QDateTime stored;
};

// Crawl4AI's cache_mode: which modes read, which write.
bool cacheReads(CacheMode mode);
bool cacheWrites(CacheMode mode);
// Crawl4AI caches http, https and file URLs only.
bool isCacheable(const QUrl &url);

// The pages that earlier runs have seen, by URL, in one SQLite file.
class PageCache final
{
public:
    static Result<std::unique_ptr<PageCache>> open(const QString &path);
    ~PageCache();

    Result<std::optional<CachedPage>> find(const QUrl &url) const;
    Result<> store(const CachedPage &page); // replaces
    Result<> clear();

private:
    class Private;
    explicit PageCache(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Foray
