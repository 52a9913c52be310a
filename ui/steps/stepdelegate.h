// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace Foray {

// A step as up to three lines: the sentence; quietly what it waits for; what went wrong or was healed.
class StepDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Foray
