// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "engine/base/result.h"

#include <QString>

namespace Foray {

// Where all data lives: what --data-dir says, else FORAY_DATA_DIR, else the platform's place.
QString dataDirFrom(const QString &option);

// Prepares the process for the platform before any application object exists: offscreen for headless work. Fails where
// there is no display for a window, or where Chromium would refuse to start. The text of success is a warning, or empty.
Result<QString> preparePlatform(Platform platform);

// Keeps Qt's and Chromium's remarks from standard error, which is for what a person should read. QT_LOGGING_RULES brings
// them back.
void silenceLibraries();

} // namespace Foray
