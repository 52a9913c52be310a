// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

namespace Foray {

// The current element of a forEach that surrounds a step: match number `index` of `elements`, found anew at each use,
// since pages replace their nodes.
struct ScopeElement
{
    QString name; // the loop's `as`
    Target elements;
    int index = 0;
    bool operator==(const ScopeElement &) const = default;
};

// How a target's element was found. Healed: none of its selectors meant it; saving `repaired` is offered to the user.
struct Found
{
    QString by;        // css, xpath, text, aria, testid …, vote, fingerprint
    QString selector;  // the one that matched, as written
    double score = 1;  // 0…1; 1 for a selector
    double margin = 1; // to the runner-up
    bool healed = false;
    JsonValue repaired; // the target with selectors that work today; null when not healed
    QList<bool> meant;  // which of its selectors meant just this element; only where the page was asked to say so
    bool operator==(const Found &) const = default;
};

struct ActReport
{
    Found found;
    bool navigated = false; // the action began a navigation of the main frame, which has reached DOMContentLoaded
};

struct LoadReport
{
    QUrl url;       // after redirects
    int status = 0; // HTTP; 0 when not known (yet) or not HTTP
};

struct WaitReport
{
    int waited = 0; // ms
};

// What the page showed just before an action, for Changed and Response conditions. Opaque to the runner.
using Snapshot = JsonValue;

struct ExtractRequest
{
    JsonValue schema;
    QString cssSelector;
    QList<FrameRef> frames;
    QList<ScopeElement> scopes; // rows are taken from the innermost one's element only
    QString html;               // not null: from this document instead of the page's, as a page cache holds it
    QUrl baseUrl;               // for `html`
};

// What a look at a target says without waiting: what a paginator asks of its next button.
struct Probe
{
    int count = 0;        // elements the first selector that matches anything matches
    bool visible = false; // of the first
    bool enabled = false;
};

// One tab, as the runner drives it: WebPage over Qt WebEngine, FakePage in tests.
//
// Every operation is asynchronous: (arguments, context, callback). Destroying the context cancels the operation, also in
// the page. Timeouts are in ms and always end in ErrorKind::Timeout or the more telling kind, with what was last seen.
// If the renderer dies, what is pending fails with ErrorKind::PageCrashed.
class Page : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QUrl url() const = 0;
    virtual QString title() const = 0;
    virtual bool canGo(int) const { return true; } // whether moveInHistory() has somewhere to go

    // A 4xx or 5xx is ErrorKind::HttpStatus, no document at all NavigationFailed. With WaitUntil::Commit the report comes
    // as soon as the new document is there; its status may then be unknown (see loadFailed).
    virtual void navigate(const QUrl &url, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) = 0;
    // -1 back, 0 reload, 1 forward.
    virtual void moveInHistory(int delta, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) = 0;

    // Click, Hover, Change, Press, KeyDown, KeyUp, Scroll, Drag, Upload, SetViewport: finds the element, waits until it can be
    // acted on (one match, visible, stable, enabled, not covered), acts with trusted input, and returns once the page has handled it.
    virtual void act(const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                     Callback<ActReport> done) = 0;

    // A function body in the page's own world; its promise is awaited. A navigation it causes is no error.
    virtual void evaluate(const QString &code, int timeout, QObject *context, Callback<JsonValue> done) = 0;

    virtual void snapshot(const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done) = 0;
    // Until all conditions hold; survives navigations. Returns at once when they hold already.
    virtual void wait(const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
                      Callback<WaitReport> done) = 0;
    virtual void check(const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done) = 0;

    // For replays that are compared: from now on Found says which selectors meant the element.
    virtual void setTraced() {}
    // What the page's own scripts fetched, and had answered since then.
    virtual QStringList fetchedSince(const Snapshot &) const { return {}; }

    // An array of rows, the same as Crawl4AI's extracted_content.
    virtual void extract(const ExtractRequest &request, int timeout, QObject *context, Callback<JsonValue> done) = 0;

    virtual void probe(const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<Probe> done) = 0;
    virtual void fingerprint(QObject *context, Callback<QString> done) = 0;                  // of what the document shows now
    virtual void html(QObject *context, Callback<QString> done) = 0;                         // the whole document, as it is now
    virtual void screenshot(bool fullPage, QObject *context, Callback<QByteArray> done) = 0; // PNG

    // The answer to the next dialog of this page. Dialogs that nobody answered for are dismissed and reported.
    virtual void answerNextDialog(const Dialog &answer) = 0;
    virtual void awaitDialog(int timeout, QObject *context, Callback<QString> done) = 0; // its message; since answerNextDialog

Q_SIGNALS:
    void urlChanged(const QUrl &url);
    void titleChanged(const QString &title);
    void loadFinished(const Foray::LoadReport &report);
    void loadFailed(const Foray::Error &error); // also a 4xx that came after navigate() had returned
    void dialogHandled(const QString &type, const QString &message, bool accepted, bool expected);
    void crashed(const Foray::Error &error);
};

} // namespace Foray

Q_DECLARE_METATYPE(Foray::LoadReport)
