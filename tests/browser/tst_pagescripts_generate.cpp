// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QTest>

using namespace Foray;

// resources/js/generate.js, csspath.js, anchors.js and pageindex.js: which selectors an element gets.
class TestPageScriptsGenerate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void selectors_areUniqueAndBestFirst_data();
    void selectors_areUniqueAndBestFirst();
    void retarget_findsWhatAClickIsMeantFor_data();
    void retarget_findsWhatAClickIsMeantFor();
    void pages_seeNothingOfIt();
    void names_followTheDocument();
    void timing_onALargePage();

private:
    std::unique_ptr<JsPage> m_page;
};

void TestPageScriptsGenerate::initTestCase()
{
    m_page = std::make_unique<JsPage>();
}

void TestPageScriptsGenerate::selectors_areUniqueAndBestFirst_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("element");  // a selector of it
    QTest::addColumn<QString>("expected"); // all its selectors, joined

    const auto row = [](const char *name, const char *html, const char *element, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(element) << QString::fromUtf8(expected);
    };
    row("test id first", "<button data-testid=go id=go class=go>Go</button><button>Stop</button>", "button",
        "testid/go | aria/Go[role=\"button\"] | text/Go | css/#go | css/.go");
    row("test id of another spelling", "<a href=/x data-cy=next>Next</a><a href=/y>Last</a>", "a",
        "testid/next | aria/Next[role=\"link\"] | text/Next | css/a[href=\"/x\"]");
    row("test id that a build makes", "<button data-testid=\"btn-3f2504e0-4f89-11d3-9a0c-0305e82c3301\">Go</button><i></i>",
        "button", "aria/Go[role=\"button\"] | text/Go | css/button");
    row("role and name", "<button>Save</button><button>Cancel</button>", "button", "aria/Save[role=\"button\"] | text/Save");
    row("name from aria-label", "<button aria-label=\"Close it\"><svg></svg></button><button>OK</button>", "button",
        "aria/Close it[role=\"button\"] | css/button:nth-of-type(1) | xpath//html/body/button[1]");
    row("name from an image", "<a href=/><img alt=Home src=h.png></a><a href=/b>Blog</a>", "a",
        "aria/Home[role=\"link\"] | css/a[href=\"/\"]");
    row("heading", "<h1>Title</h1><h2>Sub</h2>", "h1", "aria/Title[role=\"heading\"] | text/Title | css/h1");
    row("heading twice", "<h2>News</h2><section id=b><h2>News</h2></section>", "#b h2", "css/#b h2 | xpath///*[@id=\"b\"]/h2");
    row("link with its address", "<a href=\"/help\">Help</a><a href=\"/about\">About</a>", "a",
        "aria/Help[role=\"link\"] | text/Help | css/a[href=\"/help\"]");
    row("icon in a button is the button's",
        "<button class=\"btn close\"><i class=icon></i> Close</button><button class=btn>x</button>", "button",
        "aria/Close[role=\"button\"] | text/Close | css/.close");
    row("select", "<label for=c>Country</label><select id=c name=country><option>France<option>Spain</select><select></select>",
        "select", "aria/Country[role=\"combobox\"] | label/Country | css/#c | css/select[name=\"country\"]");
    row("option", "<select name=a><option value=fr>France<option value=es>Spain</select>", "option:nth-child(2)",
        "aria/Spain[role=\"option\"] | css/option[value=\"es\"]");
    row("checkbox in a label", "<label><input type=checkbox name=terms> I agree</label><input type=checkbox>", "input",
        "aria/I agree[role=\"checkbox\"] | label/I agree | css/input[name=\"terms\"]");
    row("radio", "<input type=radio name=size value=s> <input type=radio name=size value=m>", "input:nth-of-type(2)",
        "css/input[value=\"m\"] | xpath//html/body/input[2]");
    row("label", "<label for=u>User</label><input id=u name=user><label for=p>Password</label><input id=p type=password>", "#u",
        "aria/User[role=\"textbox\"] | label/User | css/#u | css/input[name=\"user\"]");
    row("password has no role", "<label>Password<input type=password name=pw></label><input>", "input",
        "aria/Password[role=\"textbox\"] | label/Password | css/input[name=\"pw\"]");
    row("label twice", "<label>Name<input name=first></label><label>Name<input name=last></label>", "input[name=last]",
        "css/input[name=\"last\"] | xpath//html/body/label[2]/input");
    row("placeholder", "<input placeholder=Search><input>", "input", "aria/Search[role=\"textbox\"] | placeholder/Search");
    row("placeholder twice", "<input placeholder=City name=from><input placeholder=City name=to>", "[name=to]",
        "css/input[name=\"to\"] | xpath//html/body/input[2]");
    row("date field", "<label>Born<input type=date name=born></label><input type=date>", "input",
        "label/Born | css/input[name=\"born\"]");
    row("file field", "<label>Photo<input type=file name=photo></label><input>", "input",
        "label/Photo | css/input[name=\"photo\"]");
    row("alt", "<img alt=Cat src=c.png><img alt=Dog src=d.png>", "img", "aria/Cat[role=\"img\"] | alt/Cat");
    row("title", "<span title=\"More about it\">?</span><span>?</span>", "span",
        "title/More about it | css/span:nth-of-type(1) | xpath//html/body/span[1]");
    row("text of a plain element", "<p>Welcome back</p><p>Bye</p>", "p",
        "text/Welcome back | css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("long text is cut at a word",
        "<p>This is a rather long sentence that says much more than anybody would look for in a page</p><p>x</p>", "p",
        "text/This is a rather long sentence | css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("text with a count", "<a href=\"/in\">Inbox (3)</a><a href=\"/out\">Outbox</a>", "a", "text/Inbox | css/a[href=\"/in\"]");
    row("count before a word", "<li>3 items</li><li>Total</li>", "li",
        "text/items | css/li:nth-of-type(1) | xpath//html/body/li[1]");
    row("price", "<b class=price>€ 12.99</b><b class=name>Lamp</b>", "b", "css/.price | xpath//html/body/b[1]");
    row("date text", "<time>Mar 1, 2024</time><time class=x>never</time>", "time",
        "css/time:nth-of-type(1) | xpath//html/body/time[1]");
    row("relative time", "<span>5 minutes ago</span><span>now</span>", "span",
        "css/span:nth-of-type(1) | xpath//html/body/span[1]");
    row("time of day", "<td>x</td><div>12:30</div><div>noon</div>", "div", "css/div:nth-of-type(1) | xpath//html/body/div[1]");
    row("digits alone", "<div class=pages><a href=\"/c?page=1\">1</a><a href=\"/c?page=2\">2</a></div>", "a:nth-of-type(2)",
        "css/a[href=\"/c?page=2\"] | xpath//html/body/div/a[2]");
    row("next does not hang on its page number", "<a class=n href=\"/c?page=2\">Next</a><a href=\"/c?page=9\">Last</a>", "a",
        "aria/Next[role=\"link\"] | text/Next");
    row("address with a session", "<a href=\"/a/0f8fad5bd9cb469fa16570867728950e\">Open</a><a href=/b>Shut</a>", "a",
        "aria/Open[role=\"link\"] | text/Open");
    row("submit button", "<form><input type=submit value=\"Log in\"><input type=submit value=\"Sign up\"></form>", "input",
        "aria/Log in[role=\"button\"] | text/Log in");
    row("typed text says nothing", "<div contenteditable>typed words</div><div contenteditable>more</div>", "div",
        "css/div:nth-of-type(1) | xpath//html/body/div[1]");
    row("two ways that are one", "<h3 id=t>Title</h3>", "h3", "aria/Title[role=\"heading\"] | text/Title | css/#t | css/h3");
    row("id", "<p id=main></p><p></p>", "p", "css/#main | css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("id with a digit first", "<p id='1x'></p><p></p>", "p", "css/#\\31 x | css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("ember id", "<p id=ember1234></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("react id", "<p id=\":r1:\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("newer react id", "<p id=\"«r1»\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("guid id", "<p id=\"a3f2504e0-4f89-11d3-9a0c-0305e82c3301\"></p><p></p>", "p",
        "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("hash id", "<p id=x9f86d081></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("long number id", "<p id=post-20240301></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("short number id", "<p id=step-2></p><p></p>", "p", "css/#step-2 | css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("radix id", "<p id=\"radix-42\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("css module", "<p class=\"Button_root__x7Yz1\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("bem class", "<p class=\"card__title card__title--big\"></p><p></p>", "p", "css/.card__title | xpath//html/body/p[1]");
    row("styled component", "<p class=\"sc-bdVaJa kUQcXn\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("emotion", "<p class=\"css-1q2w3e\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("emotion with a label", "<p class=\"css-1q2w3e-Title\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("svelte", "<p class=\"title svelte-1tky8bj\"></p><p></p>", "p", "css/.title | xpath//html/body/p[1]");
    row("vue scope", "<p data-v-7ba5bd90 class=note></p><p data-v-7ba5bd90></p>", "p", "css/.note | xpath//html/body/p[1]");
    row("tailwind",
        "<p class=\"mt-4 md:flex w-[32px] hover:bg-x px-2 text-sm text-gray-500 flex items-center rounded-lg "
        "font-bold\"></p><p></p>",
        "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("tailwind and a name", "<p class=\"mt-4 flex price-tag text-red-600\"></p><p></p>", "p",
        "css/.price-tag | xpath//html/body/p[1]");
    row("bootstrap grid", "<p class=\"col-md-6 d-flex teaser\"></p><p></p>", "p", "css/.teaser | xpath//html/body/p[1]");
    row("state class", "<p class=\"active\"></p><p></p>", "p", "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("state and a name", "<p class=\"tab is-active\"></p><p class=tab></p>", "p",
        "css/p:nth-of-type(1) | xpath//html/body/p[1]");
    row("two classes", "<p class=\"a1 card wide\"></p><p class=card></p><p class=wide></p><p class=a1></p>", "p",
        "css/.a1.card | xpath//html/body/p[1]");
    row("name attribute", "<input name=q><input>", "input", "css/input[name=\"q\"] | xpath//html/body/input[1]");
    row("type", "<input type=color><input type=range>", "input", "css/input[type=\"color\"] | xpath//html/body/input[1]");
    row("data attribute", "<li data-sku=lamp></li><li data-sku=desk></li>", "li",
        "css/li[data-sku=\"lamp\"] | xpath//html/body/li[1]");
    row("rel", "<a rel=next href=\"/c?page=2\"></a><a href=\"/c?page=1\"></a>", "a",
        "css/a[rel=\"next\"] | xpath//html/body/a[1]");
    row("custom element", "<my-card></my-card><my-card></my-card><my-menu></my-menu>", "my-menu",
        "css/my-menu | xpath//html/body/my-menu");
    row("below an id", "<ul id=l><li><b></b></li><li><b></b></li></ul><ul><li><b></b></li></ul>", "#l li:nth-of-type(2) b",
        "css/#l > li:nth-of-type(2) b | xpath///*[@id=\"l\"]/li[2]/b");
    row("below a class", "<div class=side><b></b></div><div class=main><b></b></div>", ".main b",
        "css/.main b | xpath//html/body/div[2]/b");
    row("the only tag", "<main><article></article></main><p></p>", "article", "css/article | xpath//html/body/main/article");
    row("needless parts are dropped", "<div id=a><div><div><div><em></em></div></div></div></div>", "em",
        "css/em | xpath///*[@id=\"a\"]/div/div/div/em");
    row("middle parts are dropped", "<div id=a><div><div><em></em></div></div></div><em></em>", "#a em",
        "css/#a em | xpath///*[@id=\"a\"]/div/div/em");
    row("siblings alike", "<div><u></u><u></u></div>", "u:nth-of-type(2)", "css/u:nth-of-type(2) | xpath//html/body/div/u[2]");
    row("row by its heading",
        "<ul><li><h4>Alice</h4><button>Delete</button></li><li><h4>Bob</h4><button>Delete</button></li></ul>",
        "li:nth-of-type(2) button",
        "xpath///h4[normalize-space()=\"Bob\"]/ancestor::li[1]//button | css/li:nth-of-type(2) button | "
        "xpath//html/body/ul/li[2]/button");
    row("row by its cell",
        "<table><tr><td>Alice</td><td><a href=#>Edit</a></td></tr><tr><td>Bob</td><td><a href=#>Edit</a></td></tr></table>",
        "tr:nth-of-type(2) a",
        "xpath///td[normalize-space()=\"Bob\"]/ancestor::tr[1]//a | css/tr:nth-of-type(2) a | "
        "xpath//html/body/table/tbody/tr[2]/td[2]/a");
    row("row by a quoted title",
        "<ul><li><h4>Say \"hi\"</h4><button>Go</button></li><li><h4>Bye</h4><button>Go</button></li></ul>", "button",
        "xpath///h4[normalize-space()='Say \"hi\"']/ancestor::li[1]//button | css/li:nth-of-type(1) button | "
        "xpath//html/body/ul/li[1]/button");
    row("row with two buttons",
        "<ul><li><h4>Alice</h4><button>Up</button><button>Down</button></li><li><h4>Bob</h4><button>Up</button><button>Down</"
        "button></li></ul>",
        "li:nth-of-type(2) button:nth-of-type(2)",
        "xpath///h4[normalize-space()=\"Bob\"]/ancestor::li[1]//button[normalize-space()=\"Down\"] | css/li:nth-of-type(2) > "
        "button:nth-of-type(2) | xpath//html/body/ul/li[2]/button[2]");
    row("row with volatile texts alone",
        "<ul><li><b>12:30</b><button>Go</button></li><li><b>13:30</b><button>Go</button></li></ul>", "li:nth-of-type(2) button",
        "css/li:nth-of-type(2) button | xpath//html/body/ul/li[2]/button");
    row("content of a row first", "<ul><li><a href=\"/p/1\">Lamp</a></li><li><a href=\"/p/2\">Desk</a></li></ul>",
        "li:nth-of-type(2) a", "aria/Desk[role=\"link\"] | text/Desk | css/a[href=\"/p/2\"]");
    row("svg part", "<svg><path></path><path></path></svg>", "path:nth-of-type(2)",
        "css/path:nth-of-type(2) | xpath//html/body/*[local-name()=\"svg\"]/*[local-name()=\"path\"][2]");
    row("hidden twin", "<button style=\"display:none\">Go</button><button>Go</button>", "button:nth-of-type(2)",
        "aria/Go[role=\"button\"] | css/button:nth-of-type(2) | xpath//html/body/button[2]");
    row("name with brackets", "<button>Go [now]</button><button>x</button>", "button",
        "text/Go [now] | css/button:nth-of-type(1) | xpath//html/body/button[1]");
    row("name with a slash", "<button>css/x</button><button>x</button>", "button", "aria/css/x[role=\"button\"] | text/css/x");
    row("name with quotes", "<button>Say \"hi\"</button><button>x</button>", "button",
        "aria/Say \"hi\"[role=\"button\"] | text/Say \"hi\"");
    row("name in a script too", "<script>var x = \"Next\"</script><a href=/n>Next</a><a href=/p>Previous</a>", "a",
        "aria/Next[role=\"link\"] | text/Next | css/a[href=\"/n\"]");
    row("name within another", "<a href=\"/n\">Next</a><a href=\"/ny\">Next year</a>", "a",
        "aria/Next[role=\"link\"] | css/a[href=\"/n\"]");
    row("shadow", "<div id=h></div><b></b><script>h.attachShadow({mode:'open'}).innerHTML='<b></b><i></i>'</script>", "pierce/i",
        "css/#h >>> css/i | css/#h >>> xpath//i");
    row("shadow in shadow",
        "<my-app></my-app><script>const r=document.querySelector('my-app').attachShadow({mode:'open'});r.innerHTML='<p "
        "id=in></p>';r.firstChild.attachShadow({mode:'open'}).innerHTML='<button>Go</button><button>No</button>'</script>",
        "pierce/button", "css/my-app >>> css/#in >>> aria/Go[role=\"button\"] | css/my-app >>> css/#in >>> text/Go");
    row("shadow like the light",
        "<button>Go</button><div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<button>Go</button>'</script>",
        "pierce/#h", "css/#h | css/div");
    row("clobbered form",
        "<form action=/s><input name=attributes><input name=id><input name=parentNode><input "
        "name=children><button>Send</button></form>",
        "form", "css/form[action=\"/s\"] | xpath//html/body/form");
    row("field of a clobbered form", "<form><input name=attributes><input name=parentNode><input name=localName></form>",
        "[name=localName]", "css/input[name=\"localName\"] | xpath//html/body/form/input[3]");
    row("row key must tell the row",
        "<table><tr><td>Ada</td><td>1 minute ago</td><td><a href=#>Edit</a></td></tr><tr><td>Alan</td><td>2 minutes "
        "ago</td><td><a href=#>Edit</a></td></tr></table>",
        "tr:nth-of-type(2) td:nth-of-type(2)",
        "xpath///td[normalize-space()=\"Alan\"]/ancestor::tr[1]/td[2] | css/tr:nth-of-type(2) > td:nth-of-type(2) | "
        "xpath//html/body/table/tbody/tr[2]/td[2]");
    row("row by its own text", "<ul><li>Oak lamp <button>Remove</button></li><li>Desk <button>Remove</button></li></ul>",
        "li:nth-of-type(2) button",
        "xpath///li[contains(normalize-space(),\"Desk\")]//button | css/li:nth-of-type(2) button | "
        "xpath//html/body/ul/li[2]/button");
    row("row by what is in it", "<ul><li><a href=/a>Overview</a></li><li><a href=/b>Users</a></li></ul>", "li:nth-of-type(2)",
        "xpath///a[normalize-space()=\"Users\"]/ancestor::li[1] | css/li:nth-of-type(2) | xpath//html/body/ul/li[2]");
}

void TestPageScriptsGenerate::selectors_areUniqueAndBestFirst()
{
    QFETCH(QString, html);
    QFETCH(QString, element);
    m_page->setHtml(u"<!DOCTYPE html><body>"_qs + html);
    m_page->inScripts(u"globalThis.wanted = foray.selectors.all('"_qs + element + u"')[0]"_qs);
    QTEST(m_page->inScripts(u"return foray.selectorsFor(wanted).map(foray.selectors.text).join(' | ')"_qs).toString(),
          "expected");
    QCOMPARE(m_page
                 ->inScripts(u"return foray.selectorsFor(wanted).filter((selector) => {"
                             "const found = foray.selectors.all(selector); return found.length !== 1 || found[0] !== wanted"
                             "}).map(foray.selectors.text).join(' | ')"_qs)
                 .toString(),
             QString());
}

void TestPageScriptsGenerate::retarget_findsWhatAClickIsMeantFor_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("clicked");
    QTest::addColumn<QString>("expected"); // its id

    const auto row = [](const char *name, const char *html, const char *clicked, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(clicked) << QString::fromUtf8(expected);
    };
    row("icon in a button", "<button id=b><span><i></i></span></button>", "i", "b");
    row("drawing in a link", "<a id=a href=/x><svg><path></path></svg></a>", "path", "a");
    row("text in a label", "<label id=l><span>x</span><input></label>", "span", "l");
    row("field in a label", "<label id=l><span>x</span><input id=f></label>", "input", "f");
    row("role button", "<div id=d role=button><b>x</b></div>", "b", "d");
    row("role tab", "<div id=d role=tab><b>x</b></div>", "b", "d");
    row("anchor without an address", "<a id=a><b id=i>x</b></a>", "b", "i");
    row("plain text", "<p id=p>x</p>", "p", "p");
    row("summary", "<details><summary id=s><b>x</b></summary></details>", "b", "s");
    row("button in a link", "<a id=a href=/x><button id=b><i></i></button></a>", "i", "b");
    row("slotted into a button",
        "<div id=h><span>x</span></div><script>h.attachShadow({mode:'open'}).innerHTML='<button id=b><slot></slot></button>'"
        "</script>",
        "span", "b");
    row("in the shadow of a button role",
        "<my-b id=h role=button></my-b><script>h.attachShadow({mode:'open'}).innerHTML='<i></i>'</script>", "pierce/i", "h");
}

void TestPageScriptsGenerate::retarget_findsWhatAClickIsMeantFor()
{
    QFETCH(QString, html);
    QFETCH(QString, clicked);
    m_page->setHtml(html);
    QTEST(m_page->inScripts(u"return foray.retarget(foray.selectors.all('"_qs + clicked + u"')[0]).id"_qs).toString(),
          "expected");
}

void TestPageScriptsGenerate::pages_seeNothingOfIt()
{
    m_page->setHtml(u"<body><ul><li><h4>A</h4><button>Go</button></li><li><h4>B</h4><button>Go</button></li></ul>"
                    "<script>window.before = window.seen = 0; before = Object.keys(window).length;"
                    "new MutationObserver(() => seen++).observe(document, {subtree: true, childList: true, attributes: true,"
                    "characterData: true})</script>"_qs);
    const QString html = m_page->inPage(u"document.documentElement.outerHTML"_qs).toString();
    m_page->inScripts(u"foray.dom.all(document, '*').forEach((element) => foray.target(element))"_qs);
    QCOMPARE(m_page->inPage(u"document.documentElement.outerHTML"_qs).toString(), html);
    QCOMPARE(m_page->inPage(u"seen + Object.keys(window).length - before"_qs).toInt(), 0);
}

// What is known of texts is kept; it must not outlive them.
void TestPageScriptsGenerate::names_followTheDocument()
{
    m_page->setHtml(
        u"<button id=a>One</button><label for=f>Field</label><input id=f><input id=g><div id=d><button>Two</button></div>"_qs);
    const auto found = [&](const QString &selector) {
        return m_page->inScripts(u"return foray.selectors.all('"_qs + selector + u"').length"_qs).toInt();
    };
    const auto after = [&](const QString &change, const QString &selector) {
        m_page->inPage(change);
        return found(selector);
    };
    QCOMPARE(found(u"aria/One"_qs), 1);
    QCOMPARE(found(u"aria/Field[role=\"textbox\"]"_qs), 1);
    QCOMPARE(after(u"a.firstChild.data = 'Three'; 0"_qs, u"aria/One"_qs), 0);
    QCOMPARE(found(u"aria/Three"_qs), 1);
    QCOMPARE(after(u"a.setAttribute('aria-label', 'Four'); 0"_qs, u"aria/Four"_qs), 1);
    QCOMPARE(after(u"document.querySelector('label').htmlFor = 'g'; 0"_qs, u"aria/Field[role=\"textbox\"]"_qs), 1);
    QCOMPARE(after(u"document.querySelector('label').textContent = 'New'; 0"_qs, u"aria/New[role=\"textbox\"]"_qs), 1);
    QCOMPARE(
        after(u"{ const e = d; e.remove(); e.firstChild.textContent = 'Five'; document.body.append(e) } 0"_qs, u"aria/Five"_qs),
        1);
    QCOMPARE(found(u"aria/Two"_qs), 0);
    QCOMPARE(after(u"document.body.insertAdjacentHTML('beforeend', '<button>Five</button>'); 0"_qs, u"aria/Five"_qs), 2);
    QCOMPARE(after(u"d.innerHTML = ''; 0"_qs, u"aria/Five"_qs), 1);
}

void TestPageScriptsGenerate::timing_onALargePage()
{
    QString html;
    for (int i = 0; i < 2500; ++i)
        html += u"<div class=row><span>Row %1</span><a href='/r/%1'>Open row %1</a><button>Edit</button></div>"_qs.arg(i);
    m_page->setHtml(u"<nav><a href=/>Home</a></nav><main id=rows>"_qs + html + u"</main><button>Save all</button>"_qs);
    const QString said = m_page
                             ->inScripts(uR"(
        const all = foray.dom.all(document.body, '*');
        const times = [];
        const byTag = {};
        for (let i = 7; i < all.length; i += 101) {
          const start = performance.now();
          foray.selectorsFor(all[i]);
          times.push(performance.now() - start);
          (byTag[all[i].localName] ??= []).push(times.at(-1));
        }
        const first = times[0];
        const median = (list) => list.sort((a, b) => a - b)[list.length >> 1].toFixed(2);
        return `median ${median(times)} ms, worst ${Math.max(...times).toFixed(2)} ms of ${times.length}; ` +
          'first ' + first.toFixed(2) + ' ms; ' + Object.entries(byTag).map(([tag, list]) => tag + ' ' + median(list)).join(', ');
    )"_qs)
                             .toString();
    qInfo("selectors of any element among 10,000: %s", qPrintable(said));
}

QTEST_MAIN(TestPageScriptsGenerate)
#include "tst_pagescripts_generate.moc"
