// SPDX-License-Identifier: MIT
#include "engine/replay/runner.h"
#include "tests/support/fakerun.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// The rows as JSON with ' for ".
ForEach overRows(QByteArray json, std::vector<Step> steps)
{
    ForEach forEach;
    forEach.rows = JsonValue(Json::parse(json.replace('\'', '"').toStdString()));
    forEach.steps = std::move(steps);
    return forEach;
}

Step paginate(std::vector<Step> next, std::vector<Step> steps, int max = 100)
{
    return step(QStringLiteral("p"), Paginate{std::move(next), {}, max, std::move(steps)});
}

Step clickNext()
{
    return click(QStringLiteral("next"), {visible(QStringLiteral("li"))});
}

Step scrollDown()
{
    Scroll scroll;
    scroll.to = ScrollTo::End;
    return step(QStringLiteral("down"), scroll);
}

QString reason(const Run &run)
{
    return run.last(QStringLiteral("p")).note;
}

// Rows page by page, the last one again and again.
std::function<JsonValue()> pages(const QList<JsonValue> &list)
{
    return [list, at = qsizetype(0)]() mutable { return list[qMin(at++, list.size() - 1)]; };
}

// A page that looks different each time, or as often as it is told.
std::function<QString()> looks(int distinct)
{
    return [distinct, at = 0]() mutable { return QString::number(qMin(at++, distinct)); };
}

} // namespace

class tst_Loops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeat_endsWhenItsConditionSaysSo()
    {
        int asked = 0;
        Repeat repeat{.times = {},
                      .whileCondition = visible(QStringLiteral("w")),
                      .untilCondition = {},
                      .max = 9,
                      .steps = {click(QStringLiteral("a"))}};
        Run run(planOf({step(QStringLiteral("r"), repeat)}));
        run.page().holds = [&](const QString &) { return ++asked < 3; };
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; check w; click a; check w; click a; check w"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    }

    void repeat_reachingMaxIsSaidAndNoFailure()
    {
        Repeat repeat{.times = {},
                      .whileCondition = {},
                      .untilCondition = visible(QStringLiteral("u")),
                      .max = 2,
                      .steps = {click(QStringLiteral("a"))}};
        Run run(planOf({step(QStringLiteral("r"), repeat)}));
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; check u; click a; check u"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
        QVERIFY2(run.last(QStringLiteral("r")).note.contains(QStringLiteral("max of 2")),
                 qPrintable(run.last(QStringLiteral("r")).note));
    }

    void if_asksOnceOrWaitsForItsTimeout()
    {
        If branch{visible(QStringLiteral("c")), {click(QStringLiteral("yes"))}, {click(QStringLiteral("no"))}};
        Step asked = step(QStringLiteral("i"), branch);
        {
            Run run(planOf({asked}));
            QVERIFY(run.end());
            QCOMPARE(run.calls(), QStringLiteral("open; check c; click no"));
        }
        asked.timeout = 50;
        Run run(planOf({asked, asked}));
        run.page().failures[QStringLiteral("wait c")] = {late};
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; wait c; click no; wait c; click yes"));
    }

    void forEach_givesItsElementToTheSteps()
    {
        ForEach forEach;
        forEach.elements.selectors = {{QStringLiteral("li")}};
        forEach.as = QStringLiteral("item");
        forEach.steps = {click(QStringLiteral("a"))};
        Run run(planOf({step(QStringLiteral("e"), forEach)}));
        run.page().probes = [](const QString &) { return Probe{3, true, true}; };
        run.page().failures[QStringLiteral("click a")] = {};
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; probe li; click a; click a; click a"));
        QCOMPARE(run.page().lastScopes.size(), 1);
        QCOMPARE(run.page().lastScopes[0].name, QStringLiteral("item"));
        QCOMPARE(run.page().lastScopes[0].index, 2);
        QVERIFY(run.states().contains(QStringLiteral("e[3]/a:finished")));
    }

    void forEach_elementThatHasGoneFailsWithItsPlace()
    {
        ForEach forEach;
        forEach.elements.selectors = {{QStringLiteral("li")}};
        forEach.steps = {click(QStringLiteral("a"))};
        Run run(planOf({step(QStringLiteral("e"), forEach)}));
        run.page().failures[QStringLiteral("click a")] = {broken};
        QVERIFY(run.end());
        QCOMPARE(run.report.error.where, QStringLiteral("e[1]/a"));
    }

    void forEach_makesColumnsVariables()
    {
        Run run(planOf({step(QStringLiteral("people"), overRows("[{'u': 'http://a/', 'n': 1}, {'u': 'http://b/', 'n': null}]",
                                                                {go(QStringLiteral("${u}?n=${n}"))}))}));
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://a/?n=1; navigate http://b/?n="));
    }

    void forEach_columnsEndWithTheirLoop()
    {
        Run run(planOf({step(QStringLiteral("people"), overRows("[{'u': 'http://a/'}]", {})), go(QStringLiteral("${u}"))}));
        QVERIFY(run.end());
        QCOMPARE(run.report.outcome, RunReport::Outcome::Failed);
        QVERIFY2(run.report.error.message.contains(QStringLiteral("${u}")), qPrintable(run.report.error.message));
    }

    void forEach_readsRowsFromAFileBesideThePlan()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("u\r\nhttp://a/\r\nhttp://b/\r\n");
        file.close();
        ForEach forEach;
        forEach.file = QStringLiteral("people.csv");
        forEach.max = 1;
        forEach.steps = {go(QStringLiteral("${u}"))};
        RunOptions options;
        options.planFolder = folder.path();
        Run run(planOf({step(QStringLiteral("people"), forEach)}), options);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://a/"));
    }

    void forEach_skipLeavesOutTheFailedRound()
    {
        Step loop = skipping(step(
            QStringLiteral("e"), overRows("[{'u': '1'}, {'u': '2'}]", {click(QStringLiteral("a")), click(QStringLiteral("b"))})));
        Run run(planOf({loop}));
        run.page().failures[QStringLiteral("click a")] = {broken};
        QSignalSpy pieces(&run.runner, &Runner::pieceDone);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; click a; click b"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
        // What failed is not done: a resumed run tries it again.
        QCOMPARE(pieces.size(), 1);
        QCOMPARE(pieces[0][0].toString(), QStringLiteral("e[2]"));
    }

    void resume_leavesOutThePiecesThatAreDone()
    {
        RunOptions options;
        options.donePieces = {QStringLiteral("people[1]"), QStringLiteral("people[3]")};
        Run run(planOf({step(QStringLiteral("people"), overRows("[{'u': 'http://a/'}, {'u': 'http://b/'}, {'u': 'http://c/'}]",
                                                                {go(QStringLiteral("${u}"))}))}),
                options);
        QSignalSpy pieces(&run.runner, &Runner::pieceDone);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://b/"));
        QCOMPARE(pieces.size(), 1);
        QCOMPARE(pieces[0][0].toString(), QStringLiteral("people[2]"));
    }

    void pages_endWhereNextIsGone_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("isVisible");
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<QString>("note");
        QTest::newRow("absent") << 0 << false << false << "stopped: no next";
        QTest::newRow("hidden") << 1 << false << true << "stopped: next is hidden";
        QTest::newRow("disabled") << 1 << true << false << "stopped: next is disabled";
    }
    void pages_endWhereNextIsGone()
    {
        QFETCH(int, count);
        QFETCH(bool, isVisible);
        QFETCH(bool, enabled);
        QFETCH(QString, note);
        Run run(planOf({paginate({clickNext()}, {rows()})}));
        run.page().rows = pages({numbered(1, 2), numbered(3, 4)});
        run.page().print = looks(9);
        int asked = 0;
        run.page().probes = [&](const QString &) {
            return ++asked == 2 ? Probe{count, isVisible, enabled} : Probe{1, true, true};
        };
        QVERIFY(run.end());
        QCOMPARE(run.calls(),
                 QStringLiteral("open; extract; probe next; fingerprint; click next; wait li; fingerprint; extract; probe next"));
        QCOMPARE(reason(run), note);
        QCOMPARE(run.report.rows, 4);
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    }

    void pages_endAtMaxWithoutLookingFurther()
    {
        Run run(planOf({paginate({clickNext()}, {click(QStringLiteral("a"))}, 2)}));
        run.page().print = looks(9);
        QVERIFY(run.end());
        QCOMPARE(run.calls(),
                 QStringLiteral("open; click a; probe next; fingerprint; click next; wait li; fingerprint; click a"));
        QCOMPARE(reason(run), QStringLiteral("stopped: max of 2 pages reached"));
    }

    void pages_endWithoutNewRows()
    {
        Run run(planOf({paginate({clickNext()}, {rows()})}));
        run.page().rows = pages({numbered(1, 2), numbered(3, 4), numbered(3, 4)});
        run.page().print = looks(9);
        QVERIFY(run.end());
        QCOMPARE(reason(run), QStringLiteral("stopped: no new rows"));
        QCOMPARE(run.report.rows, 4);
    }

    void pages_endWhereThePageHasBeen()
    {
        Run run(planOf({paginate({clickNext()}, {click(QStringLiteral("a"))})}));
        run.page().print = looks(3);
        QVERIFY(run.end());
        QCOMPARE(reason(run), QStringLiteral("stopped: this page has been before"));
    }

    void pages_takeGrowingListsOnce()
    {
        Run run(planOf({paginate({clickNext()}, {rows()}, 3)}));
        run.page().rows = pages({numbered(1, 2), numbered(1, 4), numbered(1, 5)});
        run.page().print = looks(9);
        QVERIFY(run.end());
        QCOMPARE(run.extracted,
                 (QStringList{QStringLiteral("s p[1]/rows [{\"n\":1},{\"n\":2}]"),
                              QStringLiteral("s p[2]/rows [{\"n\":3},{\"n\":4}]"), QStringLiteral("s p[3]/rows [{\"n\":5}]")}));
    }

    void pages_keepEqualRowsOfDifferentPages()
    {
        const auto two = [](int a, int b) { return JsonValue(Json::array({{{"n", a}}, {{"n", b}}})); };
        Run run(planOf({paginate({clickNext()}, {rows()}, 2)}));
        run.page().rows = pages({two(1, 2), two(2, 3)});
        run.page().print = looks(9);
        QVERIFY(run.end());
        QCOMPARE(run.report.rows, 4);
        QCOMPARE(run.last(QStringLiteral("rows")).newRows, 1);
    }

    void pages_nextThatTimesOutIsTheEndOnlyIfItIsGone()
    {
        for (const bool gone : {true, false}) {
            Run run(planOf({paginate({clickNext()}, {click(QStringLiteral("a"))})}));
            run.page().failures[QStringLiteral("wait li")] = {late};
            int asked = 0;
            run.page().probes = [&](const QString &) { return Probe{++asked > 1 && gone ? 0 : 1, true, true}; };
            QVERIFY(run.end());
            QCOMPARE(run.report.outcome, gone ? RunReport::Outcome::Done : RunReport::Outcome::Failed);
            if (gone)
                QCOMPARE(reason(run), QStringLiteral("stopped: no next"));
            else
                QCOMPARE(run.report.error.kind, ErrorKind::Timeout);
        }
    }

    void pages_nextWithoutAConditionWaitsForTheSite()
    {
        Run run(planOf({paginate({click(QStringLiteral("next"))}, {rows()}, 2)}));
        run.page().rows = pages({numbered(1, 2), numbered(3, 4)});
        run.page().print = looks(9);
        run.page().navigates = false;
        QVERIFY(run.end());
        QVERIFY2(run.calls().contains(QStringLiteral("click next; wait idle;")), qPrintable(run.calls()));
    }

    void scrolling_endsAfterTwoRoundsWithoutNewRows()
    {
        Run run(planOf({paginate({scrollDown()}, {rows()})}));
        run.page().rows = pages({numbered(1, 2), numbered(2, 4), numbered(2, 4), numbered(3, 5), numbered(3, 5)});
        run.page().navigates = false;
        QVERIFY(run.end());
        QCOMPARE(reason(run), QStringLiteral("stopped: no new rows"));
        QCOMPARE(run.browser.log.count(QStringLiteral("extract")), 6);
        QCOMPARE(run.report.rows, 5);
    }

    void scrolling_thatOnlyLooksEndsWhenThePageStays()
    {
        Run run(planOf({paginate({scrollDown()}, {click(QStringLiteral("a"))})}));
        run.page().print = looks(2);
        run.page().navigates = false;
        QVERIFY(run.end());
        QCOMPARE(reason(run), QStringLiteral("stopped: the page stays as it is"));
    }

    void urls_areNavigatedOneByOne()
    {
        Step pagesStep = step(QStringLiteral("p"), Paginate{{}, QStringLiteral("${site}/l?p=[1-3]"), 100, {rows()}},
                              {visible(QStringLiteral("li"))});
        RunOptions options;
        options.variables = {{QStringLiteral("site"), QStringLiteral("http://x")}};
        options.donePieces = {QStringLiteral("p[2]")};
        Run run(planOf({pagesStep}), options);
        run.page().rows = pages({numbered(1, 2), numbered(3, 4)});
        QSignalSpy pieces(&run.runner, &Runner::pieceDone);
        QVERIFY(run.end());
        QCOMPARE(
            run.calls(),
            QStringLiteral(
                "open; navigate http://x/l?p=1 (parsed); wait li; extract; navigate http://x/l?p=3 (parsed); wait li; extract"));
        QCOMPARE(pieces.size(), 2);
    }

    void urls_aPageThatFailsCanBeLeftOut()
    {
        Step pagesStep = skipping(step(QStringLiteral("p"), Paginate{{}, QStringLiteral("http://x/[1-3]"), 100, {rows()}}));
        Run run(planOf({pagesStep}));
        run.page().rows = pages({numbered(1, 2), numbered(3, 4)});
        run.page().failures[QStringLiteral("navigate http://x/2")] = {{ErrorKind::HttpStatus, QStringLiteral("404"), {}}};
        QVERIFY(run.end());
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
        QCOMPARE(run.report.rows, 4);
        QVERIFY2(run.states().contains(QStringLiteral("p[2]:skipped")), qPrintable(run.states()));
    }
};

QTEST_GUILESS_MAIN(tst_Loops)
#include "tst_loops.moc"
