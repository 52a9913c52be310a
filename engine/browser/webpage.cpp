// SPDX-License-Identifier: MIT
#include "engine/browser/webpage.h"

#include "engine/base/json.h"
#include "engine/browser/acting.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/evaluation.h"
#include "engine/browser/navigation.h"
#include "engine/browser/network.h"
#include "engine/browser/pagescripts.h"
#include "engine/browser/screenshot.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"
#include "engine/browser/session.h"
#include "engine/browser/waiting.h"

#include <QChildEvent>
#include <QWebEngineHistory>
#include <QWebEngineLoadingInfo>
#include <QWebEngineProfile>
#include <QWebEngineScript>

#include <nlohmann/json.hpp>

#include <csignal>

namespace Foray {

namespace {

constexpr int lookTimeout = 10000; // ms, for questions that the page answers without waiting

} // namespace

WebPage::WebPage(Session &session, const BrowserSettings &settings, QObject *parent)
    : Page(parent)
    , m_engine(std::make_unique<EnginePage>(session.profile(), nullptr))
    , m_view(std::make_unique<QWebEngineView>())
    , m_channel(new ScriptChannel(*m_engine, this))
    , m_network(new Network(settings.block, this))
{
    m_view->setPage(m_engine.get());
    m_view->resize(settings.width, settings.height);
    m_input = std::make_unique<TrustedInput>(*m_view);
    m_engine->setUrlRequestInterceptor(m_network);
    connectEngine();
}

WebPage::~WebPage()
{
    // Signals of what is being taken down must not reach operations any more.
    m_channel->close();
    m_engine->disconnect(this);
    m_view.reset();
}

void WebPage::showOffScreen()
{
    m_view->setAttribute(Qt::WA_DontShowOnScreen);
    m_view->setFixedSize(m_view->size());
    m_view->installEventFilter(this);
}

// Only when what draws the page is in the view: where it is put into one that is shown already, Qt makes the view's window anew,
// and that one does come to the screen.
bool WebPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ChildAdded && static_cast<QChildEvent *>(event)->child()->isWidgetType()) {
        m_view->removeEventFilter(this);
        QMetaObject::invokeMethod(m_view.get(), &QWidget::show, Qt::QueuedConnection);
    }
    return Page::eventFilter(watched, event);
}

void WebPage::setViewport(int width, int height)
{
    m_view->setFixedSize(width, height);
}

void WebPage::connectEngine()
{
    connect(m_engine.get(), &QWebEnginePage::urlChanged, this, &Page::urlChanged);
    connect(m_engine.get(), &QWebEnginePage::titleChanged, this, &Page::titleChanged);
    connect(m_engine.get(), &QWebEnginePage::loadingChanged, this, &WebPage::loadingChanged);
    connect(m_engine.get(), &EnginePage::dialogHandled, this, &WebPage::dialogCame);
    connect(m_engine.get(), &EnginePage::navigationStarting, this, [this](const QUrl &target) {
        m_navigating = true;
        m_committed = false;
        m_hops.append(target.toString(QUrl::FullyEncoded));
        Q_EMIT navigationBegan(target);
    });
    connect(m_engine.get(), &QWebEnginePage::renderProcessTerminated, this, [this] {
        m_navigating = false;
        Q_EMIT crashed({ErrorKind::PageCrashed,
                        QStringLiteral("The process of the page '%1' ended unexpectedly.").arg(url().toString()),
                        {}});
    });
    connect(m_channel, &ScriptChannel::documentCreated, this, [this](const QUrl &created) {
        m_committed = true;
        m_network->documentCreated(std::exchange(m_hops, {}));
        if (m_recording)
            setRecording(true);
        Q_EMIT documentCreated(created);
    });
    connect(m_channel, &ScriptChannel::documentParsed, this, [this] {
        // Not the old document's, whose end of parsing may come after the next navigation has begun.
        m_navigating = m_navigating && !m_committed;
        Q_EMIT documentParsed();
    });
    connect(m_engine.get(), &EnginePage::dialogAnsweredByPerson, this, &WebPage::dialogAnsweredByPerson);
    connect(m_engine.get(), &EnginePage::filesChosenByPerson, this, &WebPage::filesChosenByPerson);
    connect(m_channel, &ScriptChannel::recorded, this, &WebPage::recorded);
    connect(m_channel, &ScriptChannel::responsesEnded, m_network, &Network::responsesEnded);
}

void WebPage::setRecording(bool recording)
{
    m_recording = recording;
    if (m_channel->isReady())
        m_engine->runJavaScript(assembleCall(QStringLiteral("foray.frames.setRecording"), {JsonValue(Json(recording))}),
                                QWebEngineScript::ApplicationWorld);
}

bool WebPage::closesItself() const
{
    return m_channel->isClosing();
}

void WebPage::setAttended(bool attended)
{
    m_engine->setAttended(attended);
}

void WebPage::loadingChanged(const QWebEngineLoadingInfo &info)
{
    if (info.status() == QWebEngineLoadingInfo::LoadStartedStatus)
        return;
    m_navigating = false;
    const auto load = readLoadingInfo(info);
    if (load)
        m_lastLoad = *load;
    if (!load)
        Q_EMIT loadFailed(load.error());
    else if (info.status() == QWebEngineLoadingInfo::LoadSucceededStatus)
        Q_EMIT loadFinished(*load);
    Q_EMIT navigationEnded({info.url(), info.status() == QWebEngineLoadingInfo::LoadStoppedStatus,
                            load ? std::nullopt : std::optional<Error>(load.error())});
}

void WebPage::dialogCame(const QString &type, const QString &message, bool accepted, bool expected)
{
    if (expected) {
        m_answeredDialogs.enqueue(message);
        Q_EMIT dialogAnswered(message);
    }
    Q_EMIT dialogHandled(type, message, accepted, expected);
}

QUrl WebPage::url() const
{
    return m_engine->url();
}

QString WebPage::title() const
{
    return m_engine->title();
}

void WebPage::killRenderer()
{
    if (const qint64 pid = m_engine->renderProcessPid(); pid > 0)
        ::kill(pid_t(pid), SIGKILL);
}

void WebPage::navigate(const QUrl &url, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done)
{
    (new Navigation(*this, until, timeout, context, std::move(done)))->load(url);
}

bool WebPage::canGo(int delta) const
{
    const QWebEngineHistory *history = m_engine->history();
    return delta == 0 || (delta < 0 ? history->canGoBack() : history->canGoForward());
}

void WebPage::moveInHistory(int delta, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done)
{
    (new Navigation(*this, until, timeout, context, std::move(done)))->move(delta);
}

void WebPage::act(const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                  Callback<ActReport> done)
{
    startActing(*this, action, scopes, timeout, context, std::move(done));
}

void WebPage::evaluate(const QString &code, int timeout, QObject *context, Callback<JsonValue> done)
{
    (new Evaluation(*this, timeout, context, std::move(done)))->run(code);
}

void WebPage::snapshot(const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done)
{
    takeSnapshot(*this, conditions, context, std::move(done));
}

void WebPage::wait(const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
                   Callback<WaitReport> done)
{
    (new Waiting(*this, conditions, before, timeout, context, std::move(done)))->start();
}

void WebPage::check(const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done)
{
    checkCondition(*this, condition, before, context, std::move(done));
}

QStringList WebPage::fetchedSince(const Snapshot &before) const
{
    return fetchedResponses(*this, before);
}

void WebPage::extract(const ExtractRequest &request, int timeout, QObject *context, Callback<JsonValue> done)
{
    Json arguments{{"schema", request.schema.get()}};
    arguments["engine"] = toStd(textAt(request.schema.get(), "engine", QStringLiteral("css")));
    arguments["cssSelector"] = toStd(request.cssSelector);
    if (!request.html.isNull()) {
        arguments["html"] = toStd(request.html);
        arguments["baseUrl"] = toStd(request.baseUrl.toString());
    }
    ScriptCall call{QStringLiteral("extract"), {}, request.frames, false};
    if (!request.scopes.isEmpty()) {
        Target row;
        row.within = request.scopes.constLast().name;
        arguments["locator"] = locatorJson(row, request.scopes);
        if (call.frames.isEmpty())
            call.frames = framesOf(row, request.scopes);
    }
    call.arguments = arguments;
    m_channel->call(call, timeout, context, [done = std::move(done)](const Result<JsonValue> &answer) {
        if (!answer) {
            done(failure(answer.error()));
            return;
        }
        const Json &rows = answer->get();
        const auto isObject = [](const Json &row) { return row.is_object(); };
        if (rows.is_array() && std::all_of(rows.begin(), rows.end(), isObject))
            done(*answer);
        else
            done(
                failure(ErrorKind::JavascriptError, QStringLiteral("The page answered with something that is no list of rows.")));
    });
}

void WebPage::probe(const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<Probe> done)
{
    m_channel->call({QStringLiteral("probe"), locatorJson(target, scopes), framesOf(target, scopes), false}, lookTimeout, context,
                    [done = std::move(done)](const Result<JsonValue> &answer) {
                        if (!answer) {
                            // A frame that is not there holds nothing.
                            if (answer.error().kind == ErrorKind::NoSuchFrame)
                                done(Probe{});
                            else
                                done(failure(answer.error()));
                            return;
                        }
                        const Json &json = answer->get();
                        done(Probe{int(numberAt(json, "count")), boolAt(json, "visible"), boolAt(json, "enabled")});
                    });
}

void WebPage::fingerprint(QObject *context, Callback<QString> done)
{
    m_channel->call({QStringLiteral("pageFingerprint"), {}, {}, false}, lookTimeout, context,
                    [this, done = std::move(done)](const Result<JsonValue> &answer) {
                        if (answer)
                            done(url().toString(QUrl::RemoveFragment) + u' ' + toQString(answer->get()));
                        else
                            done(failure(answer.error()));
                    });
}

void WebPage::html(QObject *context, Callback<QString> done)
{
    m_channel->call({QStringLiteral("html"), {}, {}, false}, 60000, context,
                    [done = std::move(done)](const Result<JsonValue> &answer) {
                        if (answer)
                            done(toQString(answer->get()));
                        else
                            done(failure(answer.error()));
                    });
}

void WebPage::screenshot(bool fullPage, QObject *context, Callback<QByteArray> done)
{
    takeScreenshot(*this, fullPage, context, std::move(done));
}

void WebPage::showHtml(const QString &html, int timeout, QObject *context, Callback<> done)
{
    m_channel->call({QStringLiteral("showHtml"), Json{{"html", toStd(html)}}, {}, false}, timeout, context,
                    [done = std::move(done)](const Result<JsonValue> &answer) {
                        if (answer)
                            done({});
                        else
                            done(failure(answer.error()));
                    });
}

void WebPage::targetAt(const QString &selector, bool settled, int timeout, QObject *context, Callback<JsonValue> done)
{
    m_channel->call({QStringLiteral("targetAt"), Json{{"selector", toStd(selector)}, {"settled", settled}}, {}, false}, timeout,
                    context, std::move(done));
}

void WebPage::detect(const QString &selector, bool settled, int timeout, QObject *context, Callback<JsonValue> done)
{
    m_channel->call({QStringLiteral("detect"), Json{{"selector", toStd(selector)}, {"settled", settled}}, {}, false}, timeout,
                    context, std::move(done));
}

void WebPage::locate(const Target &target, bool settled, int timeout, QObject *context, Callback<JsonValue> done)
{
    m_channel->call(
        {QStringLiteral("locate"), Json{{"locator", locatorJson(target, {})}, {"settled", settled}}, target.frames, false},
        timeout, context, std::move(done));
}

void WebPage::answerNextDialog(const Dialog &answer)
{
    m_engine->answerNextDialog(answer);
}

void WebPage::awaitDialog(int timeout, QObject *context, Callback<QString> done)
{
    if (!m_answeredDialogs.isEmpty()) {
        done(m_answeredDialogs.dequeue());
        return;
    }
    (new DialogWait(*this, timeout, context, [this, done = std::move(done)](Result<QString> message) {
        if (message)
            m_answeredDialogs.removeOne(*message);
        done(std::move(message));
    }))->start();
}

} // namespace Foray
