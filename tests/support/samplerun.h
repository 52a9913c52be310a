// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/replay/runner.h"

#include <QString>
#include <QStringList>

namespace Foray {

// What a sample plan must give: tests/replay/expected/NAME.json.
struct Expectation
{
    int exitCode = 0;
    QHash<QString, QString> variables; // that it needs to be given
    JsonValue tables;
};

// What it gave.
struct SampleResult
{
    RunReport report;
    JsonValue tables;
    QList<StepEvent> events; // all but the beginnings

    QString log() const; // for a failed test: a line for each event
};

QString samplesFolder();
QStringList sampleNames();
Expectation expectationOf(const QString &name);

// Runs a plan in a fresh browser against a demo site of its own whose answers take `delay` ms; `site` is its URL.
SampleResult runPlan(const Plan &plan, int delay, const QHash<QString, QString> &variables = {});

SampleResult runSample(const QString &name, int delay, const QHash<QString, QString> &variables);

} // namespace Foray
