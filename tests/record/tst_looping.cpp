// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/record/looping.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// Steps as in a plan file; ' for ".
Plan planOf(QByteArray steps)
{
    const QByteArray text = "{\"format\":\"foray-plan\",\"version\":1,\"name\":\"t\",\"steps\":" + steps.replace('\'', '"') + '}';
    return readPlan(Json::parse(text.toStdString())).plan;
}

const QByteArray next = "{'id':'ID','type':'click','target':{'selectors':['aria/Next']},'wait_for':'css:li'}";

QByteArray nextWithId(const char *id)
{
    QByteArray step = next;
    return step.replace("ID", id);
}

QByteArray rowClick(const char *id, int row)
{
    return QByteArray("{'id':'") + id + "','type':'click','target':{'selectors':['text/Row','css/#rows > li:nth-of-type(" +
           QByteArray::number(row) + ") > a']}}";
}

QByteArray counted(const char *id, const char *what)
{
    return QByteArray("{'id':'") + id +
           "','type':'click','target':{'selectors':['aria/+[role=\\'button\\']']},"
           "'wait_for':{'type':'changed','selector':'.x','what':'" +
           what + "'}}";
}

QByteArray list(const char *id)
{
    return QByteArray("{'id':'") + id + "','type':'click','target':{'selectors':['aria/To the list']}}";
}

QByteArray tab(const char *id)
{
    return QByteArray("{'id':'") + id + "','type':'switchTab'}";
}

const QByteArray closeTab = "{'id':'close','type':'closeTab'}";
const QByteArray open = "{'id':'o','type':'navigate','url':'http://x/'}";
const QByteArray back = "{'id':'back-1','type':'back'}";

} // namespace

class tst_Looping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QStringList>("replaced"); // empty: nothing is offered
        QTest::newRow("empty") << QByteArray("[]") << QStringList();
        QTest::newRow("one click") << QByteArray('[' + open + ',' + nextWithId("a") + ']') << QStringList();
        QTest::newRow("next, next") << QByteArray('[' + open + ',' + nextWithId("a") + ',' + nextWithId("b") + ']')
                                    << QStringList{"a", "b"};
        QTest::newRow("without effect") << QByteArray('[' + nextWithId("a").replace(",'wait_for':'css:li'", "") + ',' +
                                                      nextWithId("b").replace(",'wait_for':'css:li'", "") + ']')
                                        << QStringList();
        QTest::newRow("other targets") << QByteArray('[' + nextWithId("a") + ',' + nextWithId("b").replace("Next", "More") + ']')
                                       << QStringList();
        QTest::newRow("next, next, next") << QByteArray('[' + open + ',' + nextWithId("a") + ',' + nextWithId("b") + ',' +
                                                        nextWithId("c") + ']')
                                          << QStringList{"a", "b", "c"};
        QTest::newRow("a counter") << QByteArray('[' + counted("a", "text") + ',' + counted("b", "text") + ']') << QStringList();
        QTest::newRow("an arrow that brings other rows")
            << QByteArray('[' + counted("a", "identity") + ',' + counted("b", "identity") + ']') << QStringList{"a", "b"};
        QTest::newRow("three rows") << QByteArray('[' + rowClick("a", 1) + ',' + list("l") + ',' + rowClick("b", 2) + ',' +
                                                  list("m") + ',' + rowClick("c", 3) + ']')
                                    << QStringList{"a", "l", "b", "m", "c"};
        QTest::newRow("rows, by a link") << QByteArray('[' + open + ',' + rowClick("a", 1) + ',' + list("l") + ',' +
                                                       rowClick("b", 2) + ',' + list("m") + ']')
                                         << QStringList{"a", "l", "b", "m"};
        QTest::newRow("rows, in tabs") << QByteArray('[' + rowClick("a", 1) + ',' + tab("s") + ',' + list("x") + ',' + closeTab +
                                                     ',' + rowClick("b", 2) + ',' + tab("t") + ']')
                                       << QStringList{"a", "s", "x", "close", "b", "t"};
        QTest::newRow("rows, and something else")
            << QByteArray('[' + rowClick("a", 1) + ',' + back + ',' + rowClick("b", 2) + ',' + list("l") + ']') << QStringList();
        QTest::newRow("rows without a way back")
            << QByteArray('[' + rowClick("a", 1) + ',' + rowClick("b", 2) + ']') << QStringList();
        QTest::newRow("rows") << QByteArray('[' + open + ',' + rowClick("a", 1) + ',' + back + ',' + rowClick("b", 2) + ']')
                              << QStringList{"a", "back-1", "b"};
        QTest::newRow("the same row") << QByteArray('[' + rowClick("a", 1) + ',' + back + ',' + rowClick("b", 1) + ']')
                                      << QStringList();
    }
    void offers()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QStringList, replaced);
        const auto offer = offeredLoop(planOf(steps));
        QCOMPARE(offer ? offer->stepIds : QStringList(), replaced);
    }

    void pages_areFolded()
    {
        Plan plan = planOf('[' + open + ',' + nextWithId("a") + ',' + nextWithId("b") + ']');
        QVERIFY(!foldLoop(plan, *offeredLoop(plan)).isEmpty());
        QCOMPARE(int(plan.steps.size()), 2);
        const auto &pages = std::get<Paginate>(plan.steps.at(1).action);
        QCOMPARE(int(pages.next.size()), 1);
        QCOMPARE(int(pages.next.front().waitFor.size()), 1);
        QVERIFY(pages.steps.empty());
    }

    void rows_areFolded()
    {
        Plan plan = planOf('[' + open + ',' + rowClick("a", 1) + ',' + back + ',' + rowClick("b", 2) + ']');
        foldLoop(plan, *offeredLoop(plan));
        QCOMPARE(int(plan.steps.size()), 2);
        const auto &loop = std::get<ForEach>(plan.steps.at(1).action);
        QCOMPARE(loop.elements.selectors, QList<Selector>{{"css/#rows > li"}});
        QCOMPARE(int(loop.steps.size()), 2);
        const auto &click = std::get<Click>(loop.steps.front().action);
        QCOMPARE(click.target.within, loop.as);
        QCOMPARE(click.target.selectors, QList<Selector>{{"css/a"}});
        QVERIFY(std::holds_alternative<Back>(loop.steps.back().action));
        const PlanReading reading = readPlan(toJson(plan));
        QVERIFY2(reading.ok(), qPrintable(toString(reading.problems.value(0))));
    }

    void wayBack_isFoldedWhole()
    {
        Plan plan =
            planOf('[' + rowClick("a", 1) + ',' + tab("s") + ',' + list("x") + ',' + closeTab + ',' + rowClick("b", 2) + ']');
        foldLoop(plan, *offeredLoop(plan));
        QCOMPARE(int(plan.steps.size()), 1);
        QStringList inner;
        for (const Step &step : std::get<ForEach>(plan.steps.front().action).steps)
            inner += step.id;
        QCOMPARE(inner, (QStringList{"a", "s", "x", "close"}));
        const PlanReading reading = readPlan(toJson(plan));
        QVERIFY2(reading.ok(), qPrintable(toString(reading.problems.value(0))));
    }

    void rows_areTakenFromFingerprints_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QString>("rows"); // empty: they are no rows
        QTest::addColumn<QList<Selector>>("inside");
        const QByteArray one =
            "'a','classes':['title'],'ancestors':['h4','li.commit.css-1x2','ol.commits','main'],'path':[0,1,2,0,0,1]";
        const QByteArray two =
            "'a','classes':['title'],'ancestors':['h4','li.commit.new','ol.commits','main'],'path':[0,1,2,3,0,1]";
        QTest::newRow("rows") << one << two << "ol.commits > li.commit"
                              << QList<Selector>{{"css/h4:nth-child(1) > a.title:nth-child(2)"}, {"css/h4 > a.title"}};
        QTest::newRow("the row itself") << QByteArray("'li','ancestors':['ul','nav#menu'],'path':[0,1,0]")
                                        << QByteArray("'li','ancestors':['ul','nav#menu'],'path':[0,1,1]") << "nav#menu > ul > li"
                                        << QList<Selector>();
        QTest::newRow("upwards") << two << one << "" << QList<Selector>();
        QTest::newRow("the same") << one << one << "" << QList<Selector>();
        QTest::newRow("other tags") << one << QByteArray(two).replace("'h4'", "'h3'") << "" << QList<Selector>();
        QTest::newRow("other depth") << one << QByteArray(two).replace(",0,1]", ",1]") << "" << QList<Selector>();
        QTest::newRow("too far around") << one << QByteArray(two).replace("[0,1,2,3", "[0,2,2,0") << "" << QList<Selector>();
        QTest::newRow("nonsense") << QByteArray("7,'ancestors':{},'path':['x']") << QByteArray("null,'path':[1.5]") << ""
                                  << QList<Selector>();
    }
    void rows_areTakenFromFingerprints()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        const auto target = [](QByteArray print) {
            Target told;
            told.selectors = {{QStringLiteral("text/x")}};
            told.fingerprint = JsonValue(Json::parse(QByteArray("{\"tag\":" + print.replace('\'', '"') + '}').toStdString()));
            return told;
        };
        const auto place = commonRow(target(first), target(second));
        QTEST(place ? place->rows : QString(), "rows");
        QTEST(place ? place->inside : QList<Selector>(), "inside");
    }

    void addressesOfOneRow_areLeftOpen()
    {
        const auto at = [](QByteArray step, const QByteArray &url) -> QByteArray {
            step.chop(1);
            return step + ",'wait_for':{'type':'url','url':'" + url + "'}}";
        };
        Plan plan = planOf('[' + at(rowClick("a", 1), "*/item/17*") + ',' + at(back, "*/list*") + ',' +
                           at(rowClick("b", 2), "*/item/4*") + ']');
        foldLoop(plan, *offeredLoop(plan));
        const auto &loop = std::get<ForEach>(plan.steps.front().action);
        QCOMPARE(sentence(loop.steps.front().waitFor.value(0)), QStringLiteral("the address matches '*/item/*'"));
        QCOMPARE(sentence(loop.steps.back().waitFor.value(0)), QStringLiteral("the address matches '*/list*'"));
    }

    void pages_areFoundInNestedLists()
    {
        Plan plan = planOf("[{'id':'g','type':'repeat','times':2,'steps':[" + nextWithId("a") + ',' + nextWithId("b") + "]}," +
                           list("l") + ']');
        QVERIFY(!offeredLoop(plan));
        const auto offer = offeredLoop(plan, {.newest = QStringLiteral("b")});
        QCOMPARE(offer->stepIds, (QStringList{"a", "b"}));
        foldLoop(plan, *offer);
        QCOMPARE(typeName(std::get<Repeat>(plan.steps.front().action).steps.front()), QStringLiteral("paginate"));
    }

    void stepsThatHaveGone_areLeftAlone()
    {
        Plan plan = planOf('[' + nextWithId("a") + ',' + nextWithId("b") + ']');
        const auto offer = offeredLoop(plan);
        plan.steps.pop_back();
        const Plan before = plan;
        QVERIFY(foldLoop(plan, *offer).isEmpty());
        QVERIFY(plan == before);
    }
};

QTEST_GUILESS_MAIN(tst_Looping)
#include "tst_looping.moc"
