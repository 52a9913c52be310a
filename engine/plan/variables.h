// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace Foray {

using Values = QHash<QString, QString>;

// Replaces ${name} by its value; "$${" stands for "${" itself. A name without a value stays as it is and is added to `missing`.
QString substitute(const QString &text, const Values &values, QStringList *missing = nullptr);

// The text as a plan writes it so that it means itself, whatever "${" it holds.
QString literal(QString text);

// The same in JavaScript. Values are escaped to be right inside of any string literal, whatever they hold; a name without
// a value is left alone, since it is most likely the script's own template literal.
QString substituteInCode(const QString &code, const Values &values);

// Every text of an action (of a control step: its own, not its children's), and of a condition.
Action substituted(const Action &action, const Values &values, QStringList *missing = nullptr);
Condition substituted(const Condition &condition, const Values &values, QStringList *missing = nullptr);

// The names of the ${…} in a text.
QStringList variablesIn(const QString &text);

// What the plan's variables are in a run: what was set explicitly, else for secrets the environment's FORAY_SECRET_NAME, else
// the default. One without a value is an error that says how to give it. What was set beyond the plan's variables is kept.
Result<Values> resolveVariables(const Plan &plan, const Values &set,
                                const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

// "FORAY_SECRET_PASSWORD" for "password".
QString secretEnvironmentName(const QString &variable);

QStringList secretValues(const Plan &plan, const Values &values);

// The text with every secret replaced by "•••", also where it stands percent-encoded or escaped for JSON.
QString redact(const QString &text, const QStringList &secrets);

} // namespace Foray
