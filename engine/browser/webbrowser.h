// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/replay/browser.h"

#include <QNetworkCookie>
#include <QPointer>

#include <memory>

class QWebEngineDownloadRequest;

namespace Foray {

class Session;
class WebPage;

// The tabs of one session over Qt WebEngine. `OffScreen` shows its pages to nobody (headless runs, background runs);
// `InWindow` leaves it to the window to put each page's view() somewhere when pageOpened comes.
class WebBrowser final : public Browser
{
    Q_OBJECT
public:
    enum class Visibility { OffScreen, InWindow };

    // dataDir: where persistent sessions live; see Session.
    WebBrowser(SessionSettings session, BrowserSettings settings, QString dataDir, Visibility visibility,
               QObject *parent = nullptr);
    ~WebBrowser() override;

    QList<Page *> pages() const override;
    Page *currentPage() const override;
    void open(QObject *context, Callback<Page *> done) override;
    void switchTab(const SwitchTab &tab, int timeout, QObject *context, Callback<Page *> done) override;
    void closeTab(QObject *context, Callback<Page *> done) override;
    void killSession(QObject *context, Callback<> done) override;
    void openTab(QObject *context, Callback<Page *> done) override;
    void setCurrentPage(Page *page) override;
    void closePage(Page *page) override;
    void setDownloadFolder(const QString &path) override;

    // Another one, off the screen, in a short-lived copy of this one's session as it is now; a memory session's begins empty.
    Result<std::unique_ptr<Browser>> makeAside() const;

private:
    WebPage *addPage();
    WebPage *addPopup();
    void blank(WebPage *page, QObject *context, Callback<Page *> done);
    Result<> openSession();
    void closeAll();
    Result<> removeAll();
    void forget(WebPage *page);
    void discard(WebPage *page);
    WebPage *find(const SwitchTab &tab) const;
    void takeDownload(QWebEngineDownloadRequest *download);

    SessionSettings m_sessionSettings;
    BrowserSettings m_settings;
    QString m_dataDir;
    Visibility m_visibility;
    QString m_downloadFolder;
    QList<QNetworkCookie> m_cookies;    // that the session begins with
    std::unique_ptr<Session> m_session; // before the pages are gone it must stay
    QList<WebPage *> m_pages;
    QList<QPointer<WebPage>> m_closing; // closed, but perhaps still in the middle of a signal
    QPointer<WebPage> m_current;
    QPointer<WebPage> m_newest; // opened since the last switch
};

} // namespace Foray
