// SPDX-License-Identifier: MIT
#include "engine/record/looping.h"

#include "engine/plan/edit.h"
#include "engine/record/rowlooping.h"

#include <QRegularExpression>

#include <span>

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

std::optional<LoopOffer> offeredPages(std::span<const Step> steps)
{
    if (steps.size() < 2)
        return {};
    const Step &last = steps.back();
    const Step &before = steps[steps.size() - 2];
    const Click *click = plainClick(last);
    const Click *earlier = plainClick(before);
    if (!click || !earlier || click->target.selectors.isEmpty() || click->target.frames != earlier->target.frames ||
        click->target.selectors.constFirst() != earlier->target.selectors.constFirst() || last.waitFor.isEmpty())
        return {};
    return LoopOffer{LoopOffer::Kind::Paginate, {before.id, last.id}, QStringLiteral("%1, twice").arg(sentence(last))};
}

std::optional<LoopOffer> offeredElements(std::span<const Step> steps)
{
    const std::size_t n = steps.size();
    if (n < 3)
        return {};
    const bool returned = n >= 4 && std::holds_alternative<Back>(steps[n - 1].action);
    const std::size_t second = returned ? n - 2 : n - 1;
    if (!std::holds_alternative<Back>(steps[second - 1].action))
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

// The steps of the newest one's list, up to it.
std::span<const Step> stepsUpTo(const Plan &plan, const QString &newest)
{
    const auto place = placeOf(plan, newest);
    const std::vector<Step> *list = place ? stepsAt(plan, *place) : nullptr;
    return list ? std::span(*list).first(std::size_t(place->index) + 1) : std::span(plan.steps);
}

} // namespace

std::optional<LoopOffer> offeredLoop(const Plan &plan, const LoopHints &hints)
{
    const auto steps = stepsUpTo(plan, hints.newest);
    if (auto pages = offeredPages(steps))
        return pages;
    auto elements = offeredElements(steps);
    return elements ? elements : offeredTable(steps, hints);
}

QString foldLoop(Plan &plan, const LoopOffer &offer)
{
    const bool isThere = !offer.stepIds.isEmpty() && stepsInOrder(plan, offer.stepIds) == offer.stepIds;
    const auto place = isThere ? placeOf(plan, offer.stepIds.constFirst()) : std::nullopt;
    if (!place)
        return {};
    const auto step = [&](qsizetype i) -> const Step & { return *findStep(plan, offer.stepIds.at(i)); };
    Step loop;
    switch (offer.kind) {
    case LoopOffer::Kind::Paginate: loop = pagesLoop(step(1)); break;
    case LoopOffer::Kind::ForEach: loop = rowsLoop(step(0), step(1)); break;
    case LoopOffer::Kind::Rows: {
        std::vector<Step> body;
        for (const QString &id : offer.body)
            body.push_back(*findStep(plan, id));
        loop = tableLoop(std::move(body), offer);
    }
    }
    loop.id = typeName(loop) + QStringLiteral("-1");
    removeSteps(plan, offer.stepIds);
    const auto ids = insertSteps(plan, {loop}, *place);
    return ids ? ids->value(0) : QString();
}

} // namespace Foray
