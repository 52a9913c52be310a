// SPDX-License-Identifier: MIT
#include "engine/results/pagecache.h"

#include "engine/results/database.h"

namespace Foray {

namespace {

QStringList schemaOfPages()
{
    return {QStringLiteral("CREATE TABLE pages (url TEXT PRIMARY KEY, final_url TEXT, status INTEGER, html TEXT, stored TEXT)")};
}

QString keyOf(const QUrl &url)
{
    return QString::fromUtf8(url.toEncoded(QUrl::RemoveFragment));
}

} // namespace

bool cacheReads(CacheMode mode)
{
    return mode == CacheMode::Enabled || mode == CacheMode::ReadOnly;
}

bool cacheWrites(CacheMode mode)
{
    return mode == CacheMode::Enabled || mode == CacheMode::WriteOnly;
}

bool isCacheable(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.isValid() && (scheme == u"http" || scheme == u"https" || scheme == u"file");
}

class PageCache::Private
{
public:
    std::unique_ptr<Database> database;
};

PageCache::PageCache(std::unique_ptr<Private> privateData)
    : d(std::move(privateData))
{
}

PageCache::~PageCache() = default;

Result<std::unique_ptr<PageCache>> PageCache::open(const QString &path)
{
    auto database = Database::open(path, 1, schemaOfPages());
    if (!database)
        return failure(database.error());
    auto data = std::make_unique<Private>();
    data->database = std::move(*database);
    return std::unique_ptr<PageCache>(new PageCache(std::move(data)));
}

Result<std::optional<CachedPage>> PageCache::find(const QUrl &url) const
{
    auto query =
        d->database->run(QStringLiteral("SELECT final_url, status, html, stored FROM pages WHERE url = ?"), {keyOf(url)});
    if (!query)
        return failure(query.error());
    if (!query->next())
        return std::optional<CachedPage>();
    return CachedPage{.url = url.adjusted(QUrl::RemoveFragment),
                      .finalUrl = QUrl(query->value(0).toString()),
                      .status = query->value(1).toInt(),
                      .html = query->value(2).toString(),
                      .stored = QDateTime::fromString(query->value(3).toString(), Qt::ISODateWithMs)};
}

Result<> PageCache::store(const CachedPage &page)
{
    const QDateTime stored = page.stored.isValid() ? page.stored : QDateTime::currentDateTimeUtc();
    auto query = d->database->run(
        QStringLiteral("INSERT OR REPLACE INTO pages (url, final_url, status, html, stored) VALUES (?, ?, ?, ?, ?)"),
        {keyOf(page.url), QString::fromUtf8(page.finalUrl.toEncoded()), page.status, page.html,
         stored.toUTC().toString(Qt::ISODateWithMs)});
    if (!query)
        return failure(query.error());
    return {};
}

Result<> PageCache::clear()
{
    auto query = d->database->run(QStringLiteral("DELETE FROM pages"));
    if (!query)
        return failure(query.error());
    return {};
}

} // namespace Foray
