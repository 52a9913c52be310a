// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPalette>
#include <QString>

class QApplication;
class QDBusVariant;

namespace Foray {

enum class ThemeChoice { System, Light, Dark };

QString themeName(ThemeChoice choice); // "system", "light", "dark": as kept in the settings
ThemeChoice themeFromName(const QString &name);

// Light or dark, as the desktop says or as the person chose.
class Theme final : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication &application);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);

private:
    void askDesktop();
    void apply();

    QApplication &m_application;
    QPalette m_systemPalette;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_desktopIsDark = false;

private Q_SLOTS:
    void desktopSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace Foray
