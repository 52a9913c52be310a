// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/operation.h"

#include <QPointF>

namespace Foray {

struct ScriptCall;

// Begins the operation for one action on elements, keys or the viewport; see Page::act.
void startActing(WebPage &page, const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                 Callback<ActReport> done);

// An element that is ready to be acted on.
struct Prepared
{
    int handle = 0;
    QPointF point; // where to click, in the view
    QSizeF size;
    Found found;
};

// What acting on an element has in common: find and wait, act, wait until the page has handled it and, if that led
// elsewhere, until the new document is there.
class Acting : public Operation<ActReport>
{
public:
    Acting(WebPage &page, const QList<ScopeElement> &scopes, int timeout, QObject *context, Callback<ActReport> done);
    virtual void start() = 0;

protected:
    struct Request
    {
        QStringList need;
        QString watch; // a gesture to watch for from then on; ask with awaitGesture()
        std::optional<QPair<double, double>> offset;
    };

    void prepare(const Target &target, const Request &request, std::function<void(const Prepared &)> next);
    // A method of the page scripts in the target's frame. What fails ends the operation.
    void call(const QString &method, const JsonValue &arguments, std::function<void(const Json &)> next, bool once = true);
    // Like call, but a navigation under it is what the action was for.
    void callUntilGone(const QString &method, const JsonValue &arguments, std::function<void(const Json &)> next);
    // The gesture that prepare() watched for has been handled: `missed` when it landed elsewhere and was held back.
    void awaitGesture(const QString &type, int count, std::function<void()> landed, std::function<void(const QString &)> missed);
    void complete();

    ActReport m_report;
    int m_handle = 0; // of the element prepared last
    QList<FrameRef> m_frames;

private:
    QList<ScopeElement> m_scopes;
};

} // namespace Foray
