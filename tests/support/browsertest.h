// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "engine/demo/demosite.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

namespace Foray {

// Runs one asynchronous operation to its end: await<int>([&](QObject *context, Callback<int> done) { page.x(…, context, done); }).
// The event loop is the test's own; a callback that never comes fails the test after `patience`.
template <typename T, typename Begin>
Result<T> await(Begin begin, int patience = 40000)
{
    QObject context;
    QEventLoop loop; // QTest's own waiting sleeps between looks, which slows every answer of a page
    std::optional<Result<T>> result;
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    begin(&context, Callback<T>([&](Result<T> r) {
        result = std::move(r);
        loop.quit();
    }));
    if (!result)
        loop.exec();
    if (!result)
        return failure(ErrorKind::Timeout, QStringLiteral("The callback never came."));
    return *result;
}

// A memory-only session with one page, on the demo site.
class BrowserFixture
{
public:
    explicit BrowserFixture(BrowserSettings settings = {}, DemoSite::Options options = {});

    WebPage &page() const; // the current one
    QUrl at(const QString &path) const { return QUrl(site->url().toString() + path); }

    Result<LoadReport> go(const QString &path, WaitUntil until = WaitUntil::Load, int timeout = 20000);
    Result<ActReport> act(const Action &action, int timeout = 5000);
    Result<ActReport> click(const QString &selector, int timeout = 5000);
    Result<JsonValue> evaluate(const QString &code, int timeout = 5000);
    QString evaluated(const QString &code); // the value as text; the error's message when it fails
    Result<WaitReport> wait(const QList<Condition> &conditions, const Snapshot &before = {}, int timeout = 5000);
    Snapshot snapshot(const QList<Condition> &conditions);

    std::unique_ptr<DemoSite> site;
    std::unique_ptr<WebBrowser> browser;
};

Target cssTarget(const QString &selector, const QList<FrameRef> &frames = {});
Condition visible(const QString &selector);

} // namespace Foray
