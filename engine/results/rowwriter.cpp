// SPDX-License-Identifier: MIT
#include "engine/results/rowwriter.h"

#include "engine/base/json.h"
#include "engine/results/delimited.h"
#include "engine/results/workbook.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>
#include <QStorageInfo>

#include <nlohmann/json.hpp>

#include <memory>
#include <vector>

namespace Foray {

namespace {

constexpr qint64 fullDisk = 65536; // bytes; with less, that is what went wrong

using Files = QList<QPair<QString, QByteArray>>; // path and content

QByteArray toJsonText(const Tables &tables)
{
    if (tables.isEmpty())
        return QByteArrayLiteral("[]");
    if (tables.size() == 1)
        return dumpJson(tables.first().second, 4);
    Json all = Json::object();
    for (const auto &[table, rows] : tables)
        all[toStd(table)] = rows;
    return dumpJson(all, 4);
}

QByteArray toJsonLines(const Tables &tables)
{
    QByteArray text;
    for (const auto &[table, rows] : tables) {
        for (const Json &row : rows) {
            if (tables.size() == 1) {
                text += dumpJson(row) + '\n';
                continue;
            }
            Json line = {{"table", toStd(table)}};
            line.update(row);
            line["table"] = toStd(table); // a column of that name gives way, or the line's table would be lost
            text += dumpJson(line) + '\n';
        }
    }
    return text;
}

QString fileNamePart(const QString &table, QSet<QString> &taken)
{
    QString name = table;
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_' && c != u'.')
            c = u'_';
    }
    QString unique = name;
    for (int i = 2; taken.contains(unique.toLower()); ++i)
        unique = name + u'-' + QString::number(i);
    taken.insert(unique.toLower());
    return unique;
}

// rows.csv -> rows.commits.csv, one for each table.
Files csvFiles(const Tables &tables, const QString &path)
{
    if (tables.size() <= 1)
        return {{path, tables.isEmpty() ? QByteArray() : toCsv(tables.first().second)}};
    const bool hasSuffix = path.endsWith(u".csv", Qt::CaseInsensitive);
    const QString stem = hasSuffix ? path.chopped(4) : path;
    Files files;
    QSet<QString> taken;
    for (const auto &[table, rows] : tables)
        files.append({stem + u'.' + fileNamePart(table, taken) + QStringLiteral(".csv"), toCsv(rows)});
    return files;
}

tl::unexpected<Error> writeFailure(const QFileDevice &file, const QString &path)
{
    // A write that comes out short tells no reason by itself; it is mostly this one.
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    const bool full = file.error() != QFileDevice::NoError && disk.isValid() && disk.bytesAvailable() < fullDisk;
    return failure(ErrorKind::Io,
                   QStringLiteral("The rows could not be written: %1.")
                       .arg(full ? QStringLiteral("No space left on device") : file.errorString()),
                   path);
}

// Devices and pipes are written to as they are: a rename would replace /dev/null by a file.
Result<> writeDevice(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(content) != content.size())
        return writeFailure(file, path);
    return {};
}

// All files are written out before the first takes its place.
Result<> writeFiles(const Files &files)
{
    std::vector<std::unique_ptr<QSaveFile>> written;
    for (const auto &[path, content] : files) {
        if (const QFileInfo info(path); info.exists() && !info.isFile() && !info.isDir()) {
            if (auto done = writeDevice(path, content); !done)
                return done;
            continue;
        }
        auto file = std::make_unique<QSaveFile>(path);
        if (!file->open(QIODevice::WriteOnly) || file->write(content) != content.size() || !file->flush())
            return writeFailure(*file, path);
        written.push_back(std::move(file));
    }
    for (const auto &file : written) {
        if (!file->commit())
            return writeFailure(*file, file->fileName());
    }
    return {};
}

} // namespace

std::optional<RowFormat> rowFormatFromName(const QString &name)
{
    const QString lower = name.toLower();
    if (lower == u"json")
        return RowFormat::JsonArray;
    if (lower == u"jsonl")
        return RowFormat::JsonLines;
    if (lower == u"csv")
        return RowFormat::Csv;
    if (lower == u"xlsx")
        return RowFormat::Xlsx;
    return std::nullopt;
}

std::optional<RowFormat> rowFormatFromPath(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return rowFormatFromName(suffix == u"ndjson" ? QStringLiteral("jsonl") : suffix);
}

Result<QByteArray> formatRows(const Tables &tables, RowFormat format)
{
    switch (format) {
    case RowFormat::JsonArray: return toJsonText(tables);
    case RowFormat::JsonLines: return toJsonLines(tables);
    case RowFormat::Csv:
        if (tables.size() > 1)
            return failure(
                ErrorKind::InvalidArgument,
                QStringLiteral("CSV holds one table, and there are %1. Write to a file, which gives one a table, or choose "
                               "json, jsonl or xlsx.")
                    .arg(tables.size()));
        return csvFiles(tables, {}).first().second;
    case RowFormat::Xlsx: {
        auto book = toXlsx(tables);
        if (!book)
            return failure(book.error());
        return book->bytes;
    }
    }
    return failure(ErrorKind::InvalidArgument, QStringLiteral("Unknown format."));
}

Result<WrittenRows> writeRows(const Tables &tables, RowFormat format, const QString &path)
{
    WrittenRows written;
    Files files;
    if (format == RowFormat::Csv) {
        files = csvFiles(tables, path);
    } else if (format == RowFormat::Xlsx) {
        auto book = toXlsx(tables);
        if (!book)
            return failure(book.error());
        written.warnings = book->warnings;
        files = {{path, book->bytes}};
    } else {
        auto text = formatRows(tables, format);
        if (!text)
            return failure(text.error());
        // Files end with a line end; the text itself has none, as json.dumps.
        files = {{path, format == RowFormat::JsonArray ? *text + '\n' : *text}};
    }
    if (auto done = writeFiles(files); !done)
        return failure(done.error());
    for (const auto &[file, content] : files)
        written.files.append(file);
    return written;
}

} // namespace Foray
