// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/planjson.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// JSON with ' for ", which reads better in C++.
QByteArray quotes(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

Json parsed(const char *text)
{
    auto json = parseJson(quotes(text));
    if (!json)
        qFatal("%s", qPrintable(json.error().message));
    return *json;
}

QByteArray planWith(const QByteArray &steps)
{
    return "{'format': 'foray-plan', 'version': 1, 'name': 't', 'schemas': {'s': {'name': 'S', 'baseSelector': 'li', 'fields': "
           "[]}}, 'steps': [" +
           steps + "]}";
}

Plan planOf(const QByteArray &steps)
{
    const PlanReading reading = readPlan(parsed(planWith(steps)));
    for (const Problem &problem : reading.problems)
        qWarning("%s", qPrintable(toString(problem)));
    return reading.plan;
}

// The step after a change, as it is written into the file it came from.
QByteArray rewritten(const QByteArray &step, const std::function<void(Step &)> &change)
{
    Plan plan = planOf(step);
    change(plan.steps.at(0));
    return dumpJson(toJson(plan)["steps"][0]);
}

} // namespace

class tst_PlanJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void read_understandsTheDesignsExample()
    {
        QFile file(QStringLiteral(FORAY_SOURCE_DIR "/tests/plan/example.foray.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<Plan> plan = planFromText(file.readAll());
        QVERIFY2(plan, plan ? "" : qPrintable(toString(plan.error())));
        QCOMPARE(plan->name, QString("Commits"));
        QCOMPARE(plan->session.id, QString("commits"));
        QCOMPARE(plan->session.storage, Storage::Memory);
        QCOMPARE(plan->variables.at(0).defaultValue, QString("http://127.0.0.1:8000"));
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QCOMPARE(typeName(plan->steps[0]), QString("navigate"));
        QCOMPARE(std::get<SelectorCondition>(plan->steps[0].waitFor.at(0).kind).selector, QString("li.commit"));
        const auto &pages = std::get<Paginate>(plan->steps[1].action);
        QCOMPARE(pages.max, 3);
        QCOMPARE(pages.next.size(), std::size_t(1));
        QCOMPARE(std::get<Click>(pages.next[0].action).target.selectors.at(1), Selector{"css/a[rel=next]"});
        QCOMPARE(std::get<ChangedCondition>(pages.next[0].waitFor.at(0).kind).what, ChangedWhat::Text);
        QCOMPARE(std::get<Extract>(pages.steps.at(0).action).schema, QString("commits"));
    }

    void read_understandsEveryShortForm()
    {
        const auto kindOf = [](const QByteArray &waitFor) {
            return planOf("{'type': 'waitFor', 'wait_for': " + waitFor + "}").steps.at(0).waitFor.at(0).kind;
        };
        QCOMPARE(kindOf("'css:li.a'"), Condition::Kind(SelectorCondition{.selector = "li.a"}));
        QCOMPARE(kindOf("' li.a '"), Condition::Kind(SelectorCondition{.selector = "li.a"}));
        QCOMPARE(kindOf("'js: () => 1'"), Condition::Kind(JsCondition{"() => 1"}));
        QCOMPARE(kindOf("'() => 1'"), Condition::Kind(JsCondition{"() => 1"}));
        QCOMPARE(kindOf("'function () { return 1 }'"), Condition::Kind(JsCondition{"function () { return 1 }"}));
        QCOMPARE(kindOf("'async () => 1'"), Condition::Kind(JsCondition{"async () => 1"}));
        QCOMPARE(kindOf("[{'type': 'delay', 'ms': 3}, 'css:a']"), Condition::Kind(DelayCondition{3}));
    }

    void read_understandsChromesNames()
    {
        const Plan plan =
            planOf(" "
                   "{'type': 'doubleClick', 'selectors': [['aria/Go'], ['#host', 'button']], 'target': 'main', 'frame': [0, 1], "
                   "'offsetX': 3, 'offsetY': 4.5}, "
                   "{'type': 'click', 'selectors': ['a'], 'button': 'secondary'}, "
                   "{'type': 'waitForElement', 'selectors': ['li'], 'operator': '==', 'count': 3, 'visible': true}, "
                   "{'type': 'waitForElement', 'selectors': [['li']], 'visible': false}, "
                   "{'type': 'waitForExpression', 'expression': 'window.ready'}, "
                   "{'type': 'close'}");
        const auto &twice = std::get<Click>(plan.steps[0].action);
        QCOMPARE(twice.count, 2);
        QCOMPARE(twice.target.selectors, (QList<Selector>{{"aria/Go"}, {"#host", "button"}}));
        QCOMPARE(twice.target.frames.size(), 2);
        QCOMPARE(twice.target.frames[1].index, 1);
        QCOMPARE(*twice.offset, (QPair<double, double>(3, 4.5)));
        QCOMPARE(std::get<Click>(plan.steps[1].action).button, MouseButton::Right);
        const auto condition = [&](std::size_t i) { return plan.steps[i].waitFor.at(0).kind; };
        QCOMPARE(condition(2), Condition::Kind(SelectorCondition{.selector = "li", .op = CountOperator::Equal, .count = 3}));
        QCOMPARE(condition(3), Condition::Kind(SelectorCondition{.selector = "li", .state = ElementState::Hidden}));
        QCOMPARE(condition(4), Condition::Kind(JsCondition{"() => (window.ready)"}));
        QCOMPARE(typeName(plan.steps[5]), QString("closeTab"));
    }

    void read_makesUpUniqueIds()
    {
        const Plan plan = planOf("{'type': 'back'}, {'id': 'back-2', 'type': 'back'}, {'type': 'back'}, "
                                 "{'type': 'repeat', 'times': 2, 'steps': [{'type': 'back'}]}");
        QCOMPARE(plan.steps[0].id, QString("back-1"));
        QCOMPARE(plan.steps[1].id, QString("back-2"));
        QCOMPARE(plan.steps[2].id, QString("back-3"));
        QCOMPARE(plan.steps[3].id, QString("repeat-1"));
        QCOMPARE(std::get<Repeat>(plan.steps[3].action).steps[0].id, QString("back-4"));
    }

    void write_keepsAnUneditedPlan_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::newRow("unknown keys") << quotes("{'zeta': [1, {'b': 1, 'a': 2}], 'type': 'back', 'alpha': null, 'id': 'x'}");
        QTest::newRow("spelled out") << quotes("{'type': 'click', 'button': 'left', 'count': 1, 'target': 'css/a'}");
        QTest::newRow("chrome's") << quotes(
            "{'type': 'waitForElement', 'selectors': [['a']], 'count': 0, 'operator': '=='}, {'type': 'close'}");
        QTest::newRow("short forms") << quotes(
            "{'type': 'waitFor', 'wait_for': ['li', 'js:() => 1']}, {'type': 'evaluate', 'js_code': ['1']}");
        QTest::newRow("nested") << quotes("{'type': 'if', 'condition': 'css:a', 'then': [{'x': 1, 'type': 'back'}], 'else': []}");
        QTest::newRow("numbers") << quotes("{'type': 'scroll', 'y': 3.0, 'x': 1e2, 'timeout': 5000.0}");
    }

    void write_keepsAnUneditedPlan()
    {
        QFETCH(QByteArray, steps);
        const Json json = parsed(planWith(steps));
        const PlanReading reading = readPlan(json);
        QVERIFY2(reading.problems.isEmpty(), qPrintable(toString(reading.problems.value(0))));
        QCOMPARE(dumpJson(toJson(reading.plan)), dumpJson(json));
    }

    void write_changesOnlyWhatChanged()
    {
        const char *const step = "{'note':'n','x':1,'type':'click','count':1,'target':{'why':2,'selectors':[['a'],'b']},'wait_"
                                 "for':'li','timeout':5.0}";
        QCOMPARE(rewritten(step, [](Step &s) { s.note = "m"; }),
                 quotes("{'id':'click-1','note':'m','x':1,'type':'click','count':1,'target':{'why':2,'selectors':[['a'],'b']},'"
                        "wait_for':'li','timeout':5.0}"));
        QCOMPARE(rewritten(step,
                           [](Step &s) {
                               std::get<Click>(s.action).target.selectors = {{"c"}, {"a"}};
                               s.id = "z";
                           }),
                 quotes("{'id':'z','note':'n','x':1,'type':'click','count':1,'target':{'why':2,'selectors':['c',['a']]},'wait_"
                        "for':'li','timeout':5.0}"));
        QCOMPARE(
            rewritten(step,
                      [](Step &s) {
                          s.waitFor.clear();
                          s.timeout = 6;
                          s.id = "z";
                      }),
            quotes(
                "{'id':'z','note':'n','x':1,'type':'click','count':1,'target':{'why':2,'selectors':[['a'],'b']},'timeout':6}"));
        QCOMPARE(rewritten(step,
                           [](Step &s) {
                               std::get<Click>(s.action).count = 2;
                               s.id = "z";
                           }),
                 quotes("{'id':'z','note':'n','x':1,'type':'doubleClick','target':{'why':2,'selectors':[['a'],'b']},'wait_for':'"
                        "li','timeout':5.0}"));
        QCOMPARE(rewritten(step,
                           [](Step &s) {
                               s.action = Hover{std::get<Click>(s.action).target};
                               s.id = "z";
                           }),
                 quotes("{'id':'z','note':'n','x':1,'type':'hover','target':{'why':2,'selectors':[['a'],'b']},'wait_for':'li','"
                        "timeout':5.0}"));
    }

    void write_modernisesAChangedChromeStep()
    {
        const char *const step = "{'type':'waitForElement','selectors':[['a']],'count':2,'assertedEvents':[]}";
        QCOMPARE(rewritten(step, [](Step &s) { std::get<SelectorCondition>(s.waitFor[0].kind).count = 3; }),
                 quotes("{'id':'waitFor-1','type':'waitFor','assertedEvents':[],'wait_for':{'type':'selector','selector':'a','"
                        "state':'attached','count':3}}"));
        QCOMPARE(rewritten("{'id':'c','type':'click','selectors':['a'],'target':'main','x':1}",
                           [](Step &s) { std::get<Click>(s.action).target.selectors = {{"b"}}; }),
                 quotes("{'id':'c','type':'click','x':1,'target':{'selectors':['b']}}"));
    }

    void write_keepsConditionsLayout()
    {
        const char *const step =
            "{'id':'w','type':'waitFor','wait_for':[{'why':1,'selector':'a','type':'selector','state':'visible'},'js:() => 1']}";
        const auto first = [](Step &s) -> SelectorCondition & { return std::get<SelectorCondition>(s.waitFor[0].kind); };
        QCOMPARE(rewritten(step, [&](Step &s) { first(s).selector = "b"; }),
                 quotes("{'id':'w','type':'waitFor','wait_for':[{'why':1,'selector':'b','type':'selector','state':'visible'},'js:"
                        "() => 1']}"));
        QCOMPARE(rewritten(step, [](Step &s) { s.waitFor.removeFirst(); }),
                 quotes("{'id':'w','type':'waitFor','wait_for':'js:() => 1'}"));
        QCOMPARE(rewritten(step, [](Step &s) { s.waitFor[0].kind = UrlCondition{"**/x"}; }),
                 quotes("{'id':'w','type':'waitFor','wait_for':[{'why':1,'type':'url','url':'**/x'},'js:() => 1']}"));
    }

    void write_followsMovedAndNewSteps()
    {
        Plan plan =
            planOf("{'id':'a','type':'back','x':1},{'type':'repeat','y':1,'times':2,'steps':[{'id':'b','type':'reload','z':1}]}");
        Step fresh;
        fresh.id = "new";
        fresh.action = Evaluate{{"1"}};
        auto &children = std::get<Repeat>(plan.steps[1].action).steps;
        children.insert(children.begin(), fresh);
        children.push_back(plan.steps[0]);
        plan.steps.erase(plan.steps.begin());
        QCOMPARE(dumpJson(toJson(plan)["steps"]),
                 quotes("[{'type':'repeat','y':1,'times':2,'steps':[{'id':'new','type':'evaluate','js_code':'1'},{'id':'b','type'"
                        ":'reload','z':1},{'id':'a','type':'back','x':1}]}]"));
    }

    void write_keepsThePlansOwnLayout()
    {
        const char *const text =
            "{'steps':[],'x':{'b':1,'a':2},'version':1,'format':'foray-plan','session':{'q':1,'storage':'memory'},"
            "'variables':[{'u':1,'name':'a','default':5},{'name':'b','default':'x','v':2}],'hooks':{'after_goto':'1'}}";
        Plan plan = readPlan(parsed(text)).plan;
        plan.session.id = "new";
        plan.variables[1].defaultValue = "y";
        plan.variables.append({"c", QString("z"), false});
        plan.hooks.clear();
        plan.pageTimeout = 5;
        QCOMPARE(
            dumpJson(toJson(plan)),
            quotes(
                "{'steps':[],'x':{'b':1,'a':2},'version':1,'format':'foray-plan','session':{'id':'new','q':1,'storage':'memory'},"
                "'variables':[{'u':1,'name':'a','default':5},{'name':'b','default':'y','v':2},{'name':'c','default':'z'}],'page_"
                "timeout':5}"));
    }

    void write_neverWritesASecretsValue()
    {
        Plan plan = readPlan(parsed("{'format':'foray-plan','version':1,'steps':[],'variables':[{'name':'p','secret':true,'"
                                    "default':'hunter2'}]}"))
                        .plan;
        QVERIFY(!dumpJson(toJson(plan)).contains("hunter2"));
        plan.name = "x";
        plan.variables[0].defaultValue = "hunter2";
        QVERIFY(!dumpJson(toJson(plan)).contains("hunter2"));
    }

    void explicitJson_saysEverything()
    {
        Condition condition;
        condition.kind = SelectorCondition{.selector = "li"};
        QCOMPARE(dumpJson(toJson(condition)), quotes("'css:li'"));
        QCOMPARE(dumpJson(explicitJson(condition)),
                 quotes("{'type':'selector','selector':'li','state':'visible','operator':'>='}"));
    }

    void save_isReadBack()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("p.foray.json");
        const Plan plan = planOf("{'id': 'a', 'type': 'back'}");
        QVERIFY(savePlan(plan, path));
        QCOMPARE(*loadPlan(path) == plan, true);
        const auto lost = savePlan(plan, folder.filePath("no/such/folder/p.foray.json"));
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Io);
        QCOMPARE(loadPlan(folder.filePath("absent")).error().kind, ErrorKind::Io);
    }

    void fromText_saysWhatAndWhere()
    {
        const auto plan = planFromText(quotes(planWith("{'id': 'a', 'type': 'clik', 'target': 'a'}")), "x.json");
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::InvalidPlan);
        QCOMPARE(plan.error().message, QString("/steps/0/type: unknown step type 'clik'; did you mean 'click'?"));
        QCOMPARE(plan.error().where, QString("x.json#/steps/0/type"));
    }
};

QTEST_GUILESS_MAIN(tst_PlanJson)
#include "tst_planjson.moc"
