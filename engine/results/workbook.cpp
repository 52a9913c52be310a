// SPDX-License-Identifier: MIT
#include "engine/results/workbook.h"

#include "engine/base/json.h"
#include "engine/results/delimited.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fcntl.h>
#include <xlsxwriter.h>

namespace Foray {

namespace {

constexpr qsizetype maxText = 32767; // UTF-16 units in a cell
constexpr size_t maxRows = 1048575;  // besides the header
constexpr size_t maxColumns = 16384;

// Excel: 31 characters, none of []:*?/\, no apostrophe at either end, unique whatever the case.
QString sheetName(const QString &table, QSet<QString> &taken)
{
    QString name = table.isEmpty() ? QStringLiteral("rows") : table;
    for (QChar &c : name) {
        if (QStringLiteral("[]:*?/\\").contains(c) || c.unicode() < 0x20)
            c = u'_';
    }
    if (name.startsWith(u'\''))
        name[0] = u'_';
    if (name.size() <= 31 && name.endsWith(u'\''))
        name.back() = u'_';
    QString unique = name.left(31);
    for (int i = 2; taken.contains(unique.toLower()); ++i)
        unique = name.left(27) + u'~' + QString::number(i);
    taken.insert(unique.toLower());
    return unique;
}

// Numbers that a double holds exactly stand as numbers, others as text: a 17-digit id must not change.
bool isExactNumber(const Json &value)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    return value.is_number() && std::abs(value.get<double>()) <= exact;
}

class SheetWriter
{
public:
    SheetWriter(lxw_worksheet *sheet, lxw_format *bold)
        : m_sheet(sheet)
        , m_bold(bold)
    {
    }

    int cut() const { return m_cut; }

    void write(const Json &rows, const std::vector<std::string> &columns)
    {
        for (size_t i = 0; i < columns.size(); ++i)
            text(0, lxw_col_t(i), QByteArray::fromStdString(columns[i]), m_bold);
        worksheet_freeze_panes(m_sheet, 1, 0);
        lxw_row_t line = 1;
        for (const Json &row : rows) {
            for (size_t i = 0; i < columns.size(); ++i) {
                if (const auto found = row.find(columns[i]); found != row.end())
                    cell(line, lxw_col_t(i), *found);
            }
            ++line;
        }
    }

private:
    void cell(lxw_row_t row, lxw_col_t column, const Json &value)
    {
        if (value.is_null())
            return;
        if (value.is_boolean())
            worksheet_write_boolean(m_sheet, row, column, value.get<bool>(), nullptr);
        else if (isExactNumber(value))
            worksheet_write_number(m_sheet, row, column, value.get<double>(), nullptr);
        else
            text(row, column, cellText(value), nullptr);
    }

    void text(lxw_row_t row, lxw_col_t column, QByteArray utf8, lxw_format *format)
    {
        if (QString whole = QString::fromUtf8(utf8); whole.size() > maxText) {
            whole.truncate(maxText - (whole.at(maxText - 1).isHighSurrogate() ? 1 : 0));
            utf8 = whole.toUtf8();
            ++m_cut;
        }
        utf8.replace('\0', "\xEF\xBF\xBD"); // the library takes C strings
        worksheet_write_string(m_sheet, row, column, utf8.constData(), format);
    }

    lxw_worksheet *m_sheet;
    lxw_format *m_bold;
    int m_cut = 0;
};

Result<> checkSize(const QString &table, size_t rows, size_t columns)
{
    if (rows > maxRows)
        return failure(ErrorKind::InvalidArgument,
                       QStringLiteral("The table '%1' has %2 rows, an XLSX sheet holds %3. Choose csv or jsonl.")
                           .arg(table)
                           .arg(rows)
                           .arg(maxRows));
    if (columns > maxColumns)
        return failure(ErrorKind::InvalidArgument,
                       QStringLiteral("The table '%1' has %2 columns, an XLSX sheet holds %3. Choose json or jsonl.")
                           .arg(table)
                           .arg(columns)
                           .arg(maxColumns));
    return {};
}

// Fills and closes the book, whatever happens: closing is what frees it.
Result<QStringList> fill(lxw_workbook *book, const Tables &tables)
{
    lxw_format *bold = workbook_add_format(book);
    format_set_bold(bold);
    QSet<QString> taken;
    QStringList warnings;
    Result<> fits;
    for (const auto &[table, rows] : tables) {
        const std::vector<std::string> columns = columnsOf(rows);
        if (fits = checkSize(table, rows.size(), columns.size()); !fits)
            break;
        SheetWriter writer(workbook_add_worksheet(book, sheetName(table, taken).toUtf8().constData()), bold);
        writer.write(rows, columns);
        if (writer.cut() > 0)
            warnings.append(
                QStringLiteral("In the table '%1', %2 cells were cut after 32,767 characters, which is all that XLSX holds.")
                    .arg(table)
                    .arg(writer.cut()));
    }
    if (tables.isEmpty())
        workbook_add_worksheet(book, nullptr);
    if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR && fits)
        return failure(ErrorKind::Io,
                       QStringLiteral("The XLSX file could not be made: %1").arg(QString::fromUtf8(lxw_strerror(error))));
    if (!fits)
        return failure(fits.error());
    return warnings;
}

// libxlsxwriter does not notice a full disk while it fills its temporary files, and would hand out a book with rows
// missing. So the room for them is made sure of first.
Result<> checkRoom(const QString &folder, const Tables &tables)
{
    qint64 bytes = 256 * 1024;
    for (const auto &[table, rows] : tables)
        bytes += 3 * dumpJson(rows).size() + 64 * qint64(rows.size() * columnsOf(rows).size());
    QFile file(folder + QStringLiteral("/room"));
    int error = file.open(QIODevice::WriteOnly) ? 0 : EIO;
    if (error == 0)
        error = posix_fallocate(file.handle(), 0, bytes);
    file.remove();
    if (error == 0)
        return {};
    return failure(ErrorKind::Io,
                   QStringLiteral("Making the XLSX file needs %1 MB of temporary space: %2.")
                       .arg((bytes + 999999) / 1000000)
                       .arg(qt_error_string(error)),
                   folder);
}

} // namespace

Result<Workbook> toXlsx(const Tables &tables)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return failure(ErrorKind::Io, QStringLiteral("No temporary folder could be made: %1").arg(folder.errorString()));
    if (auto room = checkRoom(folder.path(), tables); !room)
        return failure(room.error());
    const QString path = folder.filePath(QStringLiteral("rows.xlsx"));
    QByteArray temporary = folder.path().toLocal8Bit();
    lxw_workbook_options options{};
    options.tmpdir = temporary.data();
    auto warnings = fill(workbook_new_opt(path.toLocal8Bit().constData(), &options), tables);
    if (!warnings)
        return failure(warnings.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Io, file.errorString(), path);
    return Workbook{file.readAll(), *warnings};
}

} // namespace Foray
