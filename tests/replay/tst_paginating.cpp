// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "tests/support/samplerun.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// A plan that opens `url` and takes rows page by page; `paginate` is that step's JSON, with ' for ".
Plan planFor(const QString &url, const QString &base, QByteArray paginate)
{
    Json step = Json::parse(paginate.replace('\'', '"').toStdString());
    step["id"] = "pages";
    step["type"] = "paginate";
    step["steps"] = Json::array({{{"id", "rows"}, {"type", "extract"}, {"schema", "rows"}}});
    const std::string selector = base.toStdString();
    const Json schema{
        {"name", "Rows"}, {"baseSelector", selector}, {"fields", Json::array({{{"name", "text"}, {"type", "text"}}})}};
    const Json open{
        {"id", "open"}, {"type", "navigate"}, {"url", "${site}" + url.toStdString()}, {"wait_for", "css:" + selector}};
    const Json plan{{"format", "foray-plan"},
                    {"version", 1},
                    {"name", "Pages"},
                    {"variables", Json::array({{{"name", "site"}}})},
                    {"schemas", {{"rows", schema}}},
                    {"steps", Json::array({open, step})}};
    auto read = planFromText(QByteArray::fromStdString(plan.dump()));
    if (!read)
        qFatal("%s", qPrintable(toString(read.error())));
    return *read;
}

} // namespace

// The ends of lists that sites really have.
class tst_Paginating : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_areTakenToTheirEnd_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QByteArray>("paginate");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("note");
        const QByteArray next = "{'next': {'type': 'click', 'target': 'a[rel=next]'}}";
        const QByteArray changed = "{'next': {'type': 'click', 'target': 'a[rel=next]', "
                                   "'wait_for': {'type': 'changed', 'selector': 'li.commit h4', 'what': 'text'}}}";
        QTest::newRow("nodes replaced") << "/commits"
                                        << "li.commit" << changed << 250 << "stopped: no next";
        QTest::newRow("nodes reused") << "/commits/reuse"
                                      << "li.commit" << changed << 250 << "stopped: no next";
        QTest::newRow("navigation, no wait") << "/commits/full"
                                             << "li.commit" << next << 250 << "stopped: no next";
        QTest::newRow("slow fetch, no wait")
            << "/commits"
            << "li.commit" << QByteArray(next).insert(1, "'max': 3, ") << 30 << "stopped: max of 3 pages reached";
        QTest::newRow("last button disabled")
            << "/shop/buttons"
            << "article.card" << QByteArray("{'next': {'type': 'click', 'target': 'text/Next'}}") << 110
            << "stopped: next is disabled";
        QTest::newRow("load more") << "/shop/more"
                                   << ".content-item" << QByteArray("{'next': {'type': 'click', 'target': 'button.load-more'}}")
                                   << 60 << "stopped: no next";
        QTest::newRow("endless") << "/feed"
                                 << "article.post" << QByteArray("{'next': {'type': 'scroll', 'to': 'end'}}") << 60
                                 << "stopped: no new rows";
        QTest::newRow("range beyond the end")
            << "/commits/full"
            << "li.commit" << QByteArray("{'urls': '${site}/commits/full?page=[01-40]'}") << 250 << "stopped: no new rows";
    }
    void pages_areTakenToTheirEnd()
    {
        QFETCH(QString, url);
        QFETCH(QString, base);
        QFETCH(QByteArray, paginate);
        QFETCH(int, rows);
        QFETCH(QString, note);
        const SampleResult result = runPlan(planFor(url, base, paginate), 20);
        QVERIFY2(result.report.outcome == RunReport::Outcome::Done, qPrintable(result.log()));
        QVERIFY2(result.report.rows == rows, qPrintable(result.log()));
        QCOMPARE(result.events.last().note, note);
    }
};

QTEST_MAIN(tst_Paginating)
#include "tst_paginating.moc"
