// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Foray;

// resources/js/actionability.js, prepare.js and watchinput.js: when an element can be acted on, and what is in the way.
class TestPageScriptsActionability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void needs_holdOrNot_data();
    void needs_holdOrNot();
    void prepare_waitsForTheNeed_data();
    void prepare_waitsForTheNeed();
    void prepare_waitsForTheElement();
    void prepare_scrollsToTheElement_data();
    void prepare_scrollsToTheElement();
    void prepare_scrollsFromBehindAStickyHeader();
    void prepare_pointsIntoTheFirstLine();
    void prepare_takesAnOffset();
    void prepare_waitsUntilAnAnimationEnds();
    void handle_ofRemovedElementIsStale();
    void click_thatHitsIsReported();
    void click_thatMissesIsKeptFromThePage();
    void click_afterAMissWorksAgain();
    void click_isWatchedFromPrepareOn();
    void otherGestures_areReported();

private:
    QJsonValue prepare(const QString &selector, const QJsonArray &need, int timeout = 300, QJsonObject more = {});

    std::unique_ptr<JsPage> m_page;
};

void TestPageScriptsActionability::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

QJsonValue TestPageScriptsActionability::prepare(const QString &selector, const QJsonArray &need, int timeout, QJsonObject more)
{
    more.insert(u"locator"_qs, QJsonObject{{u"target"_qs, QJsonObject{{u"selectors"_qs, QJsonArray{selector}}}}});
    more.insert(u"need"_qs, need);
    return m_page->callFor(timeout, u"prepare"_qs, more);
}

const QJsonArray clickNeeds{u"visible"_qs, u"stable"_qs, u"enabled"_qs, u"receivesEvents"_qs};

void TestPageScriptsActionability::needs_holdOrNot_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("need");
    QTest::addColumn<QString>("problem"); // empty when it holds

    const auto row = [](const char *name, const char *html, const char *need, const char *problem) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(need) << QString::fromUtf8(problem);
    };
    row("visible", "<b id=t>x</b>", "visible", "");
    row("empty", "<b id=t></b>", "visible", "box is empty");
    row("display none", "<b id=t style=display:none>x</b>", "visible", "display: none");
    row("parent display none", "<div style=display:none><b id=t>x</b></div>", "visible", "not displayed");
    row("hidden attribute", "<b id=t hidden>x</b>", "visible", "not visible");
    row("visibility", "<b id=t style=visibility:hidden>x</b>", "visible", "visibility: hidden");
    row("visibility inherited", "<div style=visibility:hidden><b id=t>x</b></div>", "visible", "visibility: hidden");
    row("visibility won back", "<div style=visibility:hidden><b id=t style=visibility:visible>x</b></div>", "visible", "");
    row("opacity 0 is visible", "<b id=t style=opacity:0>x</b>", "visible", "");
    row("zero height", "<div id=t style='height:0;overflow:hidden'>x</div>", "visible", "box is empty");
    row("display contents", "<div id=t style=display:contents><b>x</b></div>", "visible", "");
    row("display contents text", "<div id=t style=display:contents>x</div>", "visible", "");
    row("display contents empty", "<div id=t style=display:contents></div>", "visible", "not visible");
    row("closed details", "<details><summary>s</summary><b id=t>x</b></details>", "visible", "not visible");
    row("out of sight", "<div style=height:3000px></div><b id=t>x</b>", "visible", "");

    row("enabled", "<button id=t>x</button>", "enabled", "");
    row("disabled", "<button id=t disabled>x</button>", "enabled", "disabled");
    row("disabled fieldset", "<fieldset disabled><input id=t></fieldset>", "enabled", "disabled");
    row("legend of a disabled fieldset", "<fieldset disabled><legend><input id=t></legend></fieldset>", "enabled", "");
    row("disabled select's option", "<select disabled><option id=t>x</select>", "enabled", "");
    row("disabled option", "<select><option id=t disabled>x</select>", "enabled", "disabled");
    row("disabled optgroup", "<select><optgroup disabled><option id=t>x</select>", "enabled", "disabled");
    row("aria-disabled", "<div role=button id=t aria-disabled=true>x</div>", "enabled", "disabled");
    row("aria-disabled around", "<div aria-disabled=true><div role=button id=t>x</div></div>", "enabled", "disabled");
    row("aria-disabled false inside", "<div aria-disabled=true><div role=button id=t aria-disabled=false>x</div></div>",
        "enabled", "");
    row("icon in a disabled button", "<button disabled><i id=t>x</i></button>", "enabled", "disabled");
    row("label of a disabled field", "<label id=t>x<input disabled></label>", "enabled", "disabled");
    row("disabled attribute on a div", "<div id=t disabled>x</div>", "enabled", "");

    row("input", "<input id=t>", "editable", "");
    row("readonly", "<input id=t readonly>", "editable", "read-only");
    row("aria-readonly", "<div contenteditable id=t aria-readonly=true>x</div>", "editable", "read-only");
    row("disabled input", "<input id=t disabled>", "editable", "disabled");
    row("contenteditable", "<div contenteditable id=t>x</div>", "editable", "");
    row("inside contenteditable", "<div contenteditable><p id=t>x</p></div>", "editable", "");
    row("no field", "<p id=t>x</p>", "editable", "no field");
    row("label's field", "<label id=t>x<textarea></textarea></label>", "editable", "");

    const char *cover = "<div class=modal style='position:fixed;left:0;top:0;right:0;bottom:0'>m</div>";
    row("receives", "<button id=t>x</button>", "receivesEvents", "");
    row("covered", (std::string("<button id=t>x</button>") + cover).c_str(), "receivesEvents",
        "covered by <div class=\"modal\">m</div>");
    row("child in the way is fine", "<button id=t><span>x</span></button>", "receivesEvents", "");
    row("button around is fine", "<button><span id=t style=pointer-events:none>x</span></button>", "receivesEvents", "");
    row("label over its input",
        "<label style='position:relative;display:inline-block;padding:20px'>x<input id=t type=checkbox "
        "style='position:absolute;left:0;top:0;width:30px;height:30px;opacity:0;z-index:-1'></label>",
        "receivesEvents", "");
    row("cover without pointer events",
        "<button id=t>x</button><div style='position:fixed;left:0;top:0;right:0;bottom:0;pointer-events:none'></div>",
        "receivesEvents", "");
    row("in a shadow root", "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<button id=t>x</button>'</script>",
        "receivesEvents", "");
    row("slotted",
        "<div id=h><span>x</span></div><script>h.attachShadow({mode:'open'}).innerHTML='<button "
        "id=t><slot></slot></button>'</script>",
        "receivesEvents", "");
    row("clipped away",
        "<div style='width:10px;height:10px;overflow:clip'><div style=height:100px></div><button id=t>x</button></div>",
        "receivesEvents", "cannot be");
    row("no pointer events", "<div><button id=t style=pointer-events:none>x</button></div>", "receivesEvents", "covered by");
}

void TestPageScriptsActionability::needs_holdOrNot()
{
    QFETCH(QString, html);
    QFETCH(QString, need);
    QFETCH(QString, problem);
    m_page->setHtml(html);
    const QJsonValue answer = prepare(u"#t"_qs, {need});
    if (problem.isEmpty()) {
        QVERIFY2(answer.toObject().value(u"handle"_qs).toInt() > 0, qPrintable(answer.toString()));
    } else {
        QVERIFY2(answer.toString().contains(problem), qPrintable(answer.toString()));
        QVERIFY2(answer.toString().startsWith(need == u"receivesEvents" ? u"element click intercepted: "_qs
                                                                        : u"element not interactable: "_qs) ||
                     answer.toString().contains(u"outside of the viewport"),
                 qPrintable(answer.toString()));
    }
}

void TestPageScriptsActionability::prepare_waitsForTheNeed_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("change");
    QTest::newRow("shown") << u"<button id=t style=display:none>x</button>"_qs << u"t.style.display = ''"_qs;
    QTest::newRow("shown by its class") << u"<style>.no #t{visibility:hidden}</style><button id=t>x</button>"_qs
                                        << u"document.body.className = ''"_qs;
    QTest::newRow("enabled") << u"<button id=t disabled>x</button>"_qs << u"t.disabled = false"_qs;
    QTest::newRow("uncovered")
        << u"<button id=t>x</button><div id=m style='position:fixed;left:0;top:0;right:0;bottom:0'></div>"_qs << u"m.remove()"_qs;
    QTest::newRow("in a shadow root") << u"<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML = "
                                         "'<button id=t disabled>x</button>'</script>"_qs
                                      << u"h.shadowRoot.getElementById('t').disabled = false"_qs;
    QTest::newRow("in a late shadow root") << u"<div id=h></div>"_qs
                                           << u"h.attachShadow({mode: 'open'}).innerHTML = '<button id=t>x</button>';"
                                              "document.body.append('')"_qs;
}

void TestPageScriptsActionability::prepare_waitsForTheNeed()
{
    QFETCH(QString, html);
    QFETCH(QString, change);
    m_page->setHtml(u"<body class=no>"_qs + html);
    const QJsonObject args{{u"locator"_qs, QJsonObject{{u"target"_qs, QJsonObject{{u"selectors"_qs, QJsonArray{u"#t"_qs}}}}}},
                           {u"need"_qs, clickNeeds}};
    const QJsonValue answer = m_page->callWhile(
        [&] { m_page->inPage(u"setTimeout(() => {"_qs + change + u"; window.changedAt = performance.now()}, 150)"_qs); },
        u"prepare"_qs, args);
    QVERIFY2(answer.toObject().value(u"handle"_qs).toInt() > 0, qPrintable(answer.toString()));
    QVERIFY2(m_page->inPage(u"window.changedAt > 0"_qs).toBool(), "it did not wait");
}

void TestPageScriptsActionability::prepare_waitsForTheElement()
{
    m_page->setHtml(u"<p>x</p>"_qs);
    const QJsonObject args{{u"locator"_qs, QJsonObject{{u"target"_qs, QJsonObject{{u"selectors"_qs, QJsonArray{u"#t"_qs}}}}}},
                           {u"need"_qs, clickNeeds}};
    const QJsonValue answer = m_page->callWhile(
        [&] {
            m_page->inPage(u"setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<button id=t>x</button>'), 200)"_qs);
        },
        u"prepare"_qs, args);
    QCOMPARE(answer.toObject().value(u"found"_qs).toObject().value(u"selector"_qs).toString(), u"css/#t"_qs);
}

void TestPageScriptsActionability::prepare_scrollsToTheElement_data()
{
    QTest::addColumn<QString>("html");
    QTest::newRow("below") << u"<div style=height:3000px></div><button id=t>x</button>"_qs;
    QTest::newRow("to the right") << u"<div style=width:5000px;text-align:right><button id=t>x</button></div>"_qs;
    QTest::newRow("in a box")
        << u"<div style=height:100px;overflow:auto><div style=height:900px></div><button id=t>x</button></div>"_qs;
    QTest::newRow("smoothly")
        << u"<style>html{scroll-behavior:smooth}</style><div style=height:3000px></div><button id=t>x</button>"_qs;
    QTest::newRow("larger than the view") << u"<div style=height:900px></div><button id=t style=height:2000px>x</button>"_qs;
}

void TestPageScriptsActionability::prepare_scrollsToTheElement()
{
    QFETCH(QString, html);
    m_page->setHtml(html);
    const QJsonValue answer = prepare(u"#t"_qs, clickNeeds, 3000);
    const QJsonObject at = answer.toObject();
    QVERIFY2(at.value(u"handle"_qs).toInt() > 0, qPrintable(answer.toString()));
    const QString hit =
        u"document.elementFromPoint(%1, %2).id"_qs.arg(at.value(u"x"_qs).toDouble()).arg(at.value(u"y"_qs).toDouble());
    QCOMPARE(m_page->inPage(hit).toString(), u"t"_qs);
}

void TestPageScriptsActionability::prepare_scrollsFromBehindAStickyHeader()
{
    m_page->setHtml(
        u"<div style='position:fixed;top:0;left:0;right:0;height:70%;background:red'>h</div><div style=height:3000px></div>"
        "<button id=t>x</button><div style=height:3000px></div>"_qs);
    const QJsonValue answer = prepare(u"#t"_qs, clickNeeds, 3000);
    QVERIFY2(answer.toObject().value(u"y"_qs).toDouble() > 420, qPrintable(answer.toString()));
}

void TestPageScriptsActionability::prepare_pointsIntoTheFirstLine()
{
    m_page->setHtml(
        u"<body style=margin:0><div style=width:200px;font-size:20px>aaaaaaaaaaaaaa <a id=t href=#>bb cccccccccccc</a></div>"_qs);
    const QJsonObject at = prepare(u"#t"_qs, clickNeeds, 3000).toObject();
    QVERIFY(at.value(u"handle"_qs).toInt() > 0);
    const QString hit =
        u"document.elementFromPoint(%1, %2).id"_qs.arg(at.value(u"x"_qs).toDouble()).arg(at.value(u"y"_qs).toDouble());
    QCOMPARE(m_page->inPage(hit).toString(), u"t"_qs);
}

void TestPageScriptsActionability::prepare_takesAnOffset()
{
    m_page->setHtml(u"<div id=t style='position:absolute;left:100px;top:50px;width:80px;height:80px'>x</div>"_qs);
    const QJsonObject at =
        prepare(u"#t"_qs, clickNeeds, 3000, {{u"offset"_qs, QJsonObject{{u"x"_qs, 7}, {u"y"_qs, 9}}}}).toObject();
    QCOMPARE(at.value(u"x"_qs).toDouble(), 107);
    QCOMPARE(at.value(u"y"_qs).toDouble(), 59);
    QCOMPARE(at.value(u"rect"_qs).toObject(),
             (QJsonObject{{u"x"_qs, 100}, {u"y"_qs, 50}, {u"width"_qs, 80}, {u"height"_qs, 80}}));
}

void TestPageScriptsActionability::prepare_waitsUntilAnAnimationEnds()
{
    m_page->setHtml(u"<style>@keyframes m{from{margin-left:0}to{margin-left:300px}}#t{animation:m 400ms linear forwards}</style>"
                    "<button id=t>x</button>"_qs);
    const QJsonObject at = prepare(u"#t"_qs, clickNeeds, 5000).toObject();
    QVERIFY2(at.value(u"x"_qs).toDouble() > 300, "taken while it moved");
}

void TestPageScriptsActionability::handle_ofRemovedElementIsStale()
{
    m_page->setHtml(u"<button id=t>x</button>"_qs);
    const QJsonValue handle = prepare(u"#t"_qs, {}).toObject().value(u"handle"_qs);
    QCOMPARE(m_page->call(u"describe"_qs, QJsonObject{{u"handle"_qs, handle}}).toString(), u"<button id=\"t\">x</button>"_qs);
    m_page->inPage(u"t.remove()"_qs);
    QVERIFY(
        m_page->call(u"describe"_qs, QJsonObject{{u"handle"_qs, handle}}).toString().startsWith(u"stale element reference: "));
}

const QString twoButtons =
    u"<body style=margin:0><button id=t style='position:absolute;left:0;top:0;width:100px;height:50px'>t</button>"
    "<div id=o style='position:absolute;left:200px;top:0;width:100px;height:50px'>o</div>"
    "<script>window.seen = [];for (const e of ['pointerdown','mousedown','mouseup','click','dblclick','contextmenu'])"
    "addEventListener(e, x => seen.push(e + ':' + x.target.id + ':' + x.isTrusted), true)</script>"_qs;

void TestPageScriptsActionability::click_thatHitsIsReported()
{
    m_page->setHtml(twoButtons);
    const QJsonValue handle = prepare(u"#t"_qs, {}).toObject().value(u"handle"_qs);
    const QJsonValue answer = m_page->callWhile([&] { m_page->click(50, 25); }, u"watchInput"_qs,
                                                QJsonObject{{u"handle"_qs, handle}, {u"type"_qs, u"click"_qs}});
    QCOMPARE(answer.toObject(), (QJsonObject{{u"hit"_qs, true}}));
    // The page's handlers have run by then.
    QCOMPARE(m_page->inPage(u"seen.join(' ')"_qs).toString(),
             u"pointerdown:t:true mousedown:t:true mouseup:t:true click:t:true"_qs);
}

void TestPageScriptsActionability::click_thatMissesIsKeptFromThePage()
{
    m_page->setHtml(twoButtons);
    const QJsonValue handle = prepare(u"#t"_qs, {}).toObject().value(u"handle"_qs);
    const QJsonValue answer = m_page->callWhile([&] { m_page->click(250, 25); }, u"watchInput"_qs,
                                                QJsonObject{{u"handle"_qs, handle}, {u"type"_qs, u"click"_qs}});
    QCOMPARE(answer.toObject(), (QJsonObject{{u"hit"_qs, false}, {u"by"_qs, u"<div id=\"o\">o</div>"_qs}}));
    QCOMPARE(m_page->inPage(u"seen.join(' ')"_qs).toString(), QString());
}

void TestPageScriptsActionability::click_afterAMissWorksAgain()
{
    click_thatMissesIsKeptFromThePage();
    m_page->click(250, 25);
    QTRY_COMPARE(m_page->inPage(u"seen.at(-1)"_qs).toString(), u"click:o:true"_qs);
}

void TestPageScriptsActionability::click_isWatchedFromPrepareOn()
{
    m_page->setHtml(twoButtons);
    const QJsonValue handle = prepare(u"#t"_qs, {}, 300, {{u"watch"_qs, u"click"_qs}}).toObject().value(u"handle"_qs);
    m_page->click(50, 25);
    QTRY_COMPARE(m_page->inPage(u"seen.at(-1)"_qs).toString(), u"click:t:true"_qs);
    const QJsonValue answer = m_page->call(u"watchInput"_qs, QJsonObject{{u"handle"_qs, handle}, {u"type"_qs, u"click"_qs}});
    QCOMPARE(answer.toObject(), (QJsonObject{{u"hit"_qs, true}}));
}

void TestPageScriptsActionability::otherGestures_areReported()
{
    m_page->setHtml(twoButtons);
    const QJsonValue handle = prepare(u"#t"_qs, {}).toObject().value(u"handle"_qs);
    const auto watch = [&](const QString &type, const std::function<void()> &act) {
        const QJsonObject args{{u"handle"_qs, handle}, {u"type"_qs, type}};
        return m_page->callWhile(act, u"watchInput"_qs, args).toObject().value(u"hit"_qs);
    };
    QCOMPARE(watch(u"dblclick"_qs, [&] { m_page->doubleClick(90, 5); }), true);
    QCOMPARE(m_page->inPage(u"seen.at(-1)"_qs).toString(), u"dblclick:t:true"_qs);
    QCOMPARE(watch(u"contextmenu"_qs, [&] { m_page->click(50, 25, Qt::RightButton); }), true);
    QCOMPARE(watch(u"mousemove"_qs, [&] { m_page->moveMouse(51, 26); }), true);
    QCOMPARE(watch(u"mousemove"_qs, [&] { m_page->moveMouse(251, 26); }), false);
    m_page->call(u"focusField"_qs, QJsonObject{{u"handle"_qs, handle}});
    QCOMPARE(watch(u"keydown"_qs, [&] { m_page->pressKey(Qt::Key_A, u"a"_qs); }), true);
    const QString error =
        m_page->call(u"watchInput"_qs, QJsonObject{{u"handle"_qs, handle}, {u"type"_qs, u"wink"_qs}}).toString();
    QVERIFY2(error.startsWith(u"invalid argument: There is no gesture 'wink'"), qPrintable(error));
}

QTEST_MAIN(TestPageScriptsActionability)
#include "tst_pagescripts_actionability.moc"
