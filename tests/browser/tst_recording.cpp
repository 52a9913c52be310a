// SPDX-License-Identifier: MIT
// What is recorded of a person at the pages of the demo site. The person's hands are trusted input; what the plan says then
// must bring another browser to the same end.
#include "engine/base/json.h"
#include "engine/browser/pagerecording.h"
#include "engine/browser/pointing.h"
#include "engine/plan/planjson.h"
#include "engine/plan/variables.h"
#include "engine/record/looping.h"
#include "engine/replay/runner.h"
#include "engine/results/rowreader.h"
#include "tests/support/browsertest.h"
#include "tests/support/samplerun.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

template <typename T>
QString messageOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : toString(result.error());
}

QString lines(const std::vector<Step> &steps)
{
    QStringList all;
    for (const Step &step : steps) {
        QString line = sentence(step);
        for (const Condition &condition : step.waitFor)
            line += QStringLiteral(" | ") + sentence(condition);
        all += line;
    }
    return all.join(u'\n');
}

// All fields of the form at once.
const QString unfold = QStringLiteral("for (const step of document.querySelectorAll('.step')) step.hidden = false");

QString dump(const Plan &plan)
{
    return QString::fromUtf8(dumpJson(toJson(plan), 2));
}

} // namespace

// The recorded plan on a site of its own, then the same question.
#define VERIFY_REPLAY(path, query, end, ended)                                                                                   \
    do {                                                                                                                         \
        const SampleResult result_ = replay(path, query, end, ended);                                                            \
        QVERIFY2(result_.report.outcome == RunReport::Outcome::Done, qPrintable(result_.log()));                                 \
    } while (false)

class tst_Recording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyKind_isRecordedAndReplays_data();
    void everyKind_isRecordedAndReplays();
    void pages_becomeALoop_data();
    void pages_becomeALoop();
    void visitedRows_becomeALoop_data();
    void visitedRows_becomeALoop();
    void typedRow_becomesALoopOverItsTable();
    void shownPassword_staysSecret();
    void secrets_areNotTold_data();
    void secrets_areNotTold();
    void fieldsWithoutAName_areNoSecrets();
    void secrets_areKnownInOtherDocuments_data();
    void secrets_areKnownInOtherDocuments();
    void secrets_areInNothingPicked();
    void secretsThatAreCommonWords_loseNoStep();
    void answersToSecretQuestions_areVariables();
    void codesInAddresses_areNoWaits();
    void waits_leanOnNoGeneratedClass();
    void framesCannotForgeActions();
    void pageTexts_areNoVariables();
    void tabClosedBehind_isClosedInTheReplayToo();
    void spaceInAField_scrollsNothing();
    void waits_tellWhatIsOtherThanBefore_data();
    void waits_tellWhatIsOtherThanBefore();
    void menuUnderThePointer_isNoEffectOfAClick();

private:
    void show(const QString &html);
    void settle();
    Result<ActReport> turnWheel();
    SampleResult replay(const QString &path, const QString &query, const QString &end, const QString &ended) const;

    std::unique_ptr<BrowserFixture> m_b;
    QString m_prepare; // a script that makes a page what it is before the first step
    Plan m_plan;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_recording;
};

void tst_Recording::init()
{
    m_b = std::make_unique<BrowserFixture>();
    m_plan = {};
    m_prepare = unfold;
    m_recorder =
        std::make_unique<Recorder>([this](const QString &, const std::function<void(Plan &)> &change) { change(m_plan); });
    m_recording = std::make_unique<PageRecording>(*m_b->browser, *m_recorder);
    // As the window does it.
    WebBrowser *browser = m_b->browser.get();
    QObject::connect(browser, &Browser::pageOpened, browser, [browser](Page *page) { browser->setCurrentPage(page); });
}

// A scroll step moves the page by script; a person's hand turns the wheel.
Result<ActReport> tst_Recording::turnWheel()
{
    const QString height = QStringLiteral("return String(document.documentElement.scrollHeight)");
    const QString before = m_b->evaluated(height);
    for (int i = 0; i < 60 && m_b->evaluated(height) == before; ++i)
        m_b->page().input().scrollWheel({400, 400}, {0, 480});
    return ActReport();
}

void tst_Recording::cleanup()
{
    m_recording.reset();
    m_recorder.reset();
    m_b.reset();
}

// A page of just that.
void tst_Recording::show(const QString &html)
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(m_b->evaluate(QStringLiteral("document.body.innerHTML = %1").arg(QString::fromUtf8(dumpJson(Json(toStd(html)))))));
}

// Until what the last action caused has been told.
void tst_Recording::settle()
{
    qsizetype before = -1;
    QString said;
    while (said != lines(m_plan.steps) || before != qsizetype(m_plan.steps.size())) {
        said = lines(m_plan.steps);
        before = qsizetype(m_plan.steps.size());
        (void)m_b->wait({Condition{DelayCondition{900}, {}, {}}});
    }
}

SampleResult tst_Recording::replay(const QString &path, const QString &query, const QString &end, const QString &ended) const
{
    Plan plan = m_plan;
    plan.pageTimeout = 8000;
    Step open;
    open.id = QStringLiteral("open");
    open.action = Navigate{QStringLiteral("${site}") + path + query, {}, {}};
    plan.steps.insert(plan.steps.begin(), open);
    Step unfolded;
    unfolded.id = QStringLiteral("unfold");
    unfolded.action = Evaluate{{m_prepare}};
    unfolded.waitFor = {Condition{NetworkIdleCondition{300}, {}, {}}};
    plan.steps.insert(plan.steps.begin() + 1, unfolded);
    Step check;
    check.id = QStringLiteral("check");
    check.action = WaitFor();
    check.waitFor = {Condition{
        JsCondition{QStringLiteral("String(%1) === %2").arg(end, QString::fromUtf8(dumpJson(Json(toStd(ended)))))}, {}, {}}};
    plan.steps.push_back(check);
    return runPlan(plan, 0, {{QStringLiteral("password"), QStringLiteral("geheim")}});
}

void tst_Recording::everyKind_isRecordedAndReplays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("person"); // steps, as the person's hands do them; ' for "
    QTest::addColumn<QString>("end");       // a JavaScript expression for the state that the page is in then
    QTest::addColumn<QStringList>("expected");

    const QString outcome = QStringLiteral("document.querySelector('#outcome').textContent");
    const QString pageNumber =
        QStringLiteral("document.body.innerText.match(/Page \\d+/)[0] + document.querySelectorAll('li.commit').length");
    const auto row = [](const char *name, const char *path, const char *person, const QString &end, const QStringList &expected) {
        QTest::newRow(name) << QString::fromLatin1(path) << QByteArray(person) << end << expected;
    };
    const auto value = [](const char *selector, const char *property = "value") {
        return QStringLiteral("document.querySelector('%1').%2")
            .arg(QString::fromLatin1(selector), QString::fromLatin1(property));
    };
    const QString clicked = QStringLiteral("Click 'Clicked 0 times' | the first 'button[type=\"button\"]' has another text");
    row("next, rows replaced", "/commits", "[{'type':'click','target':'aria/Next'},{'type':'click','target':'aria/Next'}]",
        pageNumber,
        {"Click 'Next' | the first 'li.commit' has been replaced", "Click 'Next' | the first 'li.commit' has been replaced"});
    row("next, texts changed", "/commits/reuse", "[{'type':'click','target':'aria/Next'}]", pageNumber,
        {"Click 'Next' | the first 'li.commit a' has another text"});
    row("next, whole page", "/commits/full", "[{'type':'click','target':'aria/Next'}]", pageNumber,
        {"Click 'Next' | the address matches '*/commits/full*page=2*'"});
    row("same address, posted", "/form",
        "[{'type':'change','target':'#name','value':'Ada'},{'type':'click','target':'#post button'},"
        "{'type':'change','target':'#name','value':'Bob'},{'type':'press','target':'#name','key':'Enter'}]",
        "document.querySelector('dd.name').textContent",
        {"Type 'Ada' into 'Name'", "Click 'Send' | 'section.result' is visible", "Type 'Bob' into 'Name'",
         "Press Enter in 'Name' | the first 'dd.name' has been replaced"});
    row("same address, by a link", "/form", "[{'type':'click','target':'#self'}]",
        "document.querySelector('#opened').textContent", {"Click 'Link to itself' | the first '#opened > b' has been replaced"});
    row("same address, by a script", "/form", "[{'type':'click','target':'#reload'}]",
        "document.querySelector('#opened').textContent", {"Click 'Reload soon' | the first '#opened > b' has been replaced"});
    row("load more", "/shop/more", "[{'type':'click','target':'text/Load more'}]", "document.querySelectorAll('article').length",
        {"Click 'Load more' | the number of 'article.card' has changed"});
    row("typing", "/wizard", "[{'type':'click','target':'#name'},{'type':'change','target':'#name','value':'Ada'}]",
        value("#name"), {"Type 'Ada' into 'Full name'"});
    row("autocomplete by keyboard", "/wizard",
        "[{'type':'press','target':'#city','key':'B'},{'type':'press','target':'#city','key':'e'},{'type':'press','key':'"
        "ArrowDown'},"
        "{'type':'press','key':'Enter'}]",
        value("#city"),
        {"Type 'Be' into 'City' | '#cities' is visible", "Press ArrowDown in 'City'",
         "Press Enter in 'City' | '#cities' is hidden"});
    row("check", "/wizard", "[{'type':'click','target':'[name=terms]'}]", value("[name=terms]", "checked"),
        {"Check 'I accept the terms'"});
    row("radio", "/wizard", "[{'type':'click','target':'[value=large]'}]", value("[value=large]", "checked"), {"Check 'Large'"});
    row("select", "/wizard", "[{'type':'press','target':'#country','key':'ArrowDown'}]", value("#country"),
        {"Choose 'nl' in 'Country'"});
    row("range", "/wizard", "[{'type':'press','target':'[type=range]','key':'ArrowRight'}]", value("[type=range]"),
        {"Set 'Volume' to 6"});
    row("editable", "/wizard", "[{'type':'change','target':'#story','value':'Once upon'}]", value("#story", "textContent"),
        {"Type 'Once upon' into 'Story'"});
    row("password", "/login", "[{'type':'change','target':'[type=password]','value':'geheim'}]", value("[type=password]"),
        {"Type '${password}' into 'Password'"});
    row("double click", "/fields", "[{'type':'doubleClick','target':'#twice'}]", outcome,
        {"Double-click 'Open twice' | the first 'p output' has another text"});
    row("right click", "/fields", "[{'type':'click','target':'#own-menu','button':'right'}]",
        "document.querySelector('#entries').hidden", {"Right-click 'Own menu' | '#entries' is visible"});
    row("modifier", "/fields", "[{'type':'click','target':'#pickable li:nth-child(3)','modifiers':['Shift']}]", outcome,
        {"Shift+Click 'Blue' | the first 'p output' has another text"});
    row("menu by script", "/hover",
        "[{'type':'hover','target':'.js-menu .menu-title'},{'type':'click','target':'.js-menu li:first-child .entry'}]", outcome,
        {"Point at 'Opened by script'", "Click 'First by script' | the first '#outcome' has another text"});
    row("menu by style", "/hover",
        "[{'type':'hover','target':'.css-menu .menu-title'},{'type':'click','target':'.css-menu li:first-child .entry'}]",
        outcome, {"Point at 'By style'", "Click 'First by style' | the first '#outcome' has another text"});
    row("html5 drag", "/drag", "[{'type':'drag','target':'text/Bread','to':'#basket'}]", outcome,
        {"Drag 'Bread' to 'Basket' | the number of '#goods > li.good' has changed"});
    row("pointer drag", "/drag", "[{'type':'drag','target':'#sortable li:nth-child(1)','to':'#sortable li:nth-child(3)'}]",
        outcome, {"Drag 'One' to 'Three' | the first '#outcome' has another text"});
    row("endless list", "/feed", "[{'type':'scroll','to':'end'}]", "document.querySelectorAll('.post').length",
        {"Scroll to the end | the number of 'article.post' has changed"});
    row("shadow roots", "/shadow", "[{'type':'click','target':'text/Inner button'}]", outcome,
        {"Click 'Inner button' | the first '#outcome' has another text"});
    row("frame", "/frames", "[{'type':'click','target':{'selectors':['button'],'frames':['#same']}}]",
        "document.querySelector('#same').contentDocument.querySelector('button').textContent", {clicked});
    row("frame of another origin", "/frames", "[{'type':'click','target':{'selectors':['button'],'frames':['#other']}}]", outcome,
        {clicked});
    row("nested frames", "/frames", "[{'type':'click','target':{'selectors':['button'],'frames':['#outer','iframe']}}]", outcome,
        {clicked});
    row("new tab", "/popups", "[{'type':'click','target':'#blank'}]", "location.pathname",
        {"Click 'A link to a new tab'", "Switch to the newest tab"});
    row("key", "/fields", "[{'type':'press','target':'#twice','key':'?'}]", outcome,
        {"Press ? in 'Open twice' | the first 'p output' has another text"});
    row("under a policy", "/csp", "[{'type':'click','target':'button'}]", "document.querySelector('.page-number').textContent",
        {"Click 'Next' | the first 'li' has been replaced"});
}

void tst_Recording::everyKind_isRecordedAndReplays()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, person);
    QFETCH(QString, end);
    QFETCH(QStringList, expected);
    QVERIFY(m_b->go(path));
    (void)m_b->wait({Condition{NetworkIdleCondition{300}, {}, {}}});
    QVERIFY(m_b->evaluate(unfold));
    const auto steps = parseJson(person.replace('\'', '"'));
    QVERIFY2(steps, qPrintable(messageOf(steps)));
    for (const Json &json : *steps) {
        const auto step = stepFromJson(json);
        QVERIFY2(step, qPrintable(messageOf(step)));
        const auto done = std::holds_alternative<Scroll>(step->action) ? turnWheel() : m_b->act(step->action);
        QVERIFY2(done, qPrintable(messageOf(done)));
        settle();
    }
    const QString ended = m_b->evaluated(QStringLiteral("return String(%1)").arg(end));
    const QStringList said = lines(m_plan.steps).split(u'\n');
    qInfo("%s => %s", qPrintable(lines(m_plan.steps)), qPrintable(ended));

    m_recording.reset();
    for (const char *query : {"?seed=7&delay=0", "?delay=300"})
        VERIFY_REPLAY(path, QString::fromLatin1(query), end, ended);
    QCOMPARE(said, expected);
}

void tst_Recording::pages_becomeALoop_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nodes replaced") << "/commits";
    QTest::newRow("texts changed") << "/commits/reuse";
    QTest::newRow("whole pages") << "/commits/full";
}

void tst_Recording::pages_becomeALoop()
{
    QFETCH(QString, path);
    QVERIFY(m_b->go(path));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(m_b->act(Click{Target{{{QStringLiteral("aria/Next")}}, {}, {}, {}}}));
        settle();
    }
    const auto offer = offeredLoop(m_plan);
    QVERIFY2(offer && offer->stepIds.size() == 3, qPrintable(lines(m_plan.steps)));
    foldLoop(m_plan, *offer);
    std::get<Paginate>(m_plan.steps.front().action).max = 5;
    const QString number = QStringLiteral("document.body.innerText.match(/Page \\d+/)[0]");
    VERIFY_REPLAY(path, QStringLiteral("?seed=7"), number, QStringLiteral("Page 5"));
}

void tst_Recording::visitedRows_becomeALoop_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("link"); // of row %1
    QTest::addColumn<QString>("back"); // empty: the button
    QTest::newRow("by the button") << "/commits/full"
                                   << "li.commit:nth-child(%1) a"
                                   << "";
    QTest::newRow("by a link") << "/shop"
                               << "article.card:nth-of-type(%1) h3 a"
                               << "nav a, main a[href^='/shop']";
}

void tst_Recording::visitedRows_becomeALoop()
{
    QFETCH(QString, path);
    QFETCH(QString, link);
    QFETCH(QString, back);
    QVERIFY(m_b->go(path));
    for (int row = 1; row <= 2; ++row) {
        QVERIFY(m_b->click(link.arg(row)));
        settle();
        if (back.isEmpty()) {
            m_recording->command(Back());
            QVERIFY(await<LoadReport>(
                [&](QObject *context, auto done) { m_b->page().moveInHistory(-1, WaitUntil::Load, 5000, context, done); }));
        } else {
            QVERIFY(m_b->click(back));
        }
        settle();
    }
    const auto offer = offeredLoop(m_plan);
    QVERIFY2(offer && offer->stepIds.size() == 4, qPrintable(dump(m_plan)));
    foldLoop(m_plan, *offer);
    std::get<ForEach>(m_plan.steps.front().action).max = 3;
    VERIFY_REPLAY(path, QStringLiteral("?seed=7"), QStringLiteral("location.pathname"), path);
}

void tst_Recording::typedRow_becomesALoopOverItsTable()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("people.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("first name,about\nAda,\"Engines, analytical\"\nBob,Boats & more\nEve,\"50% of \"\"all\"\"\"\n");
    file.close();
    m_plan.steps.push_back({.id = QStringLiteral("open"), .action = Navigate{QStringLiteral("${site}/form"), {}, {}}});
    QVERIFY(m_b->go(QStringLiteral("/form")));
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#name")), {QStringLiteral("Bob")}}));
    QVERIFY(m_b->act(Press{cssTarget(QStringLiteral("#topic")), QStringLiteral("ArrowDown")}));
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#message")), {QStringLiteral("Boats & more")}}));
    QVERIFY(m_b->click(QStringLiteral("#post button")));
    settle();
    const auto rows = readRows(file.fileName());
    QVERIFY2(rows, qPrintable(messageOf(rows)));
    const auto offer = offeredLoop(m_plan, {{}, {{file.fileName(), *rows}}, m_recorder->addresses()});
    QVERIFY2(offer, qPrintable(lines(m_plan.steps)));
    QVERIFY(!foldLoop(m_plan, *offer).isEmpty());
    QCOMPARE(int(m_plan.steps.size()), 1);

    m_plan.schemas.append({QStringLiteral("sent"), *parseJson(R"({"name": "sent", "baseSelector": ".result dl", "fields": [
        {"name": "name", "selector": ".name", "type": "text"}, {"name": "message", "selector": ".message", "type": "text"},
        {"name": "topic", "selector": ".topic", "type": "text"}]})")});
    std::get<ForEach>(m_plan.steps.front().action)
        .steps.push_back({.id = QStringLiteral("sent"), .action = Extract{.schema = QStringLiteral("sent")}});
    const SampleResult result = runPlan(m_plan, 100);
    QVERIFY2(result.report.outcome == RunReport::Outcome::Done, qPrintable(result.log()));
    QCOMPARE(QString::fromStdString(result.tables.get()["sent"].dump()), QString::fromStdString(parseJson(R"([
        {"name": "Ada", "message": "Engines, analytical", "topic": "praise"},
        {"name": "Bob", "message": "Boats & more", "topic": "praise"},
        {"name": "Eve", "message": "50% of \"all\"", "topic": "praise"}])")
                                                                                                    ->dump()));
}

void tst_Recording::shownPassword_staysSecret()
{
    const QString field = QStringLiteral("[name=password]");
    QVERIFY(m_b->go(QStringLiteral("/login")));
    QVERIFY(m_b->act(Change{cssTarget(field), {QStringLiteral("geheim")}}));
    QVERIFY(m_b->evaluate(QStringLiteral("document.querySelector('[name=password]').type = 'text'")));
    QVERIFY(m_b->act(Press{cssTarget(field), QStringLiteral("x")}));
    settle();
    QVERIFY2(!m_plan.steps.empty() && !dump(m_plan).contains(QStringLiteral("geheim")), qPrintable(dump(m_plan)));
}

void tst_Recording::secrets_areNotTold_data()
{
    QTest::addColumn<QString>("html"); // of a field and of what happens when it changes
    QTest::newRow("one-time code") << "<input id=f name=code autocomplete='one-time-code'>";
    QTest::newRow("called a password") << "<input id=f name=user_password>";
    QTest::newRow("hidden letters") << "<input id=f name=pin style='-webkit-text-security: disc'>";
    QTest::newRow("repeated by the page")
        << "<input id=f type=password oninput='o.textContent = o.title = this.value'><p id=o>nothing</p>";
    QTest::newRow("repeated in attributes")
        << "<input id=f type=password oninput='this.dataset.value = b.id = this.value'><button id=b>Go</button>";
    QTest::newRow("another field in its place") << "<input id=f type=password name=p oninput='const v = this.value; "
                                                   "this.outerHTML = \"<input id=f name=p>\"; f.value = v'>";
}
void tst_Recording::secrets_areNotTold()
{
    QFETCH(QString, html);
    show(html);
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#f")), {QStringLiteral("geheim")}}));
    QVERIFY(m_b->act(Press{cssTarget(QStringLiteral("#f")), QStringLiteral("x")}));
    settle();
    (void)m_b->click(QStringLiteral("#b"), 500);
    settle();
    QVERIFY2(dump(m_plan).contains(QStringLiteral("\"value\": \"${")), qPrintable(dump(m_plan)));
    QVERIFY2(!dump(m_plan).contains(QStringLiteral("geheim")), qPrintable(dump(m_plan)));
}

void tst_Recording::fieldsWithoutAName_areNoSecrets()
{
    show(QStringLiteral("<label>City <input></label><label>Secret <input type=password></label><label>Country <input></label>"));
    for (const char *label : {"Secret", "City", "Country"}) {
        const Target field{{{QStringLiteral("aria/%1").arg(QLatin1String(label))}}, {}, {}, {}};
        QVERIFY(m_b->act(Change{field, {QStringLiteral("Bonn")}}));
        settle();
    }
    const QStringList said = lines(m_plan.steps).split(u'\n');
    QCOMPARE(said.size(), 3);
    QVERIFY2(said[0].startsWith(QStringLiteral("Type '${")), qPrintable(said[0]));
    QVERIFY2(!said[1].contains(u'$') && !said[2].contains(u'$'), qPrintable(said.join(u'\n')));
}

void tst_Recording::secrets_areKnownInOtherDocuments_data()
{
    QTest::addColumn<QString>("echo"); // of %1 in the page that comes next
    QTest::newRow("text") << "<button id=b>Signed in with %1</button>";
    QTest::newRow("capitals") << "<button id=b style='text-transform: uppercase'>%1</button>";
    QTest::newRow("attributes") << "<button id=b title='%1' data-testid='%1' class='%1' aria-label='%1'>Go</button>";
    QTest::newRow("id") << "<button onclick='this.nextSibling.hidden = false'>Go</button><p hidden id='%1'>%1</p>";
    QTest::newRow("neighbours") << "<p>%1</p><button id=b>Go</button><p>%1</p>";
    QTest::newRow("frame") << "<iframe srcdoc='<button style=\"width: 100%;height: 100px\">%1</button>'></iframe>";
}
void tst_Recording::secrets_areKnownInOtherDocuments()
{
    QFETCH(QString, echo);
    const QString secret = QStringLiteral("1Huntér-xyz");
    show(QStringLiteral("<input id=f type=password>"));
    for (const QString &value : {secret, QStringLiteral("another"), secret.left(5), secret})
        QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#f")), {value}}));
    settle();
    show(echo.arg(secret));
    (void)m_b->wait({Condition{DelayCondition{300}, {}, {}}});
    Click click;
    click.target = cssTarget(echo.contains(QStringLiteral("id=b")) ? QStringLiteral("#b") : QStringLiteral("button"));
    if (echo.contains(QStringLiteral("<iframe")))
        click.target.frames = {FrameRef{{QStringLiteral("iframe")}}};
    const auto done = m_b->act(click);
    QVERIFY2(done, qPrintable(messageOf(done)));
    settle();
    QVERIFY2(lines(m_plan.steps).contains(QStringLiteral("Click ")), qPrintable(dump(m_plan)));
    QVERIFY2(!dump(m_plan).contains(secret.mid(1, 4), Qt::CaseInsensitive), qPrintable(dump(m_plan)));
}

void tst_Recording::secrets_areInNothingPicked()
{
    show(QStringLiteral("<input id=f type=password>"));
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#f")), {QStringLiteral("hunterxyz")}}));
    settle();
    show(QStringLiteral("<button id=hunterxyz style='position: fixed; inset: 0'>hunterxyz</button>"));
    const auto pointed = [this](std::shared_ptr<const KnownSecrets> secrets) {
        const auto found = await<std::optional<Pointed>>([&](QObject *context, auto done) {
            elementAt(m_b->page(), {50, 50}, {false, {}, secrets}, context, done);
        });
        return found && *found ? **found : Pointed();
    };
    QCOMPARE(pointed({}).text, QStringLiteral("hunterxyz"));
    const Pointed told = pointed(m_recorder->sharedSecrets());
    QVERIFY(!told.target.isEmpty() && !told.css.isEmpty());
    for (const QString &text : {told.css, told.text, told.words, told.selector, told.rows, JsonValue(toJson(told.target)).dump()})
        QVERIFY2(!text.contains(QStringLiteral("hunter")), qPrintable(text));
}

void tst_Recording::secretsThatAreCommonWords_loseNoStep()
{
    show(QStringLiteral("<input id=f type=password>"));
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#f")), {QStringLiteral("button")}}));
    settle();
    show(QStringLiteral("<p>One</p><p><button>button</button></p>"));
    QVERIFY(m_b->click(QStringLiteral("button")));
    settle();
    QCOMPARE(int(m_plan.steps.size()), 2);
    const auto *click = std::get_if<Click>(&m_plan.steps.back().action);
    QVERIFY2(click && click->target.selectors.size() == 1, qPrintable(dump(m_plan)));
    QVERIFY(m_b->act(*click));
}

void tst_Recording::answersToSecretQuestions_areVariables()
{
    show(QStringLiteral("<button id=b>Signed in with hunterxyz</button>"));
    Q_EMIT m_b->page().dialogAnsweredByPerson({true, QStringLiteral("hunterxyz")}, QStringLiteral("Password?"));
    QVERIFY(m_b->click(QStringLiteral("#b")));
    settle();
    QVERIFY2(lines(m_plan.steps).startsWith(QStringLiteral("Answer the dialog with '${secret}'\nClick ")),
             qPrintable(dump(m_plan)));
    QVERIFY2(!dump(m_plan).contains(QStringLiteral("hunterxyz")), qPrintable(dump(m_plan)));
}

void tst_Recording::codesInAddresses_areNoWaits()
{
    show(QStringLiteral("<button id=b onclick=\"location.href = '/hover?code=AUTHCODE-24v81eg02s6&state=x'\">Sign in</button>"));
    QVERIFY(m_b->click(QStringLiteral("#b")));
    settle();
    QCOMPARE(lines(m_plan.steps), QStringLiteral("Click 'Sign in' | the address matches '*/hover*'"));
    QVERIFY2(!dump(m_plan).contains(QStringLiteral("24v81eg02s6")), qPrintable(dump(m_plan)));
}

void tst_Recording::waits_leanOnNoGeneratedClass()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(
        m_b->evaluate(QStringLiteral("document.body.innerHTML = '<button id=go>Go</button><ul id=rows></ul>';"
                                     "const fill = () => document.querySelector('#rows').replaceChildren(...[1, 2, 3].map(n => {"
                                     "const row = document.createElement('li'); row.className = 'css-1q2w3e'; row.textContent = "
                                     "Math.random(); return row; }));"
                                     "fill(); document.querySelector('#go').onclick = fill")));
    QVERIFY(m_b->click(QStringLiteral("#go")));
    settle();
    QVERIFY2(lines(m_plan.steps).contains(QStringLiteral("has been replaced")), qPrintable(lines(m_plan.steps)));
    QVERIFY2(!lines(m_plan.steps).contains(QStringLiteral("1q2w3e")), qPrintable(lines(m_plan.steps)));
}

// A frame's own script greets as Foray's scripts in it do, tells of what nobody did, and reports what it has heard.
void tst_Recording::framesCannotForgeActions()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(m_b->evaluate(QStringLiteral(
        "const forge = () => { const channel = new MessageChannel(); channel.port1.onmessage = ({data}) => {"
        " parent.heard = Object.keys(data).sort().join();"
        " const step = {type: 'change', target: '#answer', value: 'forged'};"
        " for (const told of [{up: {documentId: 'evil', action: {n: 1, key: 1, time: Date.now(), step}}},"
        "   {proof: data.proof}, {way: {documentId: 'evil', frames: []}}]) channel.port1.postMessage(told); };"
        "parent.postMessage({'foray-frame': location.href, nonce: 'x'}, '*', [channel.port2]); };"
        "const frame = document.createElement('iframe'); frame.srcdoc = `<button>Go</button><script>(${forge})()</` + `script>`;"
        "document.body.replaceChildren(frame); await new Promise(resolve => { frame.onload = resolve; })")));
    QVERIFY(m_b->wait({Condition{JsCondition{QStringLiteral("window.heard")}, {}, {}}}));
    QCOMPARE(m_b->evaluated(QStringLiteral("return window.heard")), QStringLiteral("nonce,proof"));
    const auto clicked =
        m_b->act(Click{cssTarget(QStringLiteral("button"), {FrameRef{.selectors = {QStringLiteral("iframe")}}})});
    QVERIFY2(clicked, qPrintable(messageOf(clicked)));
    settle();
    QVERIFY2(lines(m_plan.steps).startsWith(QStringLiteral("Click 'Go'")) && m_plan.steps.size() == 1,
             qPrintable(lines(m_plan.steps)));
}

// The page answers what is typed by scrolling, as browsers do to keep a caret in sight.
void tst_Recording::spaceInAField_scrollsNothing()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(
        m_b->evaluate(QStringLiteral("document.body.innerHTML = '<input aria-label=Story><div style=\"height: 5000px\"></div>';"
                                     "document.querySelector('input').oninput = () => scrollTo(0, 400)")));
    QVERIFY(m_b->click(QStringLiteral("input")));
    for (const QString &key : {QStringLiteral("a"), QStringLiteral("Space")})
        QVERIFY(m_b->page().input().pressKey(key));
    settle();
    QCOMPARE(lines(m_plan.steps), QStringLiteral("Type 'a' into 'Story'"));
}

void tst_Recording::tabClosedBehind_isClosedInTheReplayToo()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    Page *first = m_b->browser->currentPage();
    QVERIFY(m_b->click(QStringLiteral("#blank")));
    QTRY_COMPARE(m_b->browser->pages().size(), 2);
    Page *second = m_b->browser->pages().constLast();
    m_b->browser->setCurrentPage(first);
    settle();
    const std::size_t before = m_plan.steps.size();
    m_b->browser->closePage(second);
    settle();
    QCOMPARE(m_plan.steps.size(), before + 2);
    const auto *there = std::get_if<SwitchTab>(&m_plan.steps[before].action);
    QVERIFY(there && there->index == 1);
    QVERIFY(std::holds_alternative<CloseTab>(m_plan.steps[before + 1].action));
}

void tst_Recording::pageTexts_areNoVariables()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(
        m_b->evaluate(QStringLiteral("document.body.innerHTML = '<input aria-label=\"Say ${city}\"><button>${city}</button>'")));
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("input")), {QStringLiteral("a ${city} z")}}));
    QVERIFY(m_b->click(QStringLiteral("button")));
    settle();
    QCOMPARE(m_plan.steps.size(), 2U);
    const Values secret{{QStringLiteral("city"), QStringLiteral("hunter2")}};
    for (const Step &step : m_plan.steps) {
        Step done = step;
        done.action = substituted(step.action, secret);
        QVERIFY2(!JsonValue(toJson(done)).dump().contains(QStringLiteral("hunter2")), qPrintable(JsonValue(toJson(done)).dump()));
    }
    QCOMPARE(std::get<Change>(substituted(m_plan.steps.front().action, secret)).values,
             QStringList{QStringLiteral("a ${city} z")});
}

void tst_Recording::waits_tellWhatIsOtherThanBefore_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("click"); // what a click on #go does; later(f, n): after n times the delay
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("wait");
    const auto row = [](const char *name, const char *html, const char *click, const char *end, const char *wait) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(click) << QString::fromUtf8(end)
                            << QString::fromUtf8(wait);
    };
    const char *rows = "<ul id=todo><li>One</li><li>Two</li><li>Three</li></ul>";
    row("row removed", rows, "later(() => all('li')[1].remove())", "all('li').length", "the number of 'li' has changed");
    row("last row removed", "<ul id=todo><li>One</li></ul>", "later(() => all('li')[0].remove())", "all('li').length",
        "'#todo > li' is gone");
    row("element removed", "<p id=loading>Loading…</p>", "later(() => all('p')[0].remove())", "all('p').length",
        "'#loading' is gone");
    row("element hidden", "<p id=banner>Cookies?</p>", "later(() => all('p')[0].hidden = true)", "all('p')[0].hidden",
        "'#banner' is hidden");
    row("hidden by a class", "<style>.gone { display: none }</style><p id=banner>Cookies?</p>",
        "later(() => all('p')[0].classList.add('gone'))", "all('p')[0].className", "'#banner' is hidden");
    row("fades by a class",
        "<style>p { transition: visibility .3s } .gone { visibility: hidden }</style><p id=banner>Cookies?</p>",
        "later(() => all('p')[0].classList.add('gone'))", "all('p')[0].className", "'#banner' is hidden");
    row("shown by a class", "<style>.modal { display: none } .modal.open { display: block }</style><div class=modal>Hello</div>",
        "later(() => all('.modal')[0].classList.add('open'))", "all('.open').length", "'.modal' is visible");
    row("shown by the class of another",
        "<style>.drawer { display: none } .has-drawer .drawer { display: block }</style><div id=root>Root"
        "<div class=drawer>Hello</div></div>",
        "later(() => all('#root')[0].classList.add('has-drawer'))", "all('#root')[0].className", "'.drawer' is visible");
    row("shown by a style", "<div id=menu style='visibility: hidden'>Hello</div>",
        "later(() => all('#menu')[0].style.visibility = '')", "all('#menu')[0].style.visibility", "'#menu' is visible");
    row("spinner, then content", "<p id=spinner hidden>Wait</p><div id=target></div>",
        "all('#spinner')[0].hidden = false; later(() => { all('#spinner')[0].hidden = true; "
        "all('#target')[0].innerHTML = '<section id=found>Found</section>' })",
        "all('#found').length", "'#found' is visible");
    row("spinner alone", "<p id=spinner hidden>Wait</p>",
        "all('#spinner')[0].hidden = false; later(() => { all('#spinner')[0].hidden = true; document.body.dataset.done = 1 })",
        "document.body.dataset.done", "'#spinner' is hidden");
    row("spinner by a class", "<style>.spinner { display: none } .spinner.on { display: block }</style><p class=spinner>Wait</p>",
        "all('.spinner')[0].classList.add('on'); later(() => { all('.spinner')[0].classList.remove('on'); "
        "document.body.dataset.done = 1 })",
        "document.body.dataset.done", "'.spinner' is hidden");
    row("spinner that is put in", "<div id=target></div>",
        "all('#target')[0].innerHTML = '<p class=spinner>Wait</p>'; later(() => { all('.spinner')[0].remove(); "
        "document.body.dataset.done = 1 })",
        "document.body.dataset.done", "'p.spinner' is gone");
    row("shown before as well", "<main aria-hidden=true>Main</main><div id=modal>Hello</div>",
        "later(() => { all('main')[0].removeAttribute('aria-hidden'); all('#modal')[0].hidden = true })",
        "all('#modal')[0].hidden", "'#modal' is hidden");
    row("one in the place of another", "<div id=box><p class=result>Old</p></div>",
        "later(() => all('#box')[0].innerHTML = '<p class=result>New</p>')", "all('.result')[0].textContent",
        "the first '.result' has been replaced");
    row("text emptied", "<p id=status>Loading…</p>", "later(() => all('#status')[0].textContent = '')",
        "all('#status')[0].textContent", "the first '#status' has another text");
}

void tst_Recording::waits_tellWhatIsOtherThanBefore()
{
    QFETCH(QString, html);
    QFETCH(QString, click);
    QFETCH(QString, end);
    QFETCH(QString, wait);
    m_prepare = QStringLiteral("globalThis.all = css => document.querySelectorAll(css);"
                               "const delay = Number(new URLSearchParams(location.search).get('delay') ?? 300);"
                               "const later = (change, times = 1) => setTimeout(change, times * delay);"
                               "document.body.innerHTML = %1 + '<button id=go>Go</button>';"
                               "document.querySelector('#go').onclick = () => { %2 }")
                    .arg(QString::fromUtf8(dumpJson(Json(toStd(html)))), click);
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(m_b->evaluate(m_prepare));
    settle();
    QVERIFY(m_b->click(QStringLiteral("#go")));
    settle();
    QCOMPARE(lines(m_plan.steps), QStringLiteral("Click 'Go' | ") + wait);
    const QString ended = m_b->evaluated(QStringLiteral("return String(%1)").arg(end));

    m_recording.reset();
    // The page has become what it is then; it is not waited for.
    const QString before = QStringLiteral("(document.body.dataset.ended \?\?= %1)").arg(end);
    for (const char *query : {"?delay=1500", "?delay=20"}) {
        const SampleResult result = replay(QStringLiteral("/dialogs"), QString::fromLatin1(query), before, ended);
        QVERIFY2(result.report.outcome == RunReport::Outcome::Done, qPrintable(result.log()));
    }
}

void tst_Recording::menuUnderThePointer_isNoEffectOfAClick()
{
    QVERIFY(m_b->go(QStringLiteral("/hover")));
    QVERIFY(m_b->click(QStringLiteral("h1")));
    QVERIFY(m_b->act(Hover{cssTarget(QStringLiteral(".js-menu .menu-title"))}));
    settle();
    QCOMPARE(lines(m_plan.steps), QStringLiteral("Click 'Menus that open on hover'"));
}

QTEST_MAIN(tst_Recording)
#include "tst_recording.moc"
