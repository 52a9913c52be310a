// SPDX-License-Identifier: MIT
// Every wait condition on real pages: it ends when it holds, and a timeout says what was seen.
#include "engine/base/json.h"
#include "tests/support/browsertest.h"

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

template <typename Kind>
Condition conditionOf(Kind kind)
{
    Condition condition;
    condition.kind = std::move(kind);
    return condition;
}

template <typename T>
QString messageOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : toString(result.error());
}

} // namespace

Q_DECLARE_METATYPE(Foray::Condition)

class tst_Waiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(BrowserSettings{}, DemoSite::Options{0, 150, 1}); }
    void cleanup() { m_b.reset(); }

    void changed_onEveryPagingVariant_data();
    void changed_onEveryPagingVariant();
    void timeouts_sayWhatWasSeen_data();
    void timeouts_sayWhatWasSeen();
    void url_andResponse_andJs_hold();
    void js_surviveNavigation();
    void js_syntaxError_failsAtOnce();
    void delay_waitsThatLong();
    void networkIdle_afterTheLastRequest();
    void networkIdle_takesAnyAddress_data();
    void networkIdle_takesAnyAddress();
    void response_countsDocumentsAndReadableAddresses();
    void networkIdle_neverOnAPageThatPolls();
    void several_mustHoldTogether();
    void cancelled_neverCallsBack();
    void check_doesNotWait();

private:
    std::unique_ptr<BrowserFixture> m_b;
};

void tst_Waiting::changed_onEveryPagingVariant_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("what");
    for (const QString &path : {QStringLiteral("/commits"), QStringLiteral("/commits/reuse"), QStringLiteral("/commits/full")})
        QTest::newRow(qPrintable(path + QStringLiteral(" text"))) << path << int(ChangedWhat::Text);
    QTest::newRow("/commits identity") << QStringLiteral("/commits") << int(ChangedWhat::Identity);
    QTest::newRow("/commits/full identity") << QStringLiteral("/commits/full") << int(ChangedWhat::Identity);
}

void tst_Waiting::changed_onEveryPagingVariant()
{
    QFETCH(QString, path);
    QFETCH(int, what);
    const QString first = QStringLiteral("return document.querySelector('li.commit h4').textContent");
    QVERIFY(m_b->go(path));
    for (int page = 2; page <= 4; ++page) {
        const QString before = m_b->evaluated(first);
        const Condition changed = conditionOf(ChangedCondition{QStringLiteral("li.commit h4"), ChangedWhat(what), {}});
        const Snapshot snapshot = m_b->snapshot({changed});
        QVERIFY(m_b->click(QStringLiteral("a[rel=next]")));
        const auto waited = m_b->wait({changed}, snapshot);
        QVERIFY2(waited, qPrintable(messageOf(waited)));
        QVERIFY(m_b->evaluated(first) != before);
    }
}

void tst_Waiting::timeouts_sayWhatWasSeen_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::addColumn<QString>("seen");
    QTest::newRow("no element") << conditionOf(SelectorCondition{
                                       QStringLiteral("#none"), ElementState::Visible, CountOperator::AtLeast, {}, {}})
                                << QStringLiteral("0 elements");
    QTest::newRow("count") << conditionOf(SelectorCondition{
                                  QStringLiteral("li.commit"), ElementState::Visible, CountOperator::AtLeast, 99, {}})
                           << QStringLiteral("10");
    QTest::newRow("text") << conditionOf(
                                 TextCondition{QStringLiteral("Nothing like it"), QStringLiteral("h1"), TextMatch::Equals, {}})
                          << QStringLiteral("Commit");
    QTest::newRow("url") << conditionOf(UrlCondition{QStringLiteral("**/nowhere")}) << QStringLiteral("/commits");
    QTest::newRow("response") << conditionOf(ResponseCondition{QStringLiteral("**/api/none")}) << QStringLiteral("no response");
    QTest::newRow("js gives") << conditionOf(JsCondition{QStringLiteral("() => window.neverSet")}) << QStringLiteral("undefined");
    QTest::newRow("js throws") << conditionOf(JsCondition{QStringLiteral("() => document.querySelector('#none').textContent")})
                               << QStringLiteral("threw");
    QTest::newRow("frame") << conditionOf(SelectorCondition{QStringLiteral("p"),
                                                            ElementState::Visible,
                                                            CountOperator::AtLeast,
                                                            {},
                                                            {FrameRef{{QStringLiteral("#noframe")}, {}, {}, -1}}})
                           << QStringLiteral("#noframe");
}

void tst_Waiting::timeouts_sayWhatWasSeen()
{
    QFETCH(Condition, condition);
    QFETCH(QString, seen);
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const Snapshot before = m_b->snapshot({condition});
    const auto waited = m_b->wait({condition}, before, 400);
    QVERIFY(!waited);
    QVERIFY2(waited.error().message.contains(seen), qPrintable(waited.error().message));
}

void tst_Waiting::url_andResponse_andJs_hold()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const Condition response = conditionOf(ResponseCondition{QStringLiteral("**/api/commits*")});
    const Condition url = conditionOf(UrlCondition{QStringLiteral("**/commits?*page=2*")});
    const Condition js =
        conditionOf(JsCondition{QStringLiteral("async () => document.querySelectorAll('li.commit').length === 10")});
    const Snapshot before = m_b->snapshot({response, url, js});
    QVERIFY(m_b->click(QStringLiteral("a[rel=next]")));
    const auto waited = m_b->wait({response, url, js}, before);
    QVERIFY2(waited, qPrintable(messageOf(waited)));
}

void tst_Waiting::js_surviveNavigation()
{
    QVERIFY(m_b->go(QStringLiteral("/commits/full")));
    QVERIFY(m_b->evaluate(QStringLiteral("setTimeout(() => { location.href = '/shop' }, 200)")));
    const auto waited = m_b->wait({conditionOf(JsCondition{QStringLiteral("() => document.querySelector('article.card')")})});
    QVERIFY2(waited, qPrintable(messageOf(waited)));
}

void tst_Waiting::js_syntaxError_failsAtOnce()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const auto waited = m_b->wait({conditionOf(JsCondition{QStringLiteral("() => (")})}, {}, 20000);
    QVERIFY(!waited);
    QCOMPARE(waited.error().kind, ErrorKind::JavascriptError);
}

void tst_Waiting::delay_waitsThatLong()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const auto waited = m_b->wait({conditionOf(DelayCondition{120})});
    QVERIFY(waited);
    QVERIFY(waited->waited >= 119);
}

void tst_Waiting::networkIdle_afterTheLastRequest()
{
    QVERIFY(m_b->go(QStringLiteral("/slow?list=300")));
    const Condition idle = conditionOf(NetworkIdleCondition{200});
    QVERIFY(m_b->wait({idle}));
    QVERIFY2(m_b->evaluated(QStringLiteral("return document.querySelectorAll('.slow-list li').length")).toInt() > 0,
             "The network was called idle while the list was still on its way.");
}

void tst_Waiting::networkIdle_takesAnyAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("encoded") << QStringLiteral("/api/commits?page=1&q=caf%C3%A9");
    QTest::newRow("long") << QStringLiteral("/api/commits?page=1&q=%1").arg(QString(3000, u'x'));
    QTest::newRow("redirected") << QStringLiteral("/redirect?n=2&to=/api/commits");
}

// What is taken for still under way is only given up after 10 s.
void tst_Waiting::networkIdle_takesAnyAddress()
{
    QFETCH(QString, address);
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->evaluate(QStringLiteral("await fetch('%1')").arg(address)));
    const auto waited = m_b->wait({conditionOf(NetworkIdleCondition{200})}, {}, 4000);
    QVERIFY2(waited, qPrintable(messageOf(waited)));
}

void tst_Waiting::response_countsDocumentsAndReadableAddresses()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const Condition fetched = conditionOf(ResponseCondition{QStringLiteral("*q=caf\u00e9")});
    const Condition document = conditionOf(ResponseCondition{QStringLiteral("*/redirect?*")});
    const Snapshot before = m_b->snapshot({fetched, document});
    // The document leaves before it has read the answer, so that no end of it is ever reported.
    QVERIFY(m_b->evaluate(
        QStringLiteral("await fetch('/api/commits?page=1&q=caf\u00e9'); location.href = '/redirect?n=1&to=/shop'")));
    const auto waited = m_b->wait({fetched, document}, before);
    QVERIFY2(waited, qPrintable(messageOf(waited)));
}

void tst_Waiting::networkIdle_neverOnAPageThatPolls()
{
    QVERIFY(m_b->go(QStringLiteral("/never"), WaitUntil::DomContentLoaded));
    const auto waited = m_b->wait({conditionOf(NetworkIdleCondition{500})}, {}, 1500);
    QVERIFY(!waited);
    QCOMPARE(waited.error().kind, ErrorKind::Timeout);
}

void tst_Waiting::several_mustHoldTogether()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    // The first holds now and no longer when the second does.
    QVERIFY(m_b->evaluate(QStringLiteral("document.body.dataset.a = 1;"
                                         "setTimeout(() => { delete document.body.dataset.a; document.body.dataset.b = 1 }, 100);"
                                         "setTimeout(() => { document.body.dataset.a = 2 }, 400)")));
    const auto waited = m_b->wait({visible(QStringLiteral("body[data-a]")), visible(QStringLiteral("body[data-b]"))});
    QVERIFY2(waited, qPrintable(messageOf(waited)));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.body.dataset.a + document.body.dataset.b")), QStringLiteral("21"));
}

void tst_Waiting::cancelled_neverCallsBack()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    int calls = 0;
    for (const Condition &condition :
         {visible(QStringLiteral("#later")), conditionOf(JsCondition{QStringLiteral("() => window.later")}),
          conditionOf(DelayCondition{50}), conditionOf(UrlCondition{QStringLiteral("**/later")})}) {
        auto context = std::make_unique<QObject>();
        m_b->page().wait({condition}, {}, 300, context.get(), [&](const Result<WaitReport> &) { ++calls; });
        QVERIFY(m_b->evaluate(QStringLiteral("return 1"))); // the wait has reached the page
        context.reset();
    }
    QVERIFY(m_b->wait({conditionOf(DelayCondition{600})}));
    QCOMPARE(calls, 0);
}

void tst_Waiting::check_doesNotWait()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const auto check = [&](const Condition &condition) {
        return await<bool>(
            [&](QObject *context, Callback<bool> done) { m_b->page().check(condition, {}, context, std::move(done)); });
    };
    QCOMPARE(check(visible(QStringLiteral("li.commit"))).value_or(false), true);
    QCOMPARE(check(visible(QStringLiteral("#none"))).value_or(true), false);
    QCOMPARE(check(conditionOf(JsCondition{QStringLiteral("() => document.title.length > 0")})).value_or(false), true);
    QCOMPARE(check(conditionOf(JsCondition{QStringLiteral("() => false")})).value_or(true), false);
    QCOMPARE(check(conditionOf(UrlCondition{QStringLiteral("**/commits")})).value_or(false), true);
}

QTEST_MAIN(tst_Waiting)
#include "tst_waiting.moc"
