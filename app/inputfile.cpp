// SPDX-License-Identifier: MIT
#include "app/inputfile.h"

#include "app/terminal.h"
#include "engine/base/json.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <cstdio>

namespace Foray {

Result<QByteArray> readInput(const QString &path)
{
    QFile file(path);
    const bool opened = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The file cannot be read: %1.").arg(file.errorString()), path);
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The file cannot be read: %1.").arg(file.errorString()), path);
    return bytes;
}

Result<Json> readJsonInput(const QString &path)
{
    const auto bytes = readInput(path);
    if (!bytes)
        return failure(bytes.error());
    return parseJson(*bytes, path);
}

QString problemLine(const Problem &problem)
{
    const QString severity = problem.severity == Problem::Severity::Error ? QStringLiteral("ERROR") : QStringLiteral("WARNING");
    const QString place = problem.pointer.isEmpty() ? QStringLiteral("at the top") : problem.pointer;
    return printable(severity + u' ' + place + QStringLiteral(": ") + problem.message).replace(u'\n', u' ');
}

} // namespace Foray
