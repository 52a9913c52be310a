// SPDX-License-Identifier: MIT
#include "engine/results/datapaths.h"

#include <QDir>

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

} // namespace Foray
