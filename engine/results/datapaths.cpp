// SPDX-License-Identifier: MIT
#include "engine/results/datapaths.h"

#include <QDir>
#include <QFileInfo>

namespace Foray {

QString runStorePath(const QString &dataDir)
{
    return dataDir + QStringLiteral("/runs.sqlite");
}

QString pageCachePath(const QString &dataDir)
{
    return dataDir + QStringLiteral("/pages.sqlite");
}

Result<QString> makeRunFolder(RunStore &store, RunId run, const QString &dataDir)
{
    const QString folder = QStringLiteral("%1/runs/%2").arg(dataDir).arg(run);
    if (!QDir().mkpath(folder))
        return failure(ErrorKind::Io, QStringLiteral("The folder of the run cannot be made."), folder);
    if (auto told = store.setFolder(run, folder); !told)
        return failure(told.error());
    return folder;
}

std::unique_ptr<QLockFile> runLock(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/.lock"));
    lock->setStaleLockTime(0);
    return lock;
}

bool isUnderWay(const RunRecord &run)
{
    if (run.outcome != u"running")
        return false;
    return !QFileInfo(run.folder).isDir() || !runLock(run.folder)->tryLock(0);
}

} // namespace Foray
