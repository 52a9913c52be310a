// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace Foray {

// A selector, and at the right how many elements of the page in front it finds: one is what it should be.
class MatchDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int CountRole = Qt::UserRole + 1; // int; invalid: not known
    using QStyledItemDelegate::QStyledItemDelegate;

    static QString words(int count); // "1 match"

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Foray
