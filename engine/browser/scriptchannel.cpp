// SPDX-License-Identifier: MIT
#include "engine/browser/scriptchannel.h"

#include "engine/base/json.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/pagescripts.h"
#include "engine/browser/scriptjson.h"

#include <QDateTime>
#include <QTimer>
#include <QWebEngineScript>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int mostWays = 500;   // frames of a page that are recorded
constexpr int lastWords = 1000; // ms a method has, after its timeout, to say what it was waiting for

} // namespace

struct ScriptChannel::Pending
{
    int id = 0;
    ScriptCall call;
    int timeout = 0;
    bool timedOut = false;
    QString sentTo; // the document it was sent to
    Callback<JsonValue> done;
    QTimer timer;
    QMetaObject::Connection contextGone;
};

ScriptChannel::ScriptChannel(EnginePage &page, QObject *parent)
    : QObject(parent)
    , m_page(page)
{
    connect(&page, &EnginePage::scriptMessage, this, &ScriptChannel::receive);
    connect(&page, &QWebEnginePage::renderProcessTerminated, this, &ScriptChannel::rendererGone);
    connect(&page, &QWebEnginePage::windowCloseRequested, this, [this] { m_closing = true; });
}

ScriptChannel::~ScriptChannel() = default;

void ScriptChannel::call(const ScriptCall &call, int timeout, QObject *context, Callback<JsonValue> done)
{
    const auto pending = std::make_shared<Pending>();
    const int id = ++m_lastId;
    pending->id = id;
    pending->call = call;
    pending->timeout = timeout;
    pending->done = std::move(done);
    pending->timer.setSingleShot(true);
    connect(&pending->timer, &QTimer::timeout, this, [this, id] { timeOut(id); });
    pending->timer.start(qMax(0, timeout));
    pending->contextGone = connect(context, &QObject::destroyed, this, [this, id] {
        cancel(id, QStringLiteral("cancelled"));
        m_pending.remove(id);
    });
    m_pending.insert(id, pending);
    if (m_ready)
        send(*pending);
}

void ScriptChannel::send(const Pending &pending)
{
    Json frames = Json::array();
    for (const FrameRef &frame : pending.call.frames)
        frames.push_back(scriptJson(frame));
    const Json message{{"id", pending.id},
                       {"frames", std::move(frames)},
                       {"method", toStd(pending.call.method)},
                       {"args", pending.call.arguments.get()},
                       {"once", pending.call.once}};
    m_pending.value(pending.id)->sentTo = m_documentId;
    m_page.runJavaScript(assembleCall(QStringLiteral("foray.frames.receive"), {JsonValue(message)}),
                         QWebEngineScript::ApplicationWorld);
}

void ScriptChannel::cancel(int id, const QString &reason)
{
    // A page on its way out (window.close()) has nothing left to run it in.
    if (m_ready && m_pending.contains(id) && !m_closing) {
        m_page.runJavaScript(
            assembleCall(QStringLiteral("foray.frames.cancel"), {JsonValue(Json(id)), JsonValue(Json(toStd(reason)))}),
            QWebEngineScript::ApplicationWorld);
    }
}

void ScriptChannel::timeOut(int id)
{
    const PendingPtr pending = m_pending.value(id);
    if (!pending)
        return;
    if (pending->timedOut || !m_ready) {
        m_responding = m_responding && !m_ready;
        finish(id, failure(ErrorKind::Timeout, m_ready ? QStringLiteral("The page does not respond: its scripts keep it busy.")
                                                       : QStringLiteral("No document has come.")));
        return;
    }
    pending->timedOut = true;
    cancel(id, QStringLiteral("timeout"));
    pending->timer.start(lastWords);
}

void ScriptChannel::receive(const QByteArray &json)
{
    auto message = parseJson(json);
    if (!message || !message->is_object())
        return;
    if (message->contains("event"))
        receiveEvent(*message);
    else
        receiveAnswer(std::move(*message));
}

void ScriptChannel::receiveAnswer(Json &&message)
{
    const int id = int(numberAt(message, "id"));
    m_responding = true;
    if (!m_pending.contains(id))
        return;
    if (message.contains("big"))
        takeBig(id);
    else
        finish(id, scriptAnswer(std::move(message)));
}

void ScriptChannel::takeBig(int id)
{
    m_page.runJavaScript(assembleCall(QStringLiteral("foray.frames.take"), {JsonValue(Json(id))}),
                         QWebEngineScript::ApplicationWorld, [self = QPointer(this), id](const QVariant &text) {
                             if (!self)
                                 return;
                             auto message = parseJson(text.toString().toUtf8());
                             self->finish(id, scriptAnswer(message ? std::move(*message) : Json::object()));
                         });
}

void ScriptChannel::finish(int id, Result<JsonValue> result)
{
    const PendingPtr pending = m_pending.take(id);
    if (!pending)
        return;
    disconnect(pending->contextGone);
    pending->timer.stop();
    pending->done(std::move(result));
}

void ScriptChannel::receiveEvent(const Json &message)
{
    const QString event = textAt(message, "event");
    if (event == QStringLiteral("responses")) {
        QList<Response> responses;
        if (const auto it = message.find("responses"); it != message.end() && it->is_array()) {
            for (const Json &response : *it) {
                responses.append({textAt(response, "url"), numberAt(response, "ended"), numberAt(response, "redirected"),
                                  boolAt(response, "fetched")});
            }
        }
        Q_EMIT responsesEnded(responses);
        return;
    }
    if (event == QStringLiteral("recorded")) {
        hearRecorded(message);
        return;
    }
    if (event == QStringLiteral("frame")) {
        hearWay(message);
        return;
    }
    if (!boolAt(message, "top")) {
        if (event == QStringLiteral("document")) // a frame's own address has answered, too
            Q_EMIT responsesEnded({{textAt(message, "url"), double(QDateTime::currentMSecsSinceEpoch()), 0, false}});
        return;
    }
    if (event == QStringLiteral("document")) {
        m_documentId = textAt(message, "documentId");
        m_ways.clear();
        m_wayless.clear();
        m_ready = true;
        m_responding = true;
        Q_EMIT documentCreated(QUrl(textAt(message, "url")));
        documentReplaced();
    } else if (textAt(message, "documentId") == m_documentId) {
        if (event == QStringLiteral("parsed"))
            Q_EMIT documentParsed();
        else if (event == QStringLiteral("loaded"))
            Q_EMIT documentLoaded();
    }
}

// Each document tells for itself, which pages cannot; its way comes from the frames around it.
void ScriptChannel::hearRecorded(const Json &message)
{
    if (boolAt(message, "top")) {
        Q_EMIT recorded(JsonValue(message));
    } else if (const auto way = m_ways.constFind(textAt(message, "documentId")); way != m_ways.cend()) {
        Json placed = message;
        placed["frames"] = way->get();
        Q_EMIT recorded(JsonValue(std::move(placed)));
    } else if (m_wayless.size() < mostWays) {
        m_wayless.append(JsonValue(message));
    }
}

void ScriptChannel::hearWay(const Json &message)
{
    const QString documentId = textAt(message, "documentId");
    if (documentId.isEmpty() || (m_ways.size() >= mostWays && !m_ways.contains(documentId)))
        return;
    const auto frames = message.find("frames");
    m_ways.insert(documentId, frames == message.end() ? JsonValue() : JsonValue(*frames));
    QList<JsonValue> waiting;
    waiting.swap(m_wayless);
    for (const JsonValue &each : std::as_const(waiting))
        hearRecorded(each.get());
}

void ScriptChannel::documentReplaced()
{
    // A copy: callbacks may begin new calls.
    const auto calls = m_pending.values();
    for (const PendingPtr &pending : calls) {
        if (!m_pending.contains(pending->id) || pending->sentTo == m_documentId)
            continue;
        if (pending->call.once && !pending->sentTo.isEmpty())
            finish(pending->id, failure(ErrorKind::StaleElement, QStringLiteral("The page has loaded another document.")));
        else
            send(*pending);
    }
}

void ScriptChannel::rendererGone()
{
    m_ready = false;
    m_responding = true; // whatever kept it busy is gone
    const auto ids = m_pending.keys();
    for (const int id : ids)
        finish(id, failure(ErrorKind::PageCrashed, QStringLiteral("The page's process ended unexpectedly.")));
}

} // namespace Foray
