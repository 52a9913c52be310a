// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/browser/hardening.h"
#include "engine/browser/session.h"
#include "tests/support/browsertest.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QWebEngineProfile>
#include <QWebEngineSettings>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

SessionSettings persistent(const QString &id)
{
    return {id, Storage::Persistent};
}

} // namespace

class tst_Session : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void ids_areNamesNotPaths_data();
    void ids_areNamesNotPaths();
    void open_staysInItsFolder();
    void createListRemove_roundTrip();
    void open_isPrivateAndLeavesNothingElsewhere();
    void open_twice_saysWhoHasIt();
    void open_afterADeadOwner_takesOver();
    void remove_whileOpen_isRefused();
    void state_survivesReopening();
    void clone_carriesTheLogin();
    void browserAside_isInACopyOfTheOpenSession();
    void copies_goWithTheirProcess();
    void memorySessions_shareNothing();
    void everyProfile_isHardened();
    void fileNames_areSafe_data();
    void fileNames_areSafe();

private:
    QTemporaryDir m_dir;
};

void tst_Session::ids_areNamesNotPaths_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << QStringLiteral("work-2") << true;
    QTest::newRow("unicode") << QStringLiteral("B\u00fcro \u6771\u4eac") << true;
    QTest::newRow("parent") << QStringLiteral("..") << false;
    QTest::newRow("hidden") << QStringLiteral(".copy-1-1") << false;
    QTest::newRow("slash") << QStringLiteral("a/b") << false;
    QTest::newRow("backslash") << QStringLiteral("a\\b") << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("nul") << QString(QChar(0)) << false;
    QTest::newRow("newline") << QStringLiteral("a\n") << false;
    QTest::newRow("long") << QString(65, u'a') << false;
}

void tst_Session::ids_areNamesNotPaths()
{
    QFETCH(QString, id);
    QFETCH(bool, valid);
    QCOMPARE(Session::isValidId(id), valid);
    if (!valid) {
        QCOMPARE(Session::create(id, m_dir.path()).error().kind, ErrorKind::InvalidArgument);
    }
}

void tst_Session::open_staysInItsFolder()
{
    for (const QString &id : {QStringLiteral(".."), QStringLiteral("a/b"), QStringLiteral(".copy-/.."), QString()})
        QCOMPARE(Session::open(persistent(id), {}, m_dir.path()).error().kind, ErrorKind::InvalidArgument);
}

void tst_Session::createListRemove_roundTrip()
{
    QVERIFY(Session::create(QStringLiteral("one"), m_dir.path()));
    QVERIFY(!Session::create(QStringLiteral("one"), m_dir.path()));
    QVERIFY(Session::list(m_dir.path()).contains(QStringLiteral("one")));
    QVERIFY(Session::remove(QStringLiteral("one"), m_dir.path()));
    QVERIFY(!Session::list(m_dir.path()).contains(QStringLiteral("one")));
    QVERIFY(!Session::remove(QStringLiteral("one"), m_dir.path()));
}

void tst_Session::open_isPrivateAndLeavesNothingElsewhere()
{
    const QString litter =
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/QtWebEngine");
    QDir(litter).removeRecursively();
    auto session = Session::open(persistent(QStringLiteral("private")), {}, m_dir.path());
    QVERIFY(session);
    const QFileInfo dir(m_dir.filePath(QStringLiteral("sessions/private")));
    QVERIFY(
        !(dir.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeGroup | QFileDevice::ExeOther)));
    // As a slow start leaves it: Chromium has written there after all.
    QVERIFY(QDir().mkpath(litter + QStringLiteral("/foray-private")));
    session->reset();
    QCOMPARE(QDir(litter).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).join(u' '), QString());
}

void tst_Session::open_twice_saysWhoHasIt()
{
    const auto first = Session::open(persistent(QStringLiteral("locked")), {}, m_dir.path());
    QVERIFY(first);
    const auto second = Session::open(persistent(QStringLiteral("locked")), {}, m_dir.path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::SessionLocked);
    QVERIFY2(second.error().message.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(second.error().message));
}

void tst_Session::open_afterADeadOwner_takesOver()
{
    // A lock file as a killed process leaves it: of a process that is no more.
    QProcess process;
    process.start(QStringLiteral("true"), {});
    const qint64 pid = process.processId();
    QVERIFY(process.waitForFinished());
    QVERIFY(QDir().mkpath(m_dir.filePath(QStringLiteral("sessions"))));
    QFile lock(m_dir.filePath(QStringLiteral("sessions/stale.lock")));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QStringLiteral("%1\nforay\n%2\n").arg(pid).arg(QSysInfo::machineHostName()).toUtf8());
    lock.close();
    const auto session = Session::open(persistent(QStringLiteral("stale")), {}, m_dir.path());
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
}

void tst_Session::remove_whileOpen_isRefused()
{
    const auto session = Session::open(persistent(QStringLiteral("busy")), {}, m_dir.path());
    QVERIFY(session);
    QCOMPARE(Session::remove(QStringLiteral("busy"), m_dir.path()).error().kind, ErrorKind::SessionLocked);
    QCOMPARE(Session::clone(QStringLiteral("busy"), QStringLiteral("copy"), m_dir.path()).error().kind, ErrorKind::SessionLocked);
}

// Chromium writes cookies some 30 s late; closing the session writes them at once.
void tst_Session::state_survivesReopening()
{
    BrowserFixture b;
    for (const bool first : {true, false}) {
        b.browser = std::make_unique<WebBrowser>(persistent(QStringLiteral("kept")), BrowserSettings{}, m_dir.path(),
                                                 WebBrowser::Visibility::OffScreen);
        QVERIFY(await<Page *>([&](QObject *context, Callback<Page *> done) { b.browser->open(context, std::move(done)); }));
        QVERIFY(b.go(first ? QStringLiteral("/session/page1") : QStringLiteral("/session/page2")));
        if (!first)
            QCOMPARE(b.evaluated(QStringLiteral("return String(!document.querySelector('.missing'))")), QStringLiteral("true"));
    }
}

void tst_Session::clone_carriesTheLogin()
{
    BrowserFixture b;
    const auto open = [&](const QString &id) {
        b.browser.reset();
        b.browser =
            std::make_unique<WebBrowser>(persistent(id), BrowserSettings{}, m_dir.path(), WebBrowser::Visibility::OffScreen);
        return await<Page *>([&](QObject *context, Callback<Page *> done) { b.browser->open(context, std::move(done)); })
            .has_value();
    };
    QVERIFY(open(QStringLiteral("original")));
    QVERIFY(b.go(QStringLiteral("/session/page1")));
    b.browser.reset();
    QVERIFY(Session::clone(QStringLiteral("original"), QStringLiteral("twin"), m_dir.path()));
    QVERIFY(open(QStringLiteral("twin")));
    QVERIFY(b.go(QStringLiteral("/session/page2")));
    QCOMPARE(b.evaluated(QStringLiteral("return String(!document.querySelector('.missing'))")), QStringLiteral("true"));
}

void tst_Session::browserAside_isInACopyOfTheOpenSession()
{
    const auto copies = [this] {
        return QDir(m_dir.filePath(QStringLiteral("sessions"))).entryList({QStringLiteral(".copy-*")}, QDir::Dirs | QDir::Hidden);
    };
    const auto openTab = [](Browser &browser) {
        return await<Page *>([&](QObject *context, Callback<Page *> done) { browser.open(context, std::move(done)); })
            .has_value();
    };
    BrowserFixture b;
    b.browser = std::make_unique<WebBrowser>(persistent(QStringLiteral("open")), BrowserSettings{}, m_dir.path(),
                                             WebBrowser::Visibility::OffScreen);
    QVERIFY(openTab(*b.browser));
    QVERIFY(b.go(QStringLiteral("/session/page1"))); // its cookie has not been written to the disk yet
    const QString cookies = b.evaluated(QStringLiteral("return document.cookie"));
    QVERIFY(!cookies.isEmpty());

    auto aside = b.browser->makeAside();
    QVERIFY2(aside.has_value(), qPrintable(aside ? QString() : toString(aside.error())));
    QVERIFY(openTab(**aside));
    QCOMPARE(copies().size(), 1);
    std::unique_ptr<WebBrowser> own(
        std::exchange(b.browser, std::unique_ptr<WebBrowser>(static_cast<WebBrowser *>(aside->release()))));
    QVERIFY(b.go(QStringLiteral("/session/page2")));
    QCOMPARE(b.evaluated(QStringLiteral("return document.cookie")), cookies);
    (void)b.evaluated(QStringLiteral("document.cookie = 'only=here'"));
    b.browser = std::move(own);
    QVERIFY(copies().isEmpty());
    QCOMPARE(b.evaluated(QStringLiteral("return document.cookie")), cookies);
}

void tst_Session::copies_goWithTheirProcess()
{
    QProcess ended;
    ended.start(QStringLiteral("true"), {});
    QVERIFY(ended.waitForStarted());
    const QString dead = QStringLiteral(".copy-%1-1").arg(ended.processId());
    QVERIFY(ended.waitForFinished());
    const QString alive = QStringLiteral(".copy-1-1");
    QVERIFY(Session::create(QStringLiteral("master"), m_dir.path()));
    for (const QString &id : {Session::copyId(QStringLiteral("1")), dead, alive})
        QVERIFY(Session::clone(QStringLiteral("master"), id, m_dir.path()));
    QVERIFY(!Session::list(m_dir.path()).contains(alive));

    Session::removeCopies(m_dir.path());
    const QDir sessions(m_dir.filePath(QStringLiteral("sessions")));
    QCOMPARE(sessions.entryList({QStringLiteral(".*")}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{alive});
    QVERIFY(sessions.exists(QStringLiteral("master")));
}

void tst_Session::memorySessions_shareNothing()
{
    BrowserFixture a;
    QVERIFY(a.go(QStringLiteral("/session/page1")));
    auto other = std::make_unique<WebBrowser>(SessionSettings{}, BrowserSettings{}, QString(), WebBrowser::Visibility::OffScreen);
    a.browser.swap(other);
    QVERIFY(await<Page *>([&](QObject *context, Callback<Page *> done) { a.browser->open(context, std::move(done)); }));
    QVERIFY(a.go(QStringLiteral("/session/page2")));
    QCOMPARE(a.evaluated(QStringLiteral("return String(!!document.querySelector('.missing'))")), QStringLiteral("true"));
}

void tst_Session::everyProfile_isHardened()
{
    for (const Storage storage : {Storage::Memory, Storage::Persistent}) {
        const auto session = Session::open({QStringLiteral("hard"), storage}, {}, m_dir.path());
        QVERIFY(session);
        using S = QWebEngineSettings;
        const auto *settings = (*session)->profile()->settings();
        for (const auto attribute :
             {S::LocalContentCanAccessFileUrls, S::LocalContentCanAccessRemoteUrls, S::JavascriptCanAccessClipboard,
              S::JavascriptCanPaste, S::PluginsEnabled, S::PdfViewerEnabled, S::NavigateOnDropEnabled, S::AutoLoadIconsForPage,
              S::ErrorPageEnabled, S::ScreenCaptureEnabled})
            QVERIFY2(!settings->testAttribute(attribute), qPrintable(QString::number(attribute)));
        QVERIFY(settings->testAttribute(S::WebRTCPublicInterfacesOnly));
        QCOMPARE(settings->unknownUrlSchemePolicy(), S::DisallowUnknownUrlSchemes);
    }
}

void tst_Session::fileNames_areSafe_data()
{
    QTest::addColumn<QString>("proposed");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << QStringLiteral("report.pdf") << QStringLiteral("report.pdf");
    QTest::newRow("parent") << QStringLiteral("../../../etc/evil.txt") << QStringLiteral("evil.txt");
    QTest::newRow("absolute") << QStringLiteral("/etc/abs.txt") << QStringLiteral("abs.txt");
    QTest::newRow("encoded") << QStringLiteral("..%2f..%2fevil.txt") << QStringLiteral("evil.txt");
    QTest::newRow("encoded twice") << QStringLiteral("..%252f..%252fevil.txt") << QStringLiteral("evil.txt");
    QTest::newRow("windows") << QStringLiteral("..\\..\\evil.txt") << QStringLiteral("evil.txt");
    QTest::newRow("hidden") << QStringLiteral(".bashrc") << QStringLiteral("bashrc");
    QTest::newRow("dots") << QStringLiteral("..") << QStringLiteral("download");
    QTest::newRow("empty") << QString() << QStringLiteral("download");
    QTest::newRow("control") << QStringLiteral("a\nb\x01.txt") << QStringLiteral("ab.txt");
    QTest::newRow("folder") << QStringLiteral("folder/") << QStringLiteral("download");
}

void tst_Session::fileNames_areSafe()
{
    QFETCH(QString, proposed);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(proposed), safe);
    QVERIFY(safeFileName(QString(500, QChar(0x00e9)) + QStringLiteral(".txt")).toUtf8().size() <= 200);
    QVERIFY(safeFileName(QString(500, QChar(0x00e9)) + QStringLiteral(".txt")).endsWith(QStringLiteral(".txt")));
}

QTEST_MAIN(tst_Session)
#include "tst_session.moc"
