// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <optional>

namespace Foray {

enum class RowFormat { JsonArray, JsonLines, Csv, Xlsx };

std::optional<RowFormat> rowFormatFromName(const QString &name); // "json", "jsonl", "csv", "xlsx"
std::optional<RowFormat> rowFormatFromPath(const QString &path); // by its suffix

using Tables = QList<QPair<QString, Json>>; // name and array of row objects

// The text of the rows. One table: its rows; several: JSON is an object of arrays, JSON Lines has a "table" key first,
// CSV is refused (one file a table; see writeRows). Columns are the union of the rows' keys in order of first
// appearance. Json is byte for byte Python's json.dumps(rows, indent=4, ensure_ascii=False). CSV is RFC 4180 (CRLF,
// quotes doubled), with a byte order mark so that spreadsheets read UTF-8; nested values stand in their cell as JSON.
Result<QByteArray> formatRows(const Tables &tables, RowFormat format);

struct WrittenRows
{
    QStringList files;
    QStringList warnings;
};

// To a file, atomically; several CSV tables become NAME.TABLE.csv. XLSX: one sheet a table, text over 32,767 characters
// cut and reported in the warnings. A full disk is ErrorKind::Io and leaves what stood there before untouched.
Result<WrittenRows> writeRows(const Tables &tables, RowFormat format, const QString &path);

} // namespace Foray
