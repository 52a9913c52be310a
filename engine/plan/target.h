// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Foray {

// One selector: a path through open shadow roots, outermost host first, nearly always of length 1 (Chrome Recorder's
// `selectors`). Each part is CSS, or starts with css/ xpath/ text/ aria/ testid/ label/ placeholder/ alt/ title/.
using Selector = QStringList;

// One step down from a document into an iframe in it. The first of these that says anything decides, in this order.
struct FrameRef
{
    QStringList selectors; // of the iframe element in its parent document, best first
    QString name;          // its name attribute
    QString url;           // glob against the frame's URL
    int index = -1;        // among the parent's frames, in document order

    bool operator==(const FrameRef &) const = default;
};

// The ways to find one element.
struct Target
{
    QList<Selector> selectors; // best first
    QList<FrameRef> frames;    // outermost first; empty is the main frame
    QString within;            // name (`as`) of a surrounding forEach: the selectors start at its current element
    JsonValue fingerprint;     // what the element looked like; see resources/js/find.js

    bool isEmpty() const { return selectors.isEmpty() && within.isEmpty() && fingerprint.isNull(); }
    bool operator==(const Target &) const = default;
};

} // namespace Foray
