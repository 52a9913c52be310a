// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/runstore.h"

#include <QLockFile>
#include <QObject>
#include <QString>

#include <memory>

namespace Foray {

class PageCache;
class Runner;
class RunRecorder;

// Where a run of the window is kept: its folder, the run store and the page cache, all in the data folder.
class RunKeeper final : public QObject
{
    Q_OBJECT
public:
    // A run that cannot be kept still runs; `problem` says why.
    RunKeeper(const QString &dataDir, const RunRecord &run);
    ~RunKeeper() override; // a run that has not ended was given up

    const QString &folder() const { return m_folder; }
    PageCache *pageCache() const { return m_pageCache.get(); }
    const Result<> &problem() const { return m_problem; }
    void keep(Runner &runner); // from now on

Q_SIGNALS:
    void failed(const Foray::Error &error); // the disk is full, or the like

private:
    Result<> open(const QString &dataDir, const RunRecord &run);

    std::unique_ptr<RunStore> m_store;
    std::unique_ptr<PageCache> m_pageCache;
    std::unique_ptr<RunRecorder> m_recorder;
    RunId m_run = 0;
    bool m_ended = true;
    std::unique_ptr<QLockFile> m_lock; // says that the run goes on
    QString m_folder;
    Result<> m_problem;
};

} // namespace Foray
