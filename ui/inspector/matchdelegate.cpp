// SPDX-License-Identifier: MIT
#include "ui/inspector/matchdelegate.h"

#include "ui/look/tones.h"

#include <QPainter>

namespace Foray {

namespace {

constexpr int gap = 4;

} // namespace

QString MatchDelegate::words(int count)
{
    return count == 0 ? tr("none here") : count == 1 ? tr("1 match") : tr("%1 matches").arg(count);
}

void MatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant count = index.data(CountRole);
    if (!count.isValid())
        return QStyledItemDelegate::paint(painter, option, index);
    const QString text = words(count.toInt());
    const int width = option.fontMetrics.horizontalAdvance(text) + 2 * gap;
    QStyleOptionViewItem selector = option;
    selector.rect.setRight(option.rect.right() - width);
    QStyledItemDelegate::paint(painter, selector, index);
    const bool selected = option.state & QStyle::State_Selected;
    const QRect right(selector.rect.right() + 1, option.rect.top(), width, option.rect.height());
    if (selected)
        painter->fillRect(right, option.palette.highlight());
    const Tones tone = tones(option.palette);
    painter->setPen(selected             ? option.palette.highlightedText().color()
                    : count.toInt() == 1 ? tone.done
                    : count.toInt() == 0 ? tone.quiet
                                         : tone.warning);
    painter->setFont(option.font);
    painter->drawText(right, Qt::AlignCenter, text);
}

} // namespace Foray
