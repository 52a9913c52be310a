// SPDX-License-Identifier: MIT
#include "engine/replay/runoperation.h"

namespace Foray {

// The part of RunOperation that brings documents: loads, and the page cache in place of loads.

WaitUntil RunOperation::untilOf(const DocumentLoad &navigation) const
{
    if (navigation.until)
        return *navigation.until;
    // With a condition to wait for, images and the like need not be waited for; the document itself must be there in full,
    // since a condition can hold (and rows be taken) while half of a list is still on its way.
    return navigation.waitFor.isEmpty() ? WaitUntil::Load : WaitUntil::DomContentLoaded;
}

RunOperation::Work RunOperation::navigate(const DocumentLoad &navigation)
{
    return [this, navigation](const Callback<> &next) {
        auto *steps = sequence();
        steps->then(open());
        if (!navigation.url.isEmpty()) {
            steps->then(hook(QStringLiteral("on_page_context_created")));
            steps->then(hook(QStringLiteral("before_goto")));
        }
        steps->then(snapshot(navigation.waitFor));
        steps->then([this, navigation](const Callback<> &loaded) { load(navigation, loaded); });
        if (!navigation.url.isEmpty())
            steps->then(hook(QStringLiteral("after_goto")));
        steps->then(wait(navigation.waitFor));
        steps->then([this, navigation](const Callback<> &done) {
            disconnect(m_loadWatch);
            if (navigation.url.isEmpty() || !cacheWrites(navigation.cacheMode))
                return done({});
            storePage(navigation.url, m_status)(done);
        });
        steps->run(next);
    };
}

void RunOperation::load(const DocumentLoad &navigation, const Callback<> &next)
{
    const auto loaded = [this, next](const Result<LoadReport> &report) {
        if (!report)
            return next(failure(report.error()));
        m_status = report->status;
        m_run.held.reset();
        m_run.pristine = true;
        // The document is there, its status may come later: a 404 ends the wait for what will never appear.
        m_loadWatch = connect(m_page, &Page::loadFailed, this, [this](const Error &error) { finish(failure(error)); });
        next({});
    };
    m_run.pristine = false;
    if (navigation.url.isEmpty()) {
        m_page->moveInHistory(navigation.history, untilOf(navigation), left(), this, loaded);
        return;
    }
    m_run.lastUrl = navigation.url;
    m_page->navigate(navigation.url, untilOf(navigation), left(), this, loaded);
}

RunOperation::Work RunOperation::goTo(const DocumentLoad &navigation)
{
    return [this, navigation](const Callback<> &next) {
        PageCache *cache = m_run.options.pageCache;
        if (cache && cacheReads(navigation.cacheMode) && isCacheable(navigation.url)) {
            const auto page = cache->find(navigation.url);
            if (!page)
                note(QStringLiteral("the page cache could not be read: %1").arg(page.error().message));
            else if (*page) {
                m_run.held = HeldPage{**page, navigation};
                m_run.lastUrl = navigation.url;
                note(QStringLiteral("from the page cache"));
                return next({});
            }
        }
        navigate(navigation)(next);
    };
}

RunOperation::Work RunOperation::storePage(const QUrl &asked, int status)
{
    return [this, asked, status](const Callback<> &next) {
        if (!m_run.options.pageCache || !m_page || !isCacheable(asked))
            return next({});
        m_page->html(this, [this, asked, status, next](const Result<QString> &html) {
            if (!html)
                return next(failure(html.error()));
            const CachedPage page{asked.adjusted(QUrl::RemoveFragment), m_page->url(), status ? status : 200, *html,
                                  QDateTime::currentDateTimeUtc()};
            // A cache that cannot be written costs time later, not this run.
            if (const auto stored = m_run.options.pageCache->store(page); !stored)
                note(QStringLiteral("not cached: %1").arg(stored.error().message));
            next({});
        });
    };
}

} // namespace Foray
