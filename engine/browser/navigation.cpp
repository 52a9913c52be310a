// SPDX-License-Identifier: MIT
#include "engine/browser/navigation.h"

#include "engine/browser/enginepage.h"
#include "engine/browser/hardening.h"
#include "engine/browser/network.h"
#include "engine/browser/scriptchannel.h"

#include <QTimer>
#include <QWebEngineHistory>
#include <QWebEngineLoadingInfo>

namespace Foray {

namespace {

constexpr int idleQuiet = 500;   // ms without a request, as Playwright's networkidle
constexpr int statusGrace = 300; // ms from a page's load event to Qt WebEngine's own report
constexpr int historyPoll = 50;  // ms; a move within one document gives no signal when its URL stays the same

// What is refused at the demo site's usual address is mostly a demo that nobody has started.
QString refusal(const QUrl &url)
{
    const bool demo = url.host() == u"127.0.0.1" && url.port() == 8000;
    return demo ? QStringLiteral(
                      "the connection was refused; the demo site is served there by 'foray demo', 'foray run --demo' or, "
                      "in the window, 'Try the demo'")
                : QStringLiteral("the connection was refused; perhaps the server is not running");
}

QString reasonFor(const QWebEngineLoadingInfo &info)
{
    switch (info.errorCode()) {
    case -2:
    case -6: return QStringLiteral("there is no such file");
    case -7:
    case -118: return QStringLiteral("the server did not answer in time");
    case -100:
    case -101:
    case -324: return QStringLiteral("the server closed the connection without an answer");
    case -102: return refusal(info.url());
    case -105:
    case -137: return QStringLiteral("the host's name is not known");
    case -106: return QStringLiteral("there is no network");
    case -109: return QStringLiteral("the host cannot be reached");
    case -310: return QStringLiteral("the server redirects for ever");
    case -312: return QStringLiteral("the port is one that browsers refuse");
    case -375: return QStringLiteral("the server asks for a log-in that was not given");
    default: break;
    }
    if (info.errorDomain() == QWebEngineLoadingInfo::CertificateErrorDomain)
        return QStringLiteral("the server's certificate is not valid");
    return info.errorString().isEmpty() ? QStringLiteral("network error %1").arg(info.errorCode()) : info.errorString().left(200);
}

} // namespace

Result<LoadReport> readLoadingInfo(const QWebEngineLoadingInfo &info)
{
    const bool isHttp = info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain;
    const LoadReport report{info.url(), isHttp ? info.errorCode() : 0};
    if (info.status() != QWebEngineLoadingInfo::LoadFailedStatus)
        return report;
    if (isHttp)
        return failure(ErrorKind::HttpStatus, QStringLiteral("%1 answered with HTTP status %2.")
                                                  .arg(info.url().toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded),
                                                       QString::number(info.errorCode())));
    return failure(ErrorKind::NavigationFailed,
                   QStringLiteral("%1 could not be loaded: %2.")
                       .arg(info.url().toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded), reasonFor(info)));
}

Navigation::Navigation(WebPage &page, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done)
    : Operation(page, timeout, context, std::move(done))
    , m_until(until)
{
    QTimer::singleShot(timeout, this, &Navigation::timedOut);
}

void Navigation::load(const QUrl &url)
{
    if (!isAllowedScheme(url) || !url.isValid()) {
        finish(failure(ErrorKind::InvalidArgument,
                       QStringLiteral("'%1' is no address to go to: it must begin with http:// or https://.")
                           .arg(url.toString().left(200))));
        return;
    }
    // A renderer whose scripts never end would not even let go of its page.
    if (!page().channel().isResponding()) {
        expectCrash(true);
        connect(
            &page(), &Page::crashed, this,
            [this, url] {
                expectCrash(false);
                begin(url);
            },
            Qt::SingleShotConnection);
        page().killRenderer();
        return;
    }
    begin(url);
}

void Navigation::begin(const QUrl &url)
{
    const QUrl here = page().url();
    const bool sameDocument = url.hasFragment() && url != here && url.matches(here, QUrl::RemoveFragment);
    m_urls.append(url);
    watch();
    if (sameDocument)
        connect(&page(), &Page::urlChanged, this, &Navigation::succeed);
    page().engine().load(url);
}

void Navigation::move(int delta)
{
    QWebEngineHistory *history = page().engine().history();
    if ((delta < 0 && !history->canGoBack()) || (delta > 0 && !history->canGoForward())) {
        finish(failure(ErrorKind::InvalidArgument, delta < 0 ? QStringLiteral("There is no page to go back to.")
                                                             : QStringLiteral("There is no page to go forward to.")));
        return;
    }
    watch();
    m_historyIndex = history->currentItemIndex();
    page().engine().triggerAction(delta < 0   ? QWebEnginePage::Back
                                  : delta > 0 ? QWebEnginePage::Forward
                                              : QWebEnginePage::Reload);
    if (delta != 0)
        checkSameDocument();
}

// A move between states of one document (pushState) loads nothing, and nothing has begun to load. That nothing is loading says
// less: the document before may just have ended, and the new one be about to come.
void Navigation::checkSameDocument()
{
    QTimer::singleShot(historyPoll, this, [this] {
        const bool moved = page().engine().history()->currentItemIndex() != m_historyIndex;
        if (moved && m_urls.isEmpty() && !m_committed && !page().isNavigating() && !page().engine().isLoading())
            succeed();
        else if (!isOver())
            checkSameDocument();
    });
}

void Navigation::watch()
{
    connect(&page(), &WebPage::documentCreated, this, &Navigation::documentCreated);
    connect(&page(), &WebPage::documentParsed, this, [this] {
        if (m_committed && m_until == WaitUntil::DomContentLoaded)
            succeed();
    });
    connect(&page(), &WebPage::navigationBegan, this, [this](const QUrl &url) { m_urls.append(url); });
    connect(&page(), &WebPage::navigationEnded, this, &Navigation::ended);
    // Qt WebEngine may tell of two loads that follow each other closely as of one, the first. The page's own load event then
    // has to do, once there was time for the better news, which knows the status.
    connect(&page().channel(), &ScriptChannel::documentLoaded, this, [this] {
        if (m_committed && m_until == WaitUntil::Load)
            QTimer::singleShot(statusGrace, this, &Navigation::succeed);
    });
    connect(&page().engine(), &EnginePage::navigationRefused, this, [this](const QUrl &url) {
        finish(failure(ErrorKind::NavigationFailed,
                       QStringLiteral("The page led to '%1', which is not allowed.").arg(url.toString().left(200))));
    });
}

// Documents of what was under way before may still come.
bool Navigation::isOurs(const QUrl &url) const
{
    const QByteArray wanted = url.toEncoded(QUrl::RemoveFragment);
    return std::any_of(m_urls.cbegin(), m_urls.cend(),
                       [&](const QUrl &asked) { return asked.toEncoded(QUrl::RemoveFragment) == wanted; });
}

void Navigation::documentCreated(const QUrl &url)
{
    m_committed = m_committed || isOurs(url);
    if (m_committed && m_until == WaitUntil::Commit)
        succeed();
}

void Navigation::ended(const LoadEnd &end)
{
    if (!isOurs(end.url))
        return;
    if (end.error)
        finish(failure(*end.error));
    else if (m_until == WaitUntil::NetworkIdle && m_committed)
        awaitQuiet();
    else
        succeed(); // also when stopped: a 204 or a download is an answer without a document
}

void Navigation::awaitQuiet()
{
    const qint64 quiet = page().network().quietFor();
    if (quiet >= idleQuiet)
        succeed();
    else
        QTimer::singleShot(int(idleQuiet - quiet), this, &Navigation::awaitQuiet);
}

void Navigation::timedOut()
{
    finish(failure(ErrorKind::Timeout,
                   m_committed
                       ? QStringLiteral("The document came, but the page never finished loading. Say what to wait for with "
                                        "wait_for, or set wait_until to domcontentloaded.")
                       : QStringLiteral("No document came from the server in time.")));
}

void Navigation::succeed()
{
    finish(LoadReport{page().url(), page().lastLoad().url == page().url() ? page().lastLoad().status : 0});
}

} // namespace Foray
