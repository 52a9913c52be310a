// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QList>

namespace Foray {

struct Problem
{
    enum class Severity { Error, Warning };
    Severity severity = Severity::Error;
    QString pointer; // RFC 6901, into the checked document
    QString message; // "unknown step type 'clik'; did you mean 'click'?"
    bool operator==(const Problem &) const = default;
};

// "/steps/3/type: unknown step type 'clik'; did you mean 'click'?", with "warning: " before it for a warning.
QString toString(const Problem &problem);

// The plan file: JSON, "format": "foray-plan", "version": 1 (resources/schema/plan.schema.json).
//
// Every value keeps the JSON it was read from. Saving writes that JSON again where nothing changed, with its unknown keys,
// its key order and its spelling ("css:li" stays a string); keys of changed values are replaced in place.
struct PlanReading
{
    Plan plan;
    QList<Problem> problems; // errors and warnings, in document order; with an error the plan must not be run
    bool ok() const;
    // Whether the plan, written again, would be read with the same problems: it says all that its file said, and only lacks
    // something (a step still without a target) or contradicts itself. Such a plan can be edited.
    bool keepsEverything() const;
};

// Reads what can be read and collects every problem rather than the first.
PlanReading readPlan(const Json &json);
// What is wrong with a plan as a value, for editors; part of what readPlan finds.
QList<Problem> checkPlan(const Plan &plan);
Result<Plan> planFromText(const QByteArray &text, const QString &source = {}); // first error, or the plan
Result<Plan> loadPlan(const QString &path);
// The same for an editor, which also takes a plan whose problems are all still in it.
Result<Plan> unfinishedPlanFromText(const QByteArray &text, const QString &source = {});
Result<Plan> loadUnfinishedPlan(const QString &path);
Result<> savePlan(const Plan &plan, const QString &path); // atomic (QSaveFile)

// One step or condition alone; the first error, which points into `json`.
Result<Step> stepFromJson(const Json &json);
Result<Condition> conditionFromJson(const Json &json);

Json toJson(const Plan &plan);
Json toJson(const Step &step);
Json toJson(const Condition &condition); // a string where that says it all ("css:li")
Json toJson(const Target &target);       // always an object
// Always an object with every key and every default: what page scripts are sent.
Json explicitJson(const Condition &condition);

} // namespace Foray
