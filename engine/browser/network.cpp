// SPDX-License-Identifier: MIT
#include "engine/browser/network.h"

#include <QDateTime>
#include <QWebEngineUrlRequestInfo>

#include <utility>

namespace Foray {

namespace {

using Info = QWebEngineUrlRequestInfo;

constexpr int maxUrl = 2048;         // characters of an address that the page scripts report
constexpr double redirectSlack = 50; // ms between a request's start there and its being seen here

double now()
{
    return double(QDateTime::currentMSecsSinceEpoch());
}

bool reportsItsEnd(Info::ResourceType type)
{
    switch (type) {
    case Info::ResourceTypeMainFrame:
    case Info::ResourceTypeSubFrame:
    case Info::ResourceTypeFavicon:
    case Info::ResourceTypePing:
    case Info::ResourceTypeWorker:
    case Info::ResourceTypeSharedWorker:
    case Info::ResourceTypeServiceWorker:
    case Info::ResourceTypeCspReport:
    case Info::ResourceTypeMedia: return false;
    default:
        // WebSockets have a type that the enumeration of 6.4 does not name.
        return int(type) < 200;
    }
}

// Enough to be worth having; a full list is a blocker's job, not ours.
bool isAdHost(const QString &host)
{
    static const QStringList hosts{QStringLiteral("doubleclick.net"),      QStringLiteral("googlesyndication.com"),
                                   QStringLiteral("googleadservices.com"), QStringLiteral("adnxs.com"),
                                   QStringLiteral("amazon-adsystem.com"),  QStringLiteral("criteo.com"),
                                   QStringLiteral("taboola.com"),          QStringLiteral("outbrain.com"),
                                   QStringLiteral("adsafeprotected.com"),  QStringLiteral("rubiconproject.com")};
    for (const QString &ad : hosts) {
        if (host == ad || host.endsWith(u'.' + ad))
            return true;
    }
    return false;
}

} // namespace

Network::Network(const QStringList &block, QObject *parent)
    : QWebEngineUrlRequestInterceptor(parent)
    , m_block(block)
{
    m_clock.start();
}

bool Network::isBlocked(const QWebEngineUrlRequestInfo &info) const
{
    switch (info.resourceType()) {
    case Info::ResourceTypeImage: return m_block.contains(QStringLiteral("images"));
    case Info::ResourceTypeMedia: return m_block.contains(QStringLiteral("media"));
    case Info::ResourceTypeFontResource: return m_block.contains(QStringLiteral("fonts"));
    case Info::ResourceTypeMainFrame: return false;
    default: return m_block.contains(QStringLiteral("ads")) && isAdHost(info.requestUrl().host());
    }
}

void Network::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    if (isBlocked(info)) {
        info.block(true);
        return;
    }
    if (!reportsItsEnd(info.resourceType()))
        return;
    m_underWay.append({info.requestUrl().toString(QUrl::FullyEncoded).left(maxUrl), int(info.resourceType()), now()});
    m_lastChange = m_clock.elapsed();
    Q_EMIT changed();
}

void Network::documentCreated(const QStringList &hops)
{
    // The answer to a page's own request may be why it left (`fetch('/login').then(() => location = '/')`); the end of such an
    // answer is never reported. One that was truly cut off is not told apart.
    for (const Request &request : std::exchange(m_underWay, {})) {
        if (request.type == Info::ResourceTypeXhr)
            m_responses.append({request.url, now(), 0, true});
    }
    for (const QString &url : hops)
        m_responses.append({url, now(), 0, false});
    m_lastChange = m_clock.elapsed();
    Q_EMIT changed();
}

void Network::responsesEnded(const QList<Response> &responses)
{
    for (const Response &response : responses)
        drop(response);
    m_responses.append(responses);
    if (m_responses.size() > 1000)
        m_responses.remove(0, m_responses.size() - 1000);
    m_lastChange = m_clock.elapsed();
    Q_EMIT changed();
}

// A redirect's later hops are requests of their own here, but belong to the first one's entry there.
void Network::drop(const Response &response)
{
    const auto it = std::find_if(m_underWay.cbegin(), m_underWay.cend(), [&](const Request &r) { return r.url == response.url; });
    if (it == m_underWay.cend())
        return;
    const Request first = *it;
    m_underWay.erase(it);
    if (response.redirected > 0) {
        m_underWay.removeIf([&](const Request &r) {
            return r.type == first.type && r.started >= first.started && r.started <= response.redirected + redirectSlack;
        });
    }
}

QStringList Network::underWay() const
{
    QStringList urls;
    for (const Request &request : m_underWay) {
        if (now() - request.started < givenUp)
            urls.append(request.url);
    }
    return urls;
}

qint64 Network::quietFor() const
{
    return underWay().isEmpty() ? m_clock.elapsed() - m_lastChange : 0;
}

QStringList Network::responsesSince(double time, Which which) const
{
    QStringList urls;
    for (const Response &response : m_responses) {
        if (response.ended > time && (which == Which::All || response.fetched))
            urls.append(response.url);
    }
    return urls;
}

} // namespace Foray
