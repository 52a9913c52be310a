// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/rowwriter.h"

#include <QCommandLineParser>
#include <QString>

namespace Foray {

Result<int> wholeNumber(const QCommandLineParser &options, const QString &name, int lowest, int highest);

// Where rows go and how: -o and --format, which several commands have.
struct Output
{
    QString path; // empty or "-": standard output
    RowFormat format = RowFormat::JsonArray;
    bool toStdout() const { return path.isEmpty() || path == u"-"; }
};

QList<QCommandLineOption> outputOptions();
// The format is what --format says, else what the file's suffix says, else JSON.
Result<Output> outputFrom(const QCommandLineParser &options);

} // namespace Foray
