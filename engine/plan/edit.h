// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace Foray {

// What editors do to the step tree of a plan. Functions that can fail leave the plan as it was when they do.

// The step of that id, wherever it stands in the plan; null if there is none.
const Step *findStep(const Plan &plan, const QString &stepId);
Step *findStep(Plan &plan, const QString &stepId);

// The step whose JSON a pointer into the plan's ("/steps/3/next/target") stands in, or nothing.
QString stepIdAtPointer(const Plan &plan, const QString &pointer);

// A place among the steps of a list: of a control step's ("steps", "then", "else", "next") or, without a parent, of the plan's
// own ("steps", "finally").
struct PlanPlace
{
    QString parentId;
    QString list = QStringLiteral("steps");
    int index = -1; // before the step that stands there now; -1: at the end
    bool operator==(const PlanPlace &) const = default;
};

std::optional<PlanPlace> placeOf(const Plan &plan, const QString &stepId);
// The whole list that the place is in; null if there is none.
std::vector<Step> *stepsAt(Plan &plan, const PlanPlace &place);
const std::vector<Step> *stepsAt(const Plan &plan, const PlanPlace &place);

// Those of the ids that the plan has, in its order.
QStringList stepsInOrder(const Plan &plan, const QStringList &stepIds);
// Those of the ids that no other of them contains, in the plan's order.
QStringList outermostSteps(const Plan &plan, const QStringList &stepIds);

// Gives the ids under which the steps now stand: an id that the plan has already becomes another.
Result<QStringList> insertSteps(Plan &plan, std::vector<Step> steps, PlanPlace place);
void removeSteps(Plan &plan, const QStringList &stepIds);
Result<> moveSteps(Plan &plan, const QStringList &stepIds, PlanPlace place);

// Where Alt+Up and Alt+Down take neighbours: past the next step; from the end of a list out of the control step.
enum class Direction { Up, Down };
std::optional<PlanPlace> placeBeside(const Plan &plan, const QStringList &stepIds, Direction direction);

// Puts neighbours into a new control step, whose action is `around`; gives its id.
Result<QString> groupSteps(Plan &plan, const QStringList &stepIds, Action around);
// Replaces a control step by the steps in it; gives their ids.
Result<QStringList> ungroupStep(Plan &plan, const QString &stepId);

// The steps as the text of a plan that holds them, with the variables and schemas they use; for a clipboard and for editors.
QByteArray textOfSteps(const Plan &plan, const QStringList &stepIds);
// What such a text, a list of steps or one step holds. Steps that only lack something are taken as they are.
Result<Plan> stepsOfText(const QByteArray &text);
// Puts the steps of another plan in, with those of its variables and schemas that this one lacks; gives their ids.
Result<QStringList> pasteSteps(Plan &plan, const Plan &pasted, const PlanPlace &place);

// A name for a variable that the plan does not have yet, made of `wanted`.
QString freeVariableName(const Plan &plan, const QString &wanted);
// Replaces `text` in a field (its key: "url", "value") of a step by ${name}, and declares that variable with the text as its
// default; a secret one without. A variable that has the same default already is used.
Result<> makeVariable(Plan &plan, const QString &stepId, const QString &field, const QString &text, const Variable &variable);

} // namespace Foray
