// SPDX-License-Identifier: MIT
#include "engine/results/pagecache.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Foray;

class PageCacheTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modes_areCrawl4AIs_data()
    {
        QTest::addColumn<CacheMode>("mode");
        QTest::addColumn<bool>("reads");
        QTest::addColumn<bool>("writes");
        QTest::newRow("enabled") << CacheMode::Enabled << true << true;
        QTest::newRow("read_only") << CacheMode::ReadOnly << true << false;
        QTest::newRow("write_only") << CacheMode::WriteOnly << false << true;
        QTest::newRow("bypass") << CacheMode::Bypass << false << false;
        QTest::newRow("disabled") << CacheMode::Disabled << false << false;
    }
    void modes_areCrawl4AIs()
    {
        QFETCH(CacheMode, mode);
        QTEST(cacheReads(mode), "reads");
        QTEST(cacheWrites(mode), "writes");
    }

    void urls_onlyHttpAndFilesAreCached()
    {
        QVERIFY(isCacheable(QUrl("http://a.example/x")));
        QVERIFY(isCacheable(QUrl("https://a.example/x")));
        QVERIFY(isCacheable(QUrl("file:///tmp/x.html")));
        QVERIFY(!isCacheable(QUrl("about:blank")));
        QVERIFY(!isCacheable(QUrl("data:text/html,x")));
        QVERIFY(!isCacheable(QUrl()));
    }

    void page_survivesReopening()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("sub/cache.sqlite");
        const CachedPage page{.url = QUrl("http://a.example/x?q=%C3%A4"),
                              .finalUrl = QUrl("http://a.example/y"),
                              .status = 203,
                              .html = QStringLiteral("<p>ä😀</p>"),
                              .stored = QDateTime::fromMSecsSinceEpoch(1234567, Qt::UTC)};
        {
            auto cache = PageCache::open(path);
            QVERIFY2(cache, qPrintable(toString(cache ? Error() : cache.error())));
            QVERIFY((*cache)->store(page));
        }
        auto cache = PageCache::open(path);
        QVERIFY(cache);
        const auto found = (*cache)->find(QUrl("http://a.example/x?q=%C3%A4#part"));
        QVERIFY(found && *found);
        QCOMPARE((**found).url, page.url);
        QCOMPARE((**found).finalUrl, page.finalUrl);
        QCOMPARE((**found).status, page.status);
        QCOMPARE((**found).html, page.html);
        QCOMPARE((**found).stored, page.stored);
    }

    void store_replaces_andClearForgets()
    {
        const QTemporaryDir folder;
        auto cache = PageCache::open(folder.filePath("cache.sqlite"));
        QVERIFY(cache);
        const QUrl url("http://a.example/");
        QVERIFY((*cache)->store({.url = url, .html = "old"}));
        QVERIFY((*cache)->store({.url = url, .html = "new"}));
        QCOMPARE((*cache)->find(url).value()->html, "new");
        QVERIFY(!(*cache)->find(QUrl("http://b.example/")).value());
        QVERIFY((*cache)->clear());
        QVERIFY(!(*cache)->find(url).value());
    }
};

QTEST_GUILESS_MAIN(PageCacheTest)
#include "tst_pagecache.moc"
