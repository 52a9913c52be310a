// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/edit.h"
#include "engine/plan/planjson.h"
#include "engine/plan/stepfields.h"
#include "engine/plan/steptexts.h"
#include "engine/plan/variables.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

struct Uses
{
    QSet<QString> variables;
    QSet<QString> schemas;
};

void collectUses(const std::vector<Step> &steps, Uses &uses)
{
    for (const Step &step : steps) {
        for (const StepText &text : textsOf(step)) {
            for (const QString &name : variablesIn(text.text))
                uses.variables += name;
        }
        if (const auto *code = std::get_if<Evaluate>(&step.action)) {
            for (const QString &name : variablesIn(code->code.join(u'\n')))
                uses.variables += name;
        }
        if (const auto *extract = std::get_if<Extract>(&step.action))
            uses.schemas += extract->schema;
        for (const auto &[key, children] : childLists(step))
            collectUses(*children, uses);
    }
}

// A plan around steps that stand alone.
Json wrapped(const Json &json)
{
    if (json.is_object() && json.contains("steps") && json.contains("format"))
        return json;
    return Json{{"format", "foray-plan"}, {"version", 1}, {"steps", json.is_array() ? json : Json::array({json})}};
}

const Variable *findVariable(const Plan &plan, const QString &name)
{
    const auto it = std::find_if(plan.variables.begin(), plan.variables.end(), [&](const Variable &v) { return v.name == name; });
    return it == plan.variables.end() ? nullptr : &*it;
}

// Replaces in a text outside of its ${…}, or in each text of a list; gives how often.
int replaceIn(Json &value, const QString &text, const QString &by)
{
    static const QRegularExpression variable(QStringLiteral("\\$\\{[^}]*\\}"));
    int count = 0;
    if (value.is_array()) {
        for (Json &item : value)
            count += replaceIn(item, text, by);
        return count;
    }
    const QString whole = value.is_string() ? toQString(value) : QString();
    QString out;
    qsizetype end = 0;
    const auto take = [&](const QString &plain) {
        count += int(plain.count(text));
        out += QString(plain).replace(text, by);
    };
    for (auto it = variable.globalMatch(whole); it.hasNext();) {
        const auto match = it.next();
        take(whole.mid(end, match.capturedStart() - end));
        out += match.captured();
        end = match.capturedEnd();
    }
    take(whole.mid(end));
    value = toStd(out);
    return count;
}

Error cannot(const QString &message)
{
    return Error{ErrorKind::InvalidArgument, message, {}};
}

Result<> checkVariable(const Plan &plan, const Variable &variable)
{
    static const QRegularExpression plainName(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    if (!plainName.match(variable.name).hasMatch())
        return failure(cannot(QStringLiteral("A variable's name is made of letters, digits and _.")));
    const Variable *other = findVariable(plan, variable.name);
    if (other && !(*other == variable))
        return failure(cannot(QStringLiteral("The plan has another variable called '%1'.").arg(variable.name)));
    return {};
}

} // namespace

QByteArray textOfSteps(const Plan &plan, const QStringList &stepIds)
{
    Plan part;
    for (const QString &id : outermostSteps(plan, stepIds))
        part.steps.push_back(*findStep(plan, id));
    Uses uses;
    collectUses(part.steps, uses);
    for (const Variable &variable : plan.variables) {
        if (uses.variables.contains(variable.name))
            part.variables += variable;
    }
    for (const auto &schema : plan.schemas) {
        if (uses.schemas.contains(schema.first))
            part.schemas += schema;
    }
    Json json = toJson(part);
    json.erase("session");
    json.erase("browser");
    return printJson(json);
}

Result<Plan> stepsOfText(const QByteArray &text)
{
    const auto json = parseJson(text);
    if (!json)
        return failure(json.error());
    if (!json->is_structured())
        return failure(ErrorKind::InvalidPlan, QStringLiteral("This text holds no steps."));
    auto plan = unfinishedPlanFromText(dumpJson(wrapped(*json)));
    if (plan && plan->steps.empty())
        return failure(ErrorKind::InvalidPlan, QStringLiteral("This text holds no steps."));
    return plan;
}

Result<QStringList> pasteSteps(Plan &plan, const Plan &pasted, const PlanPlace &place)
{
    auto inserted = insertSteps(plan, pasted.steps, place);
    if (!inserted)
        return inserted;
    for (const Variable &variable : pasted.variables) {
        if (!findVariable(plan, variable.name))
            plan.variables += variable;
    }
    for (const auto &schema : pasted.schemas) {
        if (plan.schema(schema.first).isNull())
            plan.schemas += schema;
    }
    return inserted;
}

QString freeVariableName(const Plan &plan, const QString &wanted)
{
    static const QRegularExpression odd(QStringLiteral("[^a-z0-9]+"));
    QString stem = wanted.toLower().replace(odd, QStringLiteral("_")).left(24);
    while (stem.endsWith(u'_'))
        stem.chop(1);
    if (stem.isEmpty() || stem.front().isDigit())
        stem.prepend(QStringLiteral("value"));
    QString name = stem;
    for (int number = 2; findVariable(plan, name); ++number)
        name = QStringLiteral("%1_%2").arg(stem).arg(number);
    return name;
}

Result<> makeVariable(Plan &plan, const QString &stepId, const QString &field, const QString &text, const Variable &variable)
{
    Step *step = findStep(plan, stepId);
    if (!step || text.isEmpty())
        return failure(cannot(QStringLiteral("There is no text to make a variable of.")));
    if (!variablesIn(text).isEmpty())
        return failure(cannot(QStringLiteral("The text holds a variable already.")));
    Variable declared = variable;
    declared.defaultValue = substitute(text, {}); // "$${" is a plain "${"
    if (declared.secret)
        declared.defaultValue.reset();
    if (auto fine = checkVariable(plan, declared); !fine)
        return fine;
    const QList<StepField> fields = fieldsOf(step->action);
    const auto place = std::find_if(fields.begin(), fields.end(), [&](const StepField &f) { return f.key == field; });
    Json value = place == fields.end() ? Json() : place->value.get();
    if (replaceIn(value, text, QStringLiteral("${%1}").arg(declared.name)) == 0)
        return failure(cannot(QStringLiteral("'%1' of the step does not hold this text.").arg(field)));
    auto action = withField(step->action, field, value);
    if (!action)
        return failure(action.error());
    step->action = std::move(*action);
    if (!findVariable(plan, declared.name))
        plan.variables += declared;
    return {};
}

} // namespace Foray
