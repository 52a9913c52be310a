// SPDX-License-Identifier: MIT
#include "app/failuretext.h"

#include "engine/base/json.h"
#include "engine/plan/planproblems.h"

#include <QCoreApplication>

namespace Foray {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FailureText", text);
}

// Where the step without an id of its own stands that the run calls `id`; empty if there is none.
QString pointerOf(const std::vector<Step> &steps, const QString &pointer, const QString &id)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool only = pointer.endsWith(QStringLiteral("/next"));
        const QString place = only ? pointer : pointerTo(pointer, qsizetype(i));
        if (steps[i].id == id)
            return hasMadeUpId(steps[i]) ? place : QString();
        for (const auto &[key, children] : childLists(steps[i])) {
            if (const QString found = pointerOf(*children, pointerTo(place, key), id); !found.isEmpty())
                return found;
        }
    }
    return {};
}

} // namespace

QString failureText(const Plan &plan, const RunReport &report)
{
    Error error = report.error;
    const QString id = error.where.section(u'/', -1).section(u'[', 0, 0);
    for (const auto &[steps, pointer] : {std::pair{&plan.steps, "/steps"}, std::pair{&plan.finallySteps, "/finally"}}) {
        if (const QString place = pointerOf(*steps, QLatin1String(pointer), id); !place.isEmpty())
            error.where = place;
    }
    const QString text = toString(error);
    return report.sentence.isEmpty() ? text : tr("%1: %2").arg(report.sentence, text);
}

QString rowsText(qint64 rows)
{
    return rows == 1 ? tr("1 row") : tr("%1 rows").arg(rows);
}

} // namespace Foray
