// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace Foray {

// A glob, as in a url condition, for where an action led: the path, and of the query what differs from before, without
// what is good for one visit only. Empty where that says nothing. Hosts are left out, for a plan may be run against another one.
QString patternOfMove(const QUrl &from, const QUrl &to);

} // namespace Foray
