// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"
#include "engine/replay/runner.h"
#include "engine/results/runstore.h"

#include <QObject>
#include <QString>

namespace Foray {

class RunLog;

// Which part of a run a runner does, where several share one run: one for each row of an input file.
struct RunPart
{
    int number = 0;    // its rows come before those of higher parts
    QString prefix;    // of its positions and pieces, so that they differ from other parts': "row:17/"
    bool whole = true; // the run has no other parts: it ends when this one does
};

// Keeps what a runner says: steps and rows in the run store, as they come, and a line for each event in the log.
// The runner has blotted out secrets already.
class RunRecorder final : public QObject
{
    Q_OBJECT
public:
    // Neither store nor log is owned; log may be null. Listens to `runner` until one of the two is gone.
    RunRecorder(RunStore &store, RunId run, RunLog *log, Runner &runner, RunPart part = {}, QObject *parent = nullptr);

    int rows() const { return m_rows; } // kept so far by this recorder

Q_SIGNALS:
    void rowsKept(int rows);
    // The disk is full, or the like; emitted once. What was kept before stays, what comes after may be lost: stop the runner.
    void failed(const Foray::Error &error);

private:
    void keepStep(const StepEvent &event);
    void keepRows(const QString &table, const QString &position, const JsonValue &rows);
    void keepReport(const RunReport &report);
    void keepEvent(Json event);
    void check(const Result<> &done);

    RunStore &m_store;
    const RunId m_run;
    RunLog *const m_log;
    const RunPart m_part;
    int m_rows = 0;
    bool m_failed = false;
};

} // namespace Foray
