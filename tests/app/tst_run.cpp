// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/demo/demosite.h"
#include "tests/app/clitest.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <unistd.h>

using namespace Foray;

namespace {

Json json(const QByteArray &text)
{
    const auto parsed = parseJson(text);
    return parsed ? *parsed : Json(nullptr);
}

QByteArray planText(const QByteArray &steps, const QByteArray &more = {})
{
    return R"({"format":"foray-plan","version":1,"name":"Test","page_timeout":5000,)" + more +
           R"("variables":[{"name":"site"},{"name":"page","default":"1"}],)"
           R"("schemas":{"commits":{"name":"Commits","baseSelector":"li.commit",)"
           R"("fields":[{"name":"sha","selector":"code.sha","type":"text"}]}},)"
           R"("steps":[)" +
           steps + "]}";
}

const QByteArray openStep =
    R"({"id":"open","type":"navigate","url":"${site}/commits/full?page=${page}","wait_for":"css:li.commit"})";
const QByteArray rowsStep = R"({"id":"rows","type":"extract","schema":"commits"})";
const QByteArray endlessSteps =
    openStep +
    R"(,{"id":"rounds","type":"repeat","times":1000,"max":1000,"steps":[)"
    R"({"id":"rows","type":"extract","schema":"commits"},{"id":"pause","type":"waitFor","wait_for":{"type":"delay","ms":100}}]})";
const QByteArray failingSteps = openStep + ',' + rowsStep + R"(,{"id":"miss","type":"click","target":"#none","timeout":300})";

} // namespace

// `foray run` and `foray extract` with real pages.
class RunTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        auto site = DemoSite::start({});
        QVERIFY(site);
        m_site = std::move(*site);
    }

    void run_printsTheRowsAndNothingElse()
    {
        const Cli cli;
        const CliResult result = run(cli, openStep + ',' + rowsStep);
        QVERIFY2(result.code == 0, result.err.constData());
        const Json rows = json(result.out);
        QVERIFY2(rows.is_array(), result.out.constData());
        QCOMPARE(int(rows.size()), 10);
        QCOMPARE(result.out, dumpJson(rows, 4) + '\n');
        QVERIFY2(result.err.contains("Done: 10 rows"), result.err.constData());
        QVERIFY2(!result.err.contains('\r') && !result.err.contains('\033'), "no live line where there is no terminal");
    }

    void run_writesEveryFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("json") << "out.json" << QByteArray("[\n    {\n        \"sha\": ");
        QTest::newRow("jsonl") << "out.jsonl" << QByteArray("{\"sha\":");
        QTest::newRow("csv") << "out.csv" << QByteArray("\xEF\xBB\xBFsha\r\n");
        QTest::newRow("xlsx") << "out.xlsx" << QByteArray("PK");
    }
    void run_writesEveryFormat()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, begin);
        const Cli cli;
        const CliResult result = run(cli, openStep + ',' + rowsStep, {"-o", cli.path(name)});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(result.out, QByteArray());
        QFile file(cli.path(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(begin));
    }

    void failedStep_keepsTheRowsBeforeIt()
    {
        const Cli cli;
        const CliResult result = run(cli, failingSteps, {"--log", cli.path("log.jsonl")});
        QCOMPARE(result.code, 1);
        QCOMPARE(int(json(result.out).size()), 10);
        QVERIFY2(result.err.contains("#none") && result.err.contains("(miss)"), result.err.constData());
        QVERIFY2(result.err.contains("foray: Click "), result.err.constData());
        QVERIFY2(result.err.contains(cli.path("data/runs/1/miss-failed.png").toUtf8()), result.err.constData());
        QCOMPARE(cli.run({"rows", "1"}).out, result.out);
        QVERIFY(cli.run({"runs"}).out.contains("\tfailed\t10\t"));
        const QByteArrayList lines = fileText(cli.path("log.jsonl")).trimmed().split('\n');
        QCOMPARE(toQString(json(lines.last())["state"]), "failed");
        QCOMPARE(toQString(json(lines.last())["error"]["where"]), "miss");
    }

    void badPages_failWithTheirReason_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("404") << QByteArray("${site}/status/404") << QByteArray("404");
        QTest::newRow("unreachable") << QByteArray("http://127.0.0.1:1/") << QByteArray("127.0.0.1:1");
        if (DemoSite::start({.port = 8000})) // else somebody serves the demo there
            QTest::newRow("no demo") << QByteArray("http://127.0.0.1:8000/") << QByteArray("'foray demo'");
        QTest::newRow("no such host") << QByteArray("http://none.invalid/") << QByteArray("none.invalid");
    }
    void badPages_failWithTheirReason()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, says);
        const CliResult result = run(Cli(), "{\"id\":\"open\",\"type\":\"navigate\",\"url\":\"" + url + "\"}");
        QCOMPARE(result.code, 1);
        QCOMPARE(result.out, QByteArray("[]\n"));
        QVERIFY2(result.err.contains(says), result.err.constData());
    }

    void badPlan_isNotRun()
    {
        const Cli cli;
        const CliResult result = run(cli, R"({"type":"clik"})");
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.contains("/steps/0/type") && result.err.contains("did you mean 'click'"), result.err.constData());
        QVERIFY(!QFile::exists(cli.path("data/runs.sqlite")));
    }

    void badOptions_areUsageErrors_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown variable") << QStringList{"--set", "pgae=2"} << QByteArray("did you mean 'page'?");
        QTest::newRow("no value") << QStringList{"--set", "page"} << QByteArray("NAME=VALUE");
        QTest::newRow("missing rows") << QStringList{"--rows", "none.csv"} << QByteArray("none.csv");
        QTest::newRow("jobs without rows") << QStringList{"--jobs", "2"} << QByteArray("--rows");
        QTest::newRow("mistyped column") << QStringList{"--rows", "pgaes.csv"}
                                         << QByteArray("no variable for the column 'pgae'; did you mean 'page'?");
        QTest::newRow("bad jobs") << QStringList{"--jobs", "many"} << QByteArray("whole number");
    }
    void badOptions_areUsageErrors()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, says);
        const Cli cli;
        cli.write("pgaes.csv", "pgae\n1\n");
        const CliResult result = run(cli, openStep, options);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains(says), result.err.constData());
    }

    void columnOfNoVariable_isWarnedOf()
    {
        const Cli cli;
        const QString rows = cli.write("pages.csv", "page,sote\n1,x\n");
        const CliResult result = run(cli, openStep + ',' + rowsStep, {"--rows", rows});
        QCOMPARE(result.code, 0);
        QVERIFY2(result.err.contains("warning: the plan has no variable for the column 'sote'; did you mean 'site'?"),
                 result.err.constData());
    }

    void stepWithoutId_isNamedByItsPlace()
    {
        const CliResult result = run(Cli(), openStep + R"(,{"type":"click","target":"text/Nowhere","timeout":300})");
        QVERIFY2(result.err.contains("(/steps/1)") && result.err.contains("Click 'Nowhere': "), result.err.constData());
        QVERIFY2(!result.err.contains("(click-1)"), result.err.constData());
    }

    void badScript_isCalledTheStepsOwn()
    {
        const CliResult result = run(Cli(), R"({"id":"js","type":"evaluate","js_code":"return +"})");
        QVERIFY2(result.err.contains("The step's js_code is no JavaScript: SyntaxError"), result.err.constData());
    }

    void severalTables_areSaidWithTheirFiles()
    {
        const Cli cli;
        const QByteArray second = R"(,{"id":"again","type":"extract","schema":"commits","table":"more"})";
        const CliResult result = run(cli, openStep + ',' + rowsStep + second, {"-o", cli.path("out.csv")});
        QCOMPARE(result.code, 0);
        const QString files = cli.path("out.commits.csv") + " and " + cli.path("out.more.csv");
        QVERIFY2(result.err.contains(QByteArray("Rows in " + files.toUtf8() + '.')), result.err.constData());
    }

    void missingVariable_saysHowToGiveIt()
    {
        const Cli cli;
        const CliResult result = cli.run({"run", cli.write("plan.json", planText(openStep))});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains("--set site="), result.err.constData());
    }

    void ctrlC_keepsRows_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminated") << SIGTERM;
    }
    void ctrlC_keepsRows()
    {
        QFETCH(int, signal);
        const Cli cli;
        QProcess process;
        startEndless(cli, process);
        QVERIFY2(process.processId() > 0, "it has ended by itself"); // kill(0) would end the tests
        ::kill(pid_t(process.processId()), signal);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        const QByteArray out = process.readAllStandardOutput();
        QVERIFY2(json(out).is_array() && !json(out).empty(), out.constData());
        QCOMPARE(cli.run({"rows", "1"}).out, out);
        QVERIFY(cli.run({"runs"}).out.contains("\tcancelled\t"));
    }

    void killedRun_losesNoRows_andCanBeResumed()
    {
        const Cli cli;
        QProcess process;
        startEndless(cli, process);
        QVERIFY(cli.run({"runs"}).out.contains("\trunning\t"));
        process.kill();
        QVERIFY(process.waitForFinished(20000));
        QVERIFY(!json(cli.run({"rows", "1"}).out).empty());
        QVERIFY(cli.run({"runs"}).out.contains("\tinterrupted\t"));
    }

    void inputRows_runThePlanForEach_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("one after the other") << QStringList{};
        QTest::newRow("three at once") << QStringList{"--jobs", "3"};
        QTest::newRow("one session") << QStringList{"--session", "shop"};
        QTest::newRow("copies of a session") << QStringList{"--jobs", "3", "--session", "shop"};
    }
    void inputRows_runThePlanForEach()
    {
        QFETCH(QStringList, options);
        const Cli cli;
        QVERIFY(cli.run({"sessions", "create", "shop"}).code == 0);
        Json expected = Json::array();
        for (const char *page : {"3", "1", "2"}) {
            const CliResult one =
                run(cli, openStep + ',' + rowsStep, {"--set", QStringLiteral("page=") + QString::fromLatin1(page)});
            for (const Json &row : json(one.out))
                expected.push_back(row);
        }
        const QString rows = cli.write("pages.csv", "page\n3\n1\n2\n");
        const CliResult result = run(cli, openStep + ',' + rowsStep, QStringList{"--rows", rows} + options);
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(int(expected.size()), 30);
        QCOMPARE(dumpJson(json(result.out)), dumpJson(expected));
        // No copy is left, hidden or not, whatever Chromium wrote at its end.
        const QDir sessions(cli.path("data/sessions"));
        QCOMPARE(sessions.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{"shop"});
    }

    void resume_leavesOutWhatIsDone()
    {
        const Cli cli;
        // The second page of three fails at first.
        const QString rows = cli.write("pages.csv", "page\n1\n2&fail=1\n3\n");
        const QByteArray steps =
            R"({"id":"open","type":"navigate","url":"${site}/commits/full?page=${page}","wait_for":"css:li.commit"},)"
            R"({"id":"check","type":"if","condition":{"type":"url","url":"**fail=1*"},"then":[)"
            R"({"id":"late","type":"waitFor","wait_for":"css:#none","timeout":200}]},)" +
            rowsStep;
        const CliResult first = run(cli, steps, {"--rows", rows});
        QCOMPARE(first.code, 1);
        QVERIFY2(first.err.contains("row 2: "), first.err.constData());
        QCOMPARE(int(json(first.out).size()), 20);
        const CliResult second = run(cli, steps, {"--rows", rows, "--resume", "--log", cli.path("log.jsonl")});
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains("Continuing run 1."), second.err.constData());
        QCOMPARE(second.out, first.out);
        const QByteArray log = fileText(cli.path("log.jsonl"));
        QVERIFY(log.contains("\"row:1/\"") && !log.contains("\"row:0/\"") && !log.contains("\"row:2/\""));
        QCOMPARE(cli.run({"runs"}).out.count('\n'), 1);
    }

    void fullDisk_keepsTheRowsAndSaysHowToGetThem()
    {
        const Cli cli;
        const CliResult result = run(cli, openStep + ',' + rowsStep, {"-o", "/dev/full", "--format", "json"});
        QCOMPARE(result.code, 3);
        QVERIFY2(result.err.contains("No space left") && result.err.contains("foray rows 1"), result.err.constData());
        QCOMPARE(int(json(cli.run({"rows", "1"}).out).size()), 10);
    }

    void openSession_isLocked()
    {
        const Cli cli;
        QProcess process;
        startEndless(cli, process, {"--session", "mine"});
        const CliResult second = run(cli, openStep, {"--session", "mine"});
        process.kill();
        process.waitForFinished(20000);
        QCOMPARE(second.code, 3);
        QVERIFY2(second.err.contains("'mine'"), second.err.constData());
    }

    void secret_isWrittenNowhere()
    {
        Cli cli;
        cli.environment.insert("FORAY_SECRET_PASSWORD", "hunter2-hunter2");
        QByteArray plan =
            planText(openStep + R"(,{"id":"miss","type":"change","target":"#none","value":"${password}","timeout":200},)"
                                R"({"id":"go","type":"navigate","url":"${site}/status/404?p=${password}"})");
        plan.replace(R"({"name":"site"})", R"({"name":"site"},{"name":"password","secret":true})");
        plan.replace(R"("timeout":200)", R"("timeout":200,"on_error":"skip")");
        const CliResult result = runText(cli, plan, {"--log", cli.path("log.jsonl")});
        QCOMPARE(result.code, 1);
        QVERIFY2(!result.err.contains("hunter2"), result.err.constData());
        const QByteArray log = fileText(cli.path("log.jsonl"));
        QVERIFY2(log.contains("404") && !log.contains("hunter2"), log.constData());
        QVERIFY(!fileText(cli.path("data/runs.sqlite")).contains("hunter2"));
        QVERIFY(!fileText(cli.path("data/runs.sqlite-wal")).contains("hunter2"));
    }

    void noDisplay_isTheEnvironmentsFault()
    {
        const CliResult result = run(Cli(), openStep, {"--headed"});
        QCOMPARE(result.code, 3);
        QVERIFY2(result.err.contains("no display"), result.err.constData());
    }

    void root_mustSayThatTheSandboxIsOff()
    {
        Cli cli;
        cli.environment.remove("QTWEBENGINE_DISABLE_SANDBOX");
        const CliResult result = run(cli, openStep + ',' + rowsStep);
        if (geteuid() == 0) {
            QCOMPARE(result.code, 3);
            QVERIFY2(result.err.contains("QTWEBENGINE_DISABLE_SANDBOX=1"), result.err.constData());
        } else {
            QCOMPARE(result.code, 0);
        }
    }

    void demoOption_servesTheSite()
    {
        const Cli cli;
        const CliResult result = cli.run({"run", "--demo", cli.write("plan.json", planText(openStep + ',' + rowsStep))});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(int(json(result.out).size()), 10);
    }

    void extract_printsTheVeryBytes_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("file") << "page.html";
        QTest::newRow("standard input") << "-";
    }
    void extract_printsTheVeryBytes()
    {
        QFETCH(QString, source);
        const Cli cli;
        const QByteArray html = "<ul><li>ä &amp; b<b>\n c</b></li><li class=x></li></ul>";
        cli.write("page.html", html);
        cli.write("schema.json", R"({"name":"x","baseSelector":"li","fields":[{"name":"t","type":"text"},)"
                                 R"({"name":"c","type":"attribute","attribute":"class"}]})");
        const CliResult result = cli.run({"extract", "schema.json", source}, source == u"-" ? html : QByteArray());
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(result.out, QByteArray("[\n    {\n        \"t\": \"ä & bc\"\n    },\n    {\n        \"t\": \"\",\n"
                                        "        \"c\": [\n            \"x\"\n        ]\n    }\n]"));
    }

    void extract_writesAFile()
    {
        const Cli cli;
        cli.write("page.html", "<p>a</p>");
        cli.write("schema.json", R"({"name":"x","baseSelector":"p","fields":[{"name":"t","type":"text"}]})");
        const CliResult result = cli.run({"extract", "schema.json", "page.html", "-o", "out.jsonl"});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(result.out, QByteArray());
        QCOMPARE(fileText(cli.path("out.jsonl")), QByteArray("{\"t\":\"a\"}\n"));
    }

    void extract_saysWhatWasMeant_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no scheme") << "schema.json"
                                   << "localhost:8123/shop" << QByteArray("write http://localhost:8123/shop.");
        QTest::newRow("a plan") << "plan.json"
                                << "page.html" << QByteArray("Its schemas are 'commits'; write one");
    }
    void extract_saysWhatWasMeant()
    {
        QFETCH(QString, schema);
        QFETCH(QString, source);
        QFETCH(QByteArray, says);
        const Cli cli;
        cli.write("schema.json", R"({"name":"x","baseSelector":"p","fields":[{"name":"t","type":"text"}]})");
        cli.write("plan.json", planText(openStep));
        const CliResult result = cli.run({"extract", schema, source});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains(says), result.err.constData());
    }

    void extract_readsXpathAndTheWeb()
    {
        const Cli cli;
        cli.write("schema.json", "{\"name\":\"x\",\"baseSelector\":\"//li[@class='commit']\",\"fields\":["
                                 "{\"name\":\"sha\",\"selector\":\".//code\",\"type\":\"text\"}]}");
        const CliResult result = cli.run({"extract", "--xpath", "schema.json", m_site->url().toString() + "/commits"});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(int(json(result.out).size()), 10);
        const CliResult missing = cli.run({"extract", "--xpath", "schema.json", m_site->url().toString() + "/status/500"});
        QCOMPARE(missing.code, 1);
        QCOMPARE(missing.out, QByteArray());
    }

    void sessions_areMadeListedCopiedAndRemoved()
    {
        const Cli cli;
        QCOMPARE(cli.run({"sessions", "list"}).out, QByteArray());
        QCOMPARE(cli.run({"sessions", "create", "b", "a"}).code, 0);
        QCOMPARE(cli.run({"sessions", "clone", "a", "c"}).code, 0);
        QCOMPARE(cli.run({"sessions", "list"}).out, QByteArray("a\nb\nc\n"));
        QCOMPARE(cli.run({"sessions", "delete", "a", "b"}).code, 0);
        QCOMPARE(cli.run({"sessions", "list"}).out, QByteArray("c\n"));
        QCOMPARE(cli.run({"sessions", "delete", "none"}).code, 2);
        QCOMPARE(cli.run({"sessions", "create", "../x"}).code, 2);
        QVERIFY(cli.run({"sessions", "lst"}).err.contains("did you mean 'list'?"));
    }

private:
    static QByteArray fileText(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    CliResult runText(const Cli &cli, const QByteArray &plan, const QStringList &options = {}) const
    {
        const QString path = cli.write("plan.json", plan);
        return cli.run(QStringList{"run", path, "--set", QString("site=" + m_site->url().toString())} + options);
    }

    CliResult run(const Cli &cli, const QByteArray &steps, const QStringList &options = {}) const
    {
        return runText(cli, planText(steps), options);
    }

    // Until some rows are in the store: then the process is in the middle of its work.
    void startEndless(const Cli &cli, QProcess &process, const QStringList &options = {}) const
    {
        const QString path = cli.write("endless.json", planText(endlessSteps));
        cli.start(process, QStringList{"run", path, "--set", QString("site=" + m_site->url().toString())} + options);
        QTRY_VERIFY_WITH_TIMEOUT(json(cli.run({"rows", "1"}).out).size() >= 20, 30000);
    }

    std::unique_ptr<DemoSite> m_site;
};

QTEST_GUILESS_MAIN(RunTest)
#include "tst_run.moc"
