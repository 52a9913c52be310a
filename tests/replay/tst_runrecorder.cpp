// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/replay/runlog.h"
#include "engine/replay/runrecorder.h"
#include "tests/support/fakepage.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

JsonValue rows(const QByteArray &text)
{
    return parseJson(text).value();
}

} // namespace

class RunRecorderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::move(*RunStore::open(m_folder->filePath("runs.sqlite")));
        m_run = m_store->beginRun({}).value();
        m_runner = std::make_unique<Runner>(Plan(), RunOptions(), m_browser);
    }
    void cleanup()
    {
        m_runner.reset();
        m_store.reset();
    }

    void run_isKeptFromBeginningToEnd()
    {
        auto log = RunLog::open(m_folder->filePath("log.jsonl"));
        QVERIFY(log);
        RunRecorder recorder(*m_store, m_run, log->get(), *m_runner);
        QSignalSpy kept(&recorder, &RunRecorder::rowsKept);
        StepEvent event;
        event.state = StepEvent::State::Finished;
        event.stepId = "rows";
        event.position = "pages[1]/rows";
        event.waited = 12;
        event.found = {.by = "css", .selector = "li"};
        Q_EMIT m_runner->stepChanged(event);
        Q_EMIT m_runner->rowsExtracted("t", "pages[0]/rows", rows(R"([{"a":1}])"));
        Q_EMIT m_runner->rowsExtracted("t", "pages[1]/rows", rows(R"([{"a":2},{"a":3}])"));
        Q_EMIT m_runner->pieceDone("pages[0]");
        RunReport report;
        report.outcome = RunReport::Outcome::Failed;
        report.error = {ErrorKind::Timeout, "too slow", "rows"};
        Q_EMIT m_runner->finished(report);

        QCOMPARE(kept.last().at(0).toInt(), 3);
        QCOMPARE(dumpJson(m_store->rows(m_run, "t").value()), QByteArray(R"([{"a":1},{"a":2},{"a":3}])"));
        QCOMPARE(m_store->donePieces(m_run).value(), QStringList("pages[0]"));
        QCOMPARE(m_store->run(m_run)->outcome, "failed");
        QCOMPARE(m_store->run(m_run)->error, "too slow (rows)");
        const Json steps = m_store->steps(m_run).value();
        QCOMPARE(int(steps.size()), 2);
        QCOMPARE(toQString(steps[0]["position"]), "pages[1]/rows");
        QCOMPARE(toQString(steps[0]["found"]), R"({"by":"css","selector":"li"})");
        QCOMPARE(steps[0]["waited"].get<int>(), 12);
        QCOMPARE(toQString(steps[1]["error"]["kind"]), "timeout");
        QFile file(m_folder->filePath("log.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(dumpJson(steps[0]) + '\n' + dumpJson(steps[1]) + '\n'));
    }

    void part_marksItsRowsAndLeavesTheRunOpen()
    {
        RunRecorder recorder(*m_store, m_run, nullptr, *m_runner, {.number = 2, .prefix = "row:2/", .whole = false});
        QVERIFY(m_store->setRows(m_run, "t", "row:3/rows", rows(R"([{"a":3}])").get(), 3));
        Q_EMIT m_runner->rowsExtracted("t", "rows", rows(R"([{"a":2}])"));
        Q_EMIT m_runner->pieceDone("people[0]");
        Q_EMIT m_runner->finished({});
        QCOMPARE(dumpJson(m_store->rows(m_run, "t").value()), QByteArray(R"([{"a":2},{"a":3}])"));
        QCOMPARE(m_store->donePieces(m_run).value(), QStringList("row:2/people[0]"));
        QCOMPARE(m_store->run(m_run)->outcome, "running");
        QCOMPARE(toQString(m_store->steps(m_run).value()[0]["part"]), "row:2/");
    }

    void diskFailure_isToldOnce_andEarlierRowsStay()
    {
        auto log = RunLog::open("/dev/full");
        QVERIFY(log);
        RunRecorder recorder(*m_store, m_run, log->get(), *m_runner);
        QSignalSpy failed(&recorder, &RunRecorder::failed);
        Q_EMIT m_runner->rowsExtracted("t", "rows", rows(R"([{"a":1}])"));
        Q_EMIT m_runner->stepChanged({});
        Q_EMIT m_runner->stepChanged({});
        QCOMPARE(failed.size(), 1);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.kind, ErrorKind::Io);
        QVERIFY2(error.message.contains("No space left"), qPrintable(error.message));
        QCOMPARE(m_store->run(m_run)->rows, 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RunStore> m_store;
    RunId m_run = 0;
    FakeBrowser m_browser;
    std::unique_ptr<Runner> m_runner;
};

QTEST_GUILESS_MAIN(RunRecorderTest)
#include "tst_runrecorder.moc"
