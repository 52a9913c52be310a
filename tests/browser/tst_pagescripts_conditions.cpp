// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Foray;

// resources/js/conditions.js and watch.js: what a wait_for asks of the document, and when it is told.
class TestPageScriptsConditions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void conditions_areSeen_data();
    void conditions_areSeen();
    void changes_areSeen_data();
    void changes_areSeen();
    void changes_acrossDocuments_data();
    void changes_acrossDocuments();
    void waits_endWithTheChange_data();
    void waits_endWithTheChange();
    void wait_endsWithinAFrameOfTheChange();
    void wait_forSeveralNeedsAll();
    void wait_thatTimesOutTellsWhatItSaw();
    void badConditions_areNamed_data();
    void badConditions_areNamed();
    void pageFingerprint_followsWhatIsShown();

private:
    QJsonObject look(const QString &condition, const QJsonValue &before = {});

    std::unique_ptr<JsPage> m_page;
};

namespace {

QJsonObject json(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QJsonObject conditions(const QString &text)
{
    return {{u"conditions"_qs, QJsonArray{json(text)}}};
}

} // namespace

void TestPageScriptsConditions::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

QJsonObject TestPageScriptsConditions::look(const QString &condition, const QJsonValue &before)
{
    QJsonObject args = conditions(condition);
    if (!before.isNull())
        args.insert(u"before"_qs, before);
    const QJsonValue answer = m_page->call(u"look"_qs, args);
    return answer.isString() ? QJsonObject{{u"error"_qs, answer}} : answer.toArray().first().toObject();
}

void TestPageScriptsConditions::conditions_areSeen_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<QString>("seen");

    const auto row = [](const char *condition, bool holds, const char *seen) {
        QTest::newRow(condition) << QString::fromUtf8(condition) << holds << QString::fromUtf8(seen);
    };
    row(R"({"type": "selector", "selector": "li"})", true, "3 elements, 2 visible");
    row(R"({"type": "selector", "selector": "li", "state": "visible"})", true, "3 elements, 2 visible");
    row(R"({"type": "selector", "selector": ".h"})", false, "1 element, none visible");
    row(R"({"type": "selector", "selector": ".h", "state": "attached"})", true, "1 element matches");
    row(R"({"type": "selector", "selector": ".h", "state": "hidden"})", true, "1 element, none visible");
    row(R"({"type": "selector", "selector": "li", "state": "hidden"})", false, "3 elements, 2 visible");
    row(R"({"type": "selector", "selector": "u", "state": "hidden"})", true, "0 elements match");
    row(R"({"type": "selector", "selector": "u", "state": "detached"})", true, "0 elements match");
    row(R"({"type": "selector", "selector": "li", "state": "detached"})", false, "3 elements match");
    row(R"({"type": "selector", "selector": "u"})", false, "0 elements match");
    row(R"({"type": "selector", "selector": "li", "count": 2})", true, "3 elements, 2 visible");
    row(R"({"type": "selector", "selector": "li", "count": 3})", false, "3 elements, 2 visible");
    row(R"({"type": "selector", "selector": "li", "state": "attached", "count": 3, "operator": "=="})", true, "3 elements match");
    row(R"({"type": "selector", "selector": "li", "state": "attached", "count": 2, "operator": "<="})", false,
        "3 elements match");
    row(R"({"type": "selector", "selector": "u", "state": "attached", "count": 0, "operator": "=="})", true, "0 elements match");
    row(R"({"type": "selector", "selector": "aria/Go[role=\"button\"]"})", true, "1 element, 1 visible");
    row(R"({"type": "selector", "selector": "#in"})", true, "1 element, 1 visible");

    row(R"({"type": "text", "text": "two words"})", true, "text is");
    row(R"({"type": "text", "text": "secret"})", false, "text is"); // not shown
    row(R"({"type": "text", "text": "Title", "selector": "h1"})", true, "text is 'Title two words'");
    row(R"({"type": "text", "text": "Title", "selector": "h1", "match": "equals"})", false, "text is 'Title two words'");
    row(R"({"type": "text", "text": "Title  two words", "selector": "h1", "match": "equals"})", true,
        "text is 'Title two words'");
    row(R"({"type": "text", "text": "^Title\\s\\w+", "selector": "h1", "match": "regex"})", true, "text is 'Title two words'");
    row(R"({"type": "text", "text": "b", "selector": "li"})", true, "text is 'a'"); // any match will do
    row(R"({"type": "text", "text": "x", "selector": "u"})", false, "0 elements match");
}

void TestPageScriptsConditions::conditions_areSeen()
{
    QFETCH(QString, condition);
    QFETCH(QString, seen);
    m_page->setHtml(
        u"<h1>Title\n two <b>words</b></h1><ul><li>a<li>b<li class=h hidden>secret</ul><button>Go</button><div id=h></div>"
        "<script>h.attachShadow({mode:'open'}).innerHTML='<i id=in>x</i>'</script>"_qs);
    const QJsonObject answer = look(condition);
    QVERIFY2(answer.contains(u"holds"_qs), qPrintable(answer.value(u"error"_qs).toString()));
    QTEST(answer.value(u"holds"_qs).toBool(), "holds");
    QVERIFY2(answer.value(u"seen"_qs).toString().startsWith(seen), qPrintable(answer.value(u"seen"_qs).toString()));
}

const QString commits = u"<ul id=l><li><h4>one</h4><li><h4>two</h4></ul>"_qs;

void TestPageScriptsConditions::changes_areSeen_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("text");
    QTest::addColumn<bool>("count");
    QTest::addColumn<bool>("identity");

    QTest::newRow("nothing") << u"0"_qs << false << false << false;
    QTest::newRow("other text") << u"document.querySelector('h4').textContent = 'x'"_qs << true << false << false;
    QTest::newRow("second one's text") << u"document.querySelectorAll('h4')[1].textContent = 'x'"_qs << false << false << false;
    QTest::newRow("nodes replaced, same text") << u"l.innerHTML += ''"_qs << false << false << true;
    QTest::newRow("one more") << u"l.insertAdjacentHTML('beforeend', '<li><h4>three')"_qs << false << true << false;
    QTest::newRow("one before") << u"l.insertAdjacentHTML('afterbegin', '<li><h4>zero')"_qs << true << true << true;
    QTest::newRow("all gone") << u"l.innerHTML = ''"_qs << false << true << false;
    QTest::newRow("white space around") << u"document.querySelector('h4').textContent = ' one '"_qs << false << false << false;
}

void TestPageScriptsConditions::changes_areSeen()
{
    QFETCH(QString, change);
    m_page->setHtml(commits);
    const auto condition = [](const QString &what) {
        return QStringLiteral(R"({"type": "changed", "selector": "li h4", "what": "%1"})").arg(what);
    };
    const QJsonValue before = m_page->call(u"snapshot"_qs, conditions(condition(u"text"_qs)));
    m_page->inPage(change);
    QTEST(look(condition(u"text"_qs), before).value(u"holds"_qs).toBool(), "text");
    QTEST(look(condition(u"count"_qs), before).value(u"holds"_qs).toBool(), "count");
    QTEST(look(condition(u"identity"_qs), before).value(u"holds"_qs).toBool(), "identity");
}

void TestPageScriptsConditions::changes_acrossDocuments_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("text");
    QTest::addColumn<bool>("count");
    QTest::addColumn<bool>("identity");
    QTest::newRow("the same again") << commits << false << false << true;
    QTest::newRow("other rows") << QString(commits).replace(u"one"_qs, u"three"_qs) << true << false << true;
    QTest::newRow("no rows yet") << u"<p>loading</p>"_qs << false << true << false;
}

void TestPageScriptsConditions::changes_acrossDocuments()
{
    QFETCH(QString, after);
    m_page->setHtml(commits);
    const QString text = QStringLiteral(R"({"type": "changed", "selector": "li h4"})");
    const QJsonValue before = m_page->call(u"snapshot"_qs, conditions(text));
    m_page->setHtml(after);
    QTEST(look(text, before).value(u"holds"_qs).toBool(), "text");
    QTEST(
        look(QStringLiteral(R"({"type": "changed", "selector": "li h4", "what": "count"})"), before).value(u"holds"_qs).toBool(),
        "count");
    QTEST(look(QStringLiteral(R"({"type": "changed", "selector": "li h4", "what": "identity"})"), before)
              .value(u"holds"_qs)
              .toBool(),
          "identity");
}

void TestPageScriptsConditions::waits_endWithTheChange_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("change");
    const auto row = [](const char *name, const char *html, const char *condition, const char *change) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(condition) << QString::fromUtf8(change);
    };
    row("added", "", R"({"type": "selector", "selector": "i"})", "document.body.innerHTML = '<i>x</i>'");
    row("removed", "<i>x</i>", R"({"type": "selector", "selector": "i", "state": "detached"})", "document.body.innerHTML = ''");
    row("shown", "<i hidden>x</i>", R"({"type": "selector", "selector": "i"})", "document.querySelector('i').hidden = false");
    row("hidden by a class", "<style>.a i{display:none}</style><i>x</i>",
        R"({"type": "selector", "selector": "i", "state": "hidden"})", "document.body.className = 'a'");
    row("text node", "<h1>a</h1>", R"({"type": "text", "text": "b", "selector": "h1"})",
        "document.querySelector('h1').firstChild.data = 'b'");
    row("in a shadow root", "<div id=h></div><script>h.attachShadow({mode:'open'})</script>",
        R"({"type": "selector", "selector": "i"})", "h.shadowRoot.innerHTML = '<i>x</i>'");
    row("in a late shadow root", "<div id=h></div>", R"({"type": "selector", "selector": "i"})",
        "h.attachShadow({mode: 'open'}); h.title = 'x'; setTimeout(() => h.shadowRoot.innerHTML = '<i>x</i>', 100)");
    row("in a shadow root nobody heard of", "<div id=h></div>", R"({"type": "selector", "selector": "i"})",
        "h.attachShadow({mode: 'open'}).innerHTML = '<i>x</i>'");
    row("by a transition",
        "<style>#t{width:0;height:20px;overflow:hidden;transition:width 100ms}#t.w{width:50px}</style><div id=t>x</div>",
        R"({"type": "selector", "selector": "#t"})", "t.className = 'w'");
    row("changed", "<b>1</b>", R"({"type": "changed", "selector": "b"})", "document.querySelector('b').textContent = 2");
    row("document rewritten", "<b>1</b>", R"({"type": "selector", "selector": "i"})",
        "document.documentElement.replaceWith(document.createElement('html')); document.documentElement.innerHTML = "
        "'<body><i>x</i>'");
}

void TestPageScriptsConditions::waits_endWithTheChange()
{
    QFETCH(QString, html);
    QFETCH(QString, condition);
    QFETCH(QString, change);
    m_page->setHtml(u"<body>"_qs + html);
    const QJsonValue answer = m_page->callWhile([&] { m_page->inPage(change); }, u"waitFor"_qs, conditions(condition));
    QVERIFY2(answer.toObject().contains(u"waited"_qs), qPrintable(answer.toString()));
}

void TestPageScriptsConditions::wait_endsWithinAFrameOfTheChange()
{
    m_page->setHtml(u"<body>"_qs);
    const QJsonValue best = m_page->inScripts(
        u"let best = 1e9; for (let i = 0; i < 5; i++) { document.body.textContent = '';"
        "const wait = foray.methods.waitFor({conditions: [{type: 'selector', selector: 'i'}]}, new AbortController().signal);"
        "await new Promise(r => setTimeout(r, 30)); const began = performance.now();"
        "document.body.append(Object.assign(document.createElement('i'), {textContent: 'x'})); await wait;"
        "best = Math.min(best, performance.now() - began) } return best"_qs);
    QVERIFY2(best.toDouble() < 34, qPrintable(QString::number(best.toDouble()))); // two frames at 60 Hz
}

void TestPageScriptsConditions::wait_forSeveralNeedsAll()
{
    m_page->setHtml(u"<b>x</b>"_qs);
    const QJsonObject both{{u"conditions"_qs, QJsonArray{json(QStringLiteral(R"({"type": "selector", "selector": "b"})")),
                                                         json(QStringLiteral(R"({"type": "selector", "selector": "i"})"))}}};
    const QString error = m_page->callFor(150, u"waitFor"_qs, both).toString();
    QVERIFY2(error.startsWith(u"timeout: "_qs) && error.contains(u"'i'") && !error.contains(u"'b'"), qPrintable(error));
    const QJsonValue answer = m_page->callWhile(
        [&] {
            m_page->inPage(u"document.body.append(document.createElement('i')); "
                           "document.querySelector('i').textContent = 'y'"_qs);
        },
        u"waitFor"_qs, both);
    QVERIFY2(answer.isObject(), qPrintable(answer.toString()));
}

void TestPageScriptsConditions::wait_thatTimesOutTellsWhatItSaw()
{
    m_page->setHtml(u"<h1>abc</h1>"_qs);
    const QString error =
        m_page->callFor(100, u"waitFor"_qs, conditions(QStringLiteral(R"({"type": "text", "text": "x", "selector": "h1"})")))
            .toString();
    QVERIFY2(error.startsWith(u"timeout: "_qs) && error.contains(u"text is 'abc'"), qPrintable(error));
}

void TestPageScriptsConditions::badConditions_areNamed_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("error");
    QTest::newRow("selector") << QStringLiteral(R"({"type": "selector", "selector": "p["})") << u"invalid selector: "_qs;
    QTest::newRow("regex") << QStringLiteral(R"({"type": "text", "text": "(", "match": "regex"})") << u"invalid argument: '('"_qs;
    QTest::newRow("state") << QStringLiteral(R"({"type": "selector", "selector": "p", "state": "gone"})")
                           << u"invalid argument: "_qs;
    QTest::newRow("type") << QStringLiteral(R"({"type": "url", "url": "x"})") << u"invalid argument: "_qs;
}

void TestPageScriptsConditions::badConditions_areNamed()
{
    QFETCH(QString, condition);
    QFETCH(QString, error);
    m_page->setHtml(u"<p>x</p>"_qs);
    const QString told = look(condition).value(u"error"_qs).toString();
    QVERIFY2(told.startsWith(error), qPrintable(told));
    QVERIFY(m_page->call(u"waitFor"_qs, conditions(condition)).toString().startsWith(error));
}

void TestPageScriptsConditions::pageFingerprint_followsWhatIsShown()
{
    const auto fingerprint = [&] { return m_page->call(u"pageFingerprint"_qs).toString(); };
    m_page->setHtml(commits);
    const QString first = fingerprint();
    QVERIFY(first.size() > 8);
    m_page->setHtml(QString(commits).replace(u"<ul"_qs, u"<ul class=new"_qs));
    QCOMPARE(fingerprint(), first);
    m_page->setHtml(QString(commits).replace(u"two"_qs, u"three"_qs));
    QVERIFY(fingerprint() != first);
    m_page->setHtml(u"<img src=a.png>"_qs);
    const QString image = fingerprint();
    m_page->setHtml(u"<img src=b.png>"_qs);
    QVERIFY(fingerprint() != image);
}

QTEST_MAIN(TestPageScriptsConditions)
#include "tst_pagescripts_conditions.moc"
