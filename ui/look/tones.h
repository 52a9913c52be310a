// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace Foray {

bool isDark(const QPalette &palette);

// The few colours with a meaning. Each is readable (AA) as text on the palette's base, and never the only sign of it.
struct Tones
{
    QColor done;
    QColor warning;
    QColor failure;
    QColor quiet; // secondary text
    QColor accent;
};
Tones tones(const QPalette &palette);

// The colour by which a person knows a session again: the same for the same name, always.
QColor sessionColor(const QString &sessionId, const QPalette &palette);

// Text of a page for a tool tip: Qt would read it as HTML if it looked like that. Very long texts are cut.
QString plainToolTip(const QString &text);

} // namespace Foray
