// SPDX-License-Identifier: MIT
// Every action on the pages of the demo site, as a person would do it.
#include "engine/base/json.h"
#include "tests/support/browsertest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

const QString readOutcome = QStringLiteral("return document.querySelector('#outcome').textContent");

QString text(const QString &selector)
{
    return QStringLiteral("return document.querySelector('%1').textContent.trim()").arg(selector);
}

QString value(const QString &selector)
{
    return QStringLiteral("return String(document.querySelector('%1').value)").arg(selector);
}

Change changeTo(const QString &selector, const QStringList &values)
{
    return Change{cssTarget(selector), values};
}

template <typename T>
QString messageOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : toString(result.error());
}

} // namespace

#define VERIFY_RESULT(expression)                                                                                                \
    do {                                                                                                                         \
        const auto result_ = (expression);                                                                                       \
        QVERIFY2(result_, qPrintable(messageOf(result_)));                                                                       \
    } while (false)

class tst_Acting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void click_waitsUntilUncovered();
    void click_waitsUntilStill();
    void click_waitsUntilEnabled();
    void click_onTwoMatches_isAnErrorThatNamesBoth();
    void click_onNothing_saysWhatWasTried();
    void click_coveredForEver_namesWhatCovers();
    void doubleRightAndModifierClicks_arrive();
    void clicksInQuickSuccession_areNoDoubleClick();
    void hover_opensMenus();
    void change_setsEveryKindOfField();
    void change_onSelectWithUnknownOption_namesTheOptions();
    void press_reachesTheFocusedField();
    void drag_movesHtml5Items();
    void drag_sortsByPointer();
    void scroll_toEndLoadsMore();
    void upload_toVisibleAndHiddenFields();
    void upload_thatFails_leavesNoFilesBehind();
    void shadowRoots_areReached();
    void frames_ofEveryKind();
    void frame_thatIsMissing_isNamed();
    void setViewport_changesThePage();

private:
    void clickOnCover(const QString &id);

    std::unique_ptr<BrowserFixture> m_b;
};

void tst_Acting::clickOnCover(const QString &id)
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover?delay=600")));
    VERIFY_RESULT(m_b->click(u'#' + id));
    QCOMPARE(m_b->evaluated(readOutcome), id); // "too early" would stand behind it
}

void tst_Acting::click_waitsUntilUncovered()
{
    clickOnCover(QStringLiteral("covered"));
}

void tst_Acting::click_waitsUntilStill()
{
    clickOnCover(QStringLiteral("moving"));
}

void tst_Acting::click_waitsUntilEnabled()
{
    clickOnCover(QStringLiteral("disabled"));
    clickOnCover(QStringLiteral("hidden"));
}

void tst_Acting::click_onTwoMatches_isAnErrorThatNamesBoth()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover")));
    const auto clicked = m_b->click(QStringLiteral("button.twin"), 8000);
    QVERIFY(!clicked);
    QCOMPARE(clicked.error().kind, ErrorKind::AmbiguousElement);
    QVERIFY2(clicked.error().message.contains(QStringLiteral("2 elements")), qPrintable(clicked.error().message));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("nothing"));
}

void tst_Acting::click_onNothing_saysWhatWasTried()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover")));
    const auto clicked = m_b->click(QStringLiteral("#no-such-thing"), 500);
    QVERIFY(!clicked);
    QCOMPARE(clicked.error().kind, ErrorKind::NoSuchElement);
    QVERIFY2(clicked.error().message.contains(QStringLiteral("#no-such-thing")), qPrintable(clicked.error().message));
}

void tst_Acting::click_coveredForEver_namesWhatCovers()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover?delay=60000")));
    const auto clicked = m_b->click(QStringLiteral("#covered"), 1000);
    QVERIFY(!clicked);
    QCOMPARE(clicked.error().kind, ErrorKind::ElementClickIntercepted);
    QVERIFY2(clicked.error().message.contains(QStringLiteral("overlay")), qPrintable(clicked.error().message));
}

void tst_Acting::doubleRightAndModifierClicks_arrive()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover")));
    VERIFY_RESULT(
        m_b->evaluate(QStringLiteral("window.seen = []; for (const t of ['click', 'dblclick', 'contextmenu', 'auxclick'])"
                                     "  addEventListener(t, e => window.seen.push([t, e.button, e.detail, e.ctrlKey, e.shiftKey, "
                                     "e.isTrusted].join(' ')), true)")));
    Click click;
    click.target = cssTarget(QStringLiteral("#covered"));
    click.count = 2;
    VERIFY_RESULT(m_b->act(click));
    click.count = 1;
    click.button = MouseButton::Right;
    VERIFY_RESULT(m_b->act(click));
    click.button = MouseButton::Left;
    click.modifiers = ControlKey | ShiftKey;
    VERIFY_RESULT(m_b->act(click));
    QCOMPARE(m_b->evaluated(QStringLiteral("return window.seen.filter(s => !s.startsWith('auxclick')).join('; ')")),
             QStringLiteral("click 0 1 false false true; click 0 2 false false true; dblclick 0 2 false false true; "
                            "contextmenu 2 0 false false true; click 0 1 true true true"));
}

// As when a plan presses Next again and again.
void tst_Acting::clicksInQuickSuccession_areNoDoubleClick()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/cover")));
    VERIFY_RESULT(m_b->evaluate(QStringLiteral("window.seen = []; for (const t of ['click', 'dblclick'])"
                                               "  addEventListener(t, e => window.seen.push(t + ' ' + e.detail), true)")));
    for (int n = 0; n < 3; ++n)
        VERIFY_RESULT(m_b->click(QStringLiteral("#covered")));
    Click twice;
    twice.target = cssTarget(QStringLiteral("#covered"));
    twice.count = 2;
    VERIFY_RESULT(m_b->act(twice));
    QCOMPARE(m_b->evaluated(QStringLiteral("return window.seen.join()")),
             QStringLiteral("click 1,click 1,click 1,click 1,click 2,dblclick 2"));
}

void tst_Acting::hover_opensMenus()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/hover")));
    VERIFY_RESULT(m_b->act(Hover{cssTarget(QStringLiteral(".js-menu .menu-title"))}));
    VERIFY_RESULT(m_b->click(QStringLiteral("a[href=\"#js-second\"]")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("Second by script"));
    VERIFY_RESULT(m_b->act(Hover{cssTarget(QStringLiteral(".css-menu .menu-title"))}));
    VERIFY_RESULT(m_b->click(QStringLiteral("a[href=\"#css-first\"]")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("First by style"));
}

void tst_Acting::change_setsEveryKindOfField()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/wizard")));
    VERIFY_RESULT(m_b->evaluate(
        QStringLiteral("for (const step of document.querySelectorAll('.step')) step.hidden = false;"
                       "window.events = []; document.addEventListener('change', e => window.events.push(e.target.name), true)")));
    const QList<QPair<QString, QStringList>> fields{
        {QStringLiteral("#name"), {QStringLiteral("Zo\u00eb \U0001F431 O'Neil")}},
        {QStringLiteral("#email"), {QStringLiteral("zoe@example.com")}},
        {QStringLiteral("#password"), {QStringLiteral("pass word 1!")}},
        {QStringLiteral("#age"), {QStringLiteral("42")}},
        {QStringLiteral("#date"), {QStringLiteral("2026-03-04")}},
        {QStringLiteral("#time"), {QStringLiteral("13:45")}},
        {QStringLiteral("#moment"), {QStringLiteral("2026-03-04T13:45")}},
        {QStringLiteral("#month"), {QStringLiteral("2026-03")}},
        {QStringLiteral("#week"), {QStringLiteral("2026-W10")}},
        {QStringLiteral("#colour"), {QStringLiteral("#ff8800")}},
        {QStringLiteral("#volume"), {QStringLiteral("9")}},
        {QStringLiteral("#country"), {QStringLiteral("pl")}},
        {QStringLiteral("#comment"), {QStringLiteral("line one\nline two")}},
    };
    for (const auto &[selector, values] : fields) {
        VERIFY_RESULT(m_b->act(changeTo(selector, values)));
        QCOMPARE(m_b->evaluated(value(selector)), values.first());
    }
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#country"), {QStringLiteral("Norway")}))); // by its label
    QCOMPARE(m_b->evaluated(value(QStringLiteral("#country"))), QStringLiteral("no"));
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#extras"), {QStringLiteral("gift"), QStringLiteral("express")})));
    QCOMPARE(
        m_b->evaluated(QStringLiteral("return [...document.querySelector('#extras').selectedOptions].map(o => o.value).join()")),
        QStringLiteral("gift,express"));
    for (const bool checked : {true, true, false}) {
        VERIFY_RESULT(
            m_b->act(changeTo(QStringLiteral("[name=terms]"), {checked ? QStringLiteral("true") : QStringLiteral("false")})));
        QCOMPARE(m_b->evaluated(QStringLiteral("return document.querySelector('[name=terms]').checked")),
                 checked ? QStringLiteral("true") : QStringLiteral("false"));
    }
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("[value=large]"), {QStringLiteral("true")})));
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#story"), {QStringLiteral("Once upon a time")})));
    QCOMPARE(m_b->evaluated(text(QStringLiteral("#story"))), QStringLiteral("Once upon a time"));
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#name"), {QString()})));
    QCOMPARE(m_b->evaluated(value(QStringLiteral("#name"))), QString());
    QVERIFY(m_b->evaluated(QStringLiteral("return window.events.join()")).contains(QStringLiteral("date")));
}

void tst_Acting::change_onSelectWithUnknownOption_namesTheOptions()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/wizard")));
    VERIFY_RESULT(m_b->evaluate(QStringLiteral("for (const step of document.querySelectorAll('.step')) step.hidden = false")));
    const auto changed = m_b->act(changeTo(QStringLiteral("#country"), {QStringLiteral("Atlantis")}));
    QVERIFY(!changed);
    QVERIFY2(changed.error().message.contains(QStringLiteral("Netherlands")), qPrintable(changed.error().message));
}

void tst_Acting::press_reachesTheFocusedField()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/wizard")));
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#name"), {QStringLiteral("abc")})));
    VERIFY_RESULT(m_b->act(Press{{}, QStringLiteral("Backspace")}));
    QCOMPARE(m_b->evaluated(value(QStringLiteral("#name"))), QStringLiteral("ab"));
    VERIFY_RESULT(m_b->act(Press{cssTarget(QStringLiteral("#name")), QStringLiteral("Shift+X")}));
    QCOMPARE(m_b->evaluated(value(QStringLiteral("#name"))), QStringLiteral("abX"));
    VERIFY_RESULT(m_b->act(Press{{}, QStringLiteral("Tab")}));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.activeElement.id")), QStringLiteral("email"));
    const auto unknown = m_b->act(Press{{}, QStringLiteral("Entr")});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::InvalidArgument);
}

void tst_Acting::drag_movesHtml5Items()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/drag")));
    VERIFY_RESULT(m_b->act(Drag{cssTarget(QStringLiteral("text/Bread")), cssTarget(QStringLiteral("#basket"))}));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("basket: Bread"));
}

void tst_Acting::drag_sortsByPointer()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/drag")));
    VERIFY_RESULT(m_b->act(
        Drag{cssTarget(QStringLiteral("#sortable li:nth-child(1)")), cssTarget(QStringLiteral("#sortable li:nth-child(3)"))}));
    QVERIFY2(m_b->evaluated(readOutcome) != QStringLiteral("order: One, Two, Three, Four"),
             qPrintable(m_b->evaluated(readOutcome)));
    QVERIFY2(m_b->evaluated(readOutcome).startsWith(QStringLiteral("order: Two")), qPrintable(m_b->evaluated(readOutcome)));
}

void tst_Acting::scroll_toEndLoadsMore()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/feed")));
    Condition more;
    more.kind = ChangedCondition{QStringLiteral(".post"), ChangedWhat::Count, {}};
    const Snapshot before = m_b->snapshot({more});
    Scroll scroll;
    scroll.to = ScrollTo::End;
    VERIFY_RESULT(m_b->act(scroll));
    VERIFY_RESULT(m_b->wait({more}, before));
}

void tst_Acting::upload_toVisibleAndHiddenFields()
{
    QTemporaryDir dir;
    for (const QString &name : {QStringLiteral("a.txt"), QStringLiteral("b.txt")}) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello " + name.toUtf8());
    }
    const QStringList paths{dir.filePath(QStringLiteral("a.txt")), dir.filePath(QStringLiteral("b.txt"))};
    const QString read = QStringLiteral("return (await Promise.all([...document.querySelector('#files').files].map(async f => "
                                        "f.name + '=' + await f.text()))).join()");
    for (const bool hidden : {false, true}) {
        VERIFY_RESULT(m_b->go(QStringLiteral("/wizard")));
        VERIFY_RESULT(m_b->evaluate(
            QStringLiteral("for (const step of document.querySelectorAll('.step')) step.hidden = false;"
                           "document.querySelector('#files').hidden = %1;"
                           "document.querySelector('#files').addEventListener('change', () => { window.changed = true })")
                .arg(hidden ? QStringLiteral("true") : QStringLiteral("false"))));
        VERIFY_RESULT(m_b->act(Upload{cssTarget(QStringLiteral("#files")), paths}));
        QCOMPARE(m_b->evaluated(read), QStringLiteral("a.txt=hello a.txt,b.txt=hello b.txt"));
        QCOMPARE(m_b->evaluated(QStringLiteral("return window.changed")), QStringLiteral("true"));
    }
    const auto missing = m_b->act(Upload{cssTarget(QStringLiteral("#files")), {dir.filePath(QStringLiteral("none"))}});
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains(QStringLiteral("none")));
}

void tst_Acting::upload_thatFails_leavesNoFilesBehind()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("secret.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    VERIFY_RESULT(m_b->go(QStringLiteral("/wizard")));
    VERIFY_RESULT(m_b->evaluate(QStringLiteral(
        "for (const step of document.querySelectorAll('.step')) step.hidden = false;"
        "window.stop = e => e.preventDefault(); document.querySelector('#files').addEventListener('click', window.stop)")));
    QVERIFY(!m_b->act(Upload{cssTarget(QStringLiteral("#files")), {file.fileName()}}, 600));
    VERIFY_RESULT(m_b->evaluate(QStringLiteral("document.querySelector('#files').removeEventListener('click', window.stop)")));
    VERIFY_RESULT(m_b->click(QStringLiteral("#files")));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.querySelector('#files').files.length")), QStringLiteral("0"));
}

void tst_Acting::shadowRoots_areReached()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/shadow")));
    Click click;
    click.target.selectors = {{QStringLiteral("demo-panel"), QStringLiteral("demo-list"), QStringLiteral("#inner")}};
    VERIFY_RESULT(m_b->act(click));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("Inner button"));
    VERIFY_RESULT(m_b->click(QStringLiteral("aria/Outer button[role=\"button\"]")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("Outer button"));
    VERIFY_RESULT(m_b->act(changeTo(QStringLiteral("#shadow-input"), {QStringLiteral("hi")})));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("typed hi"));
}

void tst_Acting::frames_ofEveryKind()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/frames")));
    const auto frame = [](const QString &css) { return FrameRef{{css}, {}, {}, -1}; };
    const FrameRef byUrl{{}, {}, QStringLiteral("http://localhost:*/frames/child*"), -1};
    const QList<QList<FrameRef>> paths{{frame(QStringLiteral("#same"))},
                                       {frame(QStringLiteral("#other"))},
                                       {frame(QStringLiteral("#outer")), frame(QStringLiteral("#inner"))},
                                       {byUrl},
                                       {FrameRef{{}, QStringLiteral("sandboxed"), {}, -1}},
                                       {FrameRef{{}, {}, {}, 3}}}; // the srcdoc one
    for (const auto &path : paths) {
        Click click;
        click.target = cssTarget(QStringLiteral("button"), path);
        VERIFY_RESULT(m_b->act(click));
    }
    const auto counter = [&](const QList<FrameRef> &path, const QString &expected) {
        Condition condition;
        condition.kind = TextCondition{expected, QStringLiteral("button"), TextMatch::Equals, path};
        VERIFY_RESULT(m_b->wait({condition}));
    };
    counter(paths.at(0), QStringLiteral("Clicked 1 times"));
    counter(paths.at(1), QStringLiteral("Clicked 2 times")); // by selector and by URL
    counter(paths.at(2), QStringLiteral("Clicked 1 times"));
    counter(paths.at(5), QStringLiteral("1"));
    VERIFY_RESULT(m_b->act(Change{cssTarget(QStringLiteral("#note"), paths.at(2)), {QStringLiteral("deep")}}));
}

void tst_Acting::frame_thatIsMissing_isNamed()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/frames")));
    Click click;
    click.target = cssTarget(QStringLiteral("button"), {FrameRef{{QStringLiteral("#nowhere")}, {}, {}, -1}});
    const auto clicked = m_b->act(click, 500);
    QVERIFY(!clicked);
    QCOMPARE(clicked.error().kind, ErrorKind::NoSuchFrame);
    QVERIFY2(clicked.error().message.contains(QStringLiteral("#nowhere")), qPrintable(clicked.error().message));
}

void tst_Acting::setViewport_changesThePage()
{
    VERIFY_RESULT(m_b->go(QStringLiteral("/commits")));
    QCOMPARE(m_b->evaluated(QStringLiteral("return innerWidth + 'x' + innerHeight")), QStringLiteral("1280x800"));
    VERIFY_RESULT(m_b->act(SetViewport{800, 600}));
    QCOMPARE(m_b->evaluated(QStringLiteral("return innerWidth + 'x' + innerHeight")), QStringLiteral("800x600"));
}

QTEST_MAIN(tst_Acting)
#include "tst_acting.moc"
