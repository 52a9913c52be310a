// SPDX-License-Identifier: MIT
#include "engine/plan/planproblems.h"

#include "engine/base/json.h"

#include <QHash>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

template <typename Visit>
void forEachStep(std::vector<Step> &steps, const Visit &visit)
{
    for (Step &step : steps) {
        visit(step);
        for (const auto &[key, children] : childLists(step))
            forEachStep(*children, visit);
    }
}

// The document position of a pointer: at each level the number of the key or item; one past the last where nothing is.
QList<qsizetype> placeOf(const QString &pointer, const Json &document)
{
    QList<qsizetype> place;
    const Json *value = &document;
    for (const QString &token : pointer.split(u'/').mid(1)) {
        const QString key =
            QString(token).replace(QStringLiteral("~1"), QStringLiteral("/")).replace(QStringLiteral("~0"), QStringLiteral("~"));
        qsizetype index = value->is_array() ? key.toLongLong() : 0;
        if (value->is_object())
            index = std::distance(value->begin(), value->find(toStd(key)));
        place += index;
        if (!value->is_structured() || index < 0 || index >= qsizetype(value->size()))
            break;
        value = &*std::next(value->begin(), index);
    }
    return place;
}

} // namespace

void giveIds(Plan &plan)
{
    QSet<QString> taken;
    const auto note = [&](Step &step) { taken += step.id; };
    forEachStep(plan.steps, note);
    forEachStep(plan.finallySteps, note);
    QHash<QString, int> numbers;
    const auto give = [&](Step &step) {
        const QString type = typeName(step);
        while (step.id.isEmpty()) {
            const QString id = QStringLiteral("%1-%2").arg(type).arg(++numbers[type]);
            if (!taken.contains(id))
                step.id = id;
        }
    };
    forEachStep(plan.steps, give);
    forEachStep(plan.finallySteps, give);
}

bool hasMadeUpId(const Step &step)
{
    const Json &original = step.original.get();
    if (!original.is_object() || original.contains("id"))
        return false;
    const QString start = typeName(step) + u'-';
    const QString number = step.id.mid(start.size());
    return step.id.startsWith(start) && !number.isEmpty() &&
           std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

void forgetSecretDefaults(Plan &plan, QList<Problem> &problems)
{
    Json original = plan.original.get();
    const auto it = original.find("variables");
    if (it == original.end() || !it->is_array())
        return;
    bool forgotten = false;
    for (std::size_t i = 0; i < it->size(); ++i) {
        Json &variable = (*it)[i];
        if (!variable.is_object() || !variable.contains("default") || variable.value("secret", Json()) != Json(true))
            continue;
        const QString name = toQString(variable.value("name", Json("?")));
        problems += Problem{
            Problem::Severity::Error, pointerTo(pointerTo("/variables", qsizetype(i)), "default"),
            QStringLiteral(
                "the secret '%1' has a default; a secret must not stand in a plan. Remove it and give it as FORAY_SECRET_%2")
                .arg(name, name.toUpper())};
        variable.erase("default");
        forgotten = true;
    }
    if (forgotten)
        plan.original = original;
    for (Variable &variable : plan.variables) {
        if (variable.secret)
            variable.defaultValue.reset();
    }
}

void sortByPlace(QList<Problem> &problems, const Json &document)
{
    QList<QPair<QList<qsizetype>, Problem>> placed;
    for (const Problem &problem : std::as_const(problems))
        placed += {placeOf(problem.pointer, document), problem};
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
        return std::lexicographical_compare(a.first.begin(), a.first.end(), b.first.begin(), b.first.end());
    });
    problems.clear();
    for (const auto &entry : std::as_const(placed))
        problems += entry.second;
}

} // namespace Foray
