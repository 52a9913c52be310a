// SPDX-License-Identifier: MIT
#pragma once

#include "app/options.h"
#include "engine/base/result.h"
#include "engine/results/rowwriter.h"
#include "engine/results/runstore.h"

#include <QString>
#include <QStringList>

namespace Foray {

class Terminal;

// The rows of these tables of a run to where `output` says. Text on standard output ends with a line end.
Result<> writeKeptRows(const RunStore &store, RunId run, const QStringList &tables, const Output &output, Terminal &terminal);

// To the file that `output` says; which files it became is said.
Result<> writeTables(const Tables &tables, const Output &output, Terminal &terminal);

} // namespace Foray
