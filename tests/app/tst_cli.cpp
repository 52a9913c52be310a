// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/results/datapaths.h"
#include "engine/results/runstore.h"
#include "tests/app/clitest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <csignal>

using namespace Foray;

// The command line itself, and the commands that need no browser.
class CliTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpAndVersion_goToStdoutAtOnce_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("version") << QStringList{"--version"} << QByteArray("foray " FORAY_VERSION "\n");
        QTest::newRow("-v") << QStringList{"-v"} << QByteArray("foray ");
        QTest::newRow("help") << QStringList{"--help"} << QByteArray("Usage: foray");
        QTest::newRow("help word") << QStringList{"help"} << QByteArray("Usage: foray");
        QTest::newRow("of a command") << QStringList{"check", "--help"} << QByteArray("Usage: foray check FILE");
        QTest::newRow("after an option") << QStringList{"--data-dir", "x", "rows", "-h"} << QByteArray("Usage: foray rows RUN");
    }
    void helpAndVersion_goToStdoutAtOnce()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        Cli cli;
        cli.environment.insert("QT_QPA_PLATFORM", "none-such"); // an application with windows would end here
        const CliResult result = cli.run(arguments);
        QCOMPARE(result.code, 0);
        QVERIFY2(result.out.startsWith(says), result.out.constData());
        QCOMPARE(result.err, QByteArray());
        QVERIFY2(!QFile::exists(cli.path("data")), "asking for help must leave nothing behind");
    }

    void badUsage_exitsWith2AndSaysWhat_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown command") << QStringList{"chekc"} << QByteArray("unknown command 'chekc'; did you mean 'check'?");
        QTest::newRow("unknown option") << QStringList{"rows", "1", "--formt", "csv"}
                                        << QByteArray("unknown option 'formt'; did you mean 'format'?");
        QTest::newRow("missing argument") << QStringList{"check"} << QByteArray("FILE is missing");
        QTest::newRow("one too many") << QStringList{"check", "a", "b"} << QByteArray("unexpected argument 'b'");
        QTest::newRow("missing value") << QStringList{"rows", "1", "-o"} << QByteArray("Missing value");
        QTest::newRow("bad number") << QStringList{"demo", "--port", "99999"} << QByteArray("--port must be a whole number");
        QTest::newRow("bad run") << QStringList{"rows", "x"} << QByteArray("RUN must be a number");
        QTest::newRow("no such run") << QStringList{"rows", "7"} << QByteArray("There is no run 7");
        QTest::newRow("unknown format") << QStringList{"rows", "7", "--format", "jsno"} << QByteArray("did you mean 'json'?");
        QTest::newRow("format unsaid") << QStringList{"rows", "7", "-o", "rows"} << QByteArray("add --format");
        QTest::newRow("no such plan") << QStringList{"nosuch.foray.json"} << QByteArray("there is no file 'nosuch.foray.json'");
        QTest::newRow("no such file") << QStringList{"check", "nowhere.json"} << QByteArray("nowhere.json");
    }
    void badUsage_exitsWith2AndSaysWhat()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const CliResult result = Cli().run(arguments);
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.contains(says), result.err.constData());
    }

    void check_printsOneProblemALine()
    {
        const Cli cli;
        const QString plan = cli.write("plan.json", R"({"format":"foray-plan","version":1,"name":"x","steps":[
            {"type":"navigate","url":"about:blank"},{"type":"reload"},{"type":"back"},{"type":"clik"},{"type":"navigate"}]})");
        const CliResult result = cli.run({"check", plan});
        QCOMPARE(result.code, 1);
        const QByteArrayList lines = result.out.split('\n');
        QVERIFY2(lines.at(0).startsWith("ERROR /steps/3/type: "), result.out.constData());
        QVERIFY2(lines.at(0).contains("did you mean 'click'?"), result.out.constData());
        QVERIFY2(lines.at(1).startsWith("ERROR /steps/4"), result.out.constData());
        QCOMPARE(result.err, QByteArray());
    }

    void check_looksAtTheFilesOfLoops()
    {
        const Cli cli;
        cli.write("words.csv", "word,colour\na,red\n");
        const QByteArray loop = R"({"type":"forEach","file":"%1","steps":[{"type":"navigate","url":"${word}"}]})";
        const QString plan = cli.write("plan.json", R"({"format":"foray-plan","version":1,"name":"x","steps":[)" +
                                                        QByteArray(loop).replace("%1", "words.csv") + ',' +
                                                        QByteArray(loop).replace("%1", "wrods.csv") + "]}");
        const CliResult result = cli.run({"check", plan});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.out.contains("WARNING /steps/0/file: no step uses the column 'colour'"), result.out.constData());
        QVERIFY2(result.out.contains("ERROR /steps/1/file: "), result.out.constData());
        QVERIFY2(!result.out.contains("'word'"), result.out.constData());
    }

    void check_namesTheTop()
    {
        const CliResult result = Cli().run({"check", "-"}, "{}");
        QVERIFY2(result.out.startsWith("ERROR at the top: 'format' is missing\n"), result.out.constData());
    }

    void window_opensThePlanOnTheDemo()
    {
        Cli cli;
        cli.environment.insert("QT_QPA_PLATFORM", "offscreen");
        const QString plan = cli.write("mine.foray.json", R"({"format":"foray-plan","version":1,"name":"Mine",
            "variables":[{"name":"site"}],"steps":[{"type":"navigate","url":"${site}/commits"}]})");
        QProcess process;
        cli.start(process, {plan, "--demo"});
        QTRY_VERIFY_WITH_TIMEOUT(cli.run({"runs"}).out.endsWith("\tdone\t0\tMine\n"), 30000);
        process.terminate();
        QVERIFY(process.waitForFinished(20000));
    }

    void check_readsStandardInput()
    {
        const CliResult result = Cli().run({"check", "-"}, R"({"format":"foray-plan","version":1,"name":"x","steps":[]})");
        QVERIFY2(result.code == 0, QByteArray(result.out + result.err).constData());
        QVERIFY(!result.out.contains("ERROR"));
    }

    void truncatedPlan_isBadInputWithItsPlace()
    {
        const Cli cli;
        const CliResult result = cli.run({"check", cli.write("plan.json", "{\"format\":\n \"foray-plan\", \"st")});
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.contains("plan.json") && result.err.contains("line 2"), result.err.constData());
    }

    void rows_comeOutOfTheStoreAgain()
    {
        const Cli cli;
        auto store = RunStore::open(runStorePath(cli.path("data")));
        QVERIFY(store);
        const RunId run = (*store)->beginRun({.planName = "Commits"}).value();
        QVERIFY((*store)->setRows(run, "a", "rows", parseJson(R"([{"x":"1"}])").value()));
        QVERIFY((*store)->setRows(run, "b", "rows", parseJson(R"([{"y":"2"}])").value()));
        const QString id = QString::number(run);

        const CliResult list = cli.run({"runs"});
        QCOMPARE(list.code, 0);
        QVERIFY2(list.out.startsWith("1\t") && list.out.endsWith("\trunning\t2\tCommits\n"), list.out.constData());
        QCOMPARE(cli.run({"rows", id, "--table", "a", "--format", "jsonl"}).out, QByteArray("{\"x\":\"1\"}\n"));
        QCOMPARE(cli.run({"rows", id}).out.simplified(), QByteArray(R"({ "a": [ { "x": "1" } ], "b": [ { "y": "2" } ] })"));
        const CliResult csv = cli.run({"rows", id, "--format", "csv"});
        QCOMPARE(csv.code, 2); // two tables and one stream
        QCOMPARE(cli.run({"rows", id, "-o", cli.path("out.csv")}).code, 0);
        QVERIFY(QFile::exists(cli.path("out.a.csv")) && QFile::exists(cli.path("out.b.csv")));
        QVERIFY(cli.run({"rows", id, "--table", "c"}).err.contains("no table 'c'"));
    }

    void fullDisk_isTheEnvironmentsFault()
    {
        const Cli cli;
        auto store = RunStore::open(runStorePath(cli.path("data")));
        const RunId run = (*store)->beginRun({}).value();
        QVERIFY((*store)->setRows(run, "a", "rows", parseJson(R"([{"x":"1"}])").value()));
        const CliResult result = cli.run({"rows", QString::number(run), "-o", "/dev/full", "--format", "csv"});
        QCOMPARE(result.code, 3);
        QVERIFY2(result.err.contains("No space left"), result.err.constData());
    }

    void dataDir_canBeSaid()
    {
        const Cli cli;
        QCOMPARE(cli.run({"runs", "--data-dir", cli.path("other")}).code, 0);
        QVERIFY(QFile::exists(cli.path("other/runs.sqlite")));
        QVERIFY(!QFile::exists(cli.path("data")));
        QCOMPARE(cli.run({"--data-dir", cli.path("third"), "runs"}).code, 0);
        QVERIFY(QFile::exists(cli.path("third/runs.sqlite")));
    }

    void demo_printsItsAddressAndEndsOnCtrlC_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminated") << SIGTERM;
    }
    void demo_printsItsAddressAndEndsOnCtrlC()
    {
        QFETCH(int, signal);
        const Cli cli;
        QProcess process;
        cli.start(process, {"demo", "--port", "0"});
        QVERIFY(process.waitForReadyRead(20000));
        const QUrl url(QString::fromUtf8(process.readLine().trimmed()));
        QVERIFY2(url.isValid() && url.host() == u"127.0.0.1" && url.port() > 0, qPrintable(url.toString()));
        QVERIFY2(process.processId() > 0, "it has ended by itself"); // kill(0) would end the tests
        ::kill(pid_t(process.processId()), signal);
        QVERIFY(process.waitForFinished(10000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
