// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>
#include <QSize>

#include <optional>

namespace Foray {

class PageOverlay;

enum class RecordingFrame { None, Recording, Paused }; // none, red, grey and dashed

// A page in its tab. It fills the space; while a plan runs it keeps the plan's viewport and scrolls, so that a run in the
// window sees the same page as one without.
class PageFrame final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageFrame(QWidget *view, QWidget *parent = nullptr);

    PageOverlay *overlay() const { return m_overlay; }
    void setRecording(RecordingFrame recording);
    void setViewportSize(const std::optional<QSize> &size); // CSS px; without one it fills the space

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    PageOverlay *m_overlay; // beside the view, not in it: pictures of the page do not show it
};

} // namespace Foray
