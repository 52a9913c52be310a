// SPDX-License-Identifier: MIT
#include "engine/replay/attempt.h"

namespace Foray {

// The part of Attempt that takes rows, from the page or from the page cache.

// Frames and elements of loops are things of the live page.
bool Attempt::usesCachedPage(const Extract &extract) const
{
    return state().held && extract.frames.isEmpty() && extract.within.isEmpty();
}

Result<ExtractRequest> Attempt::requestFor(const Extract &extract) const
{
    ExtractRequest request;
    request.schema = state().plan.schema(extract.schema);
    if (request.schema.isNull())
        return failure(ErrorKind::InvalidPlan, QStringLiteral("The plan has no schema '%1'.").arg(extract.schema));
    request.cssSelector = extract.cssSelector;
    request.frames = extract.frames;
    if (extract.within.isEmpty())
        return request;
    for (const ScopeElement &scope : site().scopes) {
        request.scopes.append(scope);
        if (scope.name == extract.within)
            return request;
    }
    return failure(ErrorKind::InvalidPlan, QStringLiteral("No forEach around this step is named '%1'.").arg(extract.within));
}

RunOperation::Work Attempt::extract(const Extract &extract)
{
    return [this, extract](const Callback<> &next) {
        table = extract.table.isEmpty() ? extract.schema : extract.table;
        auto request = requestFor(extract);
        if (!request)
            return next(failure(request.error()));

        auto *work = sequence();
        if (usesCachedPage(extract)) {
            request->html = state().held->page.html;
            request->baseUrl = state().held->page.finalUrl;
            work->then(open());
            work->then(extractFrom(*request));
        } else {
            work->then(live());
            work->then(snapshot(m_step.waitFor));
            work->then(wait(m_step.waitFor));
            work->then(readCached(extract, *request));
        }
        work->run(next);
    };
}

// The extract step's own cache_mode; it reads and writes only what is sure to be the document as it came.
RunOperation::Work Attempt::readCached(const Extract &extract, const ExtractRequest &request)
{
    return [this, extract, request](const Callback<> &next) {
        const CacheMode mode = extract.cacheMode.value_or(CacheMode::Bypass);
        const QUrl url = page()->url();
        const bool may = state().options.pageCache && state().pristine && isCacheable(url) && extract.frames.isEmpty() &&
                         request.scopes.isEmpty();
        if (may && cacheReads(mode)) {
            const auto cached = state().options.pageCache->find(url);
            if (cached && *cached) {
                ExtractRequest fromCache = request;
                fromCache.html = (*cached)->html;
                fromCache.baseUrl = (*cached)->finalUrl;
                note(QStringLiteral("from the page cache"));
                return extractFrom(fromCache)(next);
            }
        }
        auto *work = sequence();
        work->then(hook(QStringLiteral("before_retrieve_html")));
        work->then(extractFrom(request));
        work->then(hook(QStringLiteral("before_return_html")));
        if (may && cacheWrites(mode))
            work->then(storePage(url, 200));
        work->run(next);
    };
}

RunOperation::Work Attempt::extractFrom(const ExtractRequest &request)
{
    return [this, request](const Callback<> &next) {
        acted = 0; // what this step does comes after its wait
        page()->extract(request, left(), this, [this, next](const Result<JsonValue> &extracted) {
            if (!extracted)
                return next(failure(extracted.error()));
            rows = *extracted;
            next({});
        });
    };
}

} // namespace Foray
