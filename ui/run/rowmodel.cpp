// SPDX-License-Identifier: MIT
#include "ui/run/rowmodel.h"

#include "engine/base/json.h"
#include "ui/look/tones.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// A table cell has room for one line; the whole text is in the tool tip.
constexpr qsizetype longestShown = 300;

const Json *cellOf(const JsonValue &row, const QString &column)
{
    const Json &object = row.get();
    const auto found = object.find(toStd(column));
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

QString shownText(const Json &cell)
{
    const QString text = toQString(cell);
    return (text.size() > longestShown ? QString(text.left(longestShown) + u'…') : text).simplified();
}

} // namespace

void RowModel::append(const JsonValue &rows)
{
    if (!rows.get().is_array())
        return;
    QList<JsonValue> fresh;
    QStringList keys;
    for (const Json &row : rows.get()) {
        if (!row.is_object())
            continue;
        fresh += JsonValue(row);
        for (const auto &item : row.items()) {
            const QString key = QString::fromStdString(item.key());
            if (!m_columns.contains(key) && !keys.contains(key))
                keys += key;
        }
    }
    addColumns(keys);
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + fresh.size()) - 1);
    m_rows += fresh;
    endInsertRows();
}

void RowModel::addColumns(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    beginInsertColumns({}, int(m_columns.size()), int(m_columns.size() + keys.size()) - 1);
    m_columns += keys;
    endInsertColumns();
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Json *cell = cellOf(m_rows[index.row()], m_columns[index.column()]);
    if (!cell)
        return {};
    switch (role) {
    case Qt::DisplayRole: return shownText(*cell);
    case Qt::ToolTipRole: return plainToolTip(cell->is_structured() ? QString::fromUtf8(dumpJson(*cell, 2)) : toQString(*cell));
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (cell->is_number() ? Qt::AlignRight : Qt::AlignLeft));
    default: return {};
    }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns[section]) : QVariant();
}

} // namespace Foray
