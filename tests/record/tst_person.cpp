// SPDX-License-Identifier: MIT
// A person records in the window, with a real mouse and real keys, on a display of the test's own; the real program replays that
// without a window, with slower answers and with other data, and must come to the same end. See scenarios.json.
#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "engine/demo/demosite.h"
#include "engine/plan/planjson.h"
#include "tests/app/clitest.h"
#include "tests/record/person.h"
#include "ui/plan/plandocument.h"
#include "ui/window/mainwindow.h"

#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace Foray;

namespace {

constexpr int patience = 60000; // ms, for one scenario

struct Scenario
{
    QString path;
    QStringList hands;
    QString end;      // JavaScript for what the page shows then
    QStringList plan; // its sentences, but for the address; ${site}, ${folder}: what is another one each time
    QStringList rows; // what is extracted at the end: a selector for rows, one for the text in them
    QString password; // that is typed
};

// The recording on two other sites: with slow answers, with other data.
struct Replays
{
    Json rows; // where it was recorded
    Cli foray[2];
    QProcess processes[2];
};

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

QString rooted(const QUrl &site)
{
    return site.toString(QUrl::StripTrailingSlash);
}

// One column of an element in each row.
JsonValue schemaOf(const QStringList &rows)
{
    const Json field{{"name", "text"}, {"selector", toStd(rows.value(1))}, {"type", "text"}};
    return JsonValue(Json{{"name", "rows"}, {"baseSelector", toStd(rows.value(0))}, {"fields", {field}}});
}

QStringList texts(const Json &list)
{
    QStringList all;
    for (const Json &text : list)
        all += toQString(text);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Scenario)

class PersonTest final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QUICK_BACKEND", "software"); } // there is no graphics card behind such a display

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void everyKind_isRecorded_data();
    void everyKind_isRecorded();
    void everyRecording_replays_data() { everyKind_isRecorded_data(); }
    void everyRecording_replays();

private:
    Result<> perform(const QStringList &hands);
    Result<QString> seen(const QString &expression);
    Result<JsonValue> extracted(const QStringList &rows);
    QString inGeneral(QString said) const;
    QByteArray planFor(const DemoSite &site, const Scenario &scenario, const QString &ended) const;
    void beginReplays(const Scenario &scenario, const QString &ended, const Json &rows);
    template <typename T, typename Begin>
    Result<T> await(Begin begin);

    QProcess m_manager;                 // of the windows: it gives the keys to the one that is used
    std::unique_ptr<DemoSite> m_site;   // where it is recorded
    std::unique_ptr<DemoSite> m_slower; // the same, with slow answers
    std::unique_ptr<DemoSite> m_other;  // other data
    QTemporaryDir m_files;              // to be uploaded
    std::unique_ptr<QTemporaryDir> m_dir;
    QPointer<WebBrowser> m_browser;
    std::unique_ptr<MainWindow> m_window;
    std::map<QString, Replays> m_replays; // under way while the next is recorded
    QStringList m_done;
    int m_tried = 0;
};

template <typename T, typename Begin>
Result<T> PersonTest::await(Begin begin)
{
    QObject context;
    QEventLoop loop;
    std::optional<Result<T>> result;
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    begin(&context, Callback<T>([&](Result<T> r) {
        result = std::move(r);
        loop.quit();
    }));
    if (!result)
        loop.exec();
    return result ? *result : failure(ErrorKind::Timeout, QStringLiteral("It never ended."));
}

void PersonTest::initTestCase()
{
    QVERIFY2(QGuiApplication::platformName() == QStringLiteral("xcb"),
             "A real mouse needs a display: xvfb-run -a env QT_QPA_PLATFORM=xcb …");
    for (const char *name : {"one.txt", "two.txt"}) {
        QFile file(m_files.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(name) > 0);
    }
    m_manager.start(QStringLiteral("openbox"), {QStringLiteral("--sm-disable")});
    QTRY_COMPARE(QProcess::execute(QStringLiteral("xdotool"), {QStringLiteral("get_num_desktops")}), 0);
    for (const auto &[site, options] :
         {std::pair(&m_site, DemoSite::Options{}), std::pair(&m_slower, DemoSite::Options{0, 300, 1}),
          std::pair(&m_other, DemoSite::Options{0, 50, 7})}) {
        auto started = DemoSite::start(options);
        QVERIFY2(started, qPrintable(messageOf(started)));
        *site = std::move(*started);
    }
}

void PersonTest::init()
{
    if (qstrncmp(QTest::currentTestFunction(), "everyKind", 9) != 0)
        return;
    m_dir = std::make_unique<QTemporaryDir>();
    BrowserParts parts;
    parts.make = [this](const SessionSettings &session, const BrowserSettings &settings) {
        auto browser = std::make_unique<WebBrowser>(session, settings, m_dir->path(), WebBrowser::Visibility::InWindow);
        m_browser = browser.get();
        return browser;
    };
    parts.view = [](Page *page) { return static_cast<WebPage *>(page)->view(); };
    m_window = std::make_unique<MainWindow>(std::move(parts), m_dir->path(), nullptr);
    m_window->resize(1360, 960);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void PersonTest::cleanup()
{
    m_window.reset();
}

// The list of what a person can do, and how much of it comes back.
void PersonTest::cleanupTestCase()
{
    qInfo("%s", qPrintable(QStringLiteral("\nRecorded by hand and replayed twice:\n  %1\n%2 of %3")
                               .arg(m_done.join(QStringLiteral("\n  ")))
                               .arg(m_done.size())
                               .arg(m_tried)));
    m_manager.terminate();
    m_manager.waitForFinished();
}

void PersonTest::everyKind_isRecorded_data()
{
    QTest::addColumn<Scenario>("scenario");
    QFile file(QStringLiteral(FORAY_SOURCE_DIR "/tests/record/scenarios.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto scenarios = parseJson(file.readAll(), file.fileName());
    QVERIFY2(scenarios, qPrintable(messageOf(scenarios)));
    for (const Json &scenario : *scenarios)
        QTest::newRow(scenario.at("name").get<std::string>().c_str())
            << Scenario{toQString(scenario.at("path")),
                        texts(scenario.at("hands")),
                        toQString(scenario.at("end")),
                        texts(scenario.at("plan")),
                        texts(scenario.value("rows", Json::array())),
                        toQString(scenario.value("password", Json("foray")))};
}

Result<> PersonTest::perform(const QStringList &hands)
{
    Person person({*m_window, [this] { return m_browser.data(); }, rooted(m_site->url()), m_files.path()});
    const auto done = await<bool>([&](QObject *, const Callback<bool> &then) {
        person.perform(hands, [then](const Result<> &r) { then(r ? Result<bool>(true) : failure(r.error())); });
    });
    return done ? Result<>() : failure(done.error());
}

Result<QString> PersonTest::seen(const QString &expression)
{
    const auto value = await<JsonValue>([&](QObject *context, const Callback<JsonValue> &done) {
        m_browser->currentPage()->evaluate(QStringLiteral("return String(%1)").arg(expression), 5000, context, done);
    });
    return value ? Result<QString>(toQString(value->get())) : failure(value.error());
}

Result<JsonValue> PersonTest::extracted(const QStringList &rows)
{
    if (rows.isEmpty())
        return JsonValue(Json::array());
    return await<JsonValue>([&](QObject *context, const Callback<JsonValue> &done) {
        m_browser->currentPage()->extract({.schema = schemaOf(rows)}, 5000, context, done);
    });
}

// Without what is another one each time.
QString PersonTest::inGeneral(QString said) const
{
    said.replace(rooted(m_site->url()), QStringLiteral("${site}"));
    return said.replace(m_files.path(), QStringLiteral("${folder}"));
}

void PersonTest::everyKind_isRecorded()
{
    QFETCH(Scenario, scenario);
    ++m_tried;
    const auto performed = perform(QStringList{QStringLiteral("record ") + scenario.path} + scenario.hands);
    const QString said = lines(m_window->document().plan().steps);
    QVERIFY2(performed, qPrintable(messageOf(performed) + u'\n' + said));
    const auto ended = seen(scenario.end);
    const auto rows = extracted(scenario.rows);
    QVERIFY2(ended && rows, qPrintable(messageOf(ended) + messageOf(rows)));
    qInfo("%s\n=> %s", qPrintable(said), qPrintable(*ended));
    if (qEnvironmentVariableIsSet("DUMP"))
        qInfo("%s", dumpJson(toJson(m_window->document().plan()), 2).constData());
    beginReplays(scenario, *ended, rows->get());
    QCOMPARE(inGeneral(said).split(u'\n').mid(1), scenario.plan); // without the address
}

// What the program is to run on another site: the recording, then whether it came to the same end, then the rows.
QByteArray PersonTest::planFor(const DemoSite &site, const Scenario &scenario, const QString &ended) const
{
    Plan plan = m_window->document().plan();
    plan.pageTimeout = 10000;
    const QString isThere =
        QStringLiteral("String(%1) === %2").arg(scenario.end, QString::fromUtf8(dumpJson(Json(toStd(ended)))));
    Step check;
    check.id = QStringLiteral("check");
    check.action = WaitFor();
    check.waitFor = {Condition{JsCondition{isThere}, {}, {}}};
    plan.steps.push_back(check);
    if (!scenario.rows.isEmpty()) {
        plan.schemas.append({QStringLiteral("rows"), schemaOf(scenario.rows)});
        Step extract;
        extract.id = QStringLiteral("extract");
        extract.action = Extract{.schema = QStringLiteral("rows")};
        plan.steps.push_back(extract);
    }
    return dumpJson(toJson(plan), 2).replace(rooted(m_site->url()).toUtf8(), rooted(site.url()).toUtf8());
}

// By the program itself, without a window.
void PersonTest::beginReplays(const Scenario &scenario, const QString &ended, const Json &rows)
{
    Replays &replays = m_replays[QString::fromUtf8(QTest::currentDataTag())];
    replays.rows = rows;
    const DemoSite *sites[] = {m_slower.get(), m_other.get()};
    for (int i = 0; i < 2; ++i) {
        Cli &foray = replays.foray[i];
        const QString path = foray.write(QStringLiteral("plan.json"), planFor(*sites[i], scenario, ended));
        foray.environment.insert(QStringLiteral("FORAY_SECRET_PASSWORD"), scenario.password);
        foray.start(replays.processes[i], {QStringLiteral("run"), path});
    }
}

void PersonTest::everyRecording_replays()
{
    QFETCH(Scenario, scenario);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const auto replays = m_replays.find(name);
    QVERIFY2(replays != m_replays.end(), "It was not recorded.");
    for (QProcess &process : replays->second.processes) {
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(patience));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 process.readAllStandardError().constData());
        if (scenario.rows.isEmpty())
            continue;
        const auto rows = parseJson(process.readAllStandardOutput());
        QVERIFY2(rows, qPrintable(messageOf(rows)));
        QVERIFY(!rows->empty());
        QCOMPARE(rows->size(), replays->second.rows.size());
        const bool same = &process == replays->second.processes; // the other site has other data
        QCOMPARE(*rows == replays->second.rows, same);
    }
    m_done += name;
}

QTEST_MAIN(PersonTest)
#include "tst_person.moc"
