// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QPair>
#include <QStringList>

namespace Foray {

// The words that stand for a value in files. Where several do, the first is written.
template <typename E>
using Names = QList<QPair<QString, E>>;

// The argument only picks the enumeration.
const Names<ElementState> &names(ElementState);
const Names<CountOperator> &names(CountOperator);
const Names<ChangedWhat> &names(ChangedWhat);
const Names<TextMatch> &names(TextMatch);
const Names<MouseButton> &names(MouseButton);
const Names<Modifier> &names(Modifier);
const Names<WaitUntil> &names(WaitUntil);
const Names<CacheMode> &names(CacheMode);
const Names<ScrollTo> &names(ScrollTo);
const Names<Storage> &names(Storage);

template <typename E>
QString nameOf(E value)
{
    for (const auto &[name, other] : names(E())) {
        if (other == value)
            return name;
    }
    return {};
}

template <typename E>
QStringList allNames()
{
    QStringList all;
    for (const auto &entry : names(E()))
        all += entry.first;
    return all;
}

// What `type` can be, and an action of that type with its defaults (of "doubleClick": a Click with count 2).
QStringList stepTypes();
Action actionOfType(const QString &type);
QString typeName(const Action &action);

QStringList conditionTypes();
Condition::Kind conditionOfType(const QString &type);
QString typeName(const Condition::Kind &kind);

// "images", "media" …: what `block` can hold.
QStringList blockNames();

} // namespace Foray
