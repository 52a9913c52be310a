// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/planjson.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class tst_Sentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void step_readsAsAPersonSaysIt_data();
    void step_readsAsAPersonSaysIt();
    void condition_readsAsAPersonSaysIt_data();
    void condition_readsAsAPersonSaysIt();
};

namespace {

// One row per sentence: JSON with ' for ", and what it reads as.
void addRow(const char *json, const char *text)
{
    QTest::newRow(text) << QByteArray(json).replace('\'', '"') << QString::fromUtf8(text);
}

Step stepOf(const QByteArray &text)
{
    Json plan{{"format", "foray-plan"}, {"version", 1}, {"steps", Json::array()}};
    plan["steps"].push_back(*parseJson(text));
    return readPlan(plan).plan.steps.at(0);
}

} // namespace

void tst_Sentence::step_readsAsAPersonSaysIt_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    addRow("{'type': 'navigate', 'url': '${site}/commits'}", "Open ${site}/commits");
    addRow("{'type': 'reload'}", "Reload the page");
    addRow("{'type': 'back'}", "Go back");
    addRow("{'type': 'forward'}", "Go forward");
    addRow("{'type': 'click', 'target': {'selectors': ['css/a', \"aria/Next page[role=\\\"link\\\"]\"]}}", "Click 'Next page'");
    addRow("{'type': 'click', 'target': {'selectors': ['#x', 'testid/next']}}", "Click 'next'");
    addRow("{'type': 'click', 'target': {'selectors': ['css/a[rel=next]']}}", "Click 'a[rel=next]'");
    addRow("{'type': 'click', 'target': {'selectors': ['aria/[role=link]', '#a']}}", "Click 'aria/[role=link]'");
    addRow("{'type': 'click', 'target': {'selectors': [['#host', 'button']]}}", "Click '#host button'");
    addRow("{'type': 'click', 'target': {'within': 'card'}}", "Click the current 'card'");
    addRow("{'type': 'click', 'target': 'main > section.articles > article:nth-of-type(3) a'}",
           "Click 'main > section.articles > article:nth-o…'");
    addRow("{'type': 'doubleClick', 'target': 'a'}", "Double-click 'a'");
    addRow("{'type': 'click', 'target': 'b', 'button': 'right', 'modifiers': ['Shift', 'Control']}",
           "Control+Shift+Right-click 'b'");
    addRow("{'type': 'click', 'target': 'a', 'button': 'middle', 'count': 3}", "Middle-click 'a' 3 times");
    addRow("{'type': 'hover', 'target': 'text/Menu'}", "Point at 'Menu'");
    addRow("{'type': 'change', 'target': 'label/Search', 'value': '${query}'}", "Type '${query}' into 'Search'");
    addRow("{'type': 'change', 'target': 'label/Search', 'value': ''}", "Clear 'Search'");
    addRow("{'type': 'change', 'target': 'label/News', 'value': true}", "Check 'News'");
    addRow("{'type': 'change', 'target': 'label/News', 'value': false}", "Uncheck 'News'");
    addRow("{'type': 'change', 'target': 'label/Size', 'value': ['S', 'M']}", "Select 'S', 'M' in 'Size'");
    addRow("{'type': 'press', 'key': 'Enter'}", "Press Enter");
    addRow("{'type': 'press', 'key': 'Enter', 'target': 'placeholder/Search'}", "Press Enter in 'Search'");
    addRow("{'type': 'keyDown', 'key': 'Shift'}", "Hold down Shift");
    addRow("{'type': 'keyUp', 'key': 'Shift'}", "Release Shift");
    addRow("{'type': 'scroll', 'y': 300}", "Scroll down 300 px");
    addRow("{'type': 'scroll', 'y': -300, 'target': '#list'}", "Scroll up 300 px in '#list'");
    addRow("{'type': 'scroll', 'x': 20}", "Scroll right 20 px");
    addRow("{'type': 'scroll', 'x': 20, 'y': 5}", "Scroll by 20, 5 px");
    addRow("{'type': 'scroll', 'to': 'end'}", "Scroll to the end");
    addRow("{'type': 'scroll', 'to': 'element', 'target': '#list'}", "Scroll to '#list'");
    addRow("{'type': 'drag', 'target': '#a', 'to': '#b'}", "Drag '#a' to '#b'");
    addRow("{'type': 'upload', 'target': 'label/File', 'files': ['a.txt', 'b.txt']}", "Upload a.txt, b.txt to 'File'");
    addRow("{'type': 'dialog'}", "Accept the dialog");
    addRow("{'type': 'dialog', 'text': 'x'}", "Answer the dialog with 'x'");
    addRow("{'type': 'dialog', 'accept': false}", "Dismiss the dialog");
    addRow("{'type': 'switchTab'}", "Switch to the newest tab");
    addRow("{'type': 'switchTab', 'index': 0}", "Switch to tab 1");
    addRow("{'type': 'switchTab', 'url': '**/popup'}", "Switch to the tab '**/popup'");
    addRow("{'type': 'closeTab'}", "Close the tab");
    addRow("{'type': 'evaluate', 'js_code': ['a();', 'b()']}", "Run JavaScript: a();; b()");
    addRow("{'type': 'waitFor', 'wait_for': {'type': 'changed', 'selector': 'li.commit h4'}}",
           "Wait until the first 'li.commit h4' has another text");
    addRow("{'type': 'waitFor', 'wait_for': ['css:a', {'type': 'delay', 'ms': 5}]}",
           "Wait until 'a' is visible and 5 ms have passed");
    addRow("{'type': 'extract', 'schema': 'commits'}", "Extract 'commits'");
    addRow("{'type': 'extract', 'schema': 'a', 'table': 'b', 'css_selector': '.c'}", "Extract 'a' into 'b' from '.c'");
    addRow("{'type': 'screenshot'}", "Take a screenshot");
    addRow("{'type': 'screenshot', 'fullPage': true}", "Take a screenshot of the whole page");
    addRow("{'type': 'setViewport', 'width': 800, 'height': 600}", "Set the viewport to 800 × 600");
    addRow("{'type': 'killSession'}", "Kill the session");
    addRow("{'type': 'repeat', 'times': 3, 'steps': []}", "Repeat 3 times");
    addRow("{'type': 'repeat', 'until': 'css:.done', 'steps': []}", "Repeat until '.done' is visible, at most 100 times");
    addRow("{'type': 'repeat', 'while': 'css:.more', 'max': 1, 'steps': []}", "Repeat while '.more' is visible, at most once");
    addRow("{'type': 'forEach', 'elements': 'article.card', 'max': 3, 'steps': []}", "For each 'article.card', at most 3");
    addRow("{'type': 'forEach', 'file': 'people.csv', 'steps': []}", "For each row of people.csv");
    addRow("{'type': 'forEach', 'rows': [{}, {}], 'steps': []}", "For each of 2 rows");
    addRow("{'type': 'if', 'condition': 'css:.cookies', 'then': []}", "If '.cookies' is visible");
    addRow("{'type': 'paginate', 'max': 3}", "On each page, at most 3");
    addRow("{'type': 'paginate', 'urls': 'http://x/[1-5]'}", "On each page of http://x/[1-5], at most 100");
}

void tst_Sentence::step_readsAsAPersonSaysIt()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QCOMPARE(sentence(stepOf(json)), text);
}

void tst_Sentence::condition_readsAsAPersonSaysIt_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    addRow("'css:li'", "'li' is visible");
    addRow("{'type': 'selector', 'selector': 'li', 'state': 'attached'}", "'li' is in the page");
    addRow("{'type': 'selector', 'selector': 'li', 'state': 'hidden'}", "'li' is hidden");
    addRow("{'type': 'selector', 'selector': 'li', 'state': 'detached'}", "'li' is gone");
    addRow("{'type': 'selector', 'selector': 'li', 'count': 10}", "at least 10 'li' are visible");
    addRow("{'type': 'selector', 'selector': 'li', 'count': 3, 'operator': '==', 'state': 'attached'}",
           "exactly 3 'li' are in the page");
    addRow("{'type': 'changed', 'selector': 'li'}", "the first 'li' has another text");
    addRow("{'type': 'changed', 'selector': 'li', 'what': 'count'}", "the number of 'li' has changed");
    addRow("{'type': 'changed', 'selector': 'li', 'what': 'identity'}", "the first 'li' has been replaced");
    addRow("{'type': 'text', 'text': 'Thank you'}", "the page contains 'Thank you'");
    addRow("{'type': 'text', 'text': 'Thanks', 'selector': 'h1', 'match': 'equals'}", "'h1' says exactly 'Thanks'");
    addRow("{'type': 'text', 'text': '^T', 'selector': 'h1', 'match': 'regex'}", "'h1' matches '^T'");
    addRow("{'type': 'url', 'url': '**/account*'}", "the address matches '**/account*'");
    addRow("{'type': 'response', 'url': '**/api/*'}", "a response from '**/api/*' has come");
    addRow("{'type': 'networkidle'}", "the network has been quiet for 500 ms");
    addRow("'js:() => window.ready'", "this JavaScript is true: () => window.ready");
    addRow("{'type': 'delay', 'ms': 250}", "250 ms have passed");
}

void tst_Sentence::condition_readsAsAPersonSaysIt()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    const Step step = stepOf("{\"type\": \"waitFor\", \"wait_for\": " + json + "}");
    QCOMPARE(sentence(step.waitFor.at(0)), text);
}

QTEST_APPLESS_MAIN(tst_Sentence)
#include "tst_sentence.moc"
