// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QHash>
#include <QSize>
#include <QWidget>

#include <optional>

class QAction;
class QHBoxLayout;
class QStackedLayout;
class QTabBar;

namespace Foray {

class Browser;
class BrowserHost;
class Page;
class PageFrame;
class PageOverlay;
enum class RecordingFrame;

// The tabs of the current session and the page of the one in front. Without any tab it shows `empty`.
class TabArea final : public QWidget
{
    Q_OBJECT
public:
    TabArea(BrowserHost &host, QAction *newTab, QWidget *empty, QWidget *parent = nullptr);

    void addCorner(QWidget *widget); // at the right end of the tab bar
    int tabCount() const;
    QString tabText(int index) const;
    QSize pageSize() const; // the room a page has
    void closeCurrent();

    Page *currentPage() const;
    PageOverlay *overlayOf(Page *page) const; // null: it has no tab
    void setRecording(RecordingFrame recording);
    // While a plan runs its pages keep this size, and all of them stay alive: Chromium stops hidden ones.
    void beginRun(const QSize &viewport);
    void endRun();

Q_SIGNALS:
    void currentPageChanged(Foray::Page *page); // null: none

private:
    void follow(Browser *browser);
    void addPage(Page *page);
    QWidget *makeCloseButton(Page *page);
    void removePage(Page *page);
    void showPage(Page *page);
    void clear();
    int tabOf(Page *page) const;
    Page *pageAt(int tab) const;
    void nameTab(Page *page);

    BrowserHost &m_host;
    Browser *m_browser = nullptr;
    QTabBar *m_bar;
    QHBoxLayout *m_row;
    QStackedLayout *m_stack;
    QWidget *m_empty;
    QHash<Page *, PageFrame *> m_frames;
    std::optional<QSize> m_viewport;
    RecordingFrame m_recording;
};

} // namespace Foray
