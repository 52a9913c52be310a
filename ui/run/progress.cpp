// SPDX-License-Identifier: MIT
#include "ui/run/progress.h"

#include "engine/base/json.h"
#include "ui/plan/plandocument.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

struct Rounds
{
    QString unit; // "page %1"
    std::optional<int> most;
    bool exact = false; // false: may end earlier
};

Rounds roundsOf(const Step &step)
{
    if (const auto *paginate = std::get_if<Paginate>(&step.action))
        return {Words::tr("page %1"), paginate->max, false};
    if (const auto *repeat = std::get_if<Repeat>(&step.action))
        return {Words::tr("round %1"), repeat->times ? repeat->times : repeat->max, repeat->times.has_value()};
    if (const auto *forEach = std::get_if<ForEach>(&step.action)) {
        const Json &rows = forEach->rows.get();
        if (rows.is_array())
            return {Words::tr("item %1"), int(rows.size()), true};
        return {Words::tr("item %1"), forEach->max, false};
    }
    return {};
}

} // namespace

Progress progressAt(const Plan &plan, const QString &position)
{
    static const QRegularExpression loopPart(QStringLiteral("([^/\\[]+)\\[(\\d+)\\]"));
    QStringList words;
    Progress progress;
    for (auto matches = loopPart.globalMatch(position); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const Step *step = findStep(plan, match.captured(1));
        const Rounds rounds = step ? roundsOf(*step) : Rounds();
        if (rounds.unit.isEmpty())
            continue;
        const int round = match.captured(2).toInt();
        QString part = rounds.unit.arg(round);
        if (rounds.most) {
            part += rounds.exact ? Words::tr(" of %1").arg(*rounds.most) : Words::tr(" of at most %1").arg(*rounds.most);
            if (words.isEmpty())
                progress.fraction = qBound(0.0, double(round - 1) / qMax(1, *rounds.most), 1.0);
        }
        words += part;
    }
    progress.words = words.join(QStringLiteral(", "));
    return progress;
}

QString stepIdAt(const QString &position)
{
    const QString last = position.section(u'/', -1);
    return last.section(u'[', 0, 0);
}

} // namespace Foray
