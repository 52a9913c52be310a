// SPDX-License-Identifier: MIT
#include "engine/plan/edit.h"

#include <QSet>

namespace Foray {

// Where steps stand in a plan.

namespace {

// Works on const and on changeable steps alike.
template <typename Steps>
auto findIn(Steps &steps, const QString &stepId) -> decltype(steps.data())
{
    for (auto &step : steps) {
        if (step.id == stepId)
            return &step;
        for (const auto &[key, children] : childLists(step)) {
            if (auto *found = findIn(*children, stepId))
                return found;
        }
    }
    return nullptr;
}

std::optional<PlanPlace> placeIn(const std::vector<Step> &steps, const PlanPlace &list, const QString &stepId)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].id == stepId)
            return PlanPlace{list.parentId, list.list, int(i)};
        for (const auto &[key, children] : childLists(steps[i])) {
            if (auto found = placeIn(*children, {steps[i].id, key, 0}, stepId))
                return found;
        }
    }
    return {};
}

enum class Inside { Skip, Look };

void collect(const std::vector<Step> &steps, const QSet<QString> &wanted, Inside inside, QStringList &found)
{
    for (const Step &step : steps) {
        const bool isWanted = wanted.contains(step.id);
        if (isWanted)
            found += step.id;
        if (isWanted && inside == Inside::Skip)
            continue;
        for (const auto &[key, children] : childLists(step))
            collect(*children, wanted, inside, found);
    }
}

QStringList collect(const Plan &plan, const QStringList &ids, Inside inside)
{
    const QSet<QString> wanted(ids.begin(), ids.end());
    QStringList found;
    collect(plan.steps, wanted, inside, found);
    collect(plan.finallySteps, wanted, inside, found);
    return found;
}

// Works on const and on changeable plans alike.
template <typename PlanT>
auto listAt(PlanT &plan, const PlanPlace &place) -> decltype(&plan.steps)
{
    if (place.parentId.isEmpty()) {
        if (place.list == u"steps")
            return &plan.steps;
        return place.list == u"finally" ? &plan.finallySteps : nullptr;
    }
    auto *parent = findStep(plan, place.parentId);
    if (!parent)
        return nullptr;
    for (const auto &[key, children] : childLists(*parent)) {
        if (key == place.list)
            return children;
    }
    return nullptr;
}

} // namespace

const Step *findStep(const Plan &plan, const QString &stepId)
{
    const Step *found = findIn(plan.steps, stepId);
    return found ? found : findIn(plan.finallySteps, stepId);
}

Step *findStep(Plan &plan, const QString &stepId)
{
    Step *found = findIn(plan.steps, stepId);
    return found ? found : findIn(plan.finallySteps, stepId);
}

QString stepIdAtPointer(const Plan &plan, const QString &pointer)
{
    QStringList tokens = pointer.split(u'/').mid(1);
    PlanPlace place;
    while (!tokens.isEmpty()) {
        place.list = tokens.takeFirst();
        const std::vector<Step> *steps = stepsAt(plan, place);
        const int index = place.list == u"next" || tokens.isEmpty() ? 0 : tokens.takeFirst().toInt();
        if (!steps || index < 0 || std::size_t(index) >= steps->size())
            break;
        place.parentId = (*steps)[std::size_t(index)].id;
    }
    return place.parentId;
}

std::optional<PlanPlace> placeOf(const Plan &plan, const QString &stepId)
{
    if (auto found = placeIn(plan.steps, {}, stepId))
        return found;
    return placeIn(plan.finallySteps, {{}, QStringLiteral("finally")}, stepId);
}

std::vector<Step> *stepsAt(Plan &plan, const PlanPlace &place)
{
    return listAt(plan, place);
}

const std::vector<Step> *stepsAt(const Plan &plan, const PlanPlace &place)
{
    return listAt(plan, place);
}

QStringList stepsInOrder(const Plan &plan, const QStringList &stepIds)
{
    return collect(plan, stepIds, Inside::Look);
}

QStringList outermostSteps(const Plan &plan, const QStringList &stepIds)
{
    return collect(plan, stepIds, Inside::Skip);
}

} // namespace Foray
