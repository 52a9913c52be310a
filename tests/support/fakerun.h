// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"
#include "tests/support/fakepage.h"

#include <QTest>

#include <nlohmann/json_fwd.hpp>

namespace Foray {

// Short ways to write plans in tests, and a run of one in a fake browser.

inline const Error broken{ErrorKind::NoSuchElement, QStringLiteral("nothing there"), {}};
inline const Error late{ErrorKind::Timeout, QStringLiteral("0 elements match"), {}};

inline Condition visible(const QString &selector)
{
    return {SelectorCondition{.selector = selector, .count = {}, .frames = {}}, {}, {}};
}

inline Step step(const QString &id, const Action &action, const QList<Condition> &waitFor = {})
{
    Step result;
    result.id = id;
    result.action = action;
    result.waitFor = waitFor;
    return result;
}

inline Step click(const QString &id, const QList<Condition> &waitFor = {})
{
    Click action;
    action.target.selectors = {{id}};
    return step(id, action, waitFor);
}

inline Step skipping(Step result)
{
    result.onError.skip = true;
    return result;
}

inline Step retrying(Step result, int retries)
{
    result.onError.retries = retries;
    return result;
}

inline Step go(const QString &url, const QList<Condition> &waitFor = {})
{
    return step(QStringLiteral("open"), Navigate{url, {}, {}}, waitFor);
}

inline Step rows()
{
    Extract extract;
    extract.schema = QStringLiteral("s");
    return step(QStringLiteral("rows"), extract);
}

JsonValue emptyObject();

inline Plan planOf(std::vector<Step> steps)
{
    Plan plan;
    plan.steps = std::move(steps);
    plan.schemas.append({QStringLiteral("s"), emptyObject()});
    return plan;
}

JsonValue numbered(int from, int to); // [{"n": from}, …]

// One run in a fake browser, and all it says.
class Run
{
public:
    explicit Run(Plan plan, RunOptions options = {})
        : runner(std::move(plan), std::move(options), browser)
    {
        QObject::connect(&runner, &Runner::stepChanged, &runner, [this](const StepEvent &event) { events.append(event); });
        QObject::connect(&runner, &Runner::finished, &runner, [this](const RunReport &done) {
            report = done;
            ++finished;
        });
        QObject::connect(&runner, &Runner::rowsExtracted, &runner,
                         [this](const QString &table, const QString &position, const JsonValue &given) {
                             extracted.append(table + u' ' + position + u' ' + given.dump());
                         });
    }

    [[nodiscard]] bool end()
    {
        runner.start();
        return QTest::qWaitFor([this] { return finished > 0; }, 5000);
    }

    QString calls() const { return browser.log.join(QStringLiteral("; ")); }

    // "a:finished b:failed"
    QString states() const
    {
        static const QStringList names{QStringLiteral("started"), QStringLiteral("waiting"), QStringLiteral("finished"),
                                       QStringLiteral("failed"),  QStringLiteral("skipped"), QStringLiteral("retrying")};
        QStringList result;
        for (const StepEvent &event : events)
            result.append(event.position + u':' + names[int(event.state)]);
        return result.join(u' ');
    }

    StepEvent last(const QString &id) const
    {
        StepEvent found;
        for (const StepEvent &event : events) {
            if (event.stepId == id)
                found = event;
        }
        return found;
    }

    FakePage &page() { return *browser.page; }

    FakeBrowser browser;
    QList<StepEvent> events;
    QStringList extracted;
    RunReport report;
    int finished = 0;
    Runner runner;
};

} // namespace Foray
