// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/partrun.h"
#include "app/runrequest.h"

#include <QElapsedTimer>
#include <QObject>
#include <QQueue>
#include <QSet>

#include <memory>
#include <vector>

class QLockFile;

namespace Foray {

class DemoSite;
class PageCache;
class RunLog;
class RunProgress;
class RunStore;
class Terminal;

// A whole `foray run`: opens what it needs, replays the plan once or once for each input row, several at a time, and gives
// the exit code when all have ended. Rows are in the run store from the moment they come.
class PlanRun final : public QObject
{
    Q_OBJECT
public:
    PlanRun(RunRequest request, Terminal &terminal, QObject *parent = nullptr);
    ~PlanRun() override;

    Result<> prepare(); // store, log, folder, demo site; nothing is loaded yet
    void start();
    void cancel(); // stops cleanly; finished() follows

    Result<> writeOutput() const;
    RunId id() const { return m_id; }

Q_SIGNALS:
    void finished(Foray::ExitCode code);

private:
    Result<> beginOrResume();
    Result<> lockRun(const QString &folder);
    void queueParts();
    void startParts();
    void startPart(int number);
    void partFinished(PartRun *part, const RunReport &report);
    void recordingFailed(const Error &error);
    void partsFinished();
    QSet<QString> donePiecesOf(const RunPart &part) const;
    void warnOfEmptyFields();
    ExitCode exitCode() const;

    RunRequest m_request;
    Terminal &m_terminal;
    std::unique_ptr<DemoSite> m_demo;
    std::unique_ptr<RunStore> m_store;
    std::unique_ptr<PageCache> m_pageCache;
    std::unique_ptr<RunLog> m_log;
    std::unique_ptr<QLockFile> m_lock; // of the run's folder: only one process continues it
    std::unique_ptr<RunProgress> m_progress;
    RunId m_id = 0;
    QString m_folder;
    QSet<QString> m_donePieces; // of the run that this one continues
    QQueue<int> m_waiting;
    std::vector<std::unique_ptr<PartRun>> m_parts; // under way
    RunReport m_report;                            // of all parts together
    QElapsedTimer m_time;
    bool m_cancelled = false;
    Error m_recordingError;
};

} // namespace Foray
