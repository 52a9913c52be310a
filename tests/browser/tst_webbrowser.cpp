// SPDX-License-Identifier: MIT
// Tabs, popups, dialogs and downloads.
#include "engine/base/json.h"
#include "tests/support/browsertest.h"

#include <QDialog>
#include <QDir>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWindow>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

const QString readOutcome = QStringLiteral("return document.querySelector('#outcome').textContent");

} // namespace

class tst_WebBrowser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void pageOffTheScreen_isShownOnlyWithWhatDrawsIt();
    void popup_becomesATabAndAnswers();
    void popup_thatClosesItself_leavesTheOpener();
    void switchTab_byUrlTitleAndIndex();
    void switchTab_toNothing_namesTheOpenTabs();
    void popup_canCloseWhileItsDialogIsOpen();
    void popups_inALoop_areBounded();
    void dialogs_areAnsweredAsPrepared();
    void dialogs_nobodyAnswersFor_areDismissed();
    void answers_endWithTheirStep();
    void beforeunload_doesNotHang();
    void downloads_stayInTheFolder_data();
    void downloads_stayInTheFolder();
    void downloads_withoutAFolder_areRefused();
    void killSession_startsAfresh();

private:
    Result<Page *> switchTab(const SwitchTab &tab, int timeout = 5000)
    {
        return await<Page *>(
            [&](QObject *context, Callback<Page *> done) { m_b->browser->switchTab(tab, timeout, context, std::move(done)); });
    }

    std::unique_ptr<BrowserFixture> m_b;
};

// Shown before, its window would be made anew, and come to the screen of a process that has windows.
void tst_WebBrowser::pageOffTheScreen_isShownOnlyWithWhatDrawsIt()
{
    bool shownAtOnce = false;
    connect(m_b->browser.get(), &Browser::pageOpened, this,
            [&](Page *page) { shownAtOnce = qobject_cast<WebPage *>(page)->view()->isVisible(); });
    QVERIFY(await<Page *>([&](QObject *context, Callback<Page *> done) { m_b->browser->openTab(context, std::move(done)); }));
    QVERIFY(!shownAtOnce);
    const QWebEngineView *view = m_b->page().view();
    QVERIFY(view->isVisible());
    QVERIFY(view->focusProxy());
    QVERIFY(view->windowHandle() && !view->windowHandle()->isVisible());
}

void tst_WebBrowser::popup_becomesATabAndAnswers()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    QVERIFY(m_b->click(QStringLiteral("#form")));
    const auto popup = switchTab({});
    QVERIFY2(popup, qPrintable(popup ? QString() : toString(popup.error())));
    QCOMPARE(m_b->browser->pages().size(), 2);
    QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("#word")), {QStringLiteral("hello")}}));
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/popups/form"));
    QVERIFY(m_b->click(QStringLiteral("#answer button")));
    QTRY_COMPARE(m_b->browser->pages().size(), 1); // it answers its opener and closes
    QVERIFY(m_b->evaluated(readOutcome).contains(QStringLiteral("hello")));
}

// Its opener closes it while the person looks for a file: the dialog goes with it.
void tst_WebBrowser::popup_canCloseWhileItsDialogIsOpen()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    QVERIFY(m_b->click(QStringLiteral("#form")));
    QVERIFY(switchTab({}));
    QVERIFY(m_b->wait({visible(QStringLiteral("#word"))}));
    QPointer<WebPage> popup = &m_b->page();
    popup->setAttended(true);
    QVERIFY(m_b->evaluate(QStringLiteral("document.body.innerHTML = '<input type=file>'")));
    bool shown = false;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] {
        if (popup && !popup->view()->findChildren<QDialog *>().isEmpty()) {
            shown = true;
            look.stop();
            m_b->browser->closePage(popup);
        }
    });
    look.start(20);
    popup->input().click(QPointF(40, 20), MouseButton::Left, NoModifier, 1);
    QTRY_VERIFY_WITH_TIMEOUT(shown, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!popup, 10000);
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/popups"));
}

void tst_WebBrowser::popup_thatClosesItself_leavesTheOpener()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    QVERIFY(m_b->click(QStringLiteral("#closing")));
    Condition answered;
    answered.kind = TextCondition{QStringLiteral("closed by itself"), QStringLiteral("#outcome"), TextMatch::Equals, {}};
    QVERIFY(m_b->wait({answered}));
    QTRY_COMPARE(m_b->browser->pages().size(), 1);
}

void tst_WebBrowser::switchTab_byUrlTitleAndIndex()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    QVERIFY(m_b->click(QStringLiteral("#blank")));
    SwitchTab tab;
    tab.url = QStringLiteral("**/popups/child*");
    QVERIFY(switchTab(tab));
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/popups/child"));
    tab = {};
    tab.index = 0;
    QVERIFY(switchTab(tab));
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/popups"));
    tab = {};
    tab.title = QStringLiteral("Popup*");
    QVERIFY(switchTab(tab));
    const auto closed =
        await<Page *>([&](QObject *context, Callback<Page *> done) { m_b->browser->closeTab(context, std::move(done)); });
    QVERIFY(closed);
    QCOMPARE(m_b->browser->pages().size(), 1);
}

void tst_WebBrowser::switchTab_toNothing_namesTheOpenTabs()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    SwitchTab tab;
    tab.url = QStringLiteral("**/nowhere");
    const auto switched = switchTab(tab, 200);
    QVERIFY(!switched);
    QCOMPARE(switched.error().kind, ErrorKind::NoSuchWindow);
    QVERIFY2(switched.error().message.contains(QStringLiteral("/popups")), qPrintable(switched.error().message));
}

void tst_WebBrowser::popups_inALoop_areBounded()
{
    QVERIFY(m_b->go(QStringLiteral("/popups")));
    QVERIFY(m_b->evaluate(QStringLiteral("for (let i = 0; i < 80; ++i) window.open('about:blank')")));
    QVERIFY(m_b->browser->pages().size() <= 50);
}

void tst_WebBrowser::dialogs_areAnsweredAsPrepared()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    m_b->page().answerNextDialog({true, {}});
    QVERIFY(m_b->click(QStringLiteral("#confirm")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("confirmed"));
    m_b->page().answerNextDialog({false, {}});
    QVERIFY(m_b->click(QStringLiteral("#confirm")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("refused"));
    m_b->page().answerNextDialog({true, QStringLiteral("Ada")});
    QVERIFY(m_b->click(QStringLiteral("#prompt")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("prompt: Ada"));
    for (const QString &message :
         {QStringLiteral("Really do it?"), QStringLiteral("Really do it?"), QStringLiteral("What is your name?")}) {
        const auto seen = await<QString>(
            [&](QObject *context, Callback<QString> done) { m_b->page().awaitDialog(100, context, std::move(done)); });
        QVERIFY(seen);
        QCOMPARE(*seen, message);
    }
    const auto none =
        await<QString>([&](QObject *context, Callback<QString> done) { m_b->page().awaitDialog(50, context, std::move(done)); });
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::NoSuchAlert);
}

void tst_WebBrowser::dialogs_nobodyAnswersFor_areDismissed()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QSignalSpy handled(&m_b->page(), &Page::dialogHandled);
    QVERIFY(m_b->click(QStringLiteral("#prompt")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("prompt dismissed"));
    QCOMPARE(handled.size(), 1);
    QCOMPARE(handled.first().at(2).toBool(), false);
    QCOMPARE(handled.first().at(3).toBool(), false);
}

void tst_WebBrowser::answers_endWithTheirStep()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    m_b->page().answerNextDialog({true, {}});
    const auto none =
        await<QString>([&](QObject *context, Callback<QString> done) { m_b->page().awaitDialog(50, context, std::move(done)); });
    QVERIFY(!none);
    QVERIFY(m_b->click(QStringLiteral("#confirm")));
    QCOMPARE(m_b->evaluated(readOutcome), QStringLiteral("refused"));
}

void tst_WebBrowser::beforeunload_doesNotHang()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(m_b->click(QStringLiteral("#beforeunload")));
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QCOMPARE(m_b->page().url().path(), QStringLiteral("/commits"));
}

void tst_WebBrowser::downloads_stayInTheFolder_data()
{
    QTest::addColumn<QString>("link");
    QVERIFY(m_b == nullptr);
    const auto b = std::make_unique<BrowserFixture>();
    QVERIFY(b->go(QStringLiteral("/downloads")));
    const QString ids =
        b->evaluated(QStringLiteral("return [...document.querySelectorAll('.downloads a')].map(a => a.id).join()"));
    for (const QString &id : ids.split(u',')) {
        if (id != QStringLiteral("nothing"))
            QTest::newRow(qPrintable(id)) << id;
    }
}

void tst_WebBrowser::downloads_stayInTheFolder()
{
    QFETCH(QString, link);
    QTemporaryDir outer;
    const QString folder = outer.filePath(QStringLiteral("run/downloads"));
    QVERIFY(QDir().mkpath(folder));
    m_b->browser->setDownloadFolder(folder);
    QVERIFY(m_b->go(QStringLiteral("/downloads")));
    QSignalSpy finished(m_b->browser.get(), &Browser::downloadFinished);
    for (int n = 1; n <= 2; ++n) {
        const auto clicked = m_b->click(u'#' + link);
        QVERIFY2(clicked, qPrintable(clicked ? QString() : toString(clicked.error())));
        QTRY_COMPARE(finished.size(), n);
        const QString path = finished.at(n - 1).first().toString();
        QVERIFY2(path.startsWith(folder + u'/') && QFileInfo(path).absolutePath() == folder, qPrintable(path));
        QVERIFY2(QFileInfo::exists(path), qPrintable(path));
        QVERIFY2(!QFileInfo(path).fileName().startsWith(u'.') && !path.contains(QStringLiteral("..")), qPrintable(path));
    }
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 2); // the same name twice is two files
    QCOMPARE(QDir(outer.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("run")});
}

void tst_WebBrowser::downloads_withoutAFolder_areRefused()
{
    QVERIFY(m_b->go(QStringLiteral("/downloads")));
    QSignalSpy failed(m_b->browser.get(), &Browser::downloadFailed);
    QVERIFY(m_b->click(QStringLiteral("#blob")));
    QTRY_COMPARE(failed.size(), 1);
}

void tst_WebBrowser::killSession_startsAfresh()
{
    QVERIFY(m_b->go(QStringLiteral("/session/page1")));
    QVERIFY(m_b->evaluated(QStringLiteral("return String(localStorage.length > 0)")) == QStringLiteral("true"));
    const auto killed =
        await<void>([&](QObject *context, Callback<> done) { m_b->browser->killSession(context, std::move(done)); });
    QVERIFY(killed);
    QCOMPARE(m_b->browser->currentPage(), nullptr);
    QVERIFY(await<Page *>([&](QObject *context, Callback<Page *> done) { m_b->browser->open(context, std::move(done)); }));
    QVERIFY(m_b->go(QStringLiteral("/session/page2")));
    QCOMPARE(m_b->evaluated(QStringLiteral("return String(!!document.querySelector('.missing'))")), QStringLiteral("true"));
}

QTEST_MAIN(tst_WebBrowser)
#include "tst_webbrowser.moc"
