// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace Foray {

// A line-drawn icon of resources/icons by its file name without suffix. It is drawn in the palette's text colour of the
// moment it is painted, so it follows light and dark; or always in `color`, if one is given.
QIcon lineIcon(const QString &name, const QColor &color = {});

// A filled dot: what marks a session wherever it is named.
QIcon dotIcon(const QColor &color);

} // namespace Foray
