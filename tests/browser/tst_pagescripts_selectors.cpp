// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Foray;

// resources/js/selectors.js and roles.js: which elements a selector means. Expected are the elements' data-n, in order.
class TestPageScriptsSelectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void selectors_matchInDocumentOrder_data();
    void selectors_matchInDocumentOrder();
    void badSelectors_areNamed_data();
    void badSelectors_areNamed();
    void roles_areTold_data();
    void roles_areTold();
    void clobberedDocument_isSearched();
    void ariaQuery_isFastOnALargePage();

private:
    QString matched(const QString &selectorJson);

    std::unique_ptr<JsPage> m_page;
};

void TestPageScriptsSelectors::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

// The data-n of the matches, joined; or the error.
QString TestPageScriptsSelectors::matched(const QString &selectorJson)
{
    return m_page->inScripts(u"return foray.selectors.all("_qs + selectorJson + u").map(e => e.dataset.n).join(' ')"_qs)
        .toString();
}

void TestPageScriptsSelectors::selectors_matchInDocumentOrder_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("selector");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const char *html, const char *selector, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(selector) << QString::fromUtf8(expected);
    };
    row("css", "<p data-n=1 class=x></p><p data-n=2></p><p data-n=3 class=x></p>", "'p.x'", "1 3");
    row("css prefix", "<p data-n=1 class=x></p>", "'css/p.x'", "1");
    row("css nothing", "<p data-n=1></p>", "'p.x'", "");
    row("css list in document order", "<b data-n=1></b><i data-n=2></i><b data-n=3></b>", "'i, b'", "1 2 3");
    row("path of one", "<p data-n=1></p>", "['p']", "1");

    row("xpath", "<ul><li data-n=1>a</li><li data-n=2>b</li></ul>", "'xpath///li[2]'", "2");
    row("xpath by id", "<p id=x data-n=1></p>", "'xpath///*[@id=\"x\"]'", "1");
    row("xpath gives no text nodes", "<p data-n=1>a</p>", "'xpath///p/text()'", "");
    row("xpath union in order", "<b data-n=1></b><i data-n=2></i>", "'xpath///i | //b'", "1 2");

    row("text smallest", "<div data-n=0>Say <b data-n=1>Go now</b></div><p data-n=2>Go</p>", "'text/Go'", "1 2");
    row("text across children", "<div data-n=1>Say <b data-n=2>Go</b> now</div>", "'text/Say Go now'", "1");
    row("text white space", "<p data-n=1> Two \n  words </p>", "'text/Two words'", "1");
    row("text is case-sensitive", "<p data-n=1>next</p><p data-n=2>Next</p>", "'text/Next'", "2");
    row("text of a submit button", "<form><input type=submit value='Log in' data-n=1></form>", "'text/Log in'", "1");
    row("text not in scripts", "<script data-n=1>var Go</script><style data-n=2>Go{}</style><p data-n=3>Go</p>", "'text/Go'",
        "3");
    row("text nested script", "<div data-n=1>a<script data-n=2>var Go</script></div><p data-n=3>Go</p>", "'text/Go'", "3");
    row("text nbsp", "<p data-n=1>a&nbsp;b</p>", "'text/a b'", "1");

    row("aria name and role", "<button data-n=1>Next</button><a href=# data-n=2>Next</a>", "'aria/Next[role=\"button\"]'", "1");
    row("aria name only", "<button data-n=1>Next</button><a href=# data-n=2>Next</a>", "'aria/Next'", "1 2");
    row("aria role only", "<button data-n=1>a</button><input type=submit data-n=2><div role=button data-n=3></div>",
        "'aria/[role=\"button\"]'", "1 2 3");
    row("aria single quotes", "<button data-n=1>Next</button>", "\"aria/Next[role='button']\"", "1");
    row("aria exact", "<button data-n=1>Next year</button><button data-n=2>Next</button>", "'aria/Next'", "2");
    row("aria label", "<button data-n=1 aria-label='Close it'>x</button>", "'aria/Close it'", "1");
    row("aria labelledby", "<i id=a>My</i><i id=b>name</i><input aria-labelledby='a b' data-n=1>",
        "'aria/My name[role=\"textbox\"]'", "1");
    row("aria label element", "<label for=u>User</label><input id=u data-n=1>", "'aria/User[role=\"textbox\"]'", "1");
    row("aria wrapping label", "<label>User <input data-n=1></label>", "'aria/User'", "1");
    row("aria alt in a link", "<a href=# data-n=1><img alt=Home></a>", "'aria/Home[role=\"link\"]'", "1");
    row("aria placeholder", "<input placeholder=Search data-n=1>", "'aria/Search'", "1");
    row("aria input value", "<input type=submit value='Log in' data-n=1>", "'aria/Log in[role=\"button\"]'", "1");
    row("aria submit default", "<input type=submit data-n=1>", "'aria/Submit'", "1");
    row("aria css content", "<style>.n::after{content:' »'}</style><a href=# class=n data-n=1>Next</a>", "'aria/Next »'", "1");
    row("aria css content alone", "<style>.n::after{content:'Next'}</style><a href=# class=n data-n=1></a>", "'aria/Next'", "1");
    row("aria hidden display", "<button style='display:none' data-n=1>A</button><button data-n=2>A</button>", "'aria/A'", "2");
    row("aria hidden attribute", "<div aria-hidden=true><button data-n=1>A</button></div><button data-n=2>A</button>", "'aria/A'",
        "2");
    row("aria hidden visibility", "<button style='visibility:hidden' data-n=1>A</button><button data-n=2>A</button>", "'aria/A'",
        "2");
    row("aria inner hidden text", "<button data-n=1>Go<span hidden> away</span></button>", "'aria/Go'", "1");
    row("aria explicit role wins", "<a href=# role=button data-n=1>A</a>", "'aria/A[role=\"link\"]'", "");
    row("aria heading", "<h2 data-n=1>Title <em>x</em></h2>", "'aria/Title x[role=\"heading\"]'", "1");
    row("aria checkbox", "<label><input type=checkbox data-n=1> I agree</label>", "'aria/I agree[role=\"checkbox\"]'", "1");
    row("aria option", "<select><option data-n=1>Red</option></select>", "'aria/Red[role=\"option\"]'", "1");
    row("aria anchor without href", "<a data-n=1>A</a>", "'aria/A[role=\"link\"]'", "");
    row("aria title", "<a href=# title=Feed data-n=1></a>", "'aria/Feed[role=\"link\"]'", "1");

    row("testid",
        "<p data-testid=a data-n=1></p><p data-test=a data-n=2></p><p data-cy=a data-n=3></p><p data-qa=a data-n=4></p>"
        "<p data-test-id=a data-n=5></p><p data-testid=ab data-n=6></p>",
        "'testid/a'", "1 2 3 4 5");
    row("testid with quotes", "<p data-testid='a\"b c' data-n=1></p>", "'testid/a\"b c'", "1");
    row("testid that begins with a digit", "<p data-testid='1a' data-n=1></p>", "'testid/1a'", "1");
    row("label",
        "<label for=a>Name</label><input id=a data-n=1><label>Name<input data-n=2></label><label>Names<input data-n=3></label>",
        "'label/Name'", "1 2");
    row("label around a select", "<label>Color <select data-n=1><option>red</select></label>", "'label/Color'", "1");
    row("label aria", "<input aria-label=Name data-n=1><b id=x>Name</b><input aria-labelledby=x data-n=2>", "'label/Name'",
        "1 2");
    row("placeholder", "<input placeholder='Your  name' data-n=1><input placeholder=Your data-n=2>", "'placeholder/Your name'",
        "1");
    row("alt", "<img alt=Cat data-n=1><img alt=Cats data-n=2>", "'alt/Cat'", "1");
    row("title", "<p title=Cat data-n=1></p>", "'title/Cat'", "1");

    const char *shadow = "<div id=h></div><script>const r = h.attachShadow({mode:'open'});"
                         "r.innerHTML='<button data-n=1>In</button><div id=k></div>';"
                         "r.getElementById('k').attachShadow({mode:'open'}).innerHTML='<button data-n=2>Deep</button>'</script>";
    row("shadow path", shadow, "['#h', 'button']", "1");
    row("shadow path of three", shadow, "['#h', '#k', 'button']", "2");
    row("shadow path aria", shadow, "['#h', 'aria/In']", "1");
    row("shadow path xpath", shadow, "['#h', 'xpath///button']", "1");
    row("shadow path xpath union", shadow, "['#h', 'xpath/(//button)[1] | //div']", "1 ");
    row("shadow path to no host", shadow, "['script', 'button']", "");
    row("second try css", shadow, "'button'", "1 2");
    row("second try aria", shadow, "'aria/Deep[role=\"button\"]'", "2");
    row("second try text", shadow, "'text/Deep'", "2");
    row("pierce", shadow, "'pierce/button'", "1 2");
    row("closed roots stay closed",
        "<div id=h></div><script>h.attachShadow({mode:'closed'}).innerHTML='<b data-n=1></b>'</script>", "'b'", "");
    row("light dom comes first",
        "<div id=h></div><button data-n=9></button><script>h.attachShadow({mode:'open'}).innerHTML='<button data-n=1>'</script>",
        "'button'", "9");
}

void TestPageScriptsSelectors::selectors_matchInDocumentOrder()
{
    QFETCH(QString, html);
    QFETCH(QString, selector);
    m_page->setHtml(html);
    QTEST(matched(selector), "expected");
}

void TestPageScriptsSelectors::badSelectors_areNamed_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<QString>("reason");
    QTest::newRow("css") << u"'css/p['"_qs << u"'css/p['"_qs;
    QTest::newRow("css without prefix") << u"'p >> q'"_qs << u"'css/p >> q'"_qs;
    QTest::newRow("has") << u"'p:has(b)'"_qs << u":has()"_qs;
    QTest::newRow("xpath") << u"'xpath///['"_qs << u"'xpath///['"_qs;
    QTest::newRow("xpath that counts") << u"'xpath/count(//p)'"_qs << u"'xpath/count(//p)'"_qs;
    QTest::newRow("empty") << u"''"_qs << u"empty"_qs;
    QTest::newRow("no path") << u"[]"_qs << u"empty"_qs;
    QTest::newRow("aria") << u"'aria/ '"_qs << u"needs a name"_qs;
    QTest::newRow("text") << u"'text/  '"_qs << u"no text"_qs;
}

void TestPageScriptsSelectors::badSelectors_areNamed()
{
    QFETCH(QString, selector);
    QFETCH(QString, reason);
    m_page->setHtml(u"<p>x</p>"_qs);
    const QString error = matched(selector);
    QVERIFY2(error.startsWith(u"invalid selector: "), qPrintable(error));
    QVERIFY2(error.contains(reason), qPrintable(error));
}

void TestPageScriptsSelectors::roles_areTold_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("role");
    const auto row = [](const char *html, const char *role) {
        QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(role);
    };
    row("<button>", "button");
    row("<a href=x>", "link");
    row("<a>", "");
    row("<input>", "textbox");
    row("<input type=EMAIL>", "textbox");
    row("<input type=search>", "searchbox");
    row("<input type=number>", "spinbutton");
    row("<input type=range>", "slider");
    row("<input type=checkbox>", "checkbox");
    row("<input type=hidden>", "");
    row("<input list=x>", "combobox");
    row("<select>", "combobox");
    row("<select multiple>", "listbox");
    row("<textarea>", "textbox");
    row("<div contenteditable>", "textbox");
    row("<nav>", "navigation");
    row("<h3>", "heading");
    row("<img alt=''>", "presentation");
    row("<img alt=x>", "img");
    row("<svg>", "img");
    row("<div role='Tab'>", "tab");
    row("<div>", "");
    row("<form><input name=getAttribute><input name=localName><input name=hasAttribute></form>", "form");
}

void TestPageScriptsSelectors::roles_areTold()
{
    QFETCH(QString, html);
    m_page->setHtml(u"<body>"_qs + html);
    QTEST(m_page->inScripts(u"return foray.roles.of(foray.dom.childrenOf(document.body)[0])"_qs).toString(), "role");
}

// Form controls and images named like DOM methods hide those from everybody who asks the plain way.
void TestPageScriptsSelectors::clobberedDocument_isSearched()
{
    m_page->setHtml(
        u"<img name=querySelectorAll><img name=getElementById><img name=evaluate><img name=body><img name=createTreeWalker>"
        "<img name=defaultView><img name=readyState><form><input name=children><input name=getAttribute>"
        "<input name=querySelectorAll><input name=shadowRoot><input name=textContent><input name=parentNode>"
        "<input name=attributes><input name=id><input name=matches><input name=closest><input name=nodeType>"
        "<label>Name<input data-n=2 name=compareDocumentPosition></label>"
        "<button data-n=1>Send</button></form>"_qs);
    QCOMPARE(m_page->inPage(u"typeof document.querySelectorAll"_qs).toString(), u"object"_qs);
    for (const QString &selector :
         {u"'button'"_qs, u"'xpath///button'"_qs, u"'text/Send'"_qs, u"'aria/Send[role=\"button\"]'"_qs})
        QCOMPARE(matched(selector), u"1"_qs);
    QCOMPARE(matched(u"'label/Name'"_qs), u"2"_qs);
    QCOMPARE(m_page->inScripts(u"return foray.fingerprint(foray.selectors.all('form')[0]).tag"_qs).toString(), u"form"_qs);
    QCOMPARE(m_page->inScripts(u"return foray.fingerprint(foray.selectors.all('button')[0]).name"_qs).toString(), u"Send"_qs);
}

void TestPageScriptsSelectors::ariaQuery_isFastOnALargePage()
{
    QString html;
    for (int i = 0; i < 2500; ++i)
        html += u"<div class=row><span>Row %1</span><a href='/r/%1'>Open row %1</a><button>Edit</button></div>"_qs.arg(i);
    m_page->setHtml(html + u"<button data-n=1>Save all</button>"_qs);
    const double best = m_page
                            ->inScripts(u"let best = 1e9; for (let i = 0; i < 5; i++) { const t = performance.now();"
                                        "if (foray.selectors.all('aria/Save all[role=\"button\"]').length !== 1) return -1;"
                                        "best = Math.min(best, performance.now() - t); } return best"_qs)
                            .toDouble();
    qInfo("aria query among 10,000 nodes: %.1f ms", best);
    QVERIFY(best > 0);
    QVERIFY2(best < 60, "three times what a quiet machine needs");
}

QTEST_MAIN(TestPageScriptsSelectors)
#include "tst_pagescripts_selectors.moc"
