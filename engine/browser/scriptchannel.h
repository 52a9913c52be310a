// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/target.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace Foray {

class EnginePage;

// A request of a page that has been answered, or has failed.
struct Response
{
    QString url;
    double ended = 0;      // ms since the epoch
    double redirected = 0; // when its last hop began; 0 if it was not redirected
    bool fetched = false;  // by the page's own scripts
};

// One call of a method of the page scripts (resources/js, foray.methods).
struct ScriptCall
{
    QString method;
    JsonValue arguments;
    QList<FrameRef> frames;
    // What must not run twice. Everything else is simply called again when a navigation replaces the document under it.
    bool once = false;
};

// The app's end of resources/js/frames.js: calls go to the page scripts in the right frame, answers and events come back.
//
// No call can hang: each has a timeout, ends when the renderer dies, and is cancelled in the page when its context goes.
// Everything that arrives is untrusted: what does not parse or answers nothing is dropped.
class ScriptChannel final : public QObject
{
    Q_OBJECT
public:
    ScriptChannel(EnginePage &page, QObject *parent);
    ~ScriptChannel() override;

    // On timeout the method gets a second to say what it was waiting for; its words become the error's message.
    void call(const ScriptCall &call, int timeout, QObject *context, Callback<JsonValue> done);

    bool isReady() const { return m_ready; } // a document with page scripts is there
    bool isClosing() const { return m_closing; }
    void close() { m_closing = true; } // before the page goes: nothing is run in it any more
    QString documentId() const { return m_documentId; }
    bool isResponding() const { return m_responding; } // false after a call that got no answer at all

Q_SIGNALS:
    void documentCreated(const QUrl &url);                        // main frame: the new document has been committed
    void documentParsed();                                        // main frame: DOMContentLoaded
    void documentLoaded();                                        // main frame: load
    void recorded(const Foray::JsonValue &message);               // see resources/js/record.js; any frame
    void responsesEnded(const QList<Foray::Response> &responses); // any frame

private:
    struct Pending;
    using PendingPtr = std::shared_ptr<Pending>;

    void send(const Pending &pending);
    void cancel(int id, const QString &reason);
    void timeOut(int id);
    void receive(const QByteArray &json);
    void receiveAnswer(Json &&message);
    void receiveEvent(const Json &message);
    void finish(int id, Result<JsonValue> result);
    void takeBig(int id);
    void documentReplaced();
    void rendererGone();
    void hearRecorded(const Json &message);
    void hearWay(const Json &message);

    EnginePage &m_page;
    QHash<int, PendingPtr> m_pending;
    int m_lastId = 0;
    bool m_ready = false;
    bool m_responding = true;
    bool m_closing = false; // the page is being taken down
    QString m_documentId;
    QHash<QString, JsonValue> m_ways; // to the documents of frames, while recording
    QList<JsonValue> m_wayless;       // recorded in a frame whose way is still to be told
};

} // namespace Foray
