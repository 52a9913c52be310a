// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Foray::SettingsKey {

// What the window remembers, in window.ini of the data folder. Arrangements have keys of their own.
inline const QString recentPlans = QStringLiteral("recentPlans");
inline const QString rowFiles = QStringLiteral("rowFiles");
inline const QString theme = QStringLiteral("theme");
inline const QString geometry = QStringLiteral("geometry");

} // namespace Foray::SettingsKey
