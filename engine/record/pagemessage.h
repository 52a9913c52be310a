// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QList>
#include <QString>

#include <variant>

namespace Foray {

// Which action of which document; the page scripts count them (resources/js/record.js).
struct ActionId
{
    QString document;
    int n = 0;
    bool operator==(const ActionId &) const = default;
};

// What a person did in a page.
struct PageAction
{
    ActionId id;
    int element = 0; // the same for the same element of a document; 0 for none
    double time = 0; // ms since the epoch
    QString address; // of the page
    Step step;       // without an id
    bool focusOnly = false;
    bool merges = false; // it takes the place of one of the same kind on the same element
    bool scrolled = false;
    QString secretName; // not empty: what was typed is a secret and is not told
};

// What an action caused in its document, as conditions with their evidence. Comes after the action, perhaps several times.
struct PageEffects
{
    ActionId id;
    QList<Condition> conditions;
    double time = 0; // of the last of them, ms since the epoch
};

// What a document held when it went, for the next one to be compared with (resources/js/recordload.js).
struct PageOutline
{
    JsonValue kinds;
};

using PageMessage = std::variant<PageAction, PageEffects, PageOutline>;

// Reads what a page's scripts have told. Pages may forge some of it: everything is checked as a plan from a stranger is.
Result<PageMessage> readPageMessage(const JsonValue &message);

} // namespace Foray
