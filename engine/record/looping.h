// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/record/rowplace.h"

#include <QHash>
#include <QPair>
#include <QStringList>

#include <optional>

namespace Foray {

// A recording that did the same twice, or that typed what stands in a table, and the loop that it could be.
struct LoopOffer
{
    enum class Kind { Paginate, ForEach, Rows };
    Kind kind = Kind::Paginate;
    QStringList stepIds; // that the loop replaces, in order
    QString words;       // "'Next' was clicked twice"

    QStringList body; // of elements and rows: those of the steps that the loop does with each

    RowPlace place; // of elements

    // Of rows.
    QString file;
    QString address;                        // where each round begins; empty: with the body's first step
    QList<QPair<QString, QString>> columns; // what was typed, and the column that it stands in
    bool operator==(const LoopOffer &) const = default;
};

// Rows that a person may be typing from.
struct RowTable
{
    QString file;   // as the plan would name it
    JsonValue rows; // an array of objects
};

// What is known beside the plan while it is being recorded.
struct LoopHints
{
    QString newest = {}; // the step recorded last; empty: the plan's last one
    QList<RowTable> tables = {};
    QHash<QString, QString> addresses = {}; // step id -> of the page that it was recorded on
};

// What the newest steps offer: "Next, Next" becomes pages until there is no next, "row 1, back, row 2" each row, and values that
// stand in a row of a table the rows of that table.
std::optional<LoopOffer> offeredLoop(const Plan &plan, const LoopHints &hints = {});

// Puts the loop in the place of its steps and gives its id; empty if they are no longer as they were offered.
QString foldLoop(Plan &plan, const LoopOffer &offer);

} // namespace Foray
