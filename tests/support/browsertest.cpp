// SPDX-License-Identifier: MIT
#include "tests/support/browsertest.h"

#include "engine/base/json.h"

#include <nlohmann/json.hpp>

namespace Foray {

BrowserFixture::BrowserFixture(BrowserSettings settings, DemoSite::Options options)
{
    auto started = DemoSite::start(options);
    if (!started)
        qFatal("%s", qPrintable(toString(started.error())));
    site = std::move(*started);
    browser = std::make_unique<WebBrowser>(SessionSettings{}, settings, QString(), WebBrowser::Visibility::OffScreen);
    const auto opened = await<Page *>([&](QObject *context, Callback<Page *> done) { browser->open(context, std::move(done)); });
    if (!opened)
        qFatal("%s", qPrintable(toString(opened.error())));
}

WebPage &BrowserFixture::page() const
{
    return *qobject_cast<WebPage *>(browser->currentPage());
}

Result<LoadReport> BrowserFixture::go(const QString &path, WaitUntil until, int timeout)
{
    const QUrl url = path.contains(QStringLiteral("://")) || path.startsWith(QStringLiteral("about:")) ? QUrl(path) : at(path);
    return await<LoadReport>(
        [&](QObject *context, Callback<LoadReport> done) { page().navigate(url, until, timeout, context, std::move(done)); });
}

Result<ActReport> BrowserFixture::act(const Action &action, int timeout)
{
    return await<ActReport>(
        [&](QObject *context, Callback<ActReport> done) { page().act(action, {}, timeout, context, std::move(done)); });
}

Result<ActReport> BrowserFixture::click(const QString &selector, int timeout)
{
    Click click;
    click.target = cssTarget(selector);
    return act(click, timeout);
}

Result<JsonValue> BrowserFixture::evaluate(const QString &code, int timeout)
{
    return await<JsonValue>(
        [&](QObject *context, Callback<JsonValue> done) { page().evaluate(code, timeout, context, std::move(done)); });
}

QString BrowserFixture::evaluated(const QString &code)
{
    const auto result = evaluate(code);
    return result ? toQString(result->get()) : result.error().message;
}

Result<WaitReport> BrowserFixture::wait(const QList<Condition> &conditions, const Snapshot &before, int timeout)
{
    return await<WaitReport>(
        [&](QObject *context, Callback<WaitReport> done) { page().wait(conditions, before, timeout, context, std::move(done)); });
}

Snapshot BrowserFixture::snapshot(const QList<Condition> &conditions)
{
    return await<Snapshot>(
               [&](QObject *context, Callback<Snapshot> done) { page().snapshot(conditions, context, std::move(done)); })
        .value_or(Snapshot{});
}

Target cssTarget(const QString &selector, const QList<FrameRef> &frames)
{
    Target target;
    target.selectors = {{selector}};
    target.frames = frames;
    return target;
}

Condition visible(const QString &selector)
{
    Condition condition;
    condition.kind = SelectorCondition{selector, ElementState::Visible, CountOperator::AtLeast, {}, {}};
    return condition;
}

} // namespace Foray
