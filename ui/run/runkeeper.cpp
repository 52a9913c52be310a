// SPDX-License-Identifier: MIT
#include "ui/run/runkeeper.h"

#include "engine/results/pagecache.h"

#include <QDateTime>
#include <QDir>

namespace Foray {

RunKeeper::RunKeeper(const QString &dataDir, const Plan &)
{
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    m_folder = QDir(dataDir).filePath(QStringLiteral("runs/window-%1").arg(stamp));
    if (!QDir().mkpath(m_folder)) {
        m_problem = failure(ErrorKind::Io, QStringLiteral("The folder '%1' cannot be made.").arg(m_folder));
        return;
    }
    auto cache = PageCache::open(QDir(dataDir).filePath(QStringLiteral("pages.sqlite")));
    if (cache)
        m_pageCache = std::move(*cache);
    else
        m_problem = failure(cache.error());
}

RunKeeper::~RunKeeper() = default;

} // namespace Foray
