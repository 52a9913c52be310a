// SPDX-License-Identifier: MIT
#include "engine/plan/edit.h"

#include "engine/plan/planproblems.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace Foray {

namespace {

void collectIds(const std::vector<Step> &steps, QSet<QString> &ids)
{
    for (const Step &step : steps) {
        ids += step.id;
        for (const auto &[key, children] : childLists(step))
            collectIds(*children, ids);
    }
}

QSet<QString> allIds(const Plan &plan)
{
    QSet<QString> ids;
    collectIds(plan.steps, ids);
    collectIds(plan.finallySteps, ids);
    return ids;
}

// "rows" becomes "rows-2", and "rows-2" the first free number after it.
QString freeId(const QString &wanted, const QSet<QString> &taken)
{
    QString stem = wanted;
    const qsizetype dash = wanted.lastIndexOf(u'-');
    bool isNumber = false;
    int number = wanted.mid(dash + 1).toInt(&isNumber);
    if (dash > 0 && isNumber)
        stem = wanted.left(dash);
    else
        number = 1;
    QString id;
    do
        id = QStringLiteral("%1-%2").arg(stem).arg(++number);
    while (taken.contains(id));
    return id;
}

void makeIdsUnique(std::vector<Step> &steps, QSet<QString> &taken)
{
    for (Step &step : steps) {
        if (!step.id.isEmpty() && taken.contains(step.id))
            step.id = freeId(step.id, taken);
        taken += step.id;
        for (const auto &[key, children] : childLists(step))
            makeIdsUnique(*children, taken);
    }
}

Error cannot(const QString &message)
{
    return Error{ErrorKind::InvalidArgument, message, {}};
}

QStringList idsOf(const std::vector<Step> &steps)
{
    QStringList ids;
    for (const Step &step : steps)
        ids += step.id;
    return ids;
}

void removeFrom(std::vector<Step> &steps, const QSet<QString> &ids)
{
    std::erase_if(steps, [&](const Step &step) { return ids.contains(step.id); });
    for (Step &step : steps) {
        for (const auto &[key, children] : childLists(step))
            removeFrom(*children, ids);
    }
}

std::vector<Step> copiesOf(const Plan &plan, const QStringList &ids)
{
    std::vector<Step> copies;
    for (const QString &id : ids)
        copies.push_back(*findStep(plan, id));
    return copies;
}

bool isWithin(const Plan &plan, const PlanPlace &place, const QStringList &ids)
{
    for (std::optional<PlanPlace> at = place; at && !at->parentId.isEmpty(); at = placeOf(plan, at->parentId)) {
        if (ids.contains(at->parentId))
            return true;
    }
    return false;
}

// The place of the first, if the ids are neighbours in one list.
std::optional<PlanPlace> placeOfNeighbours(const Plan &plan, const QStringList &ids)
{
    const auto first = ids.isEmpty() ? std::nullopt : placeOf(plan, ids.first());
    for (qsizetype i = 0; first && i < ids.size(); ++i) {
        if (placeOf(plan, ids[i]) != PlanPlace{first->parentId, first->list, first->index + int(i)})
            return {};
    }
    return first;
}

// A click or a scroll at the end of what becomes a paginate is what moves it on.
void takeNext(Step &group)
{
    auto *paginate = std::get_if<Paginate>(&group.action);
    if (!paginate || paginate->steps.size() < 2 || !paginate->urls.isEmpty())
        return;
    const Action &last = paginate->steps.back().action;
    if (!std::holds_alternative<Click>(last) && !std::holds_alternative<Scroll>(last))
        return;
    paginate->next = {paginate->steps.back()};
    paginate->steps.pop_back();
}

} // namespace

Result<QStringList> insertSteps(Plan &plan, std::vector<Step> steps, PlanPlace place)
{
    std::vector<Step> *list = stepsAt(plan, place);
    if (!list)
        return failure(cannot(QStringLiteral("There is no such list of steps.")));
    if (place.list == u"next" && list->size() + steps.size() > 1)
        return failure(cannot(QStringLiteral("Only one step can move a paginate on to its next page.")));
    QSet<QString> taken = allIds(plan);
    makeIdsUnique(steps, taken);
    const auto count = std::ptrdiff_t(list->size());
    const std::ptrdiff_t index = place.index < 0 ? count : std::min<std::ptrdiff_t>(place.index, count);
    const auto inserted = std::ptrdiff_t(steps.size());
    list->insert(list->begin() + index, std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
    giveIds(plan); // moves no step
    return idsOf({list->begin() + index, list->begin() + index + inserted});
}

void removeSteps(Plan &plan, const QStringList &stepIds)
{
    const QSet<QString> ids(stepIds.begin(), stepIds.end());
    removeFrom(plan.steps, ids);
    removeFrom(plan.finallySteps, ids);
}

Result<> moveSteps(Plan &plan, const QStringList &stepIds, PlanPlace place)
{
    const QStringList ids = outermostSteps(plan, stepIds);
    if (isWithin(plan, place, ids))
        return failure(cannot(QStringLiteral("A step cannot be moved into itself.")));
    Plan moved = plan;
    if (place.index >= 0) {
        // The index counts the steps as they stand before those that move are taken out.
        const int before = place.index;
        for (const QString &id : ids) {
            const auto from = placeOf(plan, id);
            if (from->parentId == place.parentId && from->list == place.list && from->index < before)
                --place.index;
        }
    }
    std::vector<Step> steps = copiesOf(plan, ids);
    removeSteps(moved, ids);
    if (auto inserted = insertSteps(moved, std::move(steps), place); !inserted)
        return failure(inserted.error());
    plan = std::move(moved);
    return {};
}

std::optional<PlanPlace> placeBeside(const Plan &plan, const QStringList &stepIds, Direction direction)
{
    const QStringList ids = outermostSteps(plan, stepIds);
    if (ids.isEmpty())
        return {};
    const bool up = direction == Direction::Up;
    const auto at = placeOf(plan, up ? ids.first() : ids.last());
    const auto size = int(stepsAt(plan, *at)->size());
    if (up ? at->index > 0 : at->index + 1 < size)
        return PlanPlace{at->parentId, at->list, up ? at->index - 1 : at->index + 2};
    if (at->parentId.isEmpty())
        return {};
    if (at->list == u"next" && up) // which stands behind the steps of its paginate
        return PlanPlace{at->parentId, QStringLiteral("steps"), -1};
    const auto parent = placeOf(plan, at->parentId);
    return PlanPlace{parent->parentId, parent->list, up ? parent->index : parent->index + 1};
}

Result<QString> groupSteps(Plan &plan, const QStringList &stepIds, Action around)
{
    const QStringList ids = outermostSteps(plan, stepIds);
    const auto place = placeOfNeighbours(plan, ids);
    if (!place)
        return failure(cannot(QStringLiteral("Only steps that stand one after the other can be grouped.")));
    Step group;
    group.action = std::move(around);
    const auto lists = childLists(group);
    const auto list = std::find_if(lists.begin(), lists.end(), [](const auto &entry) { return entry.first != u"next"; });
    if (list == lists.end())
        return failure(cannot(QStringLiteral("A %1 holds no steps.").arg(typeName(group))));
    *list->second = copiesOf(plan, ids);
    takeNext(group);
    Plan grouped = plan;
    removeSteps(grouped, ids);
    auto inserted = insertSteps(grouped, {std::move(group)}, *place);
    if (!inserted)
        return failure(inserted.error());
    plan = std::move(grouped);
    return inserted->first();
}

Result<QStringList> ungroupStep(Plan &plan, const QString &stepId)
{
    const Step *group = findStep(plan, stepId);
    if (!group || childLists(*group).isEmpty())
        return failure(cannot(QStringLiteral("Only a control step holds steps that can be taken out of it.")));
    std::vector<Step> steps;
    // What a paginate does on each page comes before what moves it on.
    for (const bool isNext : {false, true}) {
        for (const auto &[key, children] : childLists(*group)) {
            if ((key == u"next") == isNext)
                steps.insert(steps.end(), children->begin(), children->end());
        }
    }
    const PlanPlace place = *placeOf(plan, stepId);
    Plan dissolved = plan;
    removeSteps(dissolved, {stepId});
    auto inserted = insertSteps(dissolved, std::move(steps), place);
    if (inserted)
        plan = std::move(dissolved);
    return inserted;
}

} // namespace Foray
