// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/suggest.h"
#include "engine/plan/names.h"
#include "engine/plan/planproblems.h"
#include "engine/plan/spelling.h"
#include "engine/plan/steptexts.h"
#include "engine/plan/textcheck.h"
#include "engine/plan/variables.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

#include <utility>

namespace Foray {

namespace {

class Checker
{
public:
    explicit Checker(const Plan &plan)
        : m_plan(plan)
    {
    }

    QList<Problem> check();

private:
    // What the steps around a step give it.
    struct Scope
    {
        QStringList elements; // the `as` of the forEach loops around
        QStringList variables;
        bool anyVariable = false; // the columns of a file are not known here
    };

    void checkVariables();
    void checkSteps(const std::vector<Step> &steps, const QString &pointer, const Scope &scope);
    void checkStep(const Step &step, const QString &pointer, const Scope &scope);
    void checkStart(const Step &step, const QString &pointer);
    void checkTexts(const Step &step, const QString &pointer, const Scope &scope);
    void checkAction(const Extract &extract, const QString &pointer);
    void checkAction(const Repeat &repeat, const QString &pointer);
    void checkAction(const ForEach &loop, const QString &pointer);
    void checkAction(const Paginate &paginate, const QString &pointer);
    void checkAction(const If &choice, const QString &pointer);
    void checkAction(const Press &press, const QString &pointer) { checkKey(press.key, pointer); }
    void checkAction(const KeyDown &down, const QString &pointer) { checkKey(down.key, pointer); }
    void checkAction(const KeyUp &up, const QString &pointer) { checkKey(up.key, pointer); }
    template <typename Kind>
    void checkAction(const Kind &, const QString &)
    {
    }
    void checkKey(const QString &key, const QString &pointer);
    void needSteps(const std::vector<Step> &steps, const QString &key, const QString &pointer);
    Scope inside(const Step &step, Scope scope) const;

    void error(const QString &pointer, const QString &message)
    {
        m_problems += Problem{Problem::Severity::Error, pointer, message};
    }
    void warning(const QString &pointer, const QString &message)
    {
        m_problems += Problem{Problem::Severity::Warning, pointer, message};
    }

    const Plan &m_plan;
    QList<Problem> m_problems;
    QSet<QString> m_ids;
    bool m_opened = false; // a step before has opened a page
};

QList<Problem> Checker::check()
{
    checkVariables();
    Scope scope;
    for (const Variable &variable : m_plan.variables)
        scope.variables += variable.name;
    checkSteps(m_plan.steps, QStringLiteral("/steps"), scope);
    checkSteps(m_plan.finallySteps, QStringLiteral("/finally"), scope);
    return m_problems;
}

void Checker::checkVariables()
{
    static const QRegularExpression plainName(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    QSet<QString> names;
    for (qsizetype i = 0; i < m_plan.variables.size(); ++i) {
        const QString pointer = pointerTo(pointerTo(QStringLiteral("/variables"), i), "name");
        const QString &name = m_plan.variables[i].name;
        if (!name.isEmpty() && !plainName.match(name).hasMatch())
            error(pointer, QStringLiteral("the variable name '%1' must be letters, digits and _").arg(name));
        if (names.contains(name))
            error(pointer, QStringLiteral("the variable '%1' is declared twice").arg(name));
        names += name;
    }
}

void Checker::checkSteps(const std::vector<Step> &steps, const QString &pointer, const Scope &scope)
{
    for (std::size_t i = 0; i < steps.size(); ++i)
        checkStep(steps[i], pointerTo(pointer, qsizetype(i)), scope);
}

void Checker::checkStep(const Step &step, const QString &pointer, const Scope &scope)
{
    if (!step.id.isEmpty() && m_ids.contains(step.id))
        error(pointerTo(pointer, "id"), QStringLiteral("the id '%1' is used twice").arg(step.id));
    m_ids += step.id;
    std::visit([&](const auto &action) { checkAction(action, pointer); }, step.action);
    checkTexts(step, pointer, scope);
    checkStart(step, pointer);
    const Scope inner = inside(step, scope);
    for (const auto &[key, children] : childLists(step)) {
        const QString place = pointerTo(pointer, key);
        if (key != QStringLiteral("next"))
            checkSteps(*children, place, inner);
        else if (!children->empty())
            checkStep(children->front(), place, inner);
    }
}

// A relative address starts from the current page, and at first there is none.
void Checker::checkStart(const Step &step, const QString &pointer)
{
    const auto *paginate = std::get_if<Paginate>(&step.action);
    const auto *navigate = std::get_if<Navigate>(&step.action);
    const bool opens = navigate || (paginate && !paginate->urls.isEmpty());
    if (step.disabled || !opens || std::exchange(m_opened, true) || !navigate)
        return;
    Values defaults;
    for (const Variable &variable : m_plan.variables) {
        if (variable.defaultValue && !variable.secret)
            defaults.insert(variable.name, *variable.defaultValue);
    }
    const QString problem = firstAddressProblem(substitute(navigate->url, defaults));
    if (problem.isEmpty())
        return;
    if (variablesIn(navigate->url).isEmpty())
        error(pointerTo(pointer, "url"), problem);
    else // --set may make it whole
        warning(pointerTo(pointer, "url"), problem);
}

void Checker::checkKey(const QString &key, const QString &pointer)
{
    if (const QString problem = chordProblem(key); !problem.isEmpty())
        error(pointerTo(pointer, "key"), problem);
}

void Checker::checkTexts(const Step &step, const QString &pointer, const Scope &scope)
{
    for (const StepText &text : textsOf(step)) {
        const QString place = pointer + originalPointer(step.original.get(), text.pointer);
        if (text.isWithin) {
            if (!text.text.isEmpty() && !scope.elements.contains(text.text))
                error(place, QStringLiteral("no surrounding forEach is called '%1' (its `as`)%2")
                                 .arg(text.text, didYouMean(text.text, scope.elements)));
            continue;
        }
        const QString problem = text.isSelector ? selectorProblem(text.text) : QString();
        if (!problem.isEmpty())
            error(place, problem);
        const QStringList used = scope.anyVariable ? QStringList() : variablesIn(text.text);
        for (const QString &name : used) {
            if (!scope.variables.contains(name))
                error(place, QStringLiteral("unknown variable '%1'%2").arg(name, didYouMean(name, scope.variables)));
        }
    }
}

void Checker::checkAction(const Extract &extract, const QString &pointer)
{
    QStringList known;
    for (const auto &[name, schema] : m_plan.schemas)
        known += name;
    if (!extract.schema.isEmpty() && !known.contains(extract.schema) && !extract.schema.contains(QStringLiteral("${")))
        error(pointerTo(pointer, "schema"),
              QStringLiteral("the plan has no schema '%1'%2").arg(extract.schema, didYouMean(extract.schema, known)));
}

void Checker::needSteps(const std::vector<Step> &steps, const QString &key, const QString &pointer)
{
    if (steps.empty())
        error(pointerTo(pointer, key), QStringLiteral("a step with no steps in '%1' does nothing").arg(key));
}

void Checker::checkAction(const Repeat &repeat, const QString &pointer)
{
    needSteps(repeat.steps, QStringLiteral("steps"), pointer);
}

void Checker::checkAction(const If &choice, const QString &pointer)
{
    if (choice.elseSteps.empty())
        needSteps(choice.thenSteps, QStringLiteral("then"), pointer);
}

void Checker::checkAction(const ForEach &loop, const QString &pointer)
{
    const int sources = int(!loop.elements.isEmpty()) + int(!loop.rows.isNull()) + int(!loop.file.isEmpty());
    if (sources != 1)
        error(pointer, QStringLiteral("forEach needs exactly one of 'elements', 'rows' and 'file'"));
    const Json &rows = loop.rows.get();
    const bool areRows =
        rows.is_array() && std::all_of(rows.begin(), rows.end(), [](const Json &row) { return row.is_object(); });
    if (!loop.rows.isNull() && !areRows)
        error(pointerTo(pointer, "rows"), QStringLiteral("rows must be a list of objects"));
    needSteps(loop.steps, QStringLiteral("steps"), pointer);
}

void Checker::checkAction(const Paginate &paginate, const QString &pointer)
{
    static const QRegularExpression range(QStringLiteral("\\[\\d+-\\d+(:\\d+)?\\]"));
    if (paginate.next.empty() && paginate.urls.isEmpty())
        error(pointer, QStringLiteral("paginate needs 'next' (the step that moves on) or 'urls'"));
    if (!paginate.next.empty() && !paginate.urls.isEmpty())
        error(pointer, QStringLiteral("paginate takes 'next' or 'urls', not both"));
    if (!paginate.urls.isEmpty() && !paginate.urls.contains(QStringLiteral("${")) && !range.match(paginate.urls).hasMatch())
        error(pointerTo(pointer, "urls"), QStringLiteral("urls needs a range such as [1-50] or [0-100:10]"));
    if (paginate.steps.empty())
        warning(pointer, QStringLiteral("paginate without 'steps' takes nothing from the pages it goes through"));
}

Checker::Scope Checker::inside(const Step &step, Scope scope) const
{
    const auto *loop = std::get_if<ForEach>(&step.action);
    if (!loop)
        return scope;
    if (!loop->as.isEmpty())
        scope.elements += loop->as;
    scope.anyVariable = scope.anyVariable || !loop->file.isEmpty();
    for (const Json &row : loop->rows.get()) {
        if (row.is_object())
            for (const auto &[column, value] : row.items())
                scope.variables += QString::fromStdString(column);
    }
    return scope;
}

} // namespace

QList<Problem> checkPlan(const Plan &plan)
{
    return Checker(plan).check();
}

} // namespace Foray
