// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"

#include <QAbstractTableModel>
#include <QList>

namespace Foray {

// The log of a run: one line for each step that ended, in the order in which they did.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { State, Position, Sentence, Acted, Waited, Rows, Note, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void apply(const StepEvent &event);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<StepEvent> m_events;
};

} // namespace Foray
