// SPDX-License-Identifier: MIT
#include "ui/run/runkeeper.h"

#include "engine/replay/runlog.h"
#include "engine/replay/runrecorder.h"
#include "engine/results/datapaths.h"
#include "engine/results/pagecache.h"

#include <QDir>

namespace Foray {

RunKeeper::RunKeeper(const QString &dataDir, const RunRecord &run)
    : m_problem(open(dataDir, run))
{
}

RunKeeper::~RunKeeper()
{
    // Nobody is left to hear that this failed.
    if (m_store && !m_ended)
        (void)m_store->endRun(m_run, outcomeName(RunReport::Outcome::Cancelled), {});
}

Result<> RunKeeper::open(const QString &dataDir, const RunRecord &run)
{
    if (!QDir().mkpath(dataDir))
        return failure(ErrorKind::Io, QStringLiteral("The folder cannot be made."), dataDir);
    auto pages = PageCache::open(pageCachePath(dataDir));
    if (!pages)
        return failure(pages.error());
    m_pageCache = std::move(*pages);
    auto store = RunStore::open(runStorePath(dataDir));
    if (!store)
        return failure(store.error());
    const auto begun = (*store)->beginRun(run);
    if (!begun)
        return failure(begun.error());
    m_store = std::move(*store);
    m_run = *begun;
    m_ended = false;
    auto folder = makeRunFolder(*m_store, m_run, dataDir);
    if (!folder)
        return failure(folder.error());
    m_folder = std::move(*folder);
    m_lock = runLock(m_folder);
    m_lock->tryLock(0);
    return {};
}

void RunKeeper::keep(Runner &runner)
{
    if (!m_store)
        return;
    m_recorder = std::make_unique<RunRecorder>(*m_store, m_run, nullptr, runner);
    connect(m_recorder.get(), &RunRecorder::failed, this, &RunKeeper::failed);
    connect(&runner, &Runner::finished, this, [this] { m_ended = true; });
}

} // namespace Foray
