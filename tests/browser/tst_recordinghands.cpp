// SPDX-License-Identifier: MIT
// What single movements of a person's hands become: on pages made for them, with trusted input, replayed on the same pages.
#include "engine/base/json.h"
#include "engine/browser/pagerecording.h"
#include "engine/plan/planjson.h"
#include "tests/support/browsertest.h"
#include "tests/support/samplerun.h"

#include <QKeyEvent>
#include <QWebEngineView>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

const QString emptyPage = QStringLiteral("/dialogs");

QString quoted(const QString &text)
{
    return QString::fromUtf8(dumpJson(Json(toStd(text))));
}

// Scripts of a page that is set in run when they are put in again.
QString settingUp(const QString &html)
{
    return QStringLiteral("document.body.innerHTML = %1; for (const old of document.querySelectorAll('script')) {"
                          "const script = document.createElement('script'); script.textContent = old.textContent;"
                          "old.replaceWith(script); }")
        .arg(quoted(html));
}

QStringList lines(const Plan &plan)
{
    QStringList all;
    for (const Step &step : plan.steps)
        all += sentence(step);
    return all;
}

Step stepOf(const QString &id, Action action, const QList<Condition> &waits = {})
{
    Step step;
    step.id = id;
    step.action = std::move(action);
    step.waitFor = waits;
    return step;
}

} // namespace

class tst_RecordingHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void hands_areRecordedAndReplay_data();
    void hands_areRecordedAndReplay();

private:
    void perform(const Json &hand);
    void settle();
    QPointF middleOf(const QString &selector);
    void holdKey(const QString &selector, int repeats);
    void turnWheel(const QString &selector);

    std::unique_ptr<BrowserFixture> m_b;
    Plan m_plan;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_recording;
};

void tst_RecordingHands::init()
{
    m_b = std::make_unique<BrowserFixture>();
    m_plan = {};
    m_recorder =
        std::make_unique<Recorder>([this](const QString &, const std::function<void(Plan &)> &change) { change(m_plan); });
    m_recording = std::make_unique<PageRecording>(*m_b->browser, *m_recorder);
}

void tst_RecordingHands::cleanup()
{
    m_recording.reset();
    m_recorder.reset();
    m_b.reset();
}

// Until what the last action caused has been told.
void tst_RecordingHands::settle()
{
    QByteArray before;
    QByteArray now = dumpJson(toJson(m_plan));
    while (before != now) {
        before = now;
        (void)m_b->wait({Condition{DelayCondition{700}, {}, {}}});
        now = dumpJson(toJson(m_plan));
    }
}

QPointF tst_RecordingHands::middleOf(const QString &selector)
{
    const QString place = m_b->evaluated(QStringLiteral("const r = document.querySelector(%1).getBoundingClientRect();"
                                                        "return `${r.x + r.width / 2} ${r.y + r.height / 2}`")
                                             .arg(quoted(selector)));
    return {place.section(u' ', 0, 0).toDouble(), place.section(u' ', 1, 1).toDouble()};
}

// ArrowDown, as a keyboard repeats it.
void tst_RecordingHands::holdKey(const QString &selector, int repeats)
{
    (void)m_b->evaluate(QStringLiteral("document.querySelector(%1).focus()").arg(quoted(selector)));
    m_b->page().input().takeFocus();
    QObject *receiver = m_b->page().view()->focusProxy();
    for (int i = 0; i <= repeats; ++i) {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier, {}, i > 0);
        QCoreApplication::sendEvent(receiver, &down);
    }
    QKeyEvent up(QEvent::KeyRelease, Qt::Key_Down, Qt::NoModifier);
    QCoreApplication::sendEvent(receiver, &up);
}

void tst_RecordingHands::turnWheel(const QString &selector)
{
    const QPointF middle = middleOf(selector);
    for (int i = 0; i < 4; ++i) {
        m_b->page().input().scrollWheel(middle, {0, 120});
        (void)m_b->wait({Condition{DelayCondition{60}, {}, {}}});
    }
}

void tst_RecordingHands::perform(const Json &hand)
{
    if (hand.contains("hold")) {
        holdKey(toQString(hand["hold"]), hand["repeats"].get<int>());
    } else if (hand.contains("wheel")) {
        turnWheel(toQString(hand["wheel"]));
    } else {
        const auto step = stepFromJson(hand);
        QVERIFY(step);
        const auto done = m_b->act(step->action);
        QVERIFY2(done, done ? "" : qPrintable(toString(done.error())));
    }
    settle();
}

void tst_RecordingHands::hands_areRecordedAndReplay_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QByteArray>("hands"); // steps, ' for "; {'hold': CSS, 'repeats': N}, {'wheel': CSS}
    QTest::addColumn<QString>("end");      // a JavaScript expression for the state that the page is in then
    QTest::addColumn<QString>("ended");
    QTest::addColumn<QStringList>("expected");

    const QString button =
        QStringLiteral("<button id=b onclick='o.textContent = +o.textContent + 1'>Count</button><b id=o>0</b>");
    const QString outcome = QStringLiteral("o.textContent");
    QTest::newRow("Enter after a click") << button
                                         << QByteArray(
                                                "[{'type':'click','target':'#b'},{'type':'press','target':'#b','key':'Enter'},"
                                                "{'type':'press','target':'#b','key':'Space'},{'type':'click','target':'#b'}]")
                                         << outcome << "4"
                                         << QStringList{"Click 'Count'", "Press Enter in 'Count'", "Press Space in 'Count'",
                                                        "Click 'Count'"};
    QTest::newRow("three quick clicks") << button << QByteArray("[{'type':'click','target':'#b','count':3}]") << outcome << "3"
                                        << QStringList{"Click 'Count' 3 times"};
    QTest::newRow("five quick clicks") << button << QByteArray("[{'type':'click','target':'#b','count':5}]") << outcome << "5"
                                       << QStringList{"Click 'Count' 3 times", "Double-click 'Count'"};

    const QString chat = QStringLiteral(
        "<%1 id=t aria-label=Message style='display:block;height:50px' %2 onkeydown=\"if (event.key === 'Enter') { %3"
        "o.textContent += '[' + (this.value ?? this.innerText).trim() + ']'; if (this.isContentEditable) "
        "this.innerHTML = ''; else this.value = '' }\"></%1><b id=o></b>");
    const QByteArray sending = "[{'type':'change','target':'#t','value':'hello'},{'type':'press','target':'#t','key':'Enter'},"
                               "{'type':'change','target':'#t','value':'bye'},{'type':'press','target':'#t','key':'Enter'}]";
    const QStringList sent{"Type 'hello' into 'Message'", "Press Enter in 'Message'", "Type 'bye' into 'Message'",
                           "Press Enter in 'Message'"};
    const QString prevented = QStringLiteral("event.preventDefault();");
    QTest::newRow("Enter that sends") << chat.arg(QStringLiteral("textarea"), QString(), prevented) << sending << outcome
                                      << "[hello][bye]" << sent;
    QTest::newRow("Enter that sends from an editable")
        << chat.arg(QStringLiteral("div"), QStringLiteral("contenteditable role=textbox"), prevented) << sending << outcome
        << "[hello][bye]" << sent;
    QTest::newRow("Enter that sends and then edits")
        << chat.arg(QStringLiteral("textarea"), QString(), QString())
        << QByteArray("[{'type':'change','target':'#t','value':'hello'},{'type':'press','target':'#t','key':'Enter'}]") << outcome
        << "[hello]" << sent.mid(0, 2);
    QTest::newRow("Enter that edits")
        << "<textarea id=t aria-label=Message></textarea>"
        << QByteArray("[{'type':'press','target':'#t','key':'a'},{'type':'press','target':'#t','key':'Enter'},"
                      "{'type':'press','target':'#t','key':'b'}]")
        << "t.value"
        << "a\nb" << QStringList{"Type 'a"};
    QTest::newRow("Tab that takes a suggestion")
        << "<input id=t aria-label=City onkeydown=\"if (event.key === 'Tab') { event.preventDefault(); this.value = 'Berlin' }\">"
        << QByteArray("[{'type':'change','target':'#t','value':'Be'},{'type':'press','target':'#t','key':'Tab'}]") << "t.value"
        << "Berlin" << QStringList{"Type 'Be' into 'City'", "Press Tab in 'City'"};

    QTest::newRow("rows that are swapped")
        << "<form id=f><div><input name=line></div><div><input name=line></div></form>"
           "<button id=swap type=button onclick='f.prepend(f.children[1])'>Swap</button>"
        << QByteArray("[{'type':'press','target':'#f div:nth-child(1) input','key':'a'},{'type':'click','target':'#swap'},"
                      "{'type':'press','target':'#f div:nth-child(2) input','key':'b'}]")
        << "Array.from(f.elements, each => each.value).join('-')"
        << "-ab" << QStringList{"Type 'a'", "Click 'Swap'", "Type 'ab'"};
    QTest::newRow("field that says what it holds")
        << "<p><b contenteditable id=x oninput='this.id = this.textContent'>1</b></p><p><b contenteditable>2</b></p>"
        << QByteArray(
               "[{'type':'press','target':'p:first-child b','key':'a'},{'type':'press','target':'p:first-child b','key':'b'}]")
        << "document.querySelector('b').textContent.length"
        << "3" << QStringList{"Type "};
    QTest::newRow("held key")
        << "<div id=b tabindex=0 role=button aria-label=List onkeydown='o.textContent = +o.textContent + 1'>x</div><b id=o>0</b>"
        << QByteArray("[{'hold':'#b','repeats':3}]") << outcome << "4"
        << QStringList(4, QStringLiteral("Press ArrowDown in 'List'"));

    // Each box loads something at its end, which is what makes a scroll worth telling.
    const QString box =
        QStringLiteral("<div id=%1 aria-label=%1 style='height:100px;overflow:auto' onscroll=\"%2; if (this.scrollTop"
                       " > 100 && !o.textContent.includes('%1')) o.textContent += '%1'\">"
                       "<div style='height:3000px'>%1</div></div>");
    QTest::newRow("boxes that scroll together")
        << "<b id=o></b>" + box.arg(QStringLiteral("left"), QStringLiteral("right.scrollTop = this.scrollTop")) +
               box.arg(QStringLiteral("right"), QStringLiteral("left.scrollTop = this.scrollTop"))
        << QByteArray("[{'wheel':'#left'}]") << outcome << "leftright" << QStringList{"Scroll down 180 px in '#left'"};

    const QString link = QStringLiteral("<button id=b onclick=\"o.textContent = 'done'\">Edit</button>");
    const QByteArray pointing = "[{'type':'hover','target':'#host'},{'type':'click','target':'#b'}]";
    const QStringList clicked{"Click 'Edit'"};
    const QStringList shown{"Point at ", "Click 'Edit'"};
    const QString menu = QStringLiteral("<style>%1</style><ol><li id=host>Menu <span>%2</span></li></ol><b id=o></b>");
    const auto hover = [&](const char *name, const QString &html, const QStringList &expected) {
        QTest::newRow(name) << html << pointing << outcome << "done" << expected;
    };
    hover("link that fades when hovered", menu.arg(QStringLiteral("li:hover button { opacity: .7 }"), link), clicked);
    hover("button that grows when hovered",
          menu.arg(QStringLiteral("button { transform: scale(1) } li:hover button { transform: scale(1.1) }"), link), clicked);
    hover("menu by opacity", menu.arg(QStringLiteral("span { opacity: 0 } li:hover span { opacity: 1 }"), link), shown);
    hover("menu by visibility, in media",
          menu.arg(QStringLiteral("@media all { span { visibility: hidden } li:hover > span { visibility: visible } }"), link),
          shown);
    const QString row =
        QStringLiteral("<style>%1</style><table><tr onmouseenter='%2' onmouseleave='%3'><td id=host>Ada</td><td>") + link +
        QStringLiteral("</td></tr></table><b id=o></b>");
    const QString on = QStringLiteral("this.className = \"on\"");
    const QString off = QStringLiteral("this.className = \"\"");
    hover("row that lights up", row.arg(QStringLiteral(".on { background: yellow }"), on, off), clicked);
    hover("row that shows its buttons by a class",
          row.arg(QStringLiteral("button { visibility: hidden } .on button { visibility: visible }"), on, off), shown);
    hover("row that stops to hide its buttons", row.arg(QStringLiteral("tr:not(.on) button { visibility: hidden }"), on, off),
          shown);
    hover("row that inserts its buttons",
          QStringLiteral("<p id=host onmouseenter='this.innerHTML = `Menu ${t.innerHTML}`' onmouseleave='this.textContent = "
                         "`Menu`'>Menu</p><template id=t>%1</template><b id=o></b>")
              .arg(link),
          shown);
    const QString root =
        QStringLiteral("<div id=root></div><b id=o></b><script>root.attachShadow({mode: 'open'}).innerHTML = %1; %2"
                       "root.shadowRoot.querySelector('button').onclick = () => o.textContent = 'done'</script>");
    const QByteArray inside =
        "[{'type':'hover','target':{'selectors':[['#root','li']]}},{'type':'click','target':{'selectors':[['#root','#b']]}}]";
    const QString list = QStringLiteral("<ul><li>Menu <span>%1</span></li></ul>").arg(link);
    const QString rules = QStringLiteral("span { visibility: hidden } li:hover span { visibility: visible }");
    QTest::newRow("menu in a shadow root") << root.arg(quoted(QStringLiteral("<style>%1</style>").arg(rules) + list), QString())
                                           << inside << outcome << "done" << shown;
    QTest::newRow("menu in a shadow root, adopted rules")
        << root.arg(quoted(list),
                    QStringLiteral("const s = new CSSStyleSheet; s.replaceSync(%1); root.shadowRoot.adoptedStyleSheets = "
                                   "[s];")
                        .arg(quoted(rules)))
        << inside << outcome << "done" << shown;
    QTest::newRow("menu of a shadow root that is hovered itself")
        << root.arg(
               quoted(QStringLiteral("<style>span { visibility: hidden } :host(:hover) span { visibility: visible }</style>") +
                      list),
               QString())
        << inside << outcome << "done" << shown;
    QTest::newRow("rules that come later")
        << "<style id=s>i { color: red } i { top: 0 }</style><ol><li id=host onclick=\"s.sheet.deleteRule(0); "
           "s.sheet.deleteRule(0); s.sheet.insertRule('li:hover "
           "span "
           "{ opacity: 1 }'); s.sheet.insertRule('span { opacity: 0 }')\">Menu <span>" +
               link + "</span></li></ol><p id=away>Away</p><b id=o></b>"
        << QByteArray("[{'type':'click','target':'#host','offset':{'x':5,'y':5}},{'type':'hover','target':'#away'},") +
               pointing.mid(1)
        << outcome << "done" << QStringList{"Click", "Point at ", "Click 'Edit'"};
    QTest::newRow("form whose fields have telling names")
        << "<form id=f tabindex=0 aria-label=Form onclick='o.textContent = `done`'><input type=hidden name=isContentEditable>"
           "<input type=hidden name=innerText><input type=hidden name=value><p>Here</p></form><b id=o></b>"
        << QByteArray("[{'type':'click','target':'#f'},{'type':'press','key':'x'}]") << outcome << "done"
        << QStringList{"Click 'Here'", "Press x in 'Form'"};
}

void tst_RecordingHands::hands_areRecordedAndReplay()
{
    QFETCH(QString, html);
    QFETCH(QByteArray, hands);
    QFETCH(QString, end);
    QFETCH(QString, ended);
    QFETCH(QStringList, expected);
    QVERIFY(m_b->go(emptyPage));
    QVERIFY(m_b->evaluate(settingUp(html)));
    settle(); // input that comes before a page has drawn itself is lost
    const auto person = parseJson(hands.replace('\'', '"'));
    QVERIFY(person);
    for (const Json &hand : *person)
        perform(hand);
    QCOMPARE(m_b->evaluated(QStringLiteral("return String(%1)").arg(end)), ended);
    const QStringList said = lines(m_plan);
    QVERIFY2(said.size() == expected.size(), qPrintable(said.join(u'\n')));
    for (qsizetype i = 0; i < said.size(); ++i)
        QVERIFY2(said.at(i).startsWith(expected.at(i)), qPrintable(said.join(u'\n')));

    m_recording.reset();
    Plan plan = m_plan;
    plan.pageTimeout = 8000;
    plan.steps.insert(plan.steps.begin(),
                      {stepOf(QStringLiteral("open"), Navigate{QStringLiteral("${site}") + emptyPage, {}, {}}),
                       stepOf(QStringLiteral("set"), Evaluate{{settingUp(html)}})});
    const QString same = QStringLiteral("String(%1) === %2").arg(end, quoted(ended));
    plan.steps.push_back(stepOf(QStringLiteral("check"), WaitFor(), {Condition{JsCondition{same}, {}, {}}}));
    const SampleResult result = runPlan(plan, 0);
    QVERIFY2(result.report.outcome == RunReport::Outcome::Done, qPrintable(result.log()));
}

QTEST_MAIN(tst_RecordingHands)
#include "tst_recordinghands.moc"
