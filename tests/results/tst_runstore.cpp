// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/results/runstore.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdio>
#include <vector>

using namespace Foray;

namespace {

Json json(const QByteArray &text)
{
    return parseJson(text).value();
}

std::unique_ptr<RunStore> openStore(const QString &path)
{
    auto store = RunStore::open(path);
    if (!store)
        qWarning("%s", qPrintable(toString(store.error())));
    return store ? std::move(*store) : nullptr;
}

// The child process of the tests below: begins a run and adds one row after the other, telling each on stdout.
int writeRowsUntilKilled(const QString &path, int rows)
{
    const auto store = openStore(path);
    const RunId run = store->beginRun({.planName = "child"}).value();
    for (int i = 0; rows == 0 || i < rows; ++i) {
        Json row = Json::array();
        row.push_back({{"i", i}});
        if (!store->setRows(run, "t", QStringLiteral("pages[%1]/rows").arg(i), row))
            return 1;
        std::printf("%lld %d\n", static_cast<long long>(run), i);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

class RunStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void run_isKeptWithAllItSays()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("runs.sqlite");
        RunId id = 0;
        {
            const auto store = openStore(path);
            id = store->beginRun({.planName = "Commits", .planHash = "abc", .session = "s", .folder = "/tmp/x"}).value();
            QVERIFY(store->addStep(id, json(R"({"z":1,"a":"ä"})")));
            QVERIFY(store->setRows(id, "t", "rows", json(R"([{"b":1,"a":"\u0000😀"},{"x":null}])")));
            QCOMPARE(store->run(id)->outcome, "running");
            QVERIFY(!store->run(id)->ended.isValid());
            QVERIFY(store->endRun(id, "failed", "why"));
        }
        const auto store = openStore(path);
        const RunRecord run = store->run(id).value();
        QCOMPARE(run.planName, "Commits");
        QCOMPARE(run.planHash, "abc");
        QCOMPARE(run.session, "s");
        QCOMPARE(run.folder, "/tmp/x");
        QCOMPARE(run.outcome, "failed");
        QCOMPARE(run.error, "why");
        QCOMPARE(run.rows, 2);
        QVERIFY(run.started.isValid() && run.ended >= run.started);
        QCOMPARE(dumpJson(store->rows(id, "t").value()), QByteArray(R"([{"b":1,"a":"\u0000😀"},{"x":null}])"));
        QCOMPARE(dumpJson(store->steps(id).value()), QByteArray(R"([{"z":1,"a":"ä"}])"));
    }

    void rows_areReplacedInTheirPlace()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        const RunId id = store->beginRun({}).value();
        QVERIFY(store->setRows(id, "t", "pages[0]", json(R"([{"i":0},{"i":1}])")));
        QVERIFY(store->setRows(id, "u", "pages[0]", json(R"([{"u":0}])")));
        QVERIFY(store->setRows(id, "t", "pages[1]", json(R"([{"i":2}])")));
        QVERIFY(store->setRows(id, "t", "pages[0]", json(R"([{"i":9}])")));
        QCOMPARE(dumpJson(store->rows(id, "t").value()), QByteArray(R"([{"i":9},{"i":2}])"));
        QCOMPARE(store->tables(id).value(), QStringList({"t", "u"}));
        QCOMPARE(store->run(id)->rows, 3);
    }

    void pieces_orderTheRowsOfParallelParts()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        const RunId id = store->beginRun({}).value();
        QVERIFY(store->setRows(id, "t", "row:2/rows", json(R"([{"i":2}])"), 2));
        QVERIFY(store->setRows(id, "t", "row:0/rows", json(R"([{"i":0}])"), 0));
        QVERIFY(store->setRows(id, "t", "row:10/rows", json(R"([{"i":10}])"), 10));
        QCOMPARE(dumpJson(store->rows(id, "t").value()), QByteArray(R"([{"i":0},{"i":2},{"i":10}])"));
    }

    void resume_findsTheLastRunAndItsPieces()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        QCOMPARE(store->lastRun("h").error().kind, ErrorKind::NoSuchElement);
        const RunId first = store->beginRun({.planHash = "h"}).value();
        const RunId second = store->beginRun({.planHash = "h"}).value();
        QVERIFY(store->beginRun({.planHash = "other"}));
        QCOMPARE(store->lastRun("h")->id, second);
        QVERIFY(store->markDone(second, "row:1"));
        QVERIFY(store->markDone(second, "row:1"));
        QVERIFY(store->markDone(second, "row:0"));
        QCOMPARE(store->donePieces(second).value(), QStringList({"row:0", "row:1"}));
        QCOMPARE(store->donePieces(first).value(), QStringList());
        QVERIFY(store->endRun(second, "cancelled", "stopped"));
        QVERIFY(store->resumeRun(second));
        QCOMPARE(store->run(second)->outcome, "running");
        QVERIFY(!store->run(second)->ended.isValid());
    }

    void resumedRun_dropsRowsItDidNotFindAgain()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        const RunId id = store->beginRun({}).value();
        QVERIFY(store->setRows(id, "t", "people[1]/rows", json(R"([{"i":1}])")));
        QVERIFY(store->setRows(id, "t", "people[10]/rows", json(R"([{"i":10}])")));
        QVERIFY(store->setRows(id, "t", "other", json(R"([{"i":3}])"), 1));
        QVERIFY(store->markDone(id, "people[1]"));
        QVERIFY(store->dropStaleRows(id, 0));
        QCOMPARE(store->run(id)->rows, 3); // nothing is stale in a first attempt
        QVERIFY(store->resumeRun(id));
        QVERIFY(store->setRows(id, "t", "people[2]/rows", json(R"([{"i":2}])")));
        QVERIFY(store->dropStaleRows(id, 0));
        QCOMPARE(dumpJson(store->rows(id, "t").value()), QByteArray(R"([{"i":1},{"i":2},{"i":3}])"));
    }

    void removeRun_takesRowsStepsAndFolder()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        const QString kept = folder.filePath("run");
        QVERIFY(QDir().mkpath(kept));
        const RunId id = store->beginRun({}).value();
        QVERIFY(store->setFolder(id, kept));
        QVERIFY(store->setRows(id, "t", "rows", json(R"([{"i":1}])")));
        QVERIFY(store->removeRun(id));
        QVERIFY(!QFile::exists(kept));
        QCOMPARE(store->run(id).error().kind, ErrorKind::NoSuchElement);
        QCOMPARE(dumpJson(store->rows(id, "t").value()), QByteArray("[]"));
        QVERIFY(!store->removeRun(id));
    }

    void newestRuns_comeFirst()
    {
        const QTemporaryDir folder;
        const auto store = openStore(folder.filePath("runs.sqlite"));
        for (const char *name : {"a", "b", "c"})
            QVERIFY(store->beginRun({.planName = QString::fromLatin1(name)}));
        const QList<RunRecord> runs = store->runs(2).value();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0).planName, "c");
        QCOMPARE(runs.at(1).planName, "b");
    }

    void killedWriter_losesNoRowItTold()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("runs.sqlite");
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {"--write", path, "0"});
        QByteArray told;
        while (told.count('\n') < 30 && child.waitForReadyRead(20000))
            told += child.readAllStandardOutput();
        QVERIFY(told.count('\n') >= 30);
        ::kill(pid_t(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished(20000));
        told += child.readAllStandardOutput();
        const QByteArray lastLine = told.left(told.lastIndexOf('\n')).split('\n').last();
        const int lastTold = lastLine.split(' ').last().toInt();

        const auto store = openStore(path);
        const RunRecord run = store->runs().value().first();
        QCOMPARE(run.outcome, "running");
        const Json rows = store->rows(run.id, "t").value();
        QVERIFY2(int(rows.size()) > lastTold, qPrintable(QStringLiteral("%1 rows, told %2").arg(rows.size()).arg(lastTold)));
        for (size_t i = 0; i < rows.size(); ++i)
            QCOMPARE(rows[i]["i"].get<int>(), int(i));
    }

    // Making the file is where SQLite itself does not wait for others.
    void manyProcesses_makeTheFileAtOnce()
    {
        for (int round = 0; round < 8; ++round) {
            const QTemporaryDir folder;
            const QString path = folder.filePath("runs.sqlite");
            std::vector<QProcess> children(6);
            for (QProcess &child : children)
                child.start(QCoreApplication::applicationFilePath(), {"--write", path, "1"});
            for (QProcess &child : children) {
                QVERIFY(child.waitForFinished(60000));
                QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0,
                         child.readAllStandardError().constData());
            }
            QCOMPARE(openStore(path)->runs().value().size(), 6);
        }
    }

    void twoProcesses_writeAtOnce()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("runs.sqlite");
        QProcess children[2];
        for (QProcess &child : children)
            child.start(QCoreApplication::applicationFilePath(), {"--write", path, "150"});
        for (QProcess &child : children) {
            QVERIFY(child.waitForFinished(60000));
            QCOMPARE(child.exitStatus(), QProcess::NormalExit);
            QVERIFY2(child.exitCode() == 0, child.readAllStandardError().constData());
        }
        const auto store = openStore(path);
        const QList<RunRecord> runs = store->runs().value();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0).rows, 150);
        QCOMPARE(runs.at(1).rows, 150);
    }

    void damagedFile_isNamedAndLeftAlone()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("runs.sqlite");
        const QByteArray content = QByteArray("not a database, but somebody's file\n").repeated(100);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        const auto store = RunStore::open(path);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Io);
        QCOMPARE(store.error().where, path);
        QVERIFY2(store.error().message.contains("damaged"), qPrintable(store.error().message));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void unusableFolder_isAnError()
    {
        const auto store = RunStore::open("/dev/null/runs.sqlite");
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Io);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--write")
        return writeRowsUntilKilled(app.arguments().value(2), app.arguments().value(3).toInt());
    RunStoreTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runstore.moc"
