// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QList>
#include <QObject>
#include <QString>

namespace Foray {

class Page;

// The tabs of one session, as the runner drives them. Implemented by BrowserWindowless over Qt WebEngine (hidden or shown)
// and by a fake in tests. Owns its pages; a page is gone when pageClosed has been emitted.
class Browser : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QList<Page *> pages() const = 0; // in the order of opening
    virtual Page *currentPage() const = 0;   // null before open() and after killSession()

    // Opens the session, if need be, and gives the current page; a blank one if there is none.
    virtual void open(QObject *context, Callback<Page *> done) = 0;
    // Waits until such a tab is there; the newest counts only if it was opened since the last switch.
    virtual void switchTab(const SwitchTab &tab, int timeout, QObject *context, Callback<Page *> done) = 0;
    virtual void closeTab(QObject *context, Callback<Page *> done) = 0; // the current one; gives the next current
    // Closes its pages and removes all the session kept; open() then starts it afresh.
    virtual void killSession(QObject *context, Callback<> done) = 0;

    // What a person at the window does with tabs; plans have steps for it. The defaults are for browsers without a window.
    virtual void openTab(QObject *context, Callback<Page *> done); // a blank one, which becomes current
    virtual void setCurrentPage(Page *page) { Q_UNUSED(page) }     // emits currentPageChanged
    virtual void closePage(Page *page) { Q_UNUSED(page) }          // any one; emits pageClosed

    // Where downloads go, under safe names. Without one they are refused.
    virtual void setDownloadFolder(const QString &path) = 0;

Q_SIGNALS:
    void pageOpened(Foray::Page *page);
    void pageClosed(Foray::Page *page);
    void currentPageChanged(Foray::Page *page);
    void downloadFinished(const QString &path, const QString &url);
    void downloadFailed(const QString &url, const QString &reason);
};

inline void Browser::openTab(QObject *, Callback<Page *> done)
{
    done(failure(ErrorKind::UnsupportedOperation, QStringLiteral("This browser has no window to open a tab in.")));
}

} // namespace Foray
