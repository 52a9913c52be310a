// SPDX-License-Identifier: MIT
#include "engine/replay/runoperation.h"

#include <algorithm>
#include <utility>

namespace Foray {

// The part of RunOperation that looks on while a plan is replayed to be compared. Such a replay is patient: what the recorder
// has inferred need not come, and after each step it waits until the page fetches nothing more, so that every answer belongs
// to the step that caused it.

namespace {

constexpr int quietMs = 500;
constexpr int settleMs = 5000;    // for pages that are never quiet
constexpr int inferredMs = 10000; // the recorder does not look longer for what an action causes

bool isInferred(const Condition &condition)
{
    return !condition.inferredFrom.isEmpty();
}

} // namespace

RunOperation::Work RunOperation::look(QList<Condition> conditions)
{
    return [this, conditions](const Callback<> &next) {
        if (!m_run.options.traced)
            return next({});
        m_page->setTraced();
        trace.page = m_page->url();
        if (!m_run.settled.isNull())
            trace.unasked = m_page->fetchedSince(std::exchange(m_run.settled, {}));
        trace.waits.resize(conditions.size());
        auto *looks = sequence();
        for (qsizetype i = 0; i < conditions.size(); ++i) {
            if (isInferred(conditions.at(i)))
                looks->then(lookAt(i, conditions.at(i)));
        }
        looks->run(next);
    };
}

RunOperation::Work RunOperation::lookAt(qsizetype index, const Condition &condition)
{
    return [this, index, condition](const Callback<> &next) {
        m_page->check(condition, m_before, this, [this, index, next](const Result<bool> &holds) {
            if (holds && *holds)
                trace.waits[index] = StepTrace::Wait::HeldBefore;
            next({});
        });
    };
}

RunOperation::Work RunOperation::waitPatiently(QList<Condition> conditions)
{
    return [this, conditions](const Callback<> &next) {
        QList<Condition> written = conditions;
        written.removeIf(isInferred);
        trace.waits.resize(conditions.size());
        auto *waits = sequence();
        waits->then(waitStrictly(written));
        for (qsizetype i = 0; i < conditions.size(); ++i) {
            if (isInferred(conditions.at(i)))
                waits->then(tryWait(i, conditions.at(i)));
        }
        waits->run(next);
    };
}

RunOperation::Work RunOperation::tryWait(qsizetype index, const Condition &condition)
{
    return [this, index, condition](const Callback<> &next) {
        if (const auto attached = attachCurrent(); !attached)
            return next(attached);
        const int patience = std::min(left(), inferredMs);
        m_page->wait({condition}, m_before, patience, this, [this, index, next](const Result<WaitReport> &report) {
            if (!report && report.error().kind != ErrorKind::Timeout)
                return next(failure(report.error()));
            if (!report)
                trace.waits[index] = StepTrace::Wait::Never;
            next({});
        });
    };
}

RunOperation::Work RunOperation::settle()
{
    return [this](const Callback<> &next) {
        if (!m_run.options.traced || !m_page || m_before.isNull())
            return next({});
        m_closedByAction = [next] { next({}); };
        const Condition quiet{NetworkIdleCondition{quietMs}, {}, {}};
        m_page->wait({quiet}, {}, std::min(left(), settleMs), this, [this, next](const Result<WaitReport> &) {
            if (!std::exchange(m_closedByAction, {}))
                return;
            if (trace.page.isEmpty())
                trace.page = m_page->url();
            trace.responses = m_page->fetchedSince(m_before);
            m_page->snapshot({}, this, [this, next](const Result<Snapshot> &now) {
                m_run.settled = now.value_or(Snapshot());
                next({});
            });
        });
    };
}

} // namespace Foray
