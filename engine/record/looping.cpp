// SPDX-License-Identifier: MIT
#include "engine/record/looping.h"

#include "engine/plan/edit.h"
#include "engine/record/rowlooping.h"

#include <QRegularExpression>

#include <algorithm>
#include <span>

namespace Foray {

namespace {

const Click *plainClick(const Step &step)
{
    const auto *click = std::get_if<Click>(&step.action);
    return click && click->count == 1 && click->button == MouseButton::Left ? click : nullptr;
}

// Two clicks on a '+' are no pages: the button is called as such buttons are, or other rows or another address came.
bool isNext(const Step &step, const Click &click)
{
    static const QRegularExpression word(
        QStringLiteral("\\b(next|more|older|weiter|nächste|mehr|suivant|siguiente|más|avanti|próxim)|[›»→]|^>+$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto isWord = [](const Selector &path) {
        const QString text = path.constLast();
        return word.match(text.mid(text.indexOf(u'/') + 1)).hasMatch();
    };
    const auto isOther = [](const Condition &condition) {
        const auto *changed = std::get_if<ChangedCondition>(&condition.kind);
        return std::holds_alternative<UrlCondition>(condition.kind) || (changed && changed->what == ChangedWhat::Identity);
    };
    return std::any_of(step.waitFor.cbegin(), step.waitFor.cend(), isOther) ||
           (!step.waitFor.isEmpty() && std::any_of(click.target.selectors.cbegin(), click.target.selectors.cend(), isWord));
}

std::optional<LoopOffer> offeredPages(std::span<const Step> steps)
{
    const Click *click = steps.empty() ? nullptr : plainClick(steps.back());
    if (!click || click->target.selectors.isEmpty() || !isNext(steps.back(), *click))
        return {};
    QStringList ids;
    for (std::size_t i = steps.size(); i > 0; --i) {
        const Click *each = plainClick(steps[i - 1]);
        if (!each || !isSameAction(steps[i - 1], steps.back()) || each->target.frames != click->target.frames)
            break;
        ids.prepend(steps[i - 1].id);
    }
    const QString times = ids.size() == 2 ? QStringLiteral("twice") : QStringLiteral("%1 times").arg(ids.size());
    if (ids.size() < 2)
        return {};
    return LoopOffer{
        .kind = LoopOffer::Kind::Paginate, .stepIds = ids, .words = QStringLiteral("%1, %2").arg(sentence(steps.back()), times)};
}

// Whether `b` is what was done with the row after that of `a`: its click, then the same way back or the beginning of it.
bool isNextRow(std::span<const Step> a, std::span<const Step> b)
{
    const Click *one = plainClick(a.front());
    const Click *other = plainClick(b.front());
    return one && other && commonRow(one->target, other->target) && b.size() <= a.size() &&
           std::equal(b.begin() + 1, b.end(), a.begin() + 1, isSameAction);
}

// Row 1, whatever leads back from it, row 2, and so on.
std::optional<LoopOffer> offeredElements(std::span<const Step> steps)
{
    constexpr std::size_t longest = 9; // steps of a round
    for (std::size_t round = 2; round <= longest; ++round) {
        for (std::size_t newest = 1; newest <= round && newest + round <= steps.size(); ++newest) {
            std::size_t first = steps.size() - newest - round;
            if (!isNextRow(steps.subspan(first, round), steps.last(newest)))
                continue;
            const auto body = steps.subspan(first, round);
            while (first >= round && isNextRow(steps.subspan(first - round, round), steps.subspan(first, round)))
                first -= round;
            const auto target = [](const Step &step) { return plainClick(step)->target; };
            const RowPlace place = *commonRow(target(body.front()), target(steps[steps.size() - newest]));
            LoopOffer offer{.kind = LoopOffer::Kind::ForEach,
                            .words = QStringLiteral("several of '%1' were visited").arg(place.rows),
                            .place = place};
            for (const Step &step : steps.subspan(first))
                offer.stepIds += step.id;
            for (const Step &step : body)
                offer.body += step.id;
            return offer;
        }
    }
    return {};
}

// "*/list*page=2*" and "*/list*page=3*" have "*/list*page=*" in common; empty if that says nothing.
QString commonAddress(const QString &a, const QString &b)
{
    const auto [end, other] = std::mismatch(a.cbegin(), a.cend(), b.cbegin(), b.cend());
    const QString same = a.left(end - a.cbegin());
    return a == b ? a : same.size() > 2 ? QString(same + u'*') : QString();
}

// What the same step waited for twice, which so is not that of one row or page.
QList<Condition> commonWaits(const Step &one, const Step &other)
{
    QList<Condition> common;
    for (Condition wait : one.waitFor) {
        const auto same = std::find_if(other.waitFor.cbegin(), other.waitFor.cend(), [&](const Condition &each) {
            return each.kind == wait.kind ||
                   (std::holds_alternative<UrlCondition>(each.kind) && each.kind.index() == wait.kind.index());
        });
        if (same == other.waitFor.cend())
            continue;
        auto *address = std::get_if<UrlCondition>(&wait.kind);
        if (address)
            address->url = commonAddress(address->url, std::get<UrlCondition>(same->kind).url);
        if (!address || !address->url.isEmpty())
            common.append(wait);
    }
    return common;
}

Step pagesLoop(const Step &next)
{
    Paginate paginate;
    paginate.next = {next};
    Step loop;
    loop.action = std::move(paginate);
    return loop;
}

Step rowsLoop(std::vector<Step> body, const RowPlace &place)
{
    ForEach loop;
    loop.elements.selectors = {{QStringLiteral("css/") + place.rows}};
    loop.elements.frames = std::get<Click>(body.front().action).target.frames;
    loop.as = QStringLiteral("row");
    auto &target = std::get<Click>(body.front().action).target;
    target = {};
    target.within = loop.as;
    target.selectors = place.inside;
    loop.steps = std::move(body);
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
    std::vector<Step> body;
    for (const QString &id : offer.body)
        body.push_back(*findStep(plan, id));
    const auto again = [&](qsizetype second) {
        Step step = *findStep(plan, offer.stepIds.constFirst());
        step.waitFor = commonWaits(step, *findStep(plan, offer.stepIds.at(second)));
        return step;
    };
    Step loop;
    switch (offer.kind) {
    case LoopOffer::Kind::Paginate: loop = pagesLoop(again(1)); break;
    case LoopOffer::Kind::ForEach:
        body.front() = again(qsizetype(body.size()));
        loop = rowsLoop(std::move(body), offer.place);
        break;
    case LoopOffer::Kind::Rows: loop = tableLoop(std::move(body), offer);
    }
    loop.id = typeName(loop) + QStringLiteral("-1");
    removeSteps(plan, offer.stepIds);
    const auto ids = insertSteps(plan, {loop}, *place);
    return ids ? ids->value(0) : QString();
}

} // namespace Foray
