// SPDX-License-Identifier: MIT
#include "app/options.h"

#include "engine/base/suggest.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <unistd.h>

namespace Foray {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

} // namespace

Result<int> wholeNumber(const QCommandLineParser &options, const QString &name, int lowest, int highest)
{
    bool isNumber = false;
    const int number = options.value(name).toInt(&isNumber);
    if (isNumber && number >= lowest && number <= highest)
        return number;
    return failure(
        ErrorKind::InvalidArgument,
        tr("--%1 must be a whole number from %2 to %3, not '%4'").arg(name).arg(lowest).arg(highest).arg(options.value(name)));
}

QList<QCommandLineOption> outputOptions()
{
    return {
        {{QStringLiteral("o"), QStringLiteral("output")}, tr("The file for the rows; standard output without it."), tr("FILE")},
        {QStringLiteral("format"), tr("json, jsonl, csv or xlsx; otherwise the file's suffix decides, or json."), tr("FORMAT")}};
}

Result<Output> outputFrom(const QCommandLineParser &options)
{
    Output output{.path = options.value(QStringLiteral("output"))};
    if (const QString name = options.value(QStringLiteral("format")); !name.isEmpty()) {
        const auto format = rowFormatFromName(name);
        if (!format)
            return failure(ErrorKind::InvalidArgument,
                           tr("unknown format '%1'%2")
                               .arg(name, didYouMean(name, {QStringLiteral("json"), QStringLiteral("jsonl"),
                                                            QStringLiteral("csv"), QStringLiteral("xlsx")})));
        output.format = *format;
    } else if (!output.toStdout()) {
        const auto format = rowFormatFromPath(output.path);
        if (!format)
            return failure(ErrorKind::InvalidArgument,
                           tr("'%1' does not say its format; add --format json, jsonl, csv or xlsx").arg(output.path));
        output.format = *format;
    }
    // Found out now, not after the crawl.
    if (const QFileInfo folder(QFileInfo(output.path).absolutePath()); !output.toStdout() && !folder.isDir())
        return failure(ErrorKind::InvalidArgument, tr("there is no folder '%1' to write into").arg(folder.filePath()));
    if (output.toStdout() && output.format == RowFormat::Xlsx && isatty(STDOUT_FILENO) == 1)
        return failure(ErrorKind::InvalidArgument, tr("an XLSX file is nothing for a terminal; say where it goes by -o FILE"));
    return output;
}

} // namespace Foray
