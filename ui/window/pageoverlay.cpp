// SPDX-License-Identifier: MIT
#include "ui/window/pageoverlay.h"

#include "engine/browser/pointing.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

namespace Foray {

namespace {

constexpr int labelPadding = 4;
constexpr int longestLabel = 480; // px

// Pages have any colour: these are told from most of them, and their labels are read on them in light and dark alike.
QColor colorOf(Outline::Kind kind)
{
    switch (kind) {
    case Outline::Kind::Target:
    case Outline::Kind::Picked: return QColor(0x1f, 0x6f, 0xeb);
    case Outline::Kind::Rows: return QColor(0x1a, 0x7f, 0x37);
    case Outline::Kind::Recorded: return QColor(0xb3, 0x54, 0x00);
    }
    return {};
}

} // namespace

PageOverlay::PageOverlay(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setMouseTracking(true);
    setAccessibleName(tr("What is picked in the page"));
    hide();
}

void PageOverlay::setView(QWidget *view)
{
    m_view = view;
}

void PageOverlay::setOutlines(const QList<Outline> &outlines)
{
    if (outlines == m_outlines)
        return;
    m_outlines = outlines;
    setVisible(isCatching() || !m_outlines.isEmpty());
    update();
}

void PageOverlay::setCatching(const QString &hint)
{
    m_hint = hint;
    m_pressed = false;
    setAttribute(Qt::WA_TransparentForMouseEvents, hint.isEmpty());
    setFocusPolicy(hint.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    setCursor(hint.isEmpty() ? Qt::ArrowCursor : Qt::CrossCursor);
    setAccessibleDescription(hint);
    setVisible(isCatching() || !m_outlines.isEmpty());
    if (isCatching()) {
        raise();
        setFocus(Qt::OtherFocusReason);
    } else if (m_view) {
        m_view->setFocus(Qt::OtherFocusReason);
    }
    update();
}

// Esc and the arrows are the picker's, whatever shortcuts the window has.
bool PageOverlay::event(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || !isCatching())
        return QWidget::event(event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || (key >= Qt::Key_Left && key <= Qt::Key_Down))
        event->accept();
    return true;
}

void PageOverlay::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape: Q_EMIT left(); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT chosen(); break;
    case Qt::Key_Up: Q_EMIT beside(Beside::Parent); break;
    case Qt::Key_Down: Q_EMIT beside(Beside::Child); break;
    case Qt::Key_Left: Q_EMIT beside(Beside::Previous); break;
    case Qt::Key_Right: Q_EMIT beside(Beside::Next); break;
    default: QWidget::keyPressEvent(event);
    }
}

void PageOverlay::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT pointed(event->position(), event->modifiers().testFlag(Qt::ShiftModifier));
}

void PageOverlay::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton;
    Q_EMIT pointed(event->position(), event->modifiers().testFlag(Qt::ShiftModifier));
}

void PageOverlay::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_pressed, false))
        Q_EMIT chosen();
}

void PageOverlay::wheelEvent(QWheelEvent *event)
{
    QWidget *receiver = m_view ? m_view->focusProxy() : nullptr;
    if (receiver)
        QCoreApplication::sendEvent(receiver, event);
}

void PageOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Outline &outline : std::as_const(m_outlines)) {
        const QColor color = colorOf(outline.kind);
        QColor fill = color;
        fill.setAlpha(outline.kind == Outline::Kind::Picked ? 48 : outline.kind == Outline::Kind::Recorded ? 0 : 20);
        painter.setBrush(fill);
        painter.setPen(QPen(color, 2, outline.kind == Outline::Kind::Recorded ? Qt::DashLine : Qt::SolidLine));
        painter.drawRect(outline.box.adjusted(-1, -1, 1, 1));
    }
    for (const Outline &outline : std::as_const(m_outlines)) {
        if (!outline.label.isEmpty())
            paintLabel(painter, outline.box, outline.label, colorOf(outline.kind));
    }
    if (isCatching())
        paintHint(painter);
}

// Below the box, else above it, else in it: always in sight.
void PageOverlay::paintLabel(QPainter &painter, const QRectF &beside, const QString &text, const QColor &color) const
{
    const QFontMetrics metrics(font());
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, std::min(longestLabel, width() - 4 * labelPadding));
    QRectF box(0, 0, metrics.horizontalAdvance(shown) + 2 * labelPadding, metrics.height() + 2 * labelPadding);
    const QRectF seen = beside & QRectF(rect());
    if (beside.isValid() && !seen.isValid())
        return;
    box.moveTopLeft({seen.left() - 2, seen.bottom() + 4});
    if (box.bottom() > height())
        box.moveBottom(seen.top() - 4);
    if (box.top() < 0)
        box.moveTop(std::min(seen.top() + 4, height() - box.height()));
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, width() - box.width())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, shown);
}

void PageOverlay::paintHint(QPainter &painter) const
{
    const QFontMetrics metrics(font());
    const QString shown = metrics.elidedText(m_hint, Qt::ElideRight, width() - 6 * labelPadding);
    QRectF box(0, 8, metrics.horizontalAdvance(shown) + 4 * labelPadding, metrics.height() + 3 * labelPadding);
    box.moveLeft((width() - box.width()) / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x1b, 0x1f, 0x24, 0xe6));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, shown);
}

} // namespace Foray
