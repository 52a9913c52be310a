// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/operation.h"

class QWebEngineLoadingInfo;

namespace Foray {

// What Qt WebEngine says of a load that has ended. Decided by status and domain, never by its `ok`: a 404 with a body is
// a document and a failure at once, and a 204 or a download is neither.
Result<LoadReport> readLoadingInfo(const QWebEngineLoadingInfo &info);

// From the start of a load, or a move in the history, until the document is as far as `until` says.
class Navigation final : public Operation<LoadReport>
{
public:
    Navigation(WebPage &page, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done);

    void load(const QUrl &url);
    void move(int delta);

private:
    void watch();
    void begin(const QUrl &url);
    void documentCreated(const QUrl &url);
    bool isOurs(const QUrl &url) const;
    void ended(const LoadEnd &end);
    void awaitQuiet();
    void checkSameDocument();
    void timedOut();
    void succeed();

    WaitUntil m_until;
    QList<QUrl> m_urls; // what this navigation has asked for: its URL and where that redirected to
    bool m_committed = false;
    int m_historyIndex = -1; // before a move
};

} // namespace Foray
