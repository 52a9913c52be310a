// SPDX-License-Identifier: MIT
#include "ui/steps/stepediting.h"

#include "engine/plan/names.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepmodel.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace Foray {

namespace {

// What the list shows when those are gone: the step behind them, else the one before, else the one around.
QString neighbourOf(const Plan &plan, const QStringList &ids)
{
    const QStringList gone = outermostSteps(plan, ids);
    if (gone.isEmpty())
        return {};
    const auto place = placeOf(plan, gone.first());
    const std::vector<Step> *steps = stepsAt(plan, *place);
    const auto stays = [&](const Step &step) { return !gone.contains(step.id); };
    const auto from = steps->begin() + place->index;
    if (const auto behind = std::find_if(from, steps->end(), stays); behind != steps->end())
        return behind->id;
    return place->index > 0 ? (*steps)[std::size_t(place->index) - 1].id : place->parentId;
}

} // namespace

PlanPlace placeForNew(const Plan &plan, const QString &afterId)
{
    const auto place = afterId.isEmpty() ? std::nullopt : placeOf(plan, afterId);
    if (!place)
        return {};
    for (const auto &[key, children] : childLists(*findStep(plan, afterId))) {
        if (key != u"next" && key != u"else" && children->empty())
            return {afterId, key, -1};
    }
    if (place->list == u"next")
        return {place->parentId, QStringLiteral("steps"), -1};
    return {place->parentId, place->list, place->index + 1};
}

StepEditing::StepEditing(PlanDocument &document, StepModel &model, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&model, &StepModel::textDropped, this, &StepEditing::pasteText);
    connect(&model, &StepModel::stepsDropped, this, [this](const QStringList &ids, const PlanPlace &place) {
        apply(tr("move steps"), [&](Plan &plan) -> Result<QStringList> {
            if (auto moved = moveSteps(plan, ids, place); !moved)
                return failure(moved.error());
            return ids;
        });
    });
}

void StepEditing::copy(const QStringList &ids)
{
    if (!ids.isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(textOfSteps(m_document.plan(), ids)));
}

void StepEditing::cut(const QStringList &ids)
{
    copy(ids);
    remove(ids);
}

void StepEditing::paste(const QString &afterId)
{
    pasteText(QGuiApplication::clipboard()->text(), placeForNew(m_document.plan(), afterId));
}

void StepEditing::pasteText(const QString &text, const PlanPlace &place)
{
    const auto pasted = stepsOfText(text.toUtf8());
    if (!pasted) {
        Q_EMIT refused(tr("What was to be put in are no steps. Copy steps in a plan first."));
        return;
    }
    apply(tr("paste steps"), [&](Plan &plan) { return pasteSteps(plan, *pasted, place); });
}

void StepEditing::duplicate(const QStringList &ids)
{
    const QStringList outermost = outermostSteps(m_document.plan(), ids);
    apply(tr("duplicate steps"), [&](Plan &plan) -> Result<QStringList> {
        QStringList copies;
        for (const QString &id : outermost) {
            PlanPlace place = *placeOf(plan, id);
            ++place.index;
            auto copied = insertSteps(plan, {*findStep(plan, id)}, place);
            if (!copied)
                return copied;
            copies += *copied;
        }
        return copies;
    });
}

void StepEditing::remove(const QStringList &ids)
{
    const QString neighbour = neighbourOf(m_document.plan(), ids);
    apply(tr("delete steps"), [&](Plan &plan) -> Result<QStringList> {
        removeSteps(plan, ids);
        return QStringList{neighbour};
    });
}

void StepEditing::toggle(const QStringList &ids)
{
    const bool disable = std::any_of(ids.begin(), ids.end(), [this](const QString &id) {
        const Step *step = findStep(m_document.plan(), id);
        return step && !step->disabled;
    });
    apply(disable ? tr("disable steps") : tr("enable steps"), [&](Plan &plan) -> Result<QStringList> {
        for (const QString &id : ids) {
            if (Step *step = findStep(plan, id))
                step->disabled = disable;
        }
        return ids;
    });
}

void StepEditing::move(const QStringList &ids, Direction direction)
{
    const auto place = placeBeside(m_document.plan(), ids, direction);
    if (!place)
        return;
    apply(tr("move steps"), [&](Plan &plan) -> Result<QStringList> {
        if (auto moved = moveSteps(plan, ids, *place); !moved)
            return failure(moved.error());
        return ids;
    });
}

void StepEditing::group(const QStringList &ids, const QString &type)
{
    apply(tr("group steps"), [&](Plan &plan) -> Result<QStringList> {
        auto group = groupSteps(plan, ids, actionOfType(type));
        return group ? Result<QStringList>(QStringList{*group}) : failure(group.error());
    });
}

void StepEditing::ungroup(const QString &id)
{
    apply(tr("ungroup steps"), [&](Plan &plan) { return ungroupStep(plan, id); });
}

void StepEditing::insert(const QString &type, const QString &afterId)
{
    Step step;
    step.action = actionOfType(type);
    insertStep(std::move(step), afterId);
}

void StepEditing::insertStep(Step step, const QString &afterId)
{
    apply(tr("add a step"), [&](Plan &plan) { return insertSteps(plan, {std::move(step)}, placeForNew(plan, afterId)); });
}

void StepEditing::makeNext(const QString &id)
{
    const auto place = placeOf(m_document.plan(), id);
    const Step *parent = place ? findStep(m_document.plan(), place->parentId) : nullptr;
    if (!parent || !std::holds_alternative<Paginate>(parent->action))
        return;
    apply(tr("choose the way to the next page"), [&](Plan &plan) -> Result<QStringList> {
        if (auto moved = moveSteps(plan, {id}, {place->parentId, QStringLiteral("next"), -1}); !moved)
            return failure(moved.error());
        return QStringList{id};
    });
}

void StepEditing::apply(const QString &what, const Change &change)
{
    QStringList select;
    const auto done = m_document.tryEdit(what, [&](Plan &plan) -> Result<> {
        auto ids = change(plan);
        if (!ids)
            return failure(ids.error());
        select = *ids;
        return {};
    });
    if (done)
        Q_EMIT selectionWanted(select);
    else
        Q_EMIT refused(done.error().message);
}

} // namespace Foray
