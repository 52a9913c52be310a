// SPDX-License-Identifier: MIT
#include "engine/results/delimited.h"

#include "engine/base/json.h"

#include <QStringConverter>

#include <nlohmann/json.hpp>

#include <unordered_set>

namespace Foray {

namespace {

const QByteArray byteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

// RFC 4180 wants quotes around these; a leading or trailing blank is lost in many readers without them.
QByteArray csvField(const QByteArray &text)
{
    const auto special = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
    const bool blankEnds = text.startsWith(' ') || text.endsWith(' ') || text.startsWith('\t') || text.endsWith('\t');
    if (!blankEnds && std::none_of(text.begin(), text.end(), special))
        return text;
    QByteArray quoted = text;
    quoted.replace('"', "\"\"");
    return '"' + quoted + '"';
}

struct Record
{
    int line = 0; // of its first character
    QList<QByteArray> fields;
    bool blank = false; // an empty line; "" is a record with one empty field
};

// Splits CSV text into records, one call a record.
class CsvScanner
{
public:
    CsvScanner(const QByteArray &text, QString source)
        : m_text(text)
        , m_source(std::move(source))
    {
        if (m_text.startsWith(byteOrderMark))
            m_at = byteOrderMark.size();
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    Error errorAt(int line, const QString &message) const
    {
        return {ErrorKind::InvalidArgument, message, m_source + QStringLiteral(", line %1").arg(line)};
    }
    Result<Record> next();

private:
    Result<QByteArray> quotedField();
    QByteArray plainField();
    char peek() const { return atEnd() ? '\n' : m_text.at(m_at); }

    QByteArray m_text;
    QString m_source;
    qsizetype m_at = 0;
    int m_line = 1;
};

Result<QByteArray> CsvScanner::quotedField()
{
    const int begin = m_line;
    QByteArray field;
    for (++m_at; !atEnd(); ++m_at) {
        const char c = m_text.at(m_at);
        if (c == '\n')
            ++m_line;
        if (c != '"') {
            field.append(c);
        } else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == '"') {
            field.append('"');
            ++m_at;
        } else {
            ++m_at;
            return field;
        }
    }
    return failure(errorAt(begin, QStringLiteral("The quote that begins here is never closed.")));
}

QByteArray CsvScanner::plainField()
{
    const qsizetype begin = m_at;
    while (!atEnd() && peek() != ',' && peek() != '\n' && peek() != '\r')
        ++m_at;
    return m_text.mid(begin, m_at - begin);
}

Result<Record> CsvScanner::next()
{
    Record record;
    record.line = m_line;
    record.blank = peek() == '\n' || peek() == '\r';
    for (;;) {
        if (!atEnd() && peek() == '"') {
            auto field = quotedField();
            if (!field)
                return failure(field.error());
            record.fields.append(*field);
        } else {
            record.fields.append(plainField());
        }
        if (!atEnd() && peek() == ',') {
            ++m_at;
            continue;
        }
        if (!atEnd() && peek() == '\r')
            ++m_at;
        if (!atEnd() && peek() != '\n')
            return failure(errorAt(m_line, QStringLiteral("After a closing quote only a comma or the line's end may follow.")));
        ++m_at;
        ++m_line;
        return record;
    }
}

Result<std::vector<std::string>> columnNames(const Record &header, const CsvScanner &scanner)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> seen;
    for (const QByteArray &field : header.fields) {
        names.push_back(field.trimmed().toStdString());
        if (names.back().empty())
            return failure(
                scanner.errorAt(header.line, QStringLiteral("Column %1 of the header has no name.").arg(names.size())));
        if (!seen.insert(names.back()).second)
            return failure(scanner.errorAt(
                header.line,
                QStringLiteral("The header names the column '%1' twice.").arg(QString::fromStdString(names.back()))));
    }
    if (names.size() == 1 && names[0].find(';') != std::string::npos)
        return failure(scanner.errorAt(
            header.line,
            QStringLiteral("The header has no comma but semicolons. Save the file with commas between its columns.")));
    return names;
}

} // namespace

std::vector<std::string> columnsOf(const Json &rows)
{
    std::vector<std::string> columns;
    std::unordered_set<std::string> seen;
    for (const Json &row : rows) {
        if (!row.is_object())
            continue;
        for (const auto &[key, value] : row.items()) {
            if (seen.insert(key).second)
                columns.push_back(key);
        }
    }
    return columns;
}

QByteArray cellText(const Json &value)
{
    if (value.is_null())
        return {};
    if (const auto *text = value.get_ptr<const Json::string_t *>())
        return QByteArray(text->data(), qsizetype(text->size()));
    return dumpJson(value);
}

QByteArray toCsv(const Json &rows)
{
    const std::vector<std::string> columns = columnsOf(rows);
    QByteArrayList header;
    for (const std::string &column : columns)
        header.append(csvField(QByteArray::fromStdString(column)));
    QByteArray text = byteOrderMark + header.join(',') + "\r\n";
    for (const Json &row : rows) {
        QByteArrayList cells;
        for (const std::string &column : columns) {
            const auto cell = row.find(column);
            cells.append(cell == row.end() ? QByteArray() : csvField(cellText(*cell)));
        }
        // One empty column would be a blank line, which readers take for no record at all.
        text += (cells.size() == 1 && cells.first().isEmpty() ? QByteArrayLiteral("\"\"") : cells.join(',')) + "\r\n";
    }
    return text;
}

Result<Json> fromCsv(const QByteArray &text, const QString &source)
{
    CsvScanner scanner(text, source);
    Json rows = Json::array();
    std::vector<std::string> columns;
    while (!scanner.atEnd()) {
        const auto record = scanner.next();
        if (!record)
            return failure(record.error());
        if (record->blank)
            continue;
        if (columns.empty()) {
            auto names = columnNames(*record, scanner);
            if (!names)
                return failure(names.error());
            columns = std::move(*names);
            continue;
        }
        if (size_t(record->fields.size()) != columns.size())
            return failure(scanner.errorAt(record->line, QStringLiteral("The header has %1 columns, this line has %2 fields.")
                                                             .arg(columns.size())
                                                             .arg(record->fields.size())));
        Json row = Json::object();
        for (size_t i = 0; i < columns.size(); ++i) {
            QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            const QString value = decode(record->fields.at(qsizetype(i)));
            if (decode.hasError())
                return failure(scanner.errorAt(record->line, QStringLiteral("The text is not UTF-8. Save the file as UTF-8.")));
            row[columns[i]] = toStd(value);
        }
        rows.push_back(std::move(row));
    }
    if (columns.empty())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The file is empty. Its first line must name the columns."),
                       source);
    return rows;
}

} // namespace Foray
