// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/planjson.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// JSON with ' for ", which reads better in C++.
QByteArray quotes(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QStringList problemsOf(const QByteArray &text)
{
    const auto json = parseJson(text);
    if (!json)
        return {"not JSON: " + json.error().message};
    QStringList lines;
    for (const Problem &problem : readPlan(*json).problems)
        lines += toString(problem);
    return lines;
}

} // namespace

class tst_PlanCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_problemsHavePointers_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QStringList>("problems");
        const auto row = [](const char *name, const char *steps, const QStringList &problems) {
            QTest::newRow(name) << quotes(steps) << problems;
        };
        row("fine", "{'type': 'back'}", {});
        row("unknown type", "{'type': 'clik'}", {"/steps/0/type: unknown step type 'clik'; did you mean 'click'?"});
        row("unknown type, nothing close", "{'type': 'teleport'}", {"/steps/0/type: unknown step type 'teleport'"});
        row("no type", "{'id': 'a'}", {"/steps/0: 'type' is missing"});
        row("type of another type", "{'type': 3}", {"/steps/0/type: type must be a string, is a number"});
        row("not a step", "3, null, []",
            {"/steps/0: a step must be an object, is a number", "/steps/1: a step must be an object, is null",
             "/steps/2: a step must be an object, is a list"});
        row("timeout a string", "{'type': 'back', 'timeout': '5'}",
            {"/steps/0/timeout: timeout must be a number of milliseconds, is a string"});
        row("timeout negative", "{'type': 'back', 'timeout': -5}",
            {"/steps/0/timeout: timeout must be a whole number of milliseconds, 1 or more, is -5"});
        row("timeout beyond everything", "{'type': 'back', 'timeout': 1e300}",
            {"/steps/0/timeout: timeout must be a whole number of milliseconds, 1 or more, is 1e+300"});
        row("flag", "{'type': 'back', 'disabled': 'yes'}", {"/steps/0/disabled: disabled must be true or false, is a string"});
        row("missing url", "{'type': 'navigate'}", {"/steps/0: 'url' is missing"});
        row("empty url", "{'type': 'navigate', 'url': ' '}", {"/steps/0/url: url is empty"});
        row("missing target", "{'type': 'click'}", {"/steps/0: 'target' is missing"});
        row("empty target", "{'type': 'click', 'target': {}}",
            {"/steps/0/target: the target is empty: it needs at least one selector"});
        row("no selectors", "{'type': 'click', 'target': {'selectors': []}}",
            {"/steps/0/target: the target is empty: it needs at least one selector"});
        row("empty selector", "{'type': 'click', 'target': {'selectors': ['a', ['b', '']]}}",
            {"/steps/0/target/selectors/1/1: the selector is empty"});
        row("chrome's place", "{'type': 'click', 'selectors': ['a', 5]}",
            {"/steps/0/selectors/1: a selector must be a string, is a number"});
        row("enum", "{'type': 'click', 'target': 'a', 'button': 'rigth'}",
            {"/steps/0/button: unknown button 'rigth'; did you mean 'right'?"});
        row("enum, nothing close", "{'type': 'scroll', 'to': 'moon'}",
            {"/steps/0/to: unknown to 'moon'; it is one of by, element, end"});
        row("modifier", "{'type': 'click', 'target': 'a', 'modifiers': ['Contrl']}",
            {"/steps/0/modifiers: unknown modifier 'Contrl'; did you mean 'Control'?"});
        row("offset", "{'type': 'click', 'target': 'a', 'offset': {'x': 1}}",
            {"/steps/0/offset: offset must be an object with the numbers x and y"});
        row("unknown key", "{'type': 'back', 'tiemout': 5}",
            {"warning: /steps/0/tiemout: unknown key 'tiemout'; did you mean 'timeout'?"});
        row("own key", "{'type': 'back', 'x-note': 5, 'colour of the sky': 1}", {});
        row("waitFor", "{'type': 'waitFor'}", {"/steps/0: 'wait_for' is missing"});
        row("condition type", "{'type': 'waitFor', 'wait_for': [{'type': 'selectr', 'selector': 'a'}]}",
            {"/steps/0/wait_for/0/type: unknown condition type 'selectr'; did you mean 'selector'?"});
        row("waitForElement's properties", "{'type': 'waitForElement', 'selectors': ['a'], 'properties': {'x': 1}}",
            {"warning: /steps/0/properties: properties are not waited for; use a js condition"});
        row("condition empty", "{'type': 'waitFor', 'wait_for': 'css:'}", {"/steps/0/wait_for: the condition is empty"});
        row("condition a number", "{'type': 'waitFor', 'wait_for': 5}",
            {"/steps/0/wait_for: a condition must be a string or an object, is a number"});
        row("condition's key", "{'type': 'waitFor', 'wait_for': {'type': 'delay'}}", {"/steps/0/wait_for: 'ms' is missing"});
        row("js_code empty", "{'type': 'evaluate', 'js_code': [' ']}", {"/steps/0/js_code: js_code is empty"});
        row("js_code empty list", "{'type': 'evaluate', 'js_code': []}", {"/steps/0/js_code: js_code is empty"});
        row("js_code of numbers", "{'type': 'evaluate', 'js_code': [{}]}",
            {"/steps/0/js_code/0: must be a string, is an object"});
        row("on_error", "{'type': 'back', 'on_error': 'skp'}", {"/steps/0/on_error: unknown policy 'skp'; did you mean 'skip'?"});
        row("on_error's word for retries", "{'type': 'back', 'on_error': 'retry'}",
            {"/steps/0/on_error: unknown policy 'retry'; write {\"retry\": 2}"});
        row("on_error's retry", "{'type': 'back', 'on_error': {'retry': 'x'}}",
            {"/steps/0/on_error/retry: retry must be a number, is a string"});
        row("duplicate ids",
            "{'type': 'back', 'id': 'a'}, {'type': 'repeat', 'times': 1, 'steps': [{'type': 'back', 'id': 'a'}]}",
            {"/steps/1/steps/0/id: the id 'a' is used twice"});
        row("unknown schema", "{'type': 'extract', 'schema': 'comits'}",
            {"/steps/0/schema: the plan has no schema 'comits'; did you mean 'commits'?"});
        row("no steps", "{'type': 'repeat', 'times': 3}, {'type': 'repeat', 'times': 3, 'steps': []}",
            {"/steps/0/steps: a step with no steps in 'steps' does nothing",
             "/steps/1/steps: a step with no steps in 'steps' does nothing"});
        row("paginate", "{'type': 'paginate', 'steps': [{'type': 'back'}]}",
            {"/steps/0: paginate needs 'next' (the step that moves on) or 'urls'"});
        row("paginate both",
            "{'type': 'paginate', 'urls': 'http://x/[1-2]', 'next': {'type': 'forward'}, 'steps': [{'type': 'back'}]}",
            {"/steps/0: paginate takes 'next' or 'urls', not both"});
        row("paginate's range", "{'type': 'paginate', 'urls': 'http://x/', 'steps': [{'type': 'back'}]}",
            {"/steps/0/urls: urls needs a range such as [1-50] or [0-100:10]"});
        row("inside next", "{'type': 'paginate', 'next': {'type': 'click', 'target': ''}, 'steps': [{'type': 'back'}]}",
            {"/steps/0/next/target: the selector is empty"});
        row("forEach", "{'type': 'forEach', 'steps': [{'type': 'back'}]}",
            {"/steps/0: forEach needs exactly one of 'elements', 'rows' and 'file'"});
        row("forEach's rows", "{'type': 'forEach', 'rows': [1], 'steps': [{'type': 'back'}]}",
            {"/steps/0/rows: rows must be a list of objects"});
        row("within",
            "{'type': 'forEach', 'elements': 'li', 'as': 'card', 'steps': [{'type': 'click', 'target': {'within': 'crad'}}]}",
            {"/steps/0/steps/0/target/within: no surrounding forEach is called 'crad' (its `as`); did you mean 'card'?"});
        row("within found",
            "{'type': 'forEach', 'elements': 'li', 'as': 'card', 'steps': [{'type': 'click', 'target': {'within': 'card'}}]}",
            {});
        row("variable", "{'type': 'navigate', 'url': 'http://x/${site}/${qurey}'}",
            {"/steps/0/url: unknown variable 'qurey'; did you mean 'query'?"});
        row("variable in a selector", "{'type': 'click', 'target': {'selectors': ['a', '.${z}']}}",
            {"/steps/0/target/selectors/1: unknown variable 'z'"});
        row("variable in a condition", "{'type': 'waitFor', 'wait_for': ['css:a', 'css:${z}']}",
            {"/steps/0/wait_for/1: unknown variable 'z'"});
        row("selector's prefix",
            "{'type': 'click', 'target': {'selectors': ['arai/Next', 'a']}}, {'type': 'hover', 'target': 'tilte/Next'}",
            {"/steps/0/target/selectors/0: unknown selector prefix 'arai/'; did you mean 'aria/'?",
             "/steps/1/target: unknown selector prefix 'tilte/'; did you mean 'title/'?"});
        row("selectors with a slash",
            "{'type': 'click', 'target': 'a[href=\\'x/y\\']'}, {'type': 'click', 'target': 'xpath//a/b'},"
            "{'type': 'click', 'target': 'css/a'}, {'type': 'click', 'target': 'foo/bar'}",
            {});
        row("key", "{'type': 'press', 'key': 'Entr'}, {'type': 'keyDown', 'key': 'Contrl'}, {'type': 'keyUp', 'key': 'Blah!'}",
            {"/steps/0/key: there is no key 'Entr'; did you mean 'Enter'?",
             "/steps/1/key: there is no key 'Contrl'; did you mean 'Control'?", "/steps/2/key: there is no key 'Blah!'"});
        row("chord", "{'type': 'press', 'key': 'Shift+Ender'}, {'type': 'press', 'key': 'a+b'}",
            {"/steps/0/key: there is no key 'Ender'; did you mean 'Enter'?",
             "/steps/1/key: 'a' in 'a+b' is no modifier: use Control, Shift, Alt or Meta"});
        row("keys that are",
            "{'type': 'press', 'key': 'Control++'}, {'type': 'press', 'key': 'é'}, {'type': 'press', 'key': 'F24'},"
            "{'type': 'press', 'key': '${query}'}",
            {});
        row("first address relative", "{'type': 'navigate', 'url': '/a'}, {'type': 'navigate', 'url': '/b'}",
            {"/steps/0/url: the first address must be a whole one, such as https://example.com/; '/a' begins without "
             "http:// or https://"});
        row("first address by a default", "{'type': 'navigate', 'url': '${site}/a'}",
            {"warning: /steps/0/url: the first address must be a whole one, such as https://example.com/; '/a' begins without "
             "http:// or https://"});
        row("first address unknown", "{'type': 'navigate', 'url': '${query}/a'}", {});
        row("template literal", "{'type': 'evaluate', 'js_code': '`${z}`'}", {});
        row("inline columns", "{'type': 'forEach', 'rows': [{'word': 'a'}], 'steps': [{'type': 'press', 'key': '${word}'}]}", {});
        row("file's columns", "{'type': 'forEach', 'file': 'a.csv', 'steps': [{'type': 'press', 'key': '${anything}'}]}", {});
    }

    void steps_problemsHavePointers()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QStringList, problems);
        const QByteArray start =
            quotes("{'format': 'foray-plan', 'version': 1, 'variables': [{'name': 'site', 'default': ''}, {'name': 'query'}],"
                   "'schemas': {'commits': {'name': 'C', 'baseSelector': 'li', 'fields': [{'name': 'a', 'selector': 'b', 'type': "
                   "'text'}]}}, 'steps': [");
        QCOMPARE(problemsOf(start + steps + "]}"), problems);
    }

    void plan_problemsHavePointers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("problems");
        const auto row = [](const char *name, const char *text, const QStringList &problems) {
            QTest::newRow(name) << quotes(text) << problems;
        };
        row("no object", "[]", {"a plan must be an object, is a list"});
        row("empty", "{}", {"'format' is missing", "'version' is missing", "'steps' is missing"});
        row("other format", "{'format': 'x', 'version': 1, 'steps': []}", {"/format: format must be \"foray-plan\", is \"x\""});
        row("newer", "{'format': 'foray-plan', 'version': 2, 'steps': []}",
            {"/version: version 2 is newer than this Foray reads (1); a newer Foray is needed"});
        row("document order", "{'steps': 3, 'version': 'x', 'name': 5, 'format': 'foray-plan'}",
            {"/steps: must be a list of steps, is a number", "/version: version must be a number, is a string",
             "/name: name must be a string, is a number"});
        row("session", "{'format': 'foray-plan', 'version': 1, 'session': {'id': '', 'storage': 'persistant'}, 'steps': []}",
            {"/session/id: the session's id is empty",
             "/session/storage: unknown storage 'persistant'; did you mean 'persistent'?"});
        row("browser",
            "{'format': 'foray-plan', 'version': 1, 'browser': {'viewport': {'width': 0}, 'block': ['image']}, 'steps': []}",
            {"/browser/viewport/width: width must be a whole number, 1 or more, is 0",
             "/browser/block: nothing called 'image' can be blocked; did you mean 'images'?"});
        row("hooks", "{'format': 'foray-plan', 'version': 1, 'hooks': {'before_got': '1', 'after_goto': 5}, 'steps': []}",
            {"/hooks/before_got: unknown hook 'before_got'; did you mean 'before_goto'?",
             "/hooks/after_goto: after_goto must be a string, is a number"});
        row("variables",
            "{'format': 'foray-plan', 'version': 1, 'variables': [{'name': 'a'}, {'name': 'a'}, {'name': 'a b'}, 5, {}], "
            "'steps': []}",
            {"/variables/1/name: the variable 'a' is declared twice",
             "/variables/2/name: the variable name 'a b' must be letters, digits and _",
             "/variables/3: a variable must be an object, is a number", "/variables/4: 'name' is missing"});
        row("unknown key", "{'format': 'foray-plan', 'version': 1, 'varaibles': [], 'steps': []}",
            {"warning: /varaibles: unknown key 'varaibles'; did you mean 'variables'?"});
        row("finally", "{'format': 'foray-plan', 'version': 1, 'steps': [], 'finally': [{'type': 'killSesion'}]}",
            {"/finally/0/type: unknown step type 'killSesion'; did you mean 'killSession'?"});
    }

    void plan_problemsHavePointers()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, problems);
        QCOMPARE(problemsOf(text), problems);
    }

    void secret_withADefaultIsAnErrorThatDoesNotRepeatIt()
    {
        const QStringList problems =
            problemsOf(quotes("{'format': 'foray-plan', 'version': 1, 'steps': [],"
                              "'variables': [{'name': 'password', 'secret': true, 'default': 'hunter2'}]}"));
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems[0].startsWith("/variables/0/default: "));
        QVERIFY(problems[0].contains("FORAY_SECRET_PASSWORD"));
        QVERIFY(!problems[0].contains("hunter2"));
    }
};

QTEST_APPLESS_MAIN(tst_PlanCheck)
#include "tst_plancheck.moc"
