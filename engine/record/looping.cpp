// SPDX-License-Identifier: MIT
#include "engine/record/looping.h"

#include "engine/plan/edit.h"

#include <QRegularExpression>

namespace Foray {

namespace {

const Click *plainClick(const Step &step)
{
    const auto *click = std::get_if<Click>(&step.action);
    return click && click->count == 1 && click->button == MouseButton::Left ? click : nullptr;
}

// The place of a row in its list, in the last selector that has one: "#rows > li:nth-of-type(2) > a".
struct RowSelector
{
    QString rows;   // "#rows > li"
    QString inside; // "a"; empty for the row itself
    int number = 0;
};

std::optional<RowSelector> rowSelector(const Target &target)
{
    static const QRegularExpression nth(QStringLiteral("^css/(.+?):nth-(?:of-type|child)\\((\\d+)\\)(?:\\s*>?\\s*(.*))?$"));
    for (const Selector &selector : target.selectors) {
        if (selector.size() != 1)
            continue;
        const auto match = nth.match(selector.constFirst());
        if (match.hasMatch())
            return RowSelector{match.captured(1), match.captured(3), match.captured(2).toInt()};
    }
    return {};
}

std::optional<LoopOffer> offeredPages(const std::vector<Step> &steps)
{
    const Step &last = steps.back();
    const Step &before = steps[steps.size() - 2];
    const Click *click = plainClick(last);
    const Click *earlier = plainClick(before);
    if (!click || !earlier || click->target.selectors.isEmpty() || click->target.frames != earlier->target.frames ||
        click->target.selectors.constFirst() != earlier->target.selectors.constFirst() || last.waitFor.isEmpty())
        return {};
    return LoopOffer{LoopOffer::Kind::Paginate, {before.id, last.id}, QStringLiteral("%1, twice").arg(sentence(last))};
}

std::optional<LoopOffer> offeredRows(const std::vector<Step> &steps)
{
    const std::size_t n = steps.size();
    const bool returned = n >= 4 && std::holds_alternative<Back>(steps[n - 1].action);
    const std::size_t second = returned ? n - 2 : n - 1;
    if (second < 2 || !std::holds_alternative<Back>(steps[second - 1].action))
        return {};
    const Click *a = plainClick(steps[second - 2]);
    const Click *b = plainClick(steps[second]);
    const auto first = a ? rowSelector(a->target) : std::nullopt;
    const auto next = b ? rowSelector(b->target) : std::nullopt;
    if (!first || !next || first->rows != next->rows || first->inside != next->inside || next->number != first->number + 1)
        return {};
    QStringList ids{steps[second - 2].id, steps[second - 1].id, steps[second].id};
    if (returned)
        ids += steps[n - 1].id;
    return LoopOffer{LoopOffer::Kind::ForEach, ids, QStringLiteral("two of '%1' were visited").arg(first->rows)};
}

Step pagesLoop(const Step &next)
{
    Paginate paginate;
    paginate.next = {next};
    Step loop;
    loop.action = std::move(paginate);
    return loop;
}

Step rowsLoop(const Step &click, const Step &back)
{
    const RowSelector row = *rowSelector(std::get<Click>(click.action).target);
    ForEach loop;
    loop.elements.selectors = {{QStringLiteral("css/") + row.rows}};
    loop.elements.frames = std::get<Click>(click.action).target.frames;
    loop.as = QStringLiteral("row");
    Step inner = click;
    auto &target = std::get<Click>(inner.action).target;
    target = {};
    target.within = loop.as;
    if (!row.inside.isEmpty())
        target.selectors = {{QStringLiteral("css/") + row.inside}};
    loop.steps = {inner, back};
    Step step;
    step.action = std::move(loop);
    return step;
}

} // namespace

std::optional<LoopOffer> offeredLoop(const Plan &plan)
{
    if (plan.steps.size() < 2)
        return {};
    const auto pages = offeredPages(plan.steps);
    return pages ? pages : offeredRows(plan.steps);
}

QString foldLoop(Plan &plan, const LoopOffer &offer)
{
    const Step *first = findStep(plan, offer.stepIds.value(0));
    const Step *second = findStep(plan, offer.stepIds.value(1));
    const auto place = first ? placeOf(plan, first->id) : std::nullopt;
    if (!first || !second || !place)
        return {};
    Step loop = offer.kind == LoopOffer::Kind::Paginate ? pagesLoop(*second) : rowsLoop(*first, *second);
    loop.id = typeName(loop) + QStringLiteral("-1");
    removeSteps(plan, offer.stepIds);
    const auto ids = insertSteps(plan, {loop}, *place);
    return ids ? ids->value(0) : QString();
}

} // namespace Foray
