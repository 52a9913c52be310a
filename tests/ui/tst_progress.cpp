// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "ui/run/progress.h"

#include <QTest>

using namespace Foray;

namespace {

const char planText[] = R"({
  "format": "foray-plan", "version": 1, "name": "Loops",
  "steps": [
    {"id": "pages", "type": "paginate", "max": 20, "next": {"id": "next", "type": "click", "target": {"selectors": ["text/Next"]}},
     "steps": [{"id": "again", "type": "repeat", "times": 4, "steps": [{"id": "in", "type": "reload"}]}]},
    {"id": "cards", "type": "forEach", "elements": {"selectors": ["article"]}, "as": "card",
     "steps": [{"id": "in2", "type": "reload"}]}]})";

} // namespace

class ProgressTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Result<Plan> plan = planFromText(planText);
        QVERIFY2(plan.has_value(), plan ? "" : qPrintable(toString(plan.error())));
        m_plan = *plan;
    }

    void position_isSaidInWords_data()
    {
        QTest::addColumn<QString>("position");
        QTest::addColumn<QString>("words");
        QTest::newRow("no loop") << "open"
                                 << "";
        QTest::newRow("page") << "pages[3]/next"
                              << "page 3 of at most 20";
        QTest::newRow("inner loop") << "pages[1]/again[4]/in"
                                    << "page 1 of at most 20, round 4 of 4";
        QTest::newRow("no known end") << "cards[7]/in2"
                                      << "item 7";
        QTest::newRow("unknown loop") << "gone[1]/x"
                                      << "";
    }
    void position_isSaidInWords()
    {
        QFETCH(QString, position);
        QTEST(progressAt(m_plan, position).words, "words");
    }

    void fraction_isOfTheOutermostLoop()
    {
        QCOMPARE(progressAt(m_plan, QStringLiteral("pages[6]/again[4]/in")).fraction, std::optional(0.25));
        QVERIFY(!progressAt(m_plan, QStringLiteral("cards[6]/in2")).fraction);
        QVERIFY(!progressAt(m_plan, QStringLiteral("open")).fraction);
    }

    void stepId_isTheLastPart()
    {
        QCOMPARE(stepIdAt(QStringLiteral("pages[2]/rows")), QStringLiteral("rows"));
        QCOMPARE(stepIdAt(QStringLiteral("pages[2]")), QStringLiteral("pages"));
        QCOMPARE(stepIdAt(QStringLiteral("open")), QStringLiteral("open"));
        QCOMPARE(stepIdAt(QString()), QString());
    }

private:
    Plan m_plan;
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "tst_progress.moc"
