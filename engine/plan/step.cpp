// SPDX-License-Identifier: MIT
#include "engine/plan/step.h"

#include "engine/plan/names.h"

namespace Foray {

bool operator==(const Repeat &a, const Repeat &b)
{
    return a.times == b.times && a.whileCondition == b.whileCondition && a.untilCondition == b.untilCondition && a.max == b.max &&
           a.steps == b.steps;
}

bool operator==(const ForEach &a, const ForEach &b)
{
    return a.elements == b.elements && a.rows == b.rows && a.file == b.file && a.as == b.as && a.max == b.max &&
           a.steps == b.steps;
}

bool operator==(const If &a, const If &b)
{
    return a.condition == b.condition && a.thenSteps == b.thenSteps && a.elseSteps == b.elseSteps;
}

bool operator==(const Paginate &a, const Paginate &b)
{
    return a.next == b.next && a.urls == b.urls && a.max == b.max && a.steps == b.steps;
}

bool operator==(const Step &a, const Step &b)
{
    return a.id == b.id && a.note == b.note && a.disabled == b.disabled && a.timeout == b.timeout && a.waitFor == b.waitFor &&
           a.onError == b.onError && a.action == b.action;
}

QString typeName(const Step &step)
{
    return typeName(step.action);
}

namespace {

template <typename StepT, typename Lists>
Lists childListsOf(StepT &step)
{
    if (auto *repeat = std::get_if<Repeat>(&step.action))
        return {{QStringLiteral("steps"), &repeat->steps}};
    if (auto *forEach = std::get_if<ForEach>(&step.action))
        return {{QStringLiteral("steps"), &forEach->steps}};
    if (auto *choice = std::get_if<If>(&step.action))
        return {{QStringLiteral("then"), &choice->thenSteps}, {QStringLiteral("else"), &choice->elseSteps}};
    if (auto *paginate = std::get_if<Paginate>(&step.action))
        return {{QStringLiteral("next"), &paginate->next}, {QStringLiteral("steps"), &paginate->steps}};
    return {};
}

} // namespace

QList<QPair<QString, std::vector<Step> *>> childLists(Step &step)
{
    return childListsOf<Step, QList<QPair<QString, std::vector<Step> *>>>(step);
}

QList<QPair<QString, const std::vector<Step> *>> childLists(const Step &step)
{
    return childListsOf<const Step, QList<QPair<QString, const std::vector<Step> *>>>(step);
}

} // namespace Foray
