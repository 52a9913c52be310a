// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "engine/plan/variables.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class tst_Variables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void substitute_replacesNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QStringList>("missing");
        QTest::newRow("none") << "a $ b {c}"
                              << "a $ b {c}" << QStringList();
        QTest::newRow("one") << "${a}/x"
                             << "1/x" << QStringList();
        QTest::newRow("several") << "${a}${b c}${a}"
                                 << "12 21" << QStringList();
        QTest::newRow("escaped") << "$${a} ${a} $$${a}"
                                 << "${a} 1 $${a}" << QStringList();
        QTest::newRow("missing") << "${x} ${y} ${x}"
                                 << "${x} ${y} ${x}" << QStringList{"x", "y"};
        QTest::newRow("not again") << "${again}"
                                   << "${a}" << QStringList();
        QTest::newRow("unfinished") << "${a"
                                    << "${a" << QStringList();
        QTest::newRow("unfinished, then one") << "${ ${a}"
                                              << "${ 1" << QStringList();
        QTest::newRow("empty name") << "${}"
                                    << "${}" << QStringList();
        QTest::newRow("end") << "a$"
                             << "a$" << QStringList();
        QTest::newRow("empty value") << "[${empty}]"
                                     << "[]" << QStringList();
    }

    void substitute_replacesNames()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        QFETCH(QStringList, missing);
        QStringList found;
        QCOMPARE(substitute(text, values(), &found), result);
        QCOMPARE(found, missing);
    }

    void substituteInCode_cannotBreakOutOfAString()
    {
        const Values odd{{"v", QString("a'b\"c`d\\e\n</f>${g}")}};
        QCOMPARE(substituteInCode("x = '${v}'; y = `${own}`", odd),
                 QString("x = 'a\\'b\\\"c\\`d\\\\e\\u000a\\u003c/f>\\${g}'; y = `${own}`"));
        QCOMPARE(substituteInCode("return ${v} > 1", {{"v", "-3.5"}}), QString("return -3.5 > 1"));
    }

    void substituted_reachesEveryText()
    {
        QStringList missing;
        Click click;
        click.target.selectors = {{"css/.${a}", "#${x}"}};
        click.target.frames = {FrameRef{{"iframe.${a}"}, "${a}", "${a}", -1}};
        const auto result = std::get<Click>(substituted(click, values(), &missing));
        QCOMPARE(result.target.selectors, (QList<Selector>{{"css/.1", "#${x}"}}));
        QCOMPARE(result.target.frames.at(0), (FrameRef{{"iframe.1"}, "1", "1", -1}));
        QCOMPARE(missing, QStringList{"x"});
        QCOMPARE(std::get<Evaluate>(substituted(Evaluate{{"f('${a}')", "${x}"}}, values())).code,
                 (QStringList{"f('1')", "${x}"}));
        QCOMPARE(std::get<Change>(substituted(Change{{}, {"${a}", "b"}}, values())).values, (QStringList{"1", "b"}));

        If choice;
        choice.condition.kind = TextCondition{"${a}", "${b c}"};
        Step child;
        child.action = Navigate{"${a}", {}, {}};
        choice.thenSteps = {child};
        const auto chosen = std::get<If>(substituted(choice, values()));
        QCOMPARE(chosen.condition.kind, Condition::Kind(TextCondition{"1", "2 2"}));
        QCOMPARE(std::get<Navigate>(chosen.thenSteps.at(0).action).url, QString("${a}"));

        ForEach loop;
        loop.rows = Json::parse("[{\"u\": \"${a}/x\", \"n\": 3}]");
        QCOMPARE(std::get<ForEach>(substituted(loop, values())).rows, JsonValue(Json::parse("[{\"u\": \"1/x\", \"n\": 3}]")));
    }

    void resolve_takesTheNearest()
    {
        Plan plan;
        plan.variables = {{"site", QString("default"), false}, {"pass_word", {}, true}};
        QProcessEnvironment environment;
        environment.insert("FORAY_SECRET_PASS_WORD", "from-environment");
        environment.insert("FORAY_SECRET_SITE", "never");
        QCOMPARE(*resolveVariables(plan, {}, environment), (Values{{"site", "default"}, {"pass_word", "from-environment"}}));
        QCOMPARE(*resolveVariables(plan, {{"site", "set"}, {"pass_word", "set"}, {"more", "x"}}, environment),
                 (Values{{"site", "set"}, {"pass_word", "set"}, {"more", "x"}}));
    }

    void resolve_saysHowToGiveWhatIsMissing()
    {
        Plan plan;
        plan.variables = {{"query", {}, false}, {"password", {}, true}};
        const auto values = resolveVariables(plan, {}, QProcessEnvironment());
        QVERIFY(!values);
        QVERIFY2(values.error().message.contains("--set query=VALUE"), qPrintable(values.error().message));
        QVERIFY2(values.error().message.contains("FORAY_SECRET_PASSWORD"), qPrintable(values.error().message));
    }

    void redact_hidesEverySpelling()
    {
        const QStringList secrets{"a b/\"c", "a b/\"c'd", ""};
        QCOMPARE(redact("x a b/\"c'd y a b/\"c", secrets), QString("x ••• y •••"));
        QCOMPARE(redact("?q=a%20b%2F%22c&r=a+b%2F%22c", secrets), QString("?q=•••&r=•••"));
        QCOMPARE(redact("{\"v\": \"a b/\\\"c\"}", secrets), QString("{\"v\": \"•••\"}"));
        QCOMPARE(redact("nothing", secrets), QString("nothing"));
    }

    void secretValues_areOnlySecrets()
    {
        Plan plan;
        plan.variables = {{"site", {}, false}, {"password", {}, true}, {"token", {}, true}};
        QCOMPARE(secretValues(plan, {{"site", "s"}, {"password", "p"}, {"token", ""}}), QStringList{"p"});
    }

private:
    static Values values() { return {{"a", "1"}, {"b c", "2 2"}, {"again", "${a}"}, {"empty", ""}}; }
};

QTEST_GUILESS_MAIN(tst_Variables)
#include "tst_variables.moc"
