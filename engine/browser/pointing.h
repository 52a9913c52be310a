// SPDX-License-Identifier: MIT
#pragma once

#include "engine/record/knownsecrets.h"
#include "engine/replay/page.h"

#include <QList>
#include <QPointF>
#include <QRectF>

#include <memory>
#include <optional>

namespace Foray {

class WebPage;

// An element that a person points at (resources/js/pointing.js). Pages have a say in all of it: it is text to show, never markup.
struct Pointed
{
    Target target;    // with the frames it is in and, where it stands in a row of the loop that was asked about, `within`
    QRectF box;       // CSS px in the view
    QString selector; // the best one, as messages write it
    int matches = 0;  // elements that this one finds
    QString words;    // `<button>Next</button>`
    QString text;     // what it shows, at most 200 characters
    QString css;      // one plain CSS selector
    QString rows;     // CSS of the repeated elements of which it is one or in one of which it stands; empty: none
    int rowCount = 0; // how many those are
};

enum class Beside { Parent, Child, Next, Previous };

struct PointOptions
{
    bool exact = false;                               // the very element, not the button around an icon
    QList<ScopeElement> scopes;                       // selectors start at a row of the innermost one, where it stands in one
    std::shared_ptr<const KnownSecrets> secrets = {}; // that nothing told of it may hold
};

// Nothing where there is nothing. Points are CSS px in the view.
void elementAt(WebPage &page, QPointF point, const PointOptions &options, QObject *context,
               Callback<std::optional<Pointed>> done);
void elementBeside(WebPage &page, const Pointed &from, Beside direction, const PointOptions &options, QObject *context,
                   Callback<std::optional<Pointed>> done);

// Where the elements of a target are, without waiting and without healing; what is not drawn has no box.
struct Boxes
{
    QList<QRectF> boxes; // CSS px in the view, at most 200
    int count = 0;       // elements, drawn or not
};
enum class Matches { TheOne, Every };
void boxesOf(WebPage &page, const Target &target, const QList<ScopeElement> &scopes, Matches matches, QObject *context,
             Callback<Boxes> done);
void reveal(WebPage &page, const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<bool> done);

} // namespace Foray
