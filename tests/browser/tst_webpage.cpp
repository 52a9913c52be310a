// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "tests/support/browsertest.h"

#include <QSignalSpy>

#include <nlohmann/json.hpp>

using namespace Foray;

class tst_WebPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void navigate_reportsStatus()
    {
        const auto load = m_b->go(QStringLiteral("/commits"));
        QVERIFY2(load, qPrintable(load ? QString() : toString(load.error())));
        QCOMPARE(load->status, 200);
        QCOMPARE(load->url, m_b->at(QStringLiteral("/commits")));
    }

    void navigate_404IsAnError()
    {
        const auto load = m_b->go(QStringLiteral("/status/404"));
        QVERIFY(!load);
        QCOMPARE(load.error().kind, ErrorKind::HttpStatus);
        QVERIFY2(load.error().message.contains(QStringLiteral("404")), qPrintable(load.error().message));
        QVERIFY(m_b->evaluated(QStringLiteral("return document.body.innerText.length > 0")) == QStringLiteral("true"));
    }

    // The document of an earlier navigation, still on its way, must not be taken for this one's.
    void navigate_waitsForItsOwnDocument()
    {
        QVERIFY(m_b->go(QStringLiteral("/commits"), WaitUntil::Commit));
        for (const WaitUntil until : {WaitUntil::Commit, WaitUntil::DomContentLoaded, WaitUntil::Load}) {
            QVERIFY(m_b->evaluate(QStringLiteral("setTimeout(() => { location.href = '/commits/full' }, 0)")));
            const auto load = m_b->go(QStringLiteral("/slow?first=400&list=0&image=0"), until);
            QVERIFY2(load, qPrintable(load ? QString() : toString(load.error())));
            QCOMPARE(m_b->evaluated(QStringLiteral("return location.pathname")), QStringLiteral("/slow"));
        }
    }

    void history_movesBackForwardAndReloads()
    {
        const auto move = [&](int delta) {
            return await<LoadReport>([&](QObject *context, Callback<LoadReport> done) {
                m_b->page().moveInHistory(delta, WaitUntil::Load, 5000, context, std::move(done));
            });
        };
        QVERIFY(m_b->go(QStringLiteral("/commits")));
        QVERIFY(m_b->go(QStringLiteral("/shop"), WaitUntil::DomContentLoaded)); // its load still has to end
        for (int n = 0; n < 5; ++n) {
            QVERIFY(move(-1));
            QCOMPARE(m_b->page().url().path(), QStringLiteral("/commits"));
            QVERIFY(move(1));
            QCOMPARE(m_b->page().url().path(), QStringLiteral("/shop"));
        }
        QVERIFY(move(0));
        // Chromium's Back passes over entries that no gesture of a person led to.
        for (const QString &name : {QStringLiteral("a"), QStringLiteral("b")}) {
            QVERIFY(m_b->click(QStringLiteral("h1")));
            QVERIFY(m_b->evaluate(QStringLiteral("history.pushState({}, '', '#%1')").arg(name)));
        }
        QVERIFY(move(-1)); // within one document
        QCOMPARE(m_b->page().url().fragment(), QStringLiteral("a"));
        QVERIFY(move(1));
        QVERIFY(!move(1)); // nothing to go forward to
    }

    void evaluate_awaitsAndReports()
    {
        QVERIFY(m_b->go(QStringLiteral("/commits")));
        QCOMPARE(m_b->evaluated(QStringLiteral("return await Promise.resolve(40 + 2)")), QStringLiteral("42"));
        QCOMPARE(m_b->evaluated(QStringLiteral("throw new Error('no')")).section(u'\n', 0, 0), QStringLiteral("Error: no"));
        QVERIFY(m_b->evaluated(QStringLiteral("return (")).startsWith(QStringLiteral("SyntaxError")));
    }

    void evaluate_thatNavigates_isNoError()
    {
        QVERIFY(m_b->go(QStringLiteral("/commits")));
        const auto done = m_b->evaluate(QStringLiteral("location.href = '/shop'"));
        QVERIFY2(done, qPrintable(done ? QString() : toString(done.error())));
        QCOMPARE(m_b->page().url().path(), QStringLiteral("/shop"));
    }

    void click_isTrustedAndChangesRows()
    {
        QVERIFY(m_b->go(QStringLiteral("/commits")));
        m_b->evaluate(QStringLiteral("addEventListener('click', e => { window.trusted = e.isTrusted; }, true)"));
        Condition changed;
        changed.kind = ChangedCondition{QStringLiteral("li.commit h4"), ChangedWhat::Text, {}};
        const Snapshot before = m_b->snapshot({changed});
        const QString first = m_b->evaluated(QStringLiteral("return document.querySelector('li.commit h4').textContent"));
        const auto clicked = m_b->click(QStringLiteral("a[rel=next]"));
        QVERIFY2(clicked, qPrintable(clicked ? QString() : toString(clicked.error())));
        const auto waited = m_b->wait({changed}, before);
        QVERIFY2(waited, qPrintable(waited ? QString() : toString(waited.error())));
        QVERIFY(m_b->evaluated(QStringLiteral("return document.querySelector('li.commit h4').textContent")) != first);
        QCOMPARE(m_b->evaluated(QStringLiteral("return window.trusted")), QStringLiteral("true"));
    }

    void change_typesIntoFields()
    {
        QVERIFY(m_b->go(QStringLiteral("/login")));
        Change change;
        change.target = cssTarget(QStringLiteral("input[type=email], input[name=email]"));
        change.values = QStringList{QStringLiteral("demo@example.com \u00e9 \U0001F600")};
        const auto done = m_b->act(change);
        QVERIFY2(done, qPrintable(done ? QString() : toString(done.error())));
        QCOMPARE(m_b->evaluated(QStringLiteral("return document.querySelector('input[name=email]').value")),
                 change.values.first());
    }

private:
    std::unique_ptr<BrowserFixture> m_b;
};

QTEST_MAIN(tst_WebPage)
#include "tst_webpage.moc"
