// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QJsonArray>
#include <QTest>

using namespace Foray;

// resources/js/fields.js: form fields as they are focused, set and read, and scrolling.
class TestPageScriptsFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void focus_tellsTheKind_data();
    void focus_tellsTheKind();
    void focus_selectsSoThatTypingReplaces_data();
    void focus_selectsSoThatTypingReplaces();
    void focus_refusedIsAnError();
    void values_areSet_data();
    void values_areSet();
    void badValues_areRefused_data();
    void badValues_areRefused();
    void scrolling_tellsWhetherItMoved();

private:
    QJsonObject handle(const QString &selector);

    std::unique_ptr<JsPage> m_page;
};

void TestPageScriptsFields::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

QJsonObject TestPageScriptsFields::handle(const QString &selector)
{
    return {{u"handle"_qs, m_page->inScripts(u"return foray.handles.add(foray.selectors.all('"_qs + selector + u"')[0])"_qs)}};
}

void TestPageScriptsFields::focus_tellsTheKind_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *html, const char *kind, const QJsonValue &value) {
        QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(kind) << value;
    };
    row("<input id=t value=a>", "text", u"a"_qs);
    row("<input id=t type=email value=a>", "text", u"a"_qs);
    row("<input id=t type=number value=4>", "text", u"4"_qs);
    row("<input id=t type=password value=p>", "text", u"p"_qs);
    row("<textarea id=t>a</textarea>", "textarea", u"a"_qs);
    row("<div id=t contenteditable>a</div>", "contenteditable", u"a"_qs);
    row("<select id=t><option value=1>a<option value=2 selected>b</select>", "select", u"2"_qs);
    row("<select id=t multiple><option selected>a<option selected>b</select>", "select", QJsonArray{u"a"_qs, u"b"_qs});
    row("<input id=t type=checkbox checked>", "checkbox", true);
    row("<input id=t type=radio>", "radio", false);
    row("<input id=t type=date value=2026-01-02>", "date-like", u"2026-01-02"_qs);
    row("<input id=t type=datetime-local>", "date-like", QString());
    row("<input id=t type=week>", "date-like", QString());
    row("<input id=t type=range value=7>", "range", u"7"_qs);
    row("<input id=t type=color value='#aabbcc'>", "color", u"#aabbcc"_qs);
    row("<input id=t type=file>", "file", QString());
    row("<button id=t>a</button>", "other", u"a"_qs);
    row("<label id=t>x<input value=a></label>", "text", u"a"_qs);
}

void TestPageScriptsFields::focus_tellsTheKind()
{
    QFETCH(QString, html);
    m_page->setHtml(html);
    const QJsonValue answer = m_page->call(u"focusField"_qs, handle(u"#t"_qs));
    QVERIFY2(answer.isObject(), qPrintable(answer.toString()));
    QTEST(answer.toObject().value(u"kind"_qs).toString(), "kind");
    QTEST(answer.toObject().value(u"value"_qs), "value");
}

void TestPageScriptsFields::focus_selectsSoThatTypingReplaces_data()
{
    QTest::addColumn<QString>("html");
    QTest::newRow("input") << u"<input id=t value=old>"_qs;
    QTest::newRow("number") << u"<input id=t type=number value=12>"_qs;
    QTest::newRow("textarea") << u"<textarea id=t>old\nlines</textarea>"_qs;
    QTest::newRow("contenteditable") << u"<div id=t contenteditable>old <b>text</b></div>"_qs;
    QTest::newRow("in a shadow root")
        << u"<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<input id=t value=old>'</script>"_qs;
}

void TestPageScriptsFields::focus_selectsSoThatTypingReplaces()
{
    QFETCH(QString, html);
    m_page->setHtml(html);
    const QJsonObject field = handle(u"#t"_qs);
    m_page->call(u"focusField"_qs, field);
    m_page->pressKey(Qt::Key_5, u"5"_qs);
    QTRY_COMPARE(m_page->call(u"readValue"_qs, field).toString(), u"5"_qs);
}

void TestPageScriptsFields::focus_refusedIsAnError()
{
    m_page->setHtml(u"<input id=t disabled>"_qs);
    const QString error = m_page->call(u"focusField"_qs, handle(u"#t"_qs)).toString();
    QVERIFY2(error.startsWith(u"element not interactable: "_qs), qPrintable(error));
}

const QString colors =
    u"<select id=t><option value=r>Red</option><option value=g>Green <option>#0</option><option value=x disabled>No</select>"_qs;
const QString many = u"<select id=t multiple><option value=r selected>Red<option value=g>Green<option value=b>Blue</select>"_qs;

void TestPageScriptsFields::values_areSet_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QJsonArray>("values");
    QTest::addColumn<QJsonValue>("result");
    const auto row = [](const char *name, const QString &html, const QJsonArray &values, const QJsonValue &result) {
        QTest::newRow(name) << html << values << result;
    };
    row("value", colors, {u"g"_qs}, u"g"_qs);
    row("label", colors, {u"Green"_qs}, u"g"_qs);
    row("place", colors, {u"#1"_qs}, u"g"_qs);
    row("value before place", colors, {u"#0"_qs}, u"#0"_qs);
    row("several", many, {u"g"_qs, u"Blue"_qs}, QJsonArray{u"g"_qs, u"b"_qs});
    row("none of several", many, {}, QJsonArray{});
    row("date", u"<input id=t type=date>"_qs, {u"2026-12-31"_qs}, u"2026-12-31"_qs);
    row("time", u"<input id=t type=time>"_qs, {u"23:59"_qs}, u"23:59"_qs);
    row("month", u"<input id=t type=month>"_qs, {u"2026-12"_qs}, u"2026-12"_qs);
    row("week", u"<input id=t type=week>"_qs, {u"2026-W52"_qs}, u"2026-W52"_qs);
    row("date and time", u"<input id=t type=datetime-local>"_qs, {u"2026-12-31T23:59"_qs}, u"2026-12-31T23:59"_qs);
    row("range", u"<input id=t type=range max=10>"_qs, {u"7"_qs}, u"7"_qs);
    row("color", u"<input id=t type=color>"_qs, {u"#AABBCC"_qs}, u"#aabbcc"_qs);
    row("text", u"<input id=t>"_qs, {u" a "_qs}, u" a "_qs);
}

void TestPageScriptsFields::values_areSet()
{
    QFETCH(QString, html);
    QFETCH(QJsonArray, values);
    m_page->setHtml(
        html + u"<script>seen = []; for (const e of ['input','change']) addEventListener(e, () => seen.push(e))</script>"_qs);
    QJsonObject args = handle(u"#t"_qs);
    args.insert(u"values"_qs, values);
    QTEST(m_page->call(u"setValue"_qs, args), "result");
    QTEST(m_page->call(u"readValue"_qs, args), "result");
    QCOMPARE(m_page->inPage(u"seen.join()"_qs).toString(), u"input,change"_qs);
}

void TestPageScriptsFields::badValues_areRefused_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QJsonArray>("values");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QString &html, const QJsonArray &values, const char *error) {
        QTest::newRow(name) << html << values << QString::fromUtf8(error);
    };
    row("no option", colors, {u"Blue"_qs}, "invalid argument: <select id=\"t\">Red");
    row("options are named", colors, {u"Blue"_qs}, "there are 'r' (Red), 'g' (Green), '#0' (#0), 'x' (No)");
    row("disabled option", colors, {u"x"_qs}, "element not interactable: The option 'x'");
    row("two for one", colors, {u"r"_qs, u"g"_qs}, "takes one value, not 2");
    row("past the end", colors, {u"#9"_qs}, "has no option '#9'");
    row("date", u"<input id=t type=date>"_qs, {u"31.12.2026"_qs}, "write it as 2026-12-31");
    row("range", u"<input id=t type=range max=10>"_qs, {u"11"_qs}, "takes 0 to 10 in steps of 1; '11' would become '10'");
    row("color", u"<input id=t type=color>"_qs, {u"red"_qs}, "write it as #1a2b3c");
    row("file", u"<input id=t type=file>"_qs, {u"a"_qs}, "cannot be set");
}

void TestPageScriptsFields::badValues_areRefused()
{
    QFETCH(QString, html);
    QFETCH(QJsonArray, values);
    QFETCH(QString, error);
    m_page->setHtml(html);
    QJsonObject args = handle(u"#t"_qs);
    const QJsonValue before = m_page->call(u"readValue"_qs, args);
    args.insert(u"values"_qs, values);
    const QString told = m_page->call(u"setValue"_qs, args).toString();
    QVERIFY2(told.contains(error), qPrintable(told));
    QCOMPARE(m_page->call(u"readValue"_qs, args), before);
}

void TestPageScriptsFields::scrolling_tellsWhetherItMoved()
{
    m_page->setHtml(u"<style>html{scroll-behavior:smooth}</style><div id=box style='height:100px;overflow:auto'><p id=in "
                    u"style='height:500px'>x</div>"
                    "<div style=height:3000px></div><b id=end>x</b>"_qs);
    const auto scroll = [&](QJsonObject args, const QString &to, int y = 0) {
        args.insert(u"to"_qs, to);
        args.insert(u"y"_qs, y);
        return m_page->call(u"scrollTo"_qs, args).toObject();
    };
    QCOMPARE(scroll({}, u"by"_qs, 200), (QJsonObject{{u"moved"_qs, true}, {u"top"_qs, 200}, {u"left"_qs, 0}}));
    QVERIFY(scroll({}, u"end"_qs).value(u"top"_qs).toInt() > 2000);
    QCOMPARE(scroll({}, u"end"_qs).value(u"moved"_qs), QJsonValue(false));
    QCOMPARE(scroll(handle(u"#in"_qs), u"by"_qs, 50), (QJsonObject{{u"moved"_qs, true}, {u"top"_qs, 50}, {u"left"_qs, 0}}));
    QCOMPARE(scroll(handle(u"#box"_qs), u"end"_qs).value(u"top"_qs),
             QJsonValue(m_page->inPage(u"box.scrollHeight - 100"_qs).toInt()));
    m_page->inPage(u"scrollTo({top: 0, behavior: 'instant'})"_qs);
    QVERIFY(scroll(handle(u"#end"_qs), u"element"_qs).value(u"top"_qs).toInt() > 2000);
}

QTEST_MAIN(TestPageScriptsFields)
#include "tst_pagescripts_fields.moc"
