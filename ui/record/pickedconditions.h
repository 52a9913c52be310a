// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/pointing.h"
#include "engine/plan/condition.h"

#include <QList>
#include <QString>

namespace Foray {

// What can be said of an element that was picked, as a menu offers it.
struct PickedCondition
{
    QString words;
    Condition condition;
};

QList<PickedCondition> checksOf(const Pointed &pointed); // what is so now, and must be so in each run
QList<PickedCondition> waitsOf(const Pointed &pointed);  // what a step can wait for

} // namespace Foray
