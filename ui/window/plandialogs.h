// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace Foray {

// Each asks and returns at once; the answer comes to the function, which is not called if the person gives up.
void askForPlanToOpen(QWidget *parent, const QString &folder, const std::function<void(const QString &)> &open);
void askForPlanToSave(QWidget *parent, const QString &suggested, const std::function<void(const QString &)> &save);

enum class UnsavedAnswer { Save, Discard };
void askAboutUnsaved(QWidget *parent, const QString &plan, const std::function<void(UnsavedAnswer)> &answered);

} // namespace Foray
