// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/options.h"
#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/plan/variables.h"

#include <QList>
#include <QString>

#include <optional>

namespace Foray {

// What `foray run` is asked to do, read and checked.
struct RunRequest
{
    Plan plan;
    QString planFolder;                     // what relative file names start from
    QString hash;                           // of the plan, its input rows and what was set: --resume continues only the same work
    Values set;                             // by --set
    std::optional<QList<Values>> inputRows; // one run of the plan for each
    Output output;
    QString logPath;
    QString dataDir;
    int jobs = 1;
    int slowMo = 0; // ms
    bool headed = false;
    bool resume = false;
    bool demo = false; // serve the built-in site and set the variable `site` to it
};

QList<QCommandLineOption> runOptions();

// The plan's problems are told on the terminal; the error then only says that there are some.
Result<RunRequest> runRequestFrom(const Invocation &invocation);

// The tables that the plan extracts into, in the order of its steps.
QStringList tablesOf(const Plan &plan);

} // namespace Foray
