// SPDX-License-Identifier: MIT
// What Qt WebEngine and hostile pages do that must not hurt: each test would catch one known trap.
#include "engine/base/json.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/scriptchannel.h"
#include "tests/support/browsertest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QWebEngineScript>

#include <nlohmann/json.hpp>

#include <csignal>

using namespace Foray;

namespace {

// Proportional set size of a process, in kB.
qint64 memoryOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace

class tst_Hostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void hostilePage_findsNothingAndCanStillBeCrawled();
    void pageWorld_seesNothingOfTheApp();
    void pageMessages_areNotMistakenForOurs();
    void forgedGreetings_doNotGetAnotherFramesCalls();
    void hiddenPage_isVisibleAndAnimates();
    void deadRenderer_isReportedAndReloads();
    void endlessLoop_timesOutAndRecovers();
    void largeDocuments_areReadWhole();
    void emptyAnswers_areNoErrors();
    void serverErrors_areErrorsWithTheirStatus_data();
    void serverErrors_areErrorsWithTheirStatus();
    void unreachableHosts_sayWhy();
    void neverSettling_saysWhatToDo();
    void forbiddenSchemes_areRefused();
    void crossOriginFrames_takeKeys();
    void reopenedDocument_keepsItsFrames();
    void emoji_isTyped();
    void strictPolicy_canBeCrawled();
    void manyNavigations_keepTheirMemory();
    void noPort_isOpened();

private:
    std::unique_ptr<BrowserFixture> m_b;
};

void tst_Hostile::hostilePage_findsNothingAndCanStillBeCrawled()
{
    QVERIFY(m_b->go(QStringLiteral("/hostile")));
    // By the page scripts alone: the page has broken its own world.
    Condition clean;
    clean.kind = TextCondition{QString(), QStringLiteral("#leaks"), TextMatch::Equals, {}};
    const auto waited = m_b->wait({clean});
    QVERIFY2(waited, qPrintable(waited ? QString() : toString(waited.error())));
    Json schema{{"name", "x"},
                {"baseSelector", "body"},
                {"fields", Json::array({{{"name", "leaks"}, {"selector", "#leaks"}, {"type", "text"}}})}};
    ExtractRequest request;
    request.schema = schema;
    const auto rows = await<JsonValue>(
        [&](QObject *context, Callback<JsonValue> done) { m_b->page().extract(request, 5000, context, std::move(done)); });
    QVERIFY2(rows, qPrintable(rows ? QString() : toString(rows.error())));
    QVERIFY(rows->get().at(0).at("leaks") == Json(""));
    QVERIFY(m_b->browser->pages().size() <= 50);
    QVERIFY(m_b->page().url().scheme() == QStringLiteral("http"));
}

void tst_Hostile::pageWorld_seesNothingOfTheApp()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QCOMPARE(
        m_b->evaluated(QStringLiteral("return [typeof foray, typeof qt, typeof QWebChannel, typeof webChannelTransport].join()")),
        QStringLiteral("undefined,undefined,undefined,undefined"));
    // And the page scripts leave no traces in the document.
    QVERIFY(!m_b->evaluated(QStringLiteral("return document.documentElement.outerHTML")).contains(QStringLiteral("foray-")));
}

void tst_Hostile::pageMessages_areNotMistakenForOurs()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QSignalSpy messages(&m_b->page().engine(), &EnginePage::scriptMessage);
    const QString id = m_b->page().channel().documentId();
    QVERIFY(m_b->evaluate(
        QStringLiteral("const text = JSON.stringify({event: 'document', top: true, url: 'http://evil/', documentId: 'evil'});"
                       "console.debug(text); console.log('foray ' + text);"
                       "postMessage({'foray-frame': 'http://evil/'}, '*');"
                       "postMessage({'foray-frame': 'x'}, '*', [new MessageChannel().port1]);")));
    QCOMPARE(m_b->page().channel().documentId(), id);
    // Garbage that does come with the token must not hurt either.
    for (const QByteArray &garbage :
         {QByteArray("{"), QByteArray("[]"), QByteArray("{\"id\":\"x\"}"), QByteArray("{\"id\":99999999999999}"),
          QByteArray("{\"event\":7}"), QByteArray("{\"event\":\"responses\",\"responses\":[1,{\"ended\":\"x\"}]}"),
          QByteArray("{\"id\":1,\"ok\":false,\"error\":3}"), QByteArray("{\"event\":\"document\",\"top\":\"yes\"}"),
          QByteArray(300, '[')})
        Q_EMIT m_b->page().engine().scriptMessage(garbage);
    QCOMPARE(m_b->page().channel().documentId(), id);
    QVERIFY(m_b->click(QStringLiteral("a[rel=next]")));
}

// A page that says it were one of its frames would be told what is typed into that frame.
void tst_Hostile::forgedGreetings_doNotGetAnotherFramesCalls()
{
    QVERIFY(m_b->go(QStringLiteral("/frames")));
    QVERIFY(m_b->wait({visible(QStringLiteral("#other"))}));
    QVERIFY(m_b->evaluate(QStringLiteral(
        "window.heard = []; const channel = new MessageChannel(); channel.port1.onmessage = e => "
        "window.heard.push(JSON.stringify(e.data));"
        "const source = document.querySelector('#other').contentWindow;"
        "dispatchEvent(new MessageEvent('message', {data: {'foray-frame': 'http://x/'}, source, ports: [channel.port2]}))")));
    const QList<FrameRef> other{FrameRef{{QStringLiteral("#other")}, {}, {}, -1}};
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#note"), other), {QStringLiteral("hunter2")}}));
    QCOMPARE(m_b->evaluated(QStringLiteral("return window.heard.length")), QStringLiteral("0"));
}

void tst_Hostile::hiddenPage_isVisibleAndAnimates()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.visibilityState")), QStringLiteral("visible"));
    QCOMPARE(m_b->evaluated(QStringLiteral("await new Promise(requestAnimationFrame); return 'frame'")), QStringLiteral("frame"));
}

void tst_Hostile::deadRenderer_isReportedAndReloads()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QSignalSpy crashed(&m_b->page(), &Page::crashed);
    const auto evaluated = await<JsonValue>([&](QObject *context, Callback<JsonValue> done) {
        m_b->page().evaluate(QStringLiteral("await new Promise(() => {})"), 20000, context, std::move(done));
        ::kill(pid_t(m_b->page().engine().renderProcessPid()), SIGKILL);
    });
    QVERIFY(!evaluated);
    QCOMPARE(evaluated.error().kind, ErrorKind::PageCrashed);
    QCOMPARE(crashed.size(), 1);
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->click(QStringLiteral("a[rel=next]")));
}

void tst_Hostile::endlessLoop_timesOutAndRecovers()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const auto evaluated = m_b->evaluate(QStringLiteral("for (;;) {}"), 300);
    QVERIFY(!evaluated);
    QCOMPARE(evaluated.error().kind, ErrorKind::Timeout);
    const auto load = m_b->go(QStringLiteral("/shop"));
    QVERIFY2(load, qPrintable(load ? QString() : toString(load.error())));
    QVERIFY(m_b->wait({visible(QStringLiteral("article.card"))}));
}

void tst_Hostile::largeDocuments_areReadWhole()
{
    // Far over the 2 MB that setHtml() takes.
    QVERIFY(m_b->go(QStringLiteral("/table?rows=10000")));
    const auto html =
        await<QString>([&](QObject *context, Callback<QString> done) { m_b->page().html(context, std::move(done)); });
    QVERIFY(html);
    QVERIFY(html->size() > 2'000'000);
    ExtractRequest request;
    request.schema = Json{{"name", "rows"},
                          {"baseSelector", "tbody tr"},
                          {"fields", Json::array({{{"name", "first"}, {"selector", "td"}, {"type", "text"}}})}};
    request.html = *html;
    const auto rows = await<JsonValue>(
        [&](QObject *context, Callback<JsonValue> done) { m_b->page().extract(request, 30000, context, std::move(done)); });
    QVERIFY2(rows, qPrintable(rows ? QString() : toString(rows.error())));
    QCOMPARE(rows->get().size(), size_t(10000));
}

void tst_Hostile::emptyAnswers_areNoErrors()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->go(QStringLiteral("/status/204")));
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/commits"));
    QVERIFY(m_b->click(QStringLiteral("a[rel=next]"))); // the page is still there
}

void tst_Hostile::serverErrors_areErrorsWithTheirStatus_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("status");
    QTest::newRow("403") << QStringLiteral("/status/403") << QStringLiteral("403");
    QTest::newRow("404") << QStringLiteral("/status/404") << QStringLiteral("404");
    QTest::newRow("503") << QStringLiteral("/status/503") << QStringLiteral("503");
    QTest::newRow("500 empty") << QStringLiteral("/status/500-empty") << QStringLiteral("500");
    QTest::newRow("redirect to 404") << QStringLiteral("/redirect?n=3&to=/status/404") << QStringLiteral("404");
}

void tst_Hostile::serverErrors_areErrorsWithTheirStatus()
{
    QFETCH(QString, path);
    QFETCH(QString, status);
    const auto load = m_b->go(path);
    QVERIFY(!load);
    QCOMPARE(load.error().kind, ErrorKind::HttpStatus);
    QVERIFY2(load.error().message.contains(status), qPrintable(load.error().message));
}

void tst_Hostile::unreachableHosts_sayWhy()
{
    const auto refused = m_b->go(QStringLiteral("http://127.0.0.1:1/"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NavigationFailed);
    const auto closed = m_b->go(QStringLiteral("/fail"));
    QVERIFY(!closed);
    QCOMPARE(closed.error().kind, ErrorKind::NavigationFailed);
    QVERIFY2(closed.error().message.contains(QStringLiteral("without an answer")), qPrintable(closed.error().message));
    const auto unknown = m_b->go(QStringLiteral("http://no-such-host.invalid/"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::NavigationFailed);
}

void tst_Hostile::neverSettling_saysWhatToDo()
{
    const auto load = m_b->go(QStringLiteral("/never"), WaitUntil::Load, 1000);
    QVERIFY(!load);
    QCOMPARE(load.error().kind, ErrorKind::Timeout);
    QVERIFY2(load.error().message.contains(QStringLiteral("wait_for")), qPrintable(load.error().message));
    QVERIFY(m_b->go(QStringLiteral("/never"), WaitUntil::DomContentLoaded));
}

void tst_Hostile::forbiddenSchemes_areRefused()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    for (const QString &url : {QStringLiteral("qrc:/js/base.js"), QStringLiteral("file:///etc/hostname"),
                               QStringLiteral("chrome://version"), QStringLiteral("view-source:http://127.0.0.1/")}) {
        m_b->evaluate(QStringLiteral("location.href = '%1'").arg(url), 2000);
        QCOMPARE(m_b->page().url().scheme(), QStringLiteral("http"));
        const auto load = m_b->go(url.startsWith(QStringLiteral("qrc")) ? QStringLiteral("qrc://js/base.js")
                                                                        : QStringLiteral("file:///etc/hostname"));
        QVERIFY(!load);
        QCOMPARE(load.error().kind, ErrorKind::InvalidArgument);
    }
}

void tst_Hostile::crossOriginFrames_takeKeys()
{
    QVERIFY(m_b->go(QStringLiteral("/frames")));
    const QList<FrameRef> other{FrameRef{{QStringLiteral("#other")}, {}, {}, -1}};
    for (int n = 0; n < 5; ++n)
        QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#note"), other), {QStringLiteral("text %1").arg(n)}}));
}

// document.open() takes all listeners of the window away, also those of the page scripts.
void tst_Hostile::reopenedDocument_keepsItsFrames()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->evaluate(QStringLiteral(
        "document.open(); document.write('<p>New</p><iframe id=late src=/frames/child></iframe>'); document.close()")));
    Click click;
    click.target = cssTarget(QStringLiteral("button"), {FrameRef{{QStringLiteral("#late")}, {}, {}, -1}});
    const auto clicked = m_b->act(click);
    QVERIFY2(clicked, qPrintable(clicked ? QString() : toString(clicked.error())));
}

void tst_Hostile::emoji_isTyped()
{
    QVERIFY(m_b->go(QStringLiteral("/wizard")));
    const QString text = QStringLiteral("\U0001F600 \U0001F469\u200D\U0001F4BB x");
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#name")), {text}}));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.querySelector('#name').value")), text);
}

void tst_Hostile::strictPolicy_canBeCrawled()
{
    QVERIFY(m_b->go(QStringLiteral("/csp")));
    Condition changed;
    changed.kind = ChangedCondition{QStringLiteral(".row"), ChangedWhat::Text, {}};
    const Snapshot before = m_b->snapshot({changed});
    QVERIFY(m_b->click(QStringLiteral("button.next")));
    QVERIFY(m_b->wait({changed}, before));
    QCOMPARE(m_b->evaluated(QStringLiteral("return document.querySelector('.page-number').textContent")), QStringLiteral("2"));
    Condition js;
    js.kind = JsCondition{QStringLiteral("() => document.querySelector('.row')")};
    QVERIFY(m_b->wait({js}));
    const auto html =
        await<QString>([&](QObject *context, Callback<QString> done) { m_b->page().html(context, std::move(done)); });
    QVERIFY(html);
}

// On newer engines the renderer of a site grows with each navigation; it must level off.
void tst_Hostile::manyNavigations_keepTheirMemory()
{
    const auto visit = [&](int times) {
        for (int n = 0; n < times; ++n)
            QVERIFY(m_b->go(QStringLiteral("/commits/full?page=%1").arg(n % 20 + 1)));
    };
    visit(30);
    const qint64 before = memoryOf(m_b->page().engine().renderProcessPid());
    visit(120);
    const qint64 after = memoryOf(m_b->page().engine().renderProcessPid());
    QVERIFY(before > 0 && after > 0);
    QVERIFY2(after < before + 150'000,
             qPrintable(QStringLiteral("%1 kB before, %2 kB after 120 more pages").arg(before).arg(after)));
}

void tst_Hostile::noPort_isOpened()
{
    m_b->site.reset(); // the demo site is ours and does listen
    QStringList listening;
    QStringList inodes;
    const QStringList fds = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System);
    for (const QString &fd : fds) {
        const QString target = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/") + fd);
        if (target.contains(QStringLiteral("socket:[")))
            inodes.append(target.section(u'[', 1).chopped(1));
    }
    for (const QString &name : {QStringLiteral("/proc/self/net/tcp"), QStringLiteral("/proc/self/net/tcp6")}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const auto parts = line.simplified().split(' ');
            if (parts.value(3) == "0A" && inodes.contains(QString::fromLatin1(parts.value(9))))
                listening.append(QString::fromLatin1(parts.value(1)));
        }
    }
    QCOMPARE(listening, QStringList());
}

QTEST_MAIN(tst_Hostile)
#include "tst_hostile.moc"
