// SPDX-License-Identifier: MIT
#include "engine/replay/runner.h"
#include "engine/results/pagecache.h"
#include "tests/support/fakerun.h"

#include <QTemporaryDir>

using namespace Foray;

namespace {

Step loadWith(CacheMode mode, const QString &url = QStringLiteral("http://x/a"))
{
    return step(QStringLiteral("open"), Navigate{url, {}, mode}, {visible(QStringLiteral("li"))});
}

Step rowsWith(CacheMode mode)
{
    Step result = rows();
    std::get<Extract>(result.action).cacheMode = mode;
    return result;
}

} // namespace

class tst_CachedPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = PageCache::open(m_folder->filePath(QStringLiteral("pages.db")));
        QVERIFY(opened);
        m_cache = std::move(*opened);
        m_options = {};
        m_options.pageCache = m_cache.get();
    }

    void navigate_readsAndWritesAsItsModeSays_data()
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
    void navigate_readsAndWritesAsItsModeSays()
    {
        QFETCH(CacheMode, mode);
        QFETCH(bool, reads);
        QFETCH(bool, writes);
        {
            Run run(planOf({loadWith(mode), rows()}), m_options);
            QVERIFY(run.end());
            QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/a (parsed); wait li; ") +
                                      (writes ? QStringLiteral("html; ") : QString()) + QStringLiteral("extract"));
            QCOMPARE(m_cache->find(QUrl(QStringLiteral("http://x/a")))->has_value(), writes);
        }
        store(QStringLiteral("<p>kept</p>"));
        Run run(planOf({loadWith(mode), rows()}), m_options);
        QVERIFY(run.end());
        if (reads) {
            QCOMPARE(run.calls(), QStringLiteral("open; extract from html"));
            QCOMPARE(run.page().lastRequest.html, QStringLiteral("<p>kept</p>"));
            QCOMPARE(run.page().lastRequest.baseUrl, QUrl(QStringLiteral("http://x/b")));
            QCOMPARE(run.last(QStringLiteral("open")).note, QStringLiteral("from the page cache"));
        } else {
            QVERIFY(run.calls().contains(QStringLiteral("navigate http://x/a")));
        }
    }

    void cachedPage_isLoadedForRealByTheFirstStepThatNeedsIt()
    {
        store(QStringLiteral("<p>kept</p>"));
        Plan plan = planOf({loadWith(CacheMode::Enabled), rows(), click(QStringLiteral("a")), rows()});
        plan.hooks = {{QStringLiteral("before_goto"), QStringLiteral("hook")},
                      {QStringLiteral("before_retrieve_html"), QStringLiteral("retrieve")}};
        Run run(plan, m_options);
        QVERIFY(run.end());
        QCOMPARE(run.calls(),
                 QStringLiteral("open; extract from html; evaluate hook; navigate http://x/a (parsed); wait li; html; "
                                "click a; evaluate retrieve; extract"));
        QVERIFY2(run.last(QStringLiteral("a")).note.contains(QStringLiteral("loaded for real")),
                 qPrintable(run.last(QStringLiteral("a")).note));
    }

    void extract_cachesOnlyAPageThatNothingTouched()
    {
        {
            Run run(planOf({go(QStringLiteral("http://x/a")), click(QStringLiteral("a")), rowsWith(CacheMode::Enabled)}),
                    m_options);
            QVERIFY(run.end());
            QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/a; click a; extract"));
        }
        {
            Run run(planOf({go(QStringLiteral("http://x/a")), rowsWith(CacheMode::Enabled)}), m_options);
            QVERIFY(run.end());
            QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/a; extract; html"));
        }
        Run run(planOf({go(QStringLiteral("http://x/a")), rowsWith(CacheMode::Enabled)}), m_options);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/a; extract from html"));
    }

    void onlyRealPages_areCached()
    {
        Run run(planOf({loadWith(CacheMode::Enabled, QStringLiteral("data:text/html,<li>"))}), m_options);
        QVERIFY(run.end());
        QVERIFY2(!run.calls().contains(QStringLiteral("html;")) && !run.calls().endsWith(QStringLiteral("html")),
                 qPrintable(run.calls()));
    }

    void fragment_isNoOtherPage()
    {
        store(QStringLiteral("<p>kept</p>"));
        Run run(planOf({loadWith(CacheMode::ReadOnly, QStringLiteral("http://x/a#part")), rows()}), m_options);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; extract from html"));
    }

private:
    void store(const QString &html)
    {
        QVERIFY(m_cache->store({QUrl(QStringLiteral("http://x/a")), QUrl(QStringLiteral("http://x/b")), 200, html,
                                QDateTime::currentDateTimeUtc()}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PageCache> m_cache;
    RunOptions m_options;
};

QTEST_GUILESS_MAIN(tst_CachedPages)
#include "tst_cachedpages.moc"
