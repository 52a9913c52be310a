// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/runstore.h"

#include <QString>

namespace Foray {

// Where the data folder keeps things; window and command line share them.
QString runStorePath(const QString &dataDir);
QString pageCachePath(const QString &dataDir);

// The folder of a run, for screenshots and downloads, made where it is missing and told to the store.
Result<QString> makeRunFolder(RunStore &store, RunId run, const QString &dataDir);

} // namespace Foray
