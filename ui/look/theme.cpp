// SPDX-License-Identifier: MIT
#include "ui/look/theme.h"

#include "ui/look/tones.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace Foray {

namespace {

const auto portal = QStringLiteral("org.freedesktop.portal.Desktop");
const auto portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto portalSettings = QStringLiteral("org.freedesktop.portal.Settings");
const auto appearance = QStringLiteral("org.freedesktop.appearance");
const auto colorScheme = QStringLiteral("color-scheme");

bool saysDark(const QVariant &value)
{
    // The portal's Read wraps its variant twice. 1 is dark, 2 light, 0 no preference.
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    return inner.toUInt() == 1;
}

QPalette paletteOf(QColor window, QColor base, QColor text, QColor dim, QColor line, QColor accent, QColor link)
{
    QPalette palette(text, window, window.lighter(110), line.darker(120), line, text, text, base, window);
    palette.setColor(QPalette::Button, window);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Mid, line);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, dim);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return palette;
}

QPalette lightPalette()
{
    return paletteOf(QColor(0xf3f4f6), Qt::white, QColor(0x1b1f24), QColor(0x7a828b), QColor(0xcfd4da), QColor(0x0b63c4),
                     QColor(0x0b57b0));
}

QPalette darkPalette()
{
    return paletteOf(QColor(0x26292e), QColor(0x1c1e22), QColor(0xe6e8eb), QColor(0x858d97), QColor(0x43484f), QColor(0x2f6fce),
                     QColor(0x7ab4ff));
}

} // namespace

QString themeName(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    case ThemeChoice::System: break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeFromName(const QString &name)
{
    for (ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        if (themeName(choice) == name)
            return choice;
    }
    return ThemeChoice::System;
}

Theme::Theme(QApplication &application)
    : QObject(&application)
    , m_application(application)
    , m_systemPalette(application.palette())
{
    askDesktop();
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

// Qt tells the desktop's colour scheme only since 6.5; until then its portal does.
void Theme::askDesktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage ask = QDBusMessage::createMethodCall(portal, portalPath, portalSettings, QStringLiteral("Read"));
    ask << appearance << colorScheme;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return;
        m_desktopIsDark = saysDark(reply.value().variant());
        apply();
    });
    bus.connect(portal, portalPath, portalSettings, QStringLiteral("SettingChanged"), this,
                SLOT(desktopSettingChanged(QString, QString, QDBusVariant)));
}

void Theme::desktopSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != appearance || key != colorScheme)
        return;
    m_desktopIsDark = saysDark(value.variant());
    apply();
}

void Theme::apply()
{
    const bool systemIsDark = isDark(m_systemPalette);
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && (m_desktopIsDark || systemIsDark));
    // A desktop theme that brings its own palette knows best; this grey is Qt's when there is none.
    const bool hasOwn = m_systemPalette.color(QPalette::Window) != QColor(0xefefef);
    if (m_choice == ThemeChoice::System && hasOwn && systemIsDark == dark)
        m_application.setPalette(m_systemPalette);
    else
        m_application.setPalette(dark ? darkPalette() : lightPalette());
}

} // namespace Foray
