// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/trustedinput.h"
#include "engine/plan/plan.h"
#include "engine/replay/page.h"

#include <QQueue>
#include <QWebEngineView>

#include <memory>
#include <optional>

namespace Foray {

class EnginePage;
class Network;
class ScriptChannel;
class Session;
struct ScriptCall;

// How a load of the main frame ended. `stopped`: without a document (a 204, a download, or another load came in between).
struct LoadEnd
{
    QUrl url;
    bool stopped = false;
    std::optional<Error> error;
};

// A Page over Qt WebEngine. Window and headless runs use the same: a QWebEngineView, in a window or shown off the screen
// (a view that was never shown gets no frames and no mouse).
//
// The operations live in files of their own (navigation, acting, waiting, …); each is an object owned by the caller's context.
class WebPage final : public Page
{
    Q_OBJECT
public:
    WebPage(Session &session, const BrowserSettings &settings, QObject *parent = nullptr);
    ~WebPage() override;

    QWebEngineView *view() const { return m_view.get(); } // owned by the page, also when a window shows it
    void showOffScreen();
    void setViewport(int width, int height); // CSS px

    QUrl url() const override;
    QString title() const override;
    void navigate(const QUrl &url, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) override;
    bool canGo(int delta) const override;
    void moveInHistory(int delta, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) override;
    void act(const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
             Callback<ActReport> done) override;
    void evaluate(const QString &code, int timeout, QObject *context, Callback<JsonValue> done) override;
    void snapshot(const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done) override;
    void wait(const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
              Callback<WaitReport> done) override;
    void check(const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done) override;
    void setTraced() override { m_traced = true; }
    QStringList fetchedSince(const Snapshot &before) const override;
    void extract(const ExtractRequest &request, int timeout, QObject *context, Callback<JsonValue> done) override;
    void probe(const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<Probe> done) override;
    void fingerprint(QObject *context, Callback<QString> done) override;
    void html(QObject *context, Callback<QString> done) override;
    void screenshot(bool fullPage, QObject *context, Callback<QByteArray> done) override;
    void answerNextDialog(const Dialog &answer) override;
    void awaitDialog(int timeout, QObject *context, Callback<QString> done) override;

    // Makes html the document of this page, which must be a blank one; done once it has loaded.
    void showHtml(const QString &html, int timeout, QObject *context, Callback<> done);
    // What `foray target` and `foray find` print (resources/js/inspect.js). settled: nothing more will come to the page.
    void targetAt(const QString &selector, bool settled, int timeout, QObject *context, Callback<JsonValue> done);
    // What `foray detect` prints (resources/js/detect.js); selector: what a click would be at, empty: none.
    void detect(const QString &selector, bool settled, int timeout, QObject *context, Callback<JsonValue> done);
    void locate(const Target &target, bool settled, int timeout, QObject *context, Callback<JsonValue> done);

    // For the operations.
    EnginePage &engine() const { return *m_engine; }
    ScriptChannel &channel() const { return *m_channel; }
    Network &network() const { return *m_network; }
    TrustedInput &input() { return *m_input; }
    const LoadReport &lastLoad() const { return m_lastLoad; }
    bool isTraced() const { return m_traced; }
    bool isNavigating() const { return m_navigating; } // a navigation of the main frame has begun and is not parsed yet
    // While it records, the page tells what the person does in it; see resources/js/record.js and engine/record.
    void setRecording(bool recording);
    // A person is there to answer dialogs and choose files; otherwise that is done by what was prepared, or refused.
    void setAttended(bool attended);
    bool closesItself() const; // a script of it has asked for that
    void killRenderer();       // for one whose scripts never end

Q_SIGNALS:
    void navigationBegan(const QUrl &url);
    void documentCreated(const QUrl &url);           // committed
    void documentParsed();                           // DOMContentLoaded
    void navigationEnded(const Foray::LoadEnd &end); // after loadFinished or loadFailed
    void recorded(const Foray::JsonValue &message);
    void dialogAnsweredByPerson(const Foray::Dialog &answer, const QString &question);
    void filesChosenByPerson(const QStringList &paths);
    void dialogAnswered(const QString &message); // one that answerNextDialog prepared

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // of the view

private:
    void connectEngine();
    void loadingChanged(const QWebEngineLoadingInfo &info);
    void dialogCame(const QString &type, const QString &message, bool accepted, bool expected);

    // In this order: the view must be gone before its page.
    std::unique_ptr<EnginePage> m_engine;
    std::unique_ptr<QWebEngineView> m_view;
    ScriptChannel *m_channel;
    Network *m_network;
    std::unique_ptr<TrustedInput> m_input;
    LoadReport m_lastLoad;
    bool m_recording = false;
    bool m_traced = false;
    bool m_navigating = false;
    bool m_committed = false; // the document that the navigation was for is there
    QStringList m_hops;       // what the navigation has asked for so far, redirects and all
    QQueue<QString> m_answeredDialogs;
};

} // namespace Foray
