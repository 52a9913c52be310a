// SPDX-License-Identifier: MIT
#include "engine/browser/webbrowser.h"

#include "engine/browser/enginepage.h"
#include "engine/browser/hardening.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"
#include "engine/browser/session.h"
#include "engine/browser/webpage.h"

#include <QDialog>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QTimer>
#include <QUuid>
#include <QWebEngineDownloadRequest>
#include <QWebEngineProfile>

namespace Foray {

namespace {

constexpr int blankTimeout = 30000; // ms, for the engine's first start on a slow machine
constexpr int maxPages = 50;        // a page that opens windows in a loop gets no more

} // namespace

WebBrowser::WebBrowser(SessionSettings session, BrowserSettings settings, QString dataDir, Visibility visibility, QObject *parent)
    : Browser(parent)
    , m_sessionSettings(std::move(session))
    , m_settings(std::move(settings))
    , m_dataDir(std::move(dataDir))
    , m_visibility(visibility)
{
}

WebBrowser::~WebBrowser()
{
    closeAll();
}

QList<Page *> WebBrowser::pages() const
{
    return QList<Page *>(m_pages.cbegin(), m_pages.cend());
}

Page *WebBrowser::currentPage() const
{
    return m_current;
}

Result<> WebBrowser::openSession()
{
    if (m_session)
        return {};
    // WebEngine has one proxy a process: the last session opened decides, also when it wants none.
    if (m_settings.proxy.isEmpty())
        QNetworkProxy::setApplicationProxy(QNetworkProxy());
    else if (const QUrl proxy(m_settings.proxy); true)
        QNetworkProxy::setApplicationProxy(
            {proxy.scheme().startsWith(QStringLiteral("socks")) ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
             proxy.host(), quint16(proxy.port(8080)), proxy.userName(), proxy.password()});
    auto session = Session::open(m_sessionSettings, m_settings, m_dataDir);
    if (!session)
        return failure(session.error());
    m_session = std::move(*session);
    m_session->addCookies(std::exchange(m_cookies, {}));
    connect(m_session->profile(), &QWebEngineProfile::downloadRequested, this, &WebBrowser::takeDownload);
    return {};
}

Result<std::unique_ptr<Browser>> WebBrowser::makeAside() const
{
    SessionSettings session = m_sessionSettings;
    if (session.storage == Storage::Persistent && Session::list(m_dataDir).contains(session.id)) {
        session.id = Session::copyId(QUuid::createUuid().toString(QUuid::WithoutBraces));
        const auto copied =
            m_session ? m_session->copyTo(session.id) : Session::clone(m_sessionSettings.id, session.id, m_dataDir);
        if (!copied)
            return failure(copied.error());
    } else {
        session.storage = Storage::Memory;
    }
    auto aside = std::make_unique<WebBrowser>(session, m_settings, m_dataDir, Visibility::OffScreen);
    if (session.storage == Storage::Persistent) {
        if (m_session)
            aside->m_cookies = m_session->cookies();
        // Only then is the copy no longer open. What Chromium writes afterwards goes at the end, in main.
        connect(aside.get(), &QObject::destroyed, [id = session.id, dataDir = m_dataDir] { (void)Session::remove(id, dataDir); });
    }
    return aside;
}

WebPage *WebBrowser::addPage()
{
    auto *page = new WebPage(*m_session, m_settings, this);
    m_pages.append(page);
    m_newest = page;
    page->engine().makeWindow = [this](QWebEnginePage::WebWindowType) -> QWebEnginePage * {
        WebPage *popup = addPopup();
        return popup ? &popup->engine() : nullptr;
    };
    connect(&page->engine(), &QWebEnginePage::windowCloseRequested, this, [this, page] { closePage(page); });
    if (m_visibility == Visibility::OffScreen)
        page->showOffScreen();
    Q_EMIT pageOpened(page);
    return page;
}

WebPage *WebBrowser::addPopup()
{
    return m_pages.size() < maxPages ? addPage() : nullptr;
}

void WebBrowser::open(QObject *context, Callback<Page *> done)
{
    if (m_current) {
        done(m_current);
        return;
    }
    openTab(context, std::move(done));
}

void WebBrowser::openTab(QObject *context, Callback<Page *> done)
{
    if (const auto opened = openSession(); !opened) {
        done(failure(opened.error()));
        return;
    }
    WebPage *page = addPage();
    setCurrentPage(page);
    blank(page, context, std::move(done));
}

// An empty document, so that the page scripts are there to be called.
void WebBrowser::blank(WebPage *page, QObject *context, Callback<Page *> done)
{
    page->navigate(QUrl(QStringLiteral("about:blank")), WaitUntil::Load, blankTimeout, context,
                   [page, done = std::move(done)](const Result<LoadReport> &load) {
                       if (load)
                           done(page);
                       else
                           done(failure(load.error()));
                   });
}

void WebBrowser::setCurrentPage(Page *page)
{
    auto *webPage = qobject_cast<WebPage *>(page);
    m_newest.clear();
    if (webPage == m_current)
        return;
    m_current = webPage;
    Q_EMIT currentPageChanged(m_current);
}

WebPage *WebBrowser::find(const SwitchTab &tab) const
{
    const auto matches = [](const QString &glob, const QString &text) { return urlPattern(glob).match(text).hasMatch(); };
    for (WebPage *page : m_pages) {
        if (!tab.url.isEmpty() && matches(tab.url, page->url().toString()))
            return page;
        if (tab.url.isEmpty() && !tab.title.isEmpty() && matches(tab.title, page->title()))
            return page;
    }
    if (!tab.url.isEmpty() || !tab.title.isEmpty())
        return nullptr;
    return tab.index >= 0 ? m_pages.value(tab.index) : m_newest.data();
}

void WebBrowser::switchTab(const SwitchTab &tab, int timeout, QObject *context, Callback<Page *> done)
{
    // Looked for again at whatever may make it match, until then.
    auto *search = new QObject(context);
    const auto shared = std::make_shared<Callback<Page *>>(std::move(done));
    const auto finish = [search, shared](Result<Page *> result) {
        if (const auto callback = std::exchange(*shared, nullptr)) {
            search->deleteLater();
            callback(std::move(result));
        }
    };
    const auto look = [this, tab, finish] {
        WebPage *page = find(tab);
        // A popup has its address before its document.
        if (!page || !page->channel().isReady())
            return;
        setCurrentPage(page);
        finish(page);
    };
    const auto watch = [search, look](WebPage *page) {
        connect(page, &Page::urlChanged, search, look);
        connect(page, &Page::titleChanged, search, look);
        connect(page, &WebPage::documentCreated, search, look);
    };
    for (WebPage *page : std::as_const(m_pages))
        watch(page);
    connect(this, &Browser::pageOpened, search, [watch](Page *page) { watch(qobject_cast<WebPage *>(page)); });
    QTimer::singleShot(timeout, search, [this, finish] {
        QStringList open;
        for (const WebPage *page : std::as_const(m_pages))
            open.append(page->url().toString());
        finish(failure(ErrorKind::NoSuchWindow,
                       QStringLiteral("There is no such tab; open are: %1.").arg(open.join(QStringLiteral(", ")))));
    });
    look();
}

void WebBrowser::forget(WebPage *page)
{
    const qsizetype index = m_pages.indexOf(page);
    m_pages.removeOne(page);
    m_closing.append(page);
    Q_EMIT pageClosed(page);
    if (page == m_current) {
        // The tab before it: mostly the one that opened it.
        m_current = m_pages.isEmpty() ? nullptr : m_pages.at(qMax(qsizetype(0), index - 1));
        Q_EMIT currentPageChanged(m_current);
    }
    discard(page);
}

// A dialog that is open goes first: the page is still in the middle of asking.
void WebBrowser::discard(WebPage *page)
{
    EnginePage &engine = page->engine();
    if (!engine.isAsking())
        return page->deleteLater();
    connect(&engine, &EnginePage::asked, page, &QObject::deleteLater);
    for (QDialog *dialog : page->view()->findChildren<QDialog *>())
        dialog->reject();
}

void WebBrowser::closePage(Page *page)
{
    auto *webPage = qobject_cast<WebPage *>(page);
    if (webPage && m_pages.contains(webPage))
        forget(webPage);
}

void WebBrowser::closeTab(QObject *context, Callback<Page *> done)
{
    if (!m_current) {
        done(failure(ErrorKind::NoSuchWindow, QStringLiteral("There is no tab to close.")));
        return;
    }
    forget(m_current);
    open(context, std::move(done));
}

void WebBrowser::closeAll()
{
    const auto pages = std::exchange(m_pages, {});
    m_current.clear();
    for (WebPage *page : pages) {
        Q_EMIT pageClosed(page);
        delete page;
    }
    for (const QPointer<WebPage> &page : std::as_const(m_closing))
        delete page;
    m_closing.clear();
}

void WebBrowser::killSession(QObject *context, Callback<> done)
{
    // From the event loop: this may be called from within a callback of one of the pages that go.
    QTimer::singleShot(0, context, [self = QPointer(this), done = std::move(done)] {
        if (self)
            done(self->removeAll());
    });
}

Result<> WebBrowser::removeAll()
{
    closeAll();
    m_session.reset();
    Q_EMIT currentPageChanged(nullptr);
    if (m_sessionSettings.storage == Storage::Memory || !Session::list(m_dataDir).contains(m_sessionSettings.id))
        return {};
    return Session::remove(m_sessionSettings.id, m_dataDir);
}

void WebBrowser::setDownloadFolder(const QString &path)
{
    m_downloadFolder = path;
}

void WebBrowser::takeDownload(QWebEngineDownloadRequest *download)
{
    const QString url = download->url().toString().left(2000);
    if (m_downloadFolder.isEmpty()) {
        download->cancel();
        Q_EMIT downloadFailed(url, QStringLiteral("Downloads are refused: there is no folder for them."));
        return;
    }
    // Never the proposed path: servers can put "../" and absolute names into it.
    const QString path = freePath(m_downloadFolder, safeFileName(download->suggestedFileName()));
    download->setDownloadDirectory(m_downloadFolder);
    download->setDownloadFileName(QFileInfo(path).fileName());
    connect(download, &QWebEngineDownloadRequest::isFinishedChanged, this, [this, download, path, url] {
        if (download->state() == QWebEngineDownloadRequest::DownloadCompleted)
            Q_EMIT downloadFinished(path, url);
        else
            Q_EMIT downloadFailed(url, download->interruptReasonString());
    });
    download->accept();
}

} // namespace Foray
