// SPDX-License-Identifier: MIT
#include "engine/results/rowreader.h"

#include "engine/base/json.h"
#include "engine/results/delimited.h"
#include "engine/results/rowwriter.h"

#include <QFile>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Result<Json> fromJsonArray(const QByteArray &text, const QString &name)
{
    auto rows = parseJson(text, name);
    if (!rows)
        return rows;
    if (!rows->is_array())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The file must hold a JSON array of objects."), name);
    for (size_t i = 0; i < rows->size(); ++i) {
        if (!(*rows)[i].is_object())
            return failure(ErrorKind::InvalidArgument, QStringLiteral("Element %1 of the array is no object.").arg(i), name);
    }
    return rows;
}

Result<Json> fromJsonLines(const QByteArray &text, const QString &name)
{
    Json rows = Json::array();
    int line = 0;
    for (const QByteArray &raw : text.split('\n')) {
        ++line;
        const QByteArray trimmed = raw.trimmed();
        if (trimmed.isEmpty())
            continue;
        const QString where = QStringLiteral("%1, line %2").arg(name).arg(line);
        auto row = parseJson(trimmed, where);
        if (!row)
            return row;
        if (!row->is_object())
            return failure(ErrorKind::InvalidArgument, QStringLiteral("Each line must be a JSON object."), where);
        rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace

Result<Json> readRows(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Io, QStringLiteral("The rows cannot be read: %1.").arg(file.errorString()), path);
    return rowsFromText(file.readAll(), path);
}

Result<Json> rowsFromText(const QByteArray &text, const QString &name)
{
    const auto format = rowFormatFromPath(name);
    if (format == RowFormat::JsonArray)
        return fromJsonArray(text, name);
    if (format == RowFormat::JsonLines)
        return fromJsonLines(text, name);
    if (format == RowFormat::Csv)
        return fromCsv(text, name);
    return failure(ErrorKind::InvalidArgument,
                   QStringLiteral("Rows come from a .csv, .json or .jsonl file; what this is cannot be told from its name."),
                   name);
}

} // namespace Foray
