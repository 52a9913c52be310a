// SPDX-License-Identifier: MIT
#include "ui/window/pageframe.h"

#include "ui/window/pageoverlay.h"

#include <QEvent>

namespace Foray {

PageFrame::PageFrame(QWidget *view, QWidget *parent)
    : QScrollArea(parent)
    , m_overlay(new PageOverlay(viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignCenter);
    setBackgroundRole(QPalette::Mid);
    setFocusPolicy(Qt::NoFocus);
    setWidget(view);
    setViewportSize({});
    m_overlay->setView(view);
    view->installEventFilter(this);
}

void PageFrame::setRecording(RecordingFrame recording)
{
    const bool on = recording != RecordingFrame::None;
    setFrameStyle(on ? int(QFrame::Box) | int(QFrame::Plain) : int(QFrame::NoFrame));
    setLineWidth(on ? 3 : 0);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText,
                    recording == RecordingFrame::Paused ? QColor(0x8c, 0x95, 0x9f) : QColor(0xd9, 0x2d, 0x20));
    setPalette(on ? colors : QPalette());
}

void PageFrame::setViewportSize(const std::optional<QSize> &size)
{
    if (!widget())
        return;
    setWidgetResizable(!size);
    widget()->setMinimumSize(size.value_or(QSize(0, 0)));
    widget()->setMaximumSize(size.value_or(QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)));
    if (size)
        widget()->resize(*size);
}

bool PageFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && (event->type() == QEvent::Resize || event->type() == QEvent::Move)) {
        m_overlay->setGeometry(widget()->geometry());
        m_overlay->raise();
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace Foray
