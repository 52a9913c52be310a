// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QString>

#include <memory>

namespace Foray {

class PageCache;
class Runner;
struct Plan;

// Where a run of the window is kept: its folder, the run store and the page cache, all in the data folder.
class RunKeeper final
{
public:
    // A run whose store cannot be opened still runs, with `problem()`.
    RunKeeper(const QString &dataDir, const Plan &plan);
    ~RunKeeper();

    QString folder() const { return m_folder; }
    PageCache *pageCache() const { return m_pageCache.get(); }
    const Result<> &problem() const { return m_problem; }

private:
    QString m_folder;
    std::unique_ptr<PageCache> m_pageCache;
    Result<> m_problem;
};

} // namespace Foray
