// SPDX-License-Identifier: MIT
#include "engine/plan/edit.h"
#include "engine/plan/names.h"
#include "engine/plan/planjson.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

const char planText[] = R"({
  "format": "foray-plan", "version": 1, "name": "Shop",
  "variables": [{"name": "site", "default": "shop.example"}, {"name": "unused", "default": "x"}],
  "schemas": {"cards": {"baseSelector": "article", "fields": [{"name": "title", "selector": "h3", "type": "text"}]}},
  "steps": [
    {"id": "a", "type": "navigate", "url": "${site}/list?q=blue", "x-mine": 1},
    {"id": "pages", "type": "paginate", "max": 3,
     "next": {"id": "next", "type": "click", "target": "text/Next"},
     "steps": [{"id": "rows", "type": "extract", "schema": "cards"}, {"id": "shot", "type": "screenshot"}]},
    {"id": "asked", "type": "if", "condition": "css:.cookies",
     "then": [{"id": "accept", "type": "click", "target": "text/Accept"}],
     "else": [{"id": "log", "type": "reload"}]},
    {"id": "type", "type": "change", "target": "#q", "value": "secret word"}],
  "finally": [{"id": "kill", "type": "killSession"}]})";

Plan plan()
{
    const Result<Plan> read = planFromText(planText);
    if (!read)
        qFatal("%s", qPrintable(toString(read.error())));
    return *read;
}

// "a pages(next:next steps:rows,shot) …"
QString drawn(const std::vector<Step> &steps)
{
    QStringList all;
    for (const Step &step : steps) {
        QStringList lists;
        for (const auto &[key, children] : childLists(step)) {
            if (!children->empty())
                lists += key + u':' + drawn(*children);
        }
        all += step.id + (lists.isEmpty() ? QString() : u'(' + lists.join(u' ') + u')');
    }
    return all.join(u',');
}

QString drawn(const Plan &p)
{
    return drawn(p.steps) + u'|' + drawn(p.finallySteps);
}

const QString whole = QStringLiteral("a,pages(next:next steps:rows,shot),asked(then:accept else:log),type|kill");

} // namespace

class EditTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void move_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("list");
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("expected"); // empty: refused, and the plan is as before
        const auto row = [](const char *name, const char *ids, const char *parent, const char *list, int index,
                            const char *expected) { QTest::newRow(name) << ids << parent << list << index << expected; };
        row("down", "a", "", "steps", 2, "pages(next:next steps:rows,shot),a,asked(then:accept else:log),type|kill");
        row("up", "type", "", "steps", 0, "type,a,pages(next:next steps:rows,shot),asked(then:accept else:log)|kill");
        row("to where it is", "a", "", "steps", 0, qPrintable(whole));
        row("to the end", "a", "", "steps", -1, "pages(next:next steps:rows,shot),asked(then:accept else:log),type,a|kill");
        row("into", "a", "pages", "steps", 1, "pages(next:next steps:rows,a,shot),asked(then:accept else:log),type|kill");
        row("out", "rows", "", "steps", 0, "rows,a,pages(next:next steps:shot),asked(then:accept else:log),type|kill");
        row("from then to else", "accept", "asked", "else", -1,
            "a,pages(next:next steps:rows,shot),asked(else:log,accept),type|kill");
        row("several, with a child of one", "shot type pages", "asked", "then", 0,
            "a,asked(then:pages(next:next steps:rows,shot),type,accept else:log)|kill");
        row("to the end of all", "type", "", "finally", 0,
            "a,pages(next:next steps:rows,shot),asked(then:accept else:log)|type,kill");
        row("into itself", "pages", "pages", "steps", 0, "");
        row("two ways to the next page", "a", "pages", "next", 0, "");
        row("into an action", "a", "type", "steps", 0, "");
        row("into nothing", "a", "gone", "steps", 0, "");
    }

    void move()
    {
        QFETCH(QString, ids);
        QFETCH(QString, parent);
        QFETCH(QString, list);
        QFETCH(int, index);
        QFETCH(QString, expected);
        Plan edited = plan();
        const auto moved = moveSteps(edited, ids.split(u' '), {parent, list, index});
        QCOMPARE(moved.has_value(), !expected.isEmpty());
        QCOMPARE(drawn(edited), expected.isEmpty() ? whole : expected);
    }

    void beside_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<bool>("up");
        QTest::addColumn<QString>("expected");
        QTest::newRow("down") << "a" << false << "pages(next:next steps:rows,shot),a,asked(then:accept else:log),type|kill";
        QTest::newRow("up") << "shot" << true << "a,pages(next:next steps:shot,rows),asked(then:accept else:log),type|kill";
        QTest::newRow("out, above") << "rows" << true
                                    << "a,rows,pages(next:next steps:shot),asked(then:accept else:log),type|kill";
        QTest::newRow("out, below") << "log" << false << "a,pages(next:next steps:rows,shot),asked(then:accept),log,type|kill";
        QTest::newRow("first") << "a" << true << "";
        QTest::newRow("last") << "type" << false << "";
        QTest::newRow("next joins the steps")
            << "next" << true << "a,pages(steps:rows,shot,next),asked(then:accept else:log),type|kill";
        QTest::newRow("two") << "a pages" << false << "asked(then:accept else:log),a,pages(next:next steps:rows,shot),type|kill";
    }

    void beside()
    {
        QFETCH(QString, ids);
        QFETCH(bool, up);
        QFETCH(QString, expected);
        Plan edited = plan();
        const auto place = placeBeside(edited, ids.split(u' '), up ? Direction::Up : Direction::Down);
        QCOMPARE(place.has_value(), !expected.isEmpty());
        if (!place)
            return;
        QVERIFY(moveSteps(edited, ids.split(u' '), *place).has_value());
        QCOMPARE(drawn(edited), expected);
    }

    void group_andUngroup()
    {
        Plan edited = plan();
        const auto id = groupSteps(edited, {"asked", "type"}, actionOfType("repeat"));
        QVERIFY(id.has_value());
        QCOMPARE(drawn(edited),
                 QStringLiteral("a,pages(next:next steps:rows,shot),repeat-1(steps:asked(then:accept else:log),type)|kill"));
        const auto out = ungroupStep(edited, *id);
        QCOMPARE(*out, QStringList({"asked", "type"}));
        QCOMPARE(edited, plan());

        QVERIFY(!groupSteps(edited, {"a", "type"}, actionOfType("repeat"))); // no neighbours
        QVERIFY(!groupSteps(edited, {"shot", "asked"}, actionOfType("repeat")));
        QVERIFY(!groupSteps(edited, {"a"}, actionOfType("click")));
        QVERIFY(!groupSteps(edited, {}, actionOfType("repeat")));
        QVERIFY(!ungroupStep(edited, "a"));
        QCOMPARE(edited, plan());
    }

    void ungroup_putsNextBehindTheSteps()
    {
        Plan edited = plan();
        QVERIFY(ungroupStep(edited, "pages").has_value());
        QCOMPARE(drawn(edited), QStringLiteral("a,rows,shot,next,asked(then:accept else:log),type|kill"));
        QVERIFY(groupSteps(edited, {"rows", "shot", "next"}, actionOfType("paginate")).has_value());
        QCOMPARE(drawn(edited), QStringLiteral("a,paginate-1(next:next steps:rows,shot),asked(then:accept else:log),type|kill"));
    }

    void groupIf_takesThen()
    {
        Plan edited = plan();
        QVERIFY(groupSteps(edited, {"rows"}, actionOfType("if")).has_value());
        QCOMPARE(drawn(edited),
                 QStringLiteral("a,pages(next:next steps:if-1(then:rows),shot),asked(then:accept else:log),type|kill"));
    }

    void remove_takesChildrenAlong()
    {
        Plan edited = plan();
        removeSteps(edited, {"pages", "log", "kill", "gone"});
        QCOMPARE(drawn(edited), QStringLiteral("a,asked(then:accept),type|"));
    }

    void insertedIds_areUnique()
    {
        Plan edited = plan();
        std::vector<Step> copies{*findStep(edited, "pages"), *findStep(edited, "pages"), Step{.action = actionOfType("click")}};
        const auto ids = insertSteps(edited, copies, {});
        QVERIFY(ids.has_value());
        QCOMPARE(*ids, QStringList({"pages-2", "pages-3", "click-1"}));
        QCOMPARE(drawn(edited.steps).section(",type,", 1),
                 QStringLiteral("pages-2(next:next-2 steps:rows-2,shot-2),pages-3(next:next-3 steps:rows-3,shot-3),click-1"));
    }

    void text_bringsStepsIntoAnotherPlan()
    {
        const QByteArray text = textOfSteps(plan(), {"rows", "a"});
        QVERIFY2(text.contains("\"x-mine\": 1") && !text.contains("unused"), text.constData());
        const auto read = stepsOfText(text);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(toString(read.error())));
        Plan other;
        const auto ids = pasteSteps(other, *read, {});
        QCOMPARE(*ids, QStringList({"a", "rows"}));
        QCOMPARE(other.variables.size(), 1);
        QCOMPARE(other.schemas.size(), 1);
        QVERIFY(planFromText(QByteArray::fromStdString(toJson(other).dump())).has_value());
        QCOMPARE(*pasteSteps(other, *read, {}), QStringList({"a-2", "rows-2"}));
        QCOMPARE(other.variables.size(), 1);
    }

    void text_isAPlanAListOrAStep_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("steps"); // 0: refused
        QTest::newRow("step") << QByteArray(R"({"type": "reload"})") << 1;
        QTest::newRow("list") << QByteArray(R"([{"type": "reload"}, {"type": "back"}])") << 2;
        QTest::newRow("unfinished") << QByteArray(R"({"type": "click", "target": {}})") << 1;
        QTest::newRow("unknown") << QByteArray(R"({"type": "clik"})") << 0;
        QTest::newRow("prose") << QByteArray("hello") << 0;
        QTest::newRow("number") << QByteArray("3") << 0;
        QTest::newRow("empty list") << QByteArray("[]") << 0;
        QTest::newRow("nothing") << QByteArray() << 0;
    }

    void text_isAPlanAListOrAStep()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, steps);
        const auto read = stepsOfText(text);
        QCOMPARE(read ? int(read->steps.size()) : 0, steps);
    }

    void pointer_leadsToItsStep_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("id");
        QTest::newRow("field") << "/steps/0/url"
                               << "a";
        QTest::newRow("step") << "/steps/1"
                              << "pages";
        QTest::newRow("next") << "/steps/1/next/target/selectors/0"
                              << "next";
        QTest::newRow("child") << "/steps/1/steps/1"
                               << "shot";
        QTest::newRow("else") << "/steps/2/else/0/wait_for"
                              << "log";
        QTest::newRow("at the end") << "/finally/0"
                                    << "kill";
        QTest::newRow("no step") << "/variables/0/name"
                                 << "";
        QTest::newRow("the list") << "/steps"
                                  << "a";
        QTest::newRow("too far") << "/steps/9"
                                 << "";
    }

    void pointer_leadsToItsStep()
    {
        QFETCH(QString, pointer);
        QTEST(stepIdAtPointer(plan(), pointer), "id");
    }

    void variable_takesTheTextsPlace()
    {
        Plan edited = plan();
        QVERIFY(makeVariable(edited, "a", "url", "blue", {.name = "query"}).has_value());
        QCOMPARE(std::get<Navigate>(findStep(edited, "a")->action).url, QStringLiteral("${site}/list?q=${query}"));
        QCOMPARE(edited.variables.last(), (Variable{"query", QStringLiteral("blue"), false}));
        // The same text under the same name is the same variable; another text is not.
        QVERIFY(makeVariable(edited, "a", "url", "list", {.name = "query"}).error().message.contains("query"));
        QVERIFY(!makeVariable(edited, "a", "url", "site}", {.name = "other"})); // within ${site}
        QVERIFY(!makeVariable(edited, "a", "url", "${site}", {.name = "other"}));
        QVERIFY(!makeVariable(edited, "a", "url", "list", {.name = "two words"}));
        QVERIFY(!makeVariable(edited, "a", "url", "absent", {.name = "other"}));
        QVERIFY(!makeVariable(edited, "a", "url", "", {.name = "other"}));
        QVERIFY(!makeVariable(edited, "a", "no such key", "list", {.name = "other"}));
        QCOMPARE(edited.variables.size(), 3);
    }

    void secretVariable_leavesNoTrace()
    {
        Plan edited = plan();
        QVERIFY(makeVariable(edited, "type", "value", "secret word", {.name = "password", .secret = true}).has_value());
        QCOMPARE(std::get<Change>(findStep(edited, "type")->action).values, QStringList{"${password}"});
        QVERIFY(!edited.variables.last().defaultValue);
        QVERIFY(!QByteArray::fromStdString(toJson(edited).dump()).contains("secret word"));
    }

    void variableNames_areFreeAndPlain()
    {
        QCOMPARE(freeVariableName(plan(), "Site"), QStringLiteral("site_2"));
        QCOMPARE(freeVariableName(plan(), "Your e-mail…"), QStringLiteral("your_e_mail"));
        QCOMPARE(freeVariableName(plan(), "12"), QStringLiteral("value12"));
        QCOMPARE(freeVariableName(plan(), ""), QStringLiteral("value"));
    }

    void unfinishedPlan_canBeOpenedAgain()
    {
        Plan edited = plan();
        QVERIFY(insertSteps(edited, {Step{.action = actionOfType("click")}, Step{.action = actionOfType("paginate")}}, {})
                    .has_value());
        const QByteArray text = QByteArray::fromStdString(toJson(edited).dump());
        QVERIFY(!planFromText(text));
        const auto again = unfinishedPlanFromText(text);
        QVERIFY2(again.has_value(), again ? "" : qPrintable(toString(again.error())));
        QCOMPARE(*again, edited);
        QVERIFY(!unfinishedPlanFromText(QByteArray(planText).replace("\"change\"", "\"chang\"")));
        QVERIFY(!unfinishedPlanFromText(QByteArray(planText).replace("\"max\": 3", "\"max\": \"three\"")));
    }
};

QTEST_GUILESS_MAIN(EditTest)
#include "tst_edit.moc"
