// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/stepfields.h"

#include <QString>

namespace Foray {

// How a form names a key of the plan file, and what it says in an empty field.
struct FieldWords
{
    QString label;
    QString hint;
};
FieldWords fieldWords(const QString &key);

QString choiceWords(const QString &key, const QString &choice); // "once the page has loaded" for wait_until: load
QString conditionWords(const QString &type);                    // "An element is there"

// A field's value as its text in a form, and back. Text that no value can be made of is an error.
QString textOf(const StepField &field);
Result<JsonValue> valueOf(const StepField &field, const QString &text);

} // namespace Foray
