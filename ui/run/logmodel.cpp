// SPDX-License-Identifier: MIT
#include "ui/run/logmodel.h"

#include "ui/look/tones.h"
#include "ui/steps/stepwords.h"

#include <QGuiApplication>

namespace Foray {

namespace {

QString stateText(const StepEvent &event)
{
    switch (event.state) {
    case StepEvent::State::Finished: return event.found.healed ? LogModel::tr("healed") : LogModel::tr("done");
    case StepEvent::State::Failed: return LogModel::tr("failed");
    case StepEvent::State::Skipped: return LogModel::tr("skipped");
    case StepEvent::State::Retrying: return LogModel::tr("retried");
    case StepEvent::State::Started:
    case StepEvent::State::Waiting: break;
    }
    return {};
}

QString noteText(const StepEvent &event)
{
    QStringList parts;
    for (const QString &part : {messageOf(event), event.note}) {
        if (!part.isEmpty() && !parts.contains(part))
            parts += part;
    }
    return parts.join(QStringLiteral(" · "));
}

QString text(const StepEvent &event, int column)
{
    switch (LogModel::Column(column)) {
    case LogModel::State: return stateText(event);
    case LogModel::Position: return event.position;
    case LogModel::Sentence: return event.sentence;
    case LogModel::Acted: return milliseconds(event.acted);
    case LogModel::Waited: return event.waited ? milliseconds(event.waited) : QString();
    case LogModel::Rows: return event.rows ? QString::number(event.rows) : QString();
    case LogModel::Note: return noteText(event);
    case LogModel::ColumnCount: break;
    }
    return {};
}

QVariant stateColor(const StepEvent &event)
{
    const Tones tone = tones(QGuiApplication::palette());
    if (event.state == StepEvent::State::Failed)
        return tone.failure;
    if (event.found.healed || event.state == StepEvent::State::Retrying)
        return tone.warning;
    return {};
}

} // namespace

void LogModel::apply(const StepEvent &event)
{
    if (event.state == StepEvent::State::Started || event.state == StepEvent::State::Waiting)
        return;
    beginInsertRows({}, int(m_events.size()), int(m_events.size()));
    m_events += event;
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_events.clear();
    endResetModel();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const StepEvent &event = m_events[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(event, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Note && !event.error.message.isEmpty() ? event.error.message
                                                                                     : text(event, index.column()));
    case Qt::ForegroundRole: return index.column() == State || index.column() == Note ? stateColor(event) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= Acted && index.column() <= Rows ? Qt::AlignRight : Qt::AlignLeft));
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || role != Qt::DisplayRole)
        return orientation == Qt::Horizontal && role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignLeft | Qt::AlignVCenter))
                                                                              : QVariant();
    switch (Column(section)) {
    case State: return tr("State");
    case Position: return tr("Step");
    case Sentence: return tr("What it does");
    case Acted: return tr("Acted");
    case Waited: return tr("Waited");
    case Rows: return tr("Rows");
    case Note: return tr("Note");
    case ColumnCount: break;
    }
    return {};
}

} // namespace Foray
