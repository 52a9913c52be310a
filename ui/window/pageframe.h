// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>
#include <QSize>

#include <optional>

namespace Foray {

// A page in its tab. It fills the space; while a plan runs it keeps the plan's viewport and scrolls, so that a run in the
// window sees the same page as one without.
class PageFrame final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageFrame(QWidget *view, QWidget *parent = nullptr);

    void setRecording(bool recording);                      // with a red frame
    void setViewportSize(const std::optional<QSize> &size); // CSS px; without one it fills the space
};

} // namespace Foray
