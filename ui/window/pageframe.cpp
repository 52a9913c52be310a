// SPDX-License-Identifier: MIT
#include "ui/window/pageframe.h"

namespace Foray {

PageFrame::PageFrame(QWidget *view, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignCenter);
    setBackgroundRole(QPalette::Mid);
    setFocusPolicy(Qt::NoFocus);
    setWidget(view);
    setViewportSize({});
}

void PageFrame::setRecording(bool recording)
{
    setFrameStyle(recording ? int(QFrame::Box) | int(QFrame::Plain) : int(QFrame::NoFrame));
    setLineWidth(recording ? 3 : 0);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, QColor(0xd9, 0x2d, 0x20));
    setPalette(recording ? colors : QPalette());
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

} // namespace Foray
