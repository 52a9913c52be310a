// SPDX-License-Identifier: MIT
#include "ui/steps/stepdelegate.h"

#include "ui/look/icons.h"
#include "ui/look/tones.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepwords.h"

#include <QApplication>
#include <QPainter>

namespace Foray {

namespace {

constexpr int rowHeight = 28;
constexpr int gap = 4;
constexpr int iconSize = 16;
constexpr int barWidth = 3;
constexpr int sentenceWidth = 140; // what the sentence needs before a duration gets room

struct Line
{
    QString text;
    QColor color;
};

StepState stateOf(const QModelIndex &index)
{
    return StepState(index.data(StepModel::StateRole).toInt());
}

QColor stateColor(StepState state, const Tones &tone)
{
    switch (state) {
    case StepState::Running:
    case StepState::Waiting: return tone.accent;
    case StepState::Done: return tone.done;
    case StepState::Healed: return tone.warning;
    case StepState::Failed: return tone.failure;
    case StepState::None:
    case StepState::Skipped: break;
    }
    return tone.quiet;
}

QString stateIcon(StepState state)
{
    switch (state) {
    case StepState::Running: return QStringLiteral("run");
    case StepState::Waiting: return QStringLiteral("wait");
    case StepState::Done: return QStringLiteral("done");
    case StepState::Healed: return QStringLiteral("healed");
    case StepState::Failed: return QStringLiteral("error");
    case StepState::Skipped: return QStringLiteral("skipped");
    case StepState::None: break;
    }
    return {};
}

// What stands under the sentence.
QList<Line> quietLines(const QModelIndex &index, const Tones &tone)
{
    QList<Line> lines;
    if (const QString wait = index.data(StepModel::WaitRole).toString(); !wait.isEmpty())
        lines += Line{StepDelegate::tr("waits until %1").arg(wait), tone.quiet};
    if (const QString message = index.data(StepModel::MessageRole).toString(); !message.isEmpty())
        lines += Line{message, stateColor(stateOf(index), tone)};
    return lines;
}

QFont quietFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

// The state at the right end of the first line: its icon and, once done, the milliseconds. Gives the width it took.
int paintState(QPainter *painter, const QRect &line, const QModelIndex &index, const Tones &tone, bool selected)
{
    const StepState state = stateOf(index);
    if (state == StepState::None)
        return 0;
    const QColor color = selected ? QGuiApplication::palette().color(QPalette::HighlightedText) : stateColor(state, tone);
    const QRect place(line.right() - iconSize, line.center().y() - iconSize / 2, iconSize, iconSize);
    lineIcon(stateIcon(state), color).paint(painter, place);
    const QVariant duration = index.data(StepModel::DurationRole);
    const QString text = milliseconds(duration.toInt());
    const int width = painter->fontMetrics().horizontalAdvance(text);
    const bool hasRoom = line.width() - width - 2 * iconSize - 6 * gap >= sentenceWidth;
    if (!hasRoom || !duration.isValid() || (state != StepState::Done && state != StepState::Healed))
        return iconSize + gap;
    painter->setPen(selected ? color : tone.quiet);
    painter->drawText(QRect(place.left() - gap - width, line.top(), width, line.height()), Qt::AlignVCenter, text);
    return iconSize + 3 * gap + width;
}

void paintSentence(QPainter *painter, QRect line, const QStyleOptionViewItem &option, const QModelIndex &index, const Tones &tone)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool disabled = index.data(StepModel::DisabledRole).toBool();
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? text : tone.quiet;
    QFont font = option.font;
    painter->setFont(quietFont(font));
    line.setRight(line.right() - paintState(painter, line, index, tone, selected));

    const QString number = index.data(StepModel::NumberRole).toString();
    if (number.isEmpty()) { // a heading
        painter->setPen(quiet);
        painter->drawText(line, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, line.width()));
        return;
    }
    const QRect place(line.left(), line.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    lineIcon(index.data(StepModel::IconRole).toString(), disabled ? tone.quiet : text).paint(painter, place);
    line.setLeft(place.right() + 2 * gap);
    painter->setPen(quiet);
    painter->drawText(line, Qt::AlignVCenter, number);
    line.setLeft(line.left() + painter->fontMetrics().horizontalAdvance(number) + 2 * gap);
    font.setStrikeOut(disabled);
    painter->setFont(font);
    painter->setPen(disabled ? quiet : text);
    painter->drawText(line, Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, line.width()));
}

} // namespace

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Tones tone = tones(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, option.palette.brush(QPalette::Active, QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, option.palette.brush(QPalette::Window));
    const StepState state = stateOf(index);
    if (state == StepState::Running || state == StepState::Waiting || state == StepState::Failed)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), barWidth, option.rect.height()), stateColor(state, tone));

    QRect line = option.rect.adjusted(barWidth + gap, 0, -gap, 0);
    line.setHeight(rowHeight);
    paintSentence(painter, line, option, index, tone);

    painter->setFont(quietFont(option.font));
    const int height = painter->fontMetrics().height() + 2;
    line = QRect(line.left() + iconSize + 2 * gap, line.bottom() - 2, line.width() - iconSize - 2 * gap, height);
    for (const Line &quiet : quietLines(index, tone)) {
        painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : quiet.color);
        painter->drawText(line, Qt::AlignVCenter, painter->fontMetrics().elidedText(quiet.text, Qt::ElideRight, line.width()));
        line.translate(0, height);
    }
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = int(quietLines(index, tones(option.palette)).size());
    const int height = QFontMetrics(quietFont(option.font)).height() + 2;
    return {160, rowHeight + (lines ? lines * height + gap : 0)};
}

} // namespace Foray
