// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/runstore.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace Foray {

// Where the data folder keeps things; window and command line share them.
QString runStorePath(const QString &dataDir);
QString pageCachePath(const QString &dataDir);

// The folder of a run, for screenshots and downloads, made where it is missing and told to the store.
Result<QString> makeRunFolder(RunStore &store, RunId run, const QString &dataDir);

// Held, once locked, by the process that the run goes on in; only a dead owner makes it stale.
std::unique_ptr<QLockFile> runLock(const QString &folder);
bool isUnderWay(const RunRecord &run); // as far as a lock says; a killed run is "running" for ever in the store

} // namespace Foray
