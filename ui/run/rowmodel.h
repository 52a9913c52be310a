// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

namespace Foray {

// The rows of one table as they arrive. Columns are the union of their keys in order of first appearance.
class RowModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    // Adds the rows of an array of objects; what is not an object is left out.
    void append(const JsonValue &rows);
    const QList<JsonValue> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void addColumns(const QStringList &keys);

    QList<JsonValue> m_rows;
    QStringList m_columns;
};

} // namespace Foray
