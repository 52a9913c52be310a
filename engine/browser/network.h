// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/scriptchannel.h"

#include <QElapsedTimer>
#include <QHash>
#include <QStringList>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>

namespace Foray {

// What one page asks of the network: requests are seen when they start, responses when the page scripts report them as ended.
//
// Requests that never report an end (WebSockets, EventSources, pings, favicons, workers, the later hops of a redirect) do not
// count as under way; neither does any request after `givenUp`, so that one that hangs cannot hold up the rest for ever.
class Network final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
public:
    explicit Network(const QStringList &block, QObject *parent);

    void interceptRequest(QWebEngineUrlRequestInfo &info) override;
    // What the old document asked for is over, and what its scripts fetched counts as a response. `hops` are the addresses that
    // led to the new one, which have answered.
    void documentCreated(const QStringList &hops);
    void responsesEnded(const QList<Response> &responses);

    // How long nothing has been under way, in ms; 0 while something is.
    qint64 quietFor() const;
    QStringList underWay() const;

    // URLs of the responses that ended after `time` (ms since the epoch), of the last 1,000. The page tells of them a little
    // late, so it is their own time that counts.
    enum class Which { All, Fetched };
    QStringList responsesSince(double time, Which which = Which::All) const;

Q_SIGNALS:
    void changed();

private:
    struct Request
    {
        QString url; // encoded, as the page scripts report it
        int type;
        double started; // ms since the epoch
    };
    void drop(const Response &response);

    static constexpr qint64 givenUp = 10000; // ms

    bool isBlocked(const QWebEngineUrlRequestInfo &info) const;

    QStringList m_block;
    QElapsedTimer m_clock;
    QList<Request> m_underWay;
    QList<Response> m_responses;
    qint64 m_lastChange = 0;
};

} // namespace Foray
