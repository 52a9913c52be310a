// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"
#include "engine/replay/runner.h"

#include <QFile>
#include <QString>

#include <memory>

namespace Foray {

// What a step or a run has to say, as the log and the run store keep it: "event" is "step" or "run", times are ms, and what
// says nothing is left out.
Json toJson(const StepEvent &event);
Json toJson(const RunReport &report);

QString outcomeName(RunReport::Outcome outcome); // "done", "failed", "cancelled"

// A log file: JSON Lines, each line written out at once. Several recorders may share one.
class RunLog final
{
public:
    static Result<std::unique_ptr<RunLog>> open(const QString &path); // replaces what stood there
    Result<> write(const Json &event);

private:
    explicit RunLog(const QString &path);
    QFile m_file;
};

} // namespace Foray
