// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/operation.h"

#include <QStringList>

#include <vector>

namespace Foray {

// What the conditions of a step compare with: the page's own states (resources/js/conditions.js) and the number of the last response.
void takeSnapshot(WebPage &page, const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done);

// One look, without waiting.
void checkCondition(WebPage &page, const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done);

QStringList fetchedResponses(const WebPage &page, const Snapshot &before);

// Waits for the conditions one after the other and, since an earlier one may have ceased to hold by then, looks at all of them
// once more at the end; a single condition needs no second look.
class Waiting final : public Operation<WaitReport>
{
public:
    Waiting(WebPage &page, const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
            Callback<WaitReport> done);
    void start();

private:
    void next();
    void verify(qsizetype index);
    void awaitCurrent();
    void awaitUrl(const UrlCondition &condition);
    void awaitResponse(const ResponseCondition &condition);
    void awaitIdle(const NetworkIdleCondition &condition);
    void awaitJs(const JsCondition &condition);
    void awaitDelay(const DelayCondition &condition);
    void awaitInPage(const Condition &condition);
    void held();
    void fail(const QString &lastSeen);

    QList<Condition> m_conditions;
    Snapshot m_before;
    QElapsedTimer m_clock;
    qsizetype m_index = 0;
    int m_waitedFor = 0;                // how many conditions of this round did not hold at once
    std::unique_ptr<QObject> m_current; // what waits for the current condition
    std::vector<bool> m_delayed;        // a delay counts once
};

// Until a dialog that was prepared for has been answered.
class DialogWait final : public Operation<QString>
{
public:
    DialogWait(WebPage &page, int timeout, QObject *context, Callback<QString> done);
    void start();
};

} // namespace Foray
