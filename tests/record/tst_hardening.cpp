// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/edit.h"
#include "engine/plan/planjson.h"
#include "engine/record/hardening.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

using Wait = StepTrace::Wait;

// Steps as in a plan file; ' for ".
Plan planOf(QByteArray steps)
{
    const QByteArray text = "{\"format\":\"foray-plan\",\"version\":1,\"name\":\"t\",\"steps\":" + steps.replace('\'', '"') + '}';
    return readPlan(Json::parse(text.toStdString())).plan;
}

// A click, its waits, and a step after it.
Plan clickThen(const QByteArray &waits)
{
    return planOf("[{'id':'a','type':'click','target':{'selectors':['#old','testid/next','text/Next']},'wait_for':" + waits +
                  "},{'id':'b','type':'click','target':{'selectors':['#b']}}]");
}

const QByteArray inferred = "{'type':'selector','selector':'#x','inferred':'it appeared'}";
const QByteArray changed = "{'type':'changed','selector':'li','inferred':'it changed'}";
const QByteArray written = "{'type':'selector','selector':'#y'}";

StepTrace done(const QString &id, const QList<Wait> &waits = {}, const QStringList &responses = {})
{
    StepTrace trace;
    trace.stepId = id;
    trace.page = QUrl(QStringLiteral("http://shop.example.com/list?seed=1"));
    trace.waits = waits;
    trace.responses = responses;
    return trace;
}

// A replay in which "b" came after "a".
RunTrace replay(const QList<StepTrace> &rounds, bool whole = true)
{
    return {rounds + QList<StepTrace>{done(QStringLiteral("b"))}, whole};
}

QString kindName(Hardening::Kind kind)
{
    return QStringList{"dropped", "replaced", "added", "reordered"}.at(int(kind));
}

// "a dropped: '#y' is visible"
QStringList words(const QList<Hardening> &hardenings)
{
    QStringList all;
    for (const Hardening &hardening : hardenings) {
        QStringList after;
        for (const Condition &condition : hardening.waitsAfter)
            after.append(sentence(condition));
        for (const Selector &selector : hardening.selectorsAfter)
            after.append(selector.join(QStringLiteral(" >>> ")));
        all.append(hardening.stepId + u' ' + kindName(hardening.kind) + QStringLiteral(": ") + after.join(QStringLiteral(", ")));
    }
    return all;
}

const QString list = QStringLiteral("http://shop.example.com/api/list?page=2&seed=1&_=%1");

} // namespace

class tst_Hardening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data()
    {
        QTest::addColumn<QByteArray>("waits");
        QTest::addColumn<QList<RunTrace>>("replays");
        QTest::addColumn<QStringList>("found");
        const auto both = [](const QList<Wait> &first, const QList<Wait> &second) {
            return QList<RunTrace>{replay({done("a", first)}), replay({done("a", second)})};
        };
        const QStringList nothing;
        const QStringList dropped{"a dropped: "};
        QTest::newRow("it came") << inferred << both({Wait::Came}, {Wait::Came}) << nothing;
        QTest::newRow("held before") << inferred << both({Wait::HeldBefore}, {Wait::HeldBefore}) << dropped;
        QTest::newRow("came by itself, with time") << inferred << both({Wait::Came}, {Wait::HeldBefore}) << dropped;
        QTest::newRow("never came") << inferred << both({Wait::Came}, {Wait::Never}) << dropped;
        QTest::newRow("a person's") << written << both({Wait::HeldBefore}, {Wait::HeldBefore}) << nothing;
        QTest::newRow("beside a person's") << QByteArray('[' + inferred + ',' + written + ']')
                                           << both({Wait::HeldBefore, Wait::Came}, {Wait::HeldBefore, Wait::Came})
                                           << QStringList{"a dropped: '#y' is visible"};
        QTest::newRow("one of two") << QByteArray('[' + inferred + ',' + changed + ']')
                                    << both({Wait::HeldBefore, Wait::Came}, {Wait::HeldBefore, Wait::Came})
                                    << QStringList{"a dropped: the first 'li' has another text"};
        QTest::newRow("held before in some rounds")
            << inferred
            << QList<RunTrace>{replay({done("a", {Wait::Came}), done("a", {Wait::HeldBefore})}),
                               replay({done("a", {Wait::Came}), done("a", {Wait::HeldBefore})})}
            << nothing;
        QTest::newRow("held before in all rounds")
            << inferred
            << QList<RunTrace>{replay({done("a", {Wait::HeldBefore}), done("a", {Wait::HeldBefore})}),
                               replay({done("a", {Wait::HeldBefore})})}
            << dropped;
        QTest::newRow("the replay ended with it")
            << inferred << QList<RunTrace>{replay({done("a", {Wait::Came})}), {{done("a", {Wait::Never})}, false}} << nothing;
        QTest::newRow("it failed later") << inferred
                                         << QList<RunTrace>{replay({done("a", {Wait::Came})}),
                                                            replay({done("a", {Wait::Never})}, false)}
                                         << dropped;
        QTest::newRow("one replay only") << inferred << QList<RunTrace>{replay({done("a", {Wait::Never})})} << nothing;
        QTest::newRow("not done again") << inferred << QList<RunTrace>{replay({done("a", {Wait::Never})}), {{}, false}}
                                        << nothing;
    }

    void waits()
    {
        QFETCH(QByteArray, waits);
        QFETCH(QList<RunTrace>, replays);
        QTEST(words(findHardenings(clickThen(waits), replays, {})), "found");
    }

    void waitOfStepThatOnlyWaits_stays()
    {
        const Plan plan = planOf("[{'id':'a','type':'waitFor','wait_for':" + inferred + "}]");
        QVERIFY(!plan.steps.empty());
        const RunTrace trace{{done("a", {Wait::HeldBefore})}, true};
        QVERIFY(findHardenings(plan, {trace, trace}, {}).isEmpty());
    }

    void responses_data()
    {
        QTest::addColumn<QByteArray>("waits");
        QTest::addColumn<QList<RunTrace>>("replays");
        QTest::addColumn<QStringList>("found");
        const auto both = [](const QStringList &first, const QStringList &second, Wait wait = Wait::HeldBefore) {
            return QList<RunTrace>{replay({done("a", {wait}, first)}), replay({done("a", {wait}, second)})};
        };
        const QByteArray none = "[]";
        const QString counter = "http://counter.net/hit";
        const QStringList nothing;
        const QStringList added{"a added: a response from '*/api/list*page=2*' has come"};
        QTest::newRow("answered in both") << none << both({list.arg(17)}, {list.arg(18)}) << added;
        QTest::newRow("in one only") << none << both({list.arg(17)}, {}) << nothing;
        QTest::newRow("another path") << none << both({list.arg(17)}, {"http://shop.example.com/api/menu"}) << nothing;
        QTest::newRow("another site's") << none << both({counter}, {counter}) << nothing;
        QTest::newRow("another host of the site")
            << none << both({"http://api.example.com/v1/list"}, {"http://api.example.com/v1/list"})
            << QStringList{"a added: a response from '*/v1/list*' has come"};
        QTest::newRow("the last of several")
            << none << both({"http://shop.example.com/api/menu", list.arg(1)}, {list.arg(2), "http://shop.example.com/api/menu"})
            << added;
        QTest::newRow("what differs is left out")
            << none << both({"http://shop.example.com/api/item/17?tab=2"}, {"http://shop.example.com/api/item/18?tab=3"})
            << QStringList{"a added: a response from '*/api/item/**' has come"};
        QTest::newRow("tokens are left out") << none
                                             << both({"http://shop.example.com/api/x?sid=0123456789abcdef0"},
                                                     {"http://shop.example.com/api/x?sid=0123456789abcdef0"})
                                             << QStringList{"a added: a response from '*/api/x*' has come"};
        QTest::newRow("values of variables are left out")
            << none
            << both({"http://shop.example.com/api/geheim?q=red%20shoes"}, {"http://shop.example.com/api/geheim?q=red%20shoes"})
            << QStringList{"a added: a response from '*/api/**' has come"};
        QTest::newRow("beside a wait that holds") << changed << both({list.arg(1)}, {list.arg(2)}, Wait::Came) << nothing;
        QTest::newRow("in the place of one that does not")
            << changed << both({list.arg(1)}, {list.arg(2)})
            << QStringList{"a replaced: a response from '*/api/list*page=2*' has come"};
        QTest::newRow("beside a person's wait") << written << both({list.arg(1)}, {list.arg(2)}) << nothing;
        QTest::newRow("in a loop, each page its own")
            << none
            << QList<RunTrace>(2,
                               replay({done("a", {}, {list.arg(1)}), done("a", {}, {list.arg(2).replace("page=2", "page=3")})}))
            << QStringList{"a added: a response from '*/api/list*' has come"};
        QTest::newRow("in a loop, not in each round")
            << none << QList<RunTrace>(2, replay({done("a", {}, {list.arg(1)}), done("a", {}, {})})) << nothing;
        QList<RunTrace> polling = both({"http://shop.example.com/api/news"}, {"http://shop.example.com/api/news"});
        polling[1].steps[1].unasked = QStringList{"http://shop.example.com/api/news?n=2"};
        QTest::newRow("fetched at other times, too") << none << polling << nothing;
    }

    void responses()
    {
        QFETCH(QByteArray, waits);
        QFETCH(QList<RunTrace>, replays);
        QTEST(words(findHardenings(clickThen(waits), replays, {{"word", "red shoes"}, {"password", "geheim"}})), "found");
    }

    void typedText_isInNoCondition()
    {
        const Plan plan = planOf("[{'id':'a','type':'change','target':{'selectors':['#q']},'value':'shoes'}]");
        const RunTrace trace{{done("a", {}, {"http://shop.example.com/suggest?q=shoes"})}, true};
        QCOMPARE(words(findHardenings(plan, {trace, trace}, {})), QStringList{"a added: a response from '*/suggest*' has come"});
    }

    void evidence_standsInTheCondition()
    {
        const RunTrace trace = replay({done("a", {}, {list.arg(1)})});
        const auto found = findHardenings(clickThen("[]"), {trace, trace}, {});
        QCOMPARE(found.size(), 1);
        const QString evidence = found.first().waitsAfter.first().inferredFrom;
        QCOMPARE(evidence, QStringLiteral("'/api/list' was answered before the next step in both replays"));
        QCOMPARE(found.first().because, QStringList{evidence + u'.'});
    }

    void selectors_data()
    {
        QTest::addColumn<QList<bool>>("first");
        QTest::addColumn<QList<bool>>("second");
        QTest::addColumn<QStringList>("found");
        const QList<bool> all{true, true, true};
        const QStringList nothing;
        QTest::newRow("all") << all << all << nothing;
        QTest::newRow("the first moved") << all << QList<bool>{false, true, true}
                                         << QStringList{"a reordered: testid/next, text/Next, #old"};
        QTest::newRow("two moved") << QList<bool>{true, false, true} << QList<bool>{false, true, true}
                                   << QStringList{"a reordered: text/Next, #old, testid/next"};
        QTest::newRow("the last moved") << all << QList<bool>{true, true, false} << nothing;
        QTest::newRow("none is left") << QList<bool>{true, true, false} << QList<bool>{false, false, true} << nothing;
        QTest::newRow("unknown") << QList<bool>() << QList<bool>() << nothing;
        QTest::newRow("not of this target") << QList<bool>{false} << QList<bool>{false, true} << nothing;
    }

    void selectors()
    {
        QFETCH(QList<bool>, first);
        QFETCH(QList<bool>, second);
        StepTrace one = done("a");
        one.selectors = first;
        StepTrace two = done("a");
        two.selectors = second;
        QTEST(words(findHardenings(clickThen("[]"), {replay({one}), replay({two})}, {})), "found");
    }

    void apply_changesWhatWasFound()
    {
        Plan plan = clickThen(inferred);
        StepTrace trace = done("a", {Wait::HeldBefore}, {list.arg(1)});
        trace.selectors = {false, true, true};
        const auto found = findHardenings(plan, {replay({trace}), replay({trace})}, {});
        QCOMPARE(found.size(), 2);
        apply(found, plan);
        const Step *step = findStep(plan, "a");
        QCOMPARE(step->waitFor, found.at(0).waitsAfter);
        QCOMPARE(std::get<Click>(step->action).target.selectors.first(), Selector{"testid/next"});
        QVERIFY(findHardenings(plan, {replay({done("a", {Wait::Came})}), replay({done("a", {Wait::Came})})}, {}).isEmpty());
    }

    void apply_leavesAloneWhatHasChangedSince()
    {
        Plan plan = clickThen(inferred);
        const RunTrace trace = replay({done("a", {Wait::HeldBefore})});
        const auto found = findHardenings(plan, {trace, trace}, {});
        const Plan edited = clickThen(written);
        plan = edited;
        apply(found, plan);
        QCOMPARE(plan, edited);
        plan.steps.clear();
        apply(found, plan);
        QVERIFY(plan.steps.empty());
    }

    void stepsWithinLoops_areFound()
    {
        const Plan plan = planOf("[{'id':'l','type':'repeat','times':2,'steps':[{'id':'a','type':'click','target':{'selectors':["
                                 "'#a']},'wait_for':" +
                                 inferred + "}]}]");
        const RunTrace trace{{done("a", {Wait::HeldBefore}), done("a", {Wait::HeldBefore})}, true};
        QCOMPARE(words(findHardenings(plan, {trace, trace}, {})), QStringList{"a dropped: "});
    }
};

QTEST_GUILESS_MAIN(tst_Hardening)
#include "tst_hardening.moc"
