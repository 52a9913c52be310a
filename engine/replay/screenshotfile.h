// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QString>

namespace Foray {

// The loops of a position, with the slash behind them: "pages[2]/" of "pages[2]/shot".
QString loopsOf(const QString &position);

// Writes a picture into the run's folder, under a name made safe of `place` (a step's position or a name from a plan), and
// gives that name. Whatever the plan says, it stays in the folder.
Result<QString> saveScreenshot(const QString &folder, const QString &place, const QByteArray &png);

} // namespace Foray
