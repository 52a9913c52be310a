// SPDX-License-Identifier: MIT
#include "engine/replay/runrecorder.h"

#include "engine/base/json.h"
#include "engine/replay/runlog.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

namespace Foray {

RunRecorder::RunRecorder(RunStore &store, RunId run, RunLog *log, Runner &runner, RunPart part, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_run(run)
    , m_log(log)
    , m_part(std::move(part))
{
    connect(&runner, &Runner::stepChanged, this, &RunRecorder::keepStep);
    connect(&runner, &Runner::rowsExtracted, this, &RunRecorder::keepRows);
    connect(&runner, &Runner::pieceDone, this,
            [this](const QString &piece) { check(m_store.markDone(m_run, m_part.prefix + piece)); });
    connect(&runner, &Runner::finished, this, &RunRecorder::keepReport);
}

void RunRecorder::keepStep(const StepEvent &event)
{
    keepEvent(toJson(event));
}

void RunRecorder::keepRows(const QString &table, const QString &position, const JsonValue &rows)
{
    const Result<> done = m_store.setRows(m_run, table, m_part.prefix + position, rows.get(), m_part.number);
    if (done) {
        m_rows += int(rows.get().size());
        Q_EMIT rowsKept(m_rows);
    }
    check(done);
}

void RunRecorder::keepReport(const RunReport &report)
{
    keepEvent(toJson(report));
    if (report.outcome == RunReport::Outcome::Done)
        check(m_store.dropStaleRows(m_run, m_part.number));
    if (m_part.whole)
        check(m_store.endRun(m_run, outcomeName(report.outcome), toString(report.error)));
}

void RunRecorder::keepEvent(Json event)
{
    Json line = {{"time", toStd(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs))}};
    if (!m_part.prefix.isEmpty())
        line["part"] = toStd(m_part.prefix);
    line.update(event);
    check(m_store.addStep(m_run, line));
    if (m_log)
        check(m_log->write(line));
}

void RunRecorder::check(const Result<> &done)
{
    if (done || m_failed)
        return;
    m_failed = true;
    Q_EMIT failed(done.error());
}

} // namespace Foray
