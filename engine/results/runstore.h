// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace Foray {

using RunId = qint64;

struct RunRecord
{
    RunId id = 0;
    QString planName;
    QString planHash; // of the plan file's bytes: --resume continues only the same plan
    QString session;
    QDateTime started;
    QDateTime ended; // invalid while it runs, or after a crash
    QString outcome; // "running", "done", "failed", "cancelled"
    QString error;
    QString folder; // screenshots and downloads
    qint64 rows = 0;
};

struct RowRecord
{
    QString table;
    QString position; // Runner::rowsExtracted
    JsonValue row;
};

// Every run with its steps and rows, in one SQLite file (WAL). Each call is one committed transaction, so that a crash
// or `kill -9` loses at most the call under way. Not thread-safe; several processes may write at once (busy timeout).
class RunStore final
{
public:
    static Result<std::unique_ptr<RunStore>> open(const QString &path);
    ~RunStore();

    Result<RunId> beginRun(const RunRecord &run);
    Result<> resumeRun(RunId id);                        // "running" again; rows, steps and pieces done stay
    Result<> setFolder(RunId id, const QString &folder); // for a folder that is named after the run
    Result<> endRun(RunId id, const QString &outcome, const QString &error);
    Result<> addStep(RunId id, const Json &event); // one line of the run's log
    // Replaces the rows that stand at this table and position, so that resuming never doubles any.
    // `piece` orders the parts of a run that work in parallel: rows of lower pieces come first.
    Result<> setRows(RunId id, const QString &table, const QString &position, const Json &rows, int piece = 0);

    Result<QList<RunRecord>> runs(int limit = 100) const; // newest first
    Result<RunRecord> run(RunId id) const;
    Result<RunRecord> lastRun(const QString &planHash) const; // whatever its outcome; kind NoSuchElement if none
    Result<QStringList> tables(RunId id) const;               // in the order of their first rows
    Result<Json> rows(RunId id, const QString &table) const;  // an array, in the order of extraction
    Result<Json> steps(RunId id) const;
    // Removes the rows of this piece that earlier attempts kept and this one, which has come to its end, did not find again.
    // Rows of the pieces that are marked as done stay.
    Result<> dropStaleRows(RunId id, int piece);
    // Marks a piece of work of this run as done ("row:17"), and asks for it: what --resume leaves out.
    Result<> markDone(RunId id, const QString &piece);
    Result<QStringList> donePieces(RunId id) const;
    Result<> removeRun(RunId id); // with its rows, steps and folder

private:
    class Private;
    explicit RunStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Foray
