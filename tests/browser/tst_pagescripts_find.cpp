// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Foray;

// resources/js/find.js and fingerprint.js: which element a target means, and when none is meant for certain.
class TestPageScriptsFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void targets_meanAnElement_data();
    void targets_meanAnElement();
    void fingerprint_findsAChangedElement_data();
    void fingerprint_findsAChangedElement();
    void fingerprint_neverTakesAnother_data();
    void fingerprint_neverTakesAnother();
    void repairedTarget_meansTheElementAlone();
    void stages_holdBackFallbacks();
    void prepare_waitsForALateFirstSelector();
    void prepare_healsOnAQuietPage();
    void ambiguousSelector_isToldSoon();
    void missingElement_isToldWithAllTried();
    void invalidSelector_isToldAtOnce();
    void hostileTexts_areCut();
    void scopes_startTheSelectors_data();
    void scopes_startTheSelectors();
    void probe_looksOnce();

private:
    QJsonObject find(const QString &target, const QString &stage = QStringLiteral("heal"));
    QString recorded(const QString &html, const QString &css);

    std::unique_ptr<JsPage> m_page;
};

void TestPageScriptsFind::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

// {n: the element's data-n or "none", by, selector, score, error}
QJsonObject TestPageScriptsFind::find(const QString &target, const QString &stage)
{
    return m_page
        ->inScripts(u"const r = foray.find({target: "_qs + target + u"}, {stage: '"_qs + stage +
                    u"'}); return {n: r.element ? r.element.dataset.n ?? '' : 'none', by: r.by ?? '', selector: r.selector ?? '',"
                    "score: r.score, margin: r.margin, healed: r.healed === true, repaired: r.repaired,"
                    "error: r.element ? '' : foray.notFound(r).kind + ': ' + foray.notFound(r).message}"_qs)
        .toObject();
}

// The fingerprint of an element of another document, as JSON.
QString TestPageScriptsFind::recorded(const QString &html, const QString &css)
{
    m_page->setHtml(html);
    return m_page->inScripts(u"return JSON.stringify(foray.fingerprint(document.querySelector('"_qs + css + u"')))"_qs)
        .toString();
}

void TestPageScriptsFind::targets_meanAnElement_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("n");
    QTest::addColumn<QString>("by");

    const auto row = [](const char *name, const char *html, const char *target, const char *n, const char *by) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(target) << QString::fromUtf8(n)
                            << QString::fromUtf8(by);
    };
    const char *two = "<p data-n=1 class=a>x</p><p data-n=2 class='a b'>y</p><b data-n=3 class=b>z</b>";
    row("first", two, "{selectors: ['css/p.b', 'text/x']}", "2", "css");
    row("first that matches", two, "{selectors: ['css/i', 'text/x']}", "1", "text");
    row("ambiguous makes way", two, "{selectors: ['css/p', 'aria/none', 'xpath///b']}", "3", "xpath");
    row("paths", two, "{selectors: [['css/i'], ['text/z']]}", "3", "text");
    row("none", two, "{selectors: ['css/i']}", "none", "");
    row("one ambiguous", two, "{selectors: ['css/p']}", "none", "");
    row("vote of two", two, "{selectors: ['css/p', 'css/.b']}", "2", "vote");
    row("vote without majority", two, "{selectors: ['css/p', 'css/b, p.a', 'css/i']}", "none", "");
    row("vote with a tie", "<p data-n=1 class=a></p><p data-n=2 class=a></p>", "{selectors: ['css/p', 'css/.a']}", "none", "");
    row("vote counts those that match", two, "{selectors: ['css/p', 'css/.b', 'css/i', 'css/u']}", "2", "vote");
    row("strangers are refused", two, "{selectors: ['css/b'], fingerprint: {tag: 'p', role: 'paragraph'}}", "none", "");
    row("same role is no stranger", "<a role=button data-n=1>x</a>",
        "{selectors: ['css/a'], fingerprint: {tag: 'button', role: 'button'}}", "1", "css");
    row("no selectors", two, "{}", "none", "");
    row("in a shadow root", "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<b data-n=1>'</script>",
        "{selectors: [['#h', 'b']]}", "1", "css");
}

void TestPageScriptsFind::targets_meanAnElement()
{
    QFETCH(QString, html);
    QFETCH(QString, target);
    m_page->setHtml(html);
    const QJsonObject found = find(target);
    QTEST(found.value(u"n"_qs).toString(), "n");
    QTEST(found.value(u"by"_qs).toString(), "by");
    QCOMPARE(found.value(u"healed"_qs).toBool(), found.value(u"by"_qs) == u"vote"_qs);
}

const QString pager =
    u"<h1>Commits</h1><ul><li>one</li><li>two</li></ul><nav class=pages><a class=page-link href='/c?p=1'>Previous</a> "
    "<span>Page 2</span> <a id=next class=page-link href='/c?p=3'>Next</a></nav>"_qs;
const QString form =
    u"<form action=/s><label>User<input id=user name=user></label><label>Password<input id=pw name=pw type=password>"
    "</label><button id=go class=primary>Log in</button></form>"_qs;

void TestPageScriptsFind::fingerprint_findsAChangedElement_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("css");
    QTest::addColumn<QString>("after");

    QTest::newRow("the same") << pager << u"#next"_qs << QString(pager).replace(u"id=next"_qs, u"id=next data-n=1"_qs);
    QTest::newRow("another id and class") << pager << u"#next"_qs
                                          << QString(pager).replace(u"id=next class=page-link"_qs, u"id=n4 class=pg data-n=1"_qs);
    QTest::newRow("a button now") << pager << u"#next"_qs
                                  << QString(pager).replace(u"<a id=next class=page-link href='/c?p=3'>Next</a>"_qs,
                                                            u"<button class=page-link data-n=1>Next</button>"_qs);
    QTest::newRow("moved and wrapped") << pager << u"#next"_qs
                                       << QString(pager)
                                              .replace(u"<nav"_qs, u"<section><header>News</header><nav"_qs)
                                              .replace(u"id=next"_qs, u"data-n=1"_qs)
                                              .replace(u"</nav>"_qs, u"</nav></section>"_qs);
    QTest::newRow("more siblings")
        << pager << u"#next"_qs
        << QString(pager).replace(u"id=next"_qs, u"data-n=1"_qs).replace(u"<li>one"_qs, u"<li>zero<li>half<li>one"_qs);
    QTest::newRow("field") << form << u"#user"_qs
                           << QString(form).replace(u"id=user name=user"_qs, u"id=f1 name=user data-n=1"_qs);
    QTest::newRow("field by its label") << form << u"#user"_qs
                                        << QString(form).replace(u"id=user name=user"_qs, u"id=f1 name=f1 data-n=1"_qs);
    QTest::newRow("submit") << form << u"#go"_qs
                            << QString(form).replace(u"id=go class=primary"_qs, u"class='btn btn-1' data-n=1"_qs);
    QTest::newRow("in Cyrillic") << u"<a id=a href=/1>Назад</a><a id=b href=/2>Вперёд</a>"_qs << u"#b"_qs
                                 << u"<a href=/1>Назад</a><a href=/2 data-n=1>Вперёд</a>"_qs;
}

void TestPageScriptsFind::fingerprint_findsAChangedElement()
{
    QFETCH(QString, before);
    QFETCH(QString, css);
    QFETCH(QString, after);
    const QString fingerprint = recorded(before, css);
    m_page->setHtml(after);
    const QJsonObject found = find(u"{selectors: ['css/#gone'], fingerprint: "_qs + fingerprint + u'}');
    QVERIFY2(found.value(u"n"_qs) == u"1"_qs, qPrintable(found.value(u"error"_qs).toString()));
    QCOMPARE(found.value(u"by"_qs).toString(), u"fingerprint"_qs);
    QVERIFY(found.value(u"healed"_qs).toBool());
    QVERIFY(found.value(u"score"_qs).toDouble() >= 0.6);
}

void TestPageScriptsFind::fingerprint_neverTakesAnother_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("css");
    QTest::addColumn<QString>("after");

    QTest::newRow("previous is not next") << pager << u"#next"_qs
                                          << QString(pager).replace(u"<a id=next class=page-link href='/c?p=3'>Next</a>"_qs,
                                                                    QString());
    QTest::newRow("previous without id") << QString(pager).remove(u"id=next "_qs) << u"a:last-of-type"_qs
                                         << QString(pager).replace(u"<a id=next class=page-link href='/c?p=3'>Next</a>"_qs,
                                                                   QString());
    QTest::newRow("password is not user") << form << u"#user"_qs
                                          << QString(form).remove(u"<label>User<input id=user name=user></label>"_qs);
    QTest::newRow("two alike")
        << u"<div><button id=a>Add</button></div><div><button id=b>Add</button></div>"_qs << u"#b"_qs
        << u"<div><button>Add</button></div><div><button>Add</button></div><div><button>Add</button></div>"_qs;
    QTest::newRow("another page") << pager << u"#next"_qs << form;
    QTest::newRow("an empty page") << pager << u"#next"_qs << u" "_qs;
    QTest::newRow("delete is not save")
        << u"<form><button id=s class=b type=button>Save</button><button id=d class=b type=button>Delete</button>"_qs << u"#s"_qs
        << u"<form><button class=b type=button>Delete</button></form>"_qs;
    QTest::newRow("in Japanese") << u"<nav><a class=p href=/1>前へ</a><a class=p href=/2>次へ</a></nav>"_qs << u"a:last-child"_qs
                                 << u"<nav><a class=p href=/1>前へ</a></nav>"_qs;
}

void TestPageScriptsFind::fingerprint_neverTakesAnother()
{
    QFETCH(QString, before);
    QFETCH(QString, css);
    QFETCH(QString, after);
    const QString fingerprint = recorded(before, css);
    m_page->setHtml(after);
    const QJsonObject found = find(u"{selectors: ['css/#gone'], fingerprint: "_qs + fingerprint + u'}');
    QVERIFY2(found.value(u"n"_qs) == u"none"_qs, qPrintable(QString::number(found.value(u"score"_qs).toDouble())));
    const QString error = found.value(u"error"_qs).toString();
    QVERIFY2(error.startsWith(u"no such element: "_qs) && error.contains(u"no element matches 'css/#gone'"), qPrintable(error));
}

void TestPageScriptsFind::repairedTarget_meansTheElementAlone()
{
    const QString fingerprint = recorded(pager, u"#next"_qs);
    m_page->setHtml(QString(pager).replace(u"id=next"_qs, u"data-n=1"_qs));
    const QJsonObject found = find(u"{selectors: ['css/#next'], frames: [{name: 'f'}], fingerprint: "_qs + fingerprint + u'}');
    const QJsonObject repaired = found.value(u"repaired"_qs).toObject();
    const QJsonArray selectors = repaired.value(u"selectors"_qs).toArray();
    QVERIFY(selectors.size() > 1);
    QCOMPARE(selectors.first().toArray(), QJsonArray{u"aria/Next[role=\"link\"]"_qs});
    QCOMPARE(selectors.last(), QJsonValue(u"css/#next"_qs)); // the old one stays, behind
    QVERIFY(repaired.contains(u"frames"_qs));
    const QString again = QString::fromUtf8(QJsonDocument(repaired).toJson(QJsonDocument::Compact));
    QCOMPARE(find(again, u"first"_qs).value(u"n"_qs).toString(), u"1"_qs);
}

void TestPageScriptsFind::stages_holdBackFallbacks()
{
    m_page->setHtml(u"<p data-n=1 class='a b'>x</p><p data-n=2 class=a>y</p>"_qs);
    QCOMPARE(find(u"{selectors: ['css/i', 'text/x']}"_qs, u"first"_qs).value(u"n"_qs).toString(), u"none"_qs);
    QCOMPARE(find(u"{selectors: ['css/i', 'text/x']}"_qs, u"fallback"_qs).value(u"n"_qs).toString(), u"1"_qs);
    QCOMPARE(find(u"{selectors: ['css/.a', 'css/.b, p']}"_qs, u"fallback"_qs).value(u"n"_qs).toString(), u"none"_qs);
}

QJsonObject locator(const QJsonArray &selectors)
{
    return {{u"locator"_qs, QJsonObject{{u"target"_qs, QJsonObject{{u"selectors"_qs, selectors}}}}}, {u"need"_qs, QJsonArray{}}};
}

QString foundSelector(const QJsonValue &answer)
{
    return answer.toObject().value(u"found"_qs).toObject().value(u"selector"_qs).toString();
}

// A page that goes on changing for a while must not make a weaker selector win.
void TestPageScriptsFind::prepare_waitsForALateFirstSelector()
{
    m_page->setHtml(
        u"<b id=wrong>x</b><p id=clock></p><script>let n = 0; const t = setInterval(() => { clock.textContent = ++n;"
        "if (n === 8) { clearInterval(t); document.body.insertAdjacentHTML('beforeend', '<i id=right></i>') } }, 100)</script>"_qs);
    const QJsonValue answer = m_page->callFor(5000, u"prepare"_qs, locator({u"#right"_qs, u"#wrong"_qs}));
    QCOMPARE(foundSelector(answer), u"css/#right"_qs);
}

void TestPageScriptsFind::prepare_healsOnAQuietPage()
{
    m_page->setHtml(u"<b id=x>x</b><p>y</p>"_qs);
    const QJsonValue answer = m_page->callFor(5000, u"prepare"_qs, locator({u"#gone"_qs, u"#x"_qs}));
    QCOMPARE(foundSelector(answer), u"css/#x"_qs);
    const QJsonValue voted = m_page->callFor(5000, u"prepare"_qs, locator({u"b, p"_qs, u"#x, body"_qs}));
    QCOMPARE(voted.toObject().value(u"found"_qs).toObject().value(u"by"_qs).toString(), u"vote"_qs);
}

void TestPageScriptsFind::ambiguousSelector_isToldSoon()
{
    m_page->setHtml(u"<button id=a>A</button><button>B</button>"_qs);
    const QJsonValue answer = m_page->call(u"prepare"_qs, locator({u"css/button"_qs})); // no timeout: it must end by itself
    QCOMPARE(answer.toString(),
             u"ambiguous element: ambiguous element: 'css/button' matches 2 elements: <button id=\"a\">A</button>, "
             "<button>B</button>; make it more specific"_qs);
}

void TestPageScriptsFind::missingElement_isToldWithAllTried()
{
    m_page->setHtml(u"<p>a</p><p>b</p>"_qs);
    const QString error = m_page->callFor(200, u"prepare"_qs, locator({u"#gone"_qs, u"aria/Next"_qs})).toString();
    QVERIFY2(error.startsWith(u"no such element: "_qs), qPrintable(error));
    QVERIFY2(error.contains(u"no element matches 'css/#gone' or 'aria/Next'"_qs), qPrintable(error));
}

void TestPageScriptsFind::invalidSelector_isToldAtOnce()
{
    m_page->setHtml(u"<p>a</p>"_qs);
    const QString error = m_page->call(u"prepare"_qs, locator({u"css/p["_qs})).toString();
    QVERIFY2(error.startsWith(u"invalid selector: The selector 'css/p['"_qs), qPrintable(error));
}

void TestPageScriptsFind::hostileTexts_areCut()
{
    m_page->setHtml(
        u"<body><script>for (let i = 0; i < 50; i++) { const b = document.createElement('button'); b.id = 'i'.repeat(1e5);"
        "b.textContent = 't'.repeat(1e5); b.className = 'c'.repeat(1e5); document.body.append(b) }</script>"_qs);
    const QString error = m_page->call(u"prepare"_qs, locator({u"css/button"_qs})).toString();
    QVERIFY2(error.startsWith(u"ambiguous element: "_qs), qPrintable(error.left(200)));
    QVERIFY2(error.size() < 1000, qPrintable(QString::number(error.size())));
}

void TestPageScriptsFind::scopes_startTheSelectors_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("scopes");
    QTest::addColumn<QString>("n"); // or the problem
    const QString row = u"[{name: 'row', elements: {selectors: ['li']}, index: 1}]"_qs;
    QTest::newRow("within") << u"{selectors: ['b'], within: 'row'}"_qs << row << u"2"_qs;
    QTest::newRow("the element itself") << u"{within: 'row'}"_qs << row << u"li2"_qs;
    QTest::newRow("absolute xpath stays within") << u"{selectors: ['xpath///b'], within: 'row'}"_qs << row << u"2"_qs;
    QTest::newRow("text") << u"{selectors: ['text/x'], within: 'row'}"_qs << row << u"2"_qs;
    QTest::newRow("aria") << u"{selectors: ['aria/[role=\"button\"]'], within: 'row'}"_qs << row << u"21"_qs;
    QTest::newRow("not within") << u"{selectors: ['li:first-child b']}"_qs << row << u"1"_qs;
    QTest::newRow("nested") << u"{selectors: ['u'], within: 'cell'}"_qs
                            << u"[{name: 'row', elements: {selectors: ['li']}, index: 1},"
                               "{name: 'cell', elements: {selectors: ['button'], within: 'row'}, index: 0}]"_qs
                            << u"22"_qs;
    QTest::newRow("past the end") << u"{selectors: ['b'], within: 'row'}"_qs
                                  << u"[{name: 'row', elements: {selectors: ['li']}, index: 5}]"_qs
                                  << u"no such element: The loop 'row' is at element 6, but 2 are there now."_qs;
    QTest::newRow("no such loop") << u"{selectors: ['b'], within: 'col'}"_qs << row
                                  << u"invalid argument: There is no surrounding loop named 'col' to look within."_qs;
}

void TestPageScriptsFind::scopes_startTheSelectors()
{
    QFETCH(QString, target);
    QFETCH(QString, scopes);
    m_page->setHtml(
        u"<ul><li data-n=li1><b data-n=1>x</b></li><li data-n=li2><b data-n=2>x</b><button data-n=21><u data-n=22></u></button></li>"_qs);
    const QString n = m_page
                          ->inScripts(u"const r = foray.find({target: "_qs + target + u", scopes: "_qs + scopes +
                                      u"}); if (!r.element) throw foray.notFound(r); return r.element.dataset.n"_qs)
                          .toString();
    QTEST(n, "n");
}

void TestPageScriptsFind::probe_looksOnce()
{
    m_page->setHtml(u"<button>A</button><button disabled>B</button><i hidden>x</i>"_qs);
    const auto probe = [&](const QString &selector) {
        return m_page->call(u"probe"_qs, locator({selector}).value(u"locator"_qs)).toObject();
    };
    QCOMPARE(probe(u"button"_qs), (QJsonObject{{u"count"_qs, 2}, {u"visible"_qs, true}, {u"enabled"_qs, true}}));
    QCOMPARE(probe(u"text/B"_qs), (QJsonObject{{u"count"_qs, 1}, {u"visible"_qs, true}, {u"enabled"_qs, false}}));
    QCOMPARE(probe(u"i"_qs), (QJsonObject{{u"count"_qs, 1}, {u"visible"_qs, false}, {u"enabled"_qs, true}}));
    QCOMPARE(probe(u"u"_qs), (QJsonObject{{u"count"_qs, 0}, {u"visible"_qs, false}, {u"enabled"_qs, false}}));
}

QTEST_MAIN(TestPageScriptsFind)
#include "tst_pagescripts_find.moc"
