// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/fields.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace Foray {

// One key of a step's action or of a condition, for a form that shows and changes it. Made from engine/plan/fields.h, so that
// a form never knows other keys than the file does.
struct StepField
{
    enum class Kind {
        Text,
        Texts,
        Code,
        Codes,
        Flag,
        Number,
        Decimal,
        Choice,
        Modifiers,
        Point,
        Target,
        Frames,
        Rows,
        Condition
    };
    Kind kind = Kind::Text;
    QString key;
    JsonValue value;     // as a file spells it; of a Flag, a Number and a Choice that has a default, that default
    QStringList choices; // of a Choice and of Modifiers; without synonyms
    bool required = false;
    bool optional = false; // a Choice, Number or Condition that may say nothing
    bool operator==(const StepField &) const = default;
};

QList<StepField> fieldsOf(const Action &action);   // child steps left out
QList<StepField> commonFieldsOf(const Step &step); // of every kind: id, note, disabled, timeout, and retry and then of on_error
QList<StepField> fieldsOf(const Condition::Kind &condition);

// The elements that an action is about; what is broken or not there is left out.
QList<Target> targetsOf(const Action &action);
QList<QPair<QString, Target>> namedTargetsOf(const Action &action); // with their keys

// The same with one field set; null takes it back to its default. A value that cannot be read is an error with the message for
// its field, as the reader of plans words it.
Result<Action> withField(const Action &action, const QString &key, const JsonValue &value);
Result<Step> withField(const Step &step, const QString &key, const JsonValue &value); // of both kinds
Result<Condition::Kind> withField(const Condition::Kind &condition, const QString &key, const JsonValue &value);

} // namespace Foray
