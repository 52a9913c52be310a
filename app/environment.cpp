// SPDX-License-Identifier: MIT
#include "app/environment.h"

#include <QDir>
#include <QStandardPaths>

#include <cstdio>
#include <unistd.h>

namespace Foray {

namespace {

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

// Chromium's sandbox cannot work as root; it ends the process with a message of its own, too late for an exit code of ours.
Result<QString> checkSandbox()
{
    if (geteuid() != 0)
        return QString();
    const QStringList flags = qEnvironmentVariable("QTWEBENGINE_CHROMIUM_FLAGS").split(u' ');
    if (qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") == 1 || flags.contains(QStringLiteral("--no-sandbox")))
        return QStringLiteral("running as root, so pages are not kept in Chromium's sandbox; open only pages that you trust");
    return failure(
        ErrorKind::SessionNotCreated,
        QStringLiteral("Chromium's sandbox does not work for root. Run Foray as an ordinary user or, for pages that you "
                       "trust, set QTWEBENGINE_DISABLE_SANDBOX=1."));
}

} // namespace

QString dataDirFrom(const QString &option)
{
    const QString chosen = option.isEmpty() ? qEnvironmentVariable("FORAY_DATA_DIR") : option;
    if (!chosen.isEmpty())
        return QDir(chosen).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/foray");
}

Result<QString> preparePlatform(Platform platform)
{
    if (platform == Platform::Console)
        return QString();
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        if (platform == Platform::Headless)
            qputenv("QT_QPA_PLATFORM", "offscreen");
        else if (!hasDisplay())
            return failure(
                ErrorKind::SessionNotCreated,
                QStringLiteral("There is no display to open a window on. Run a plan without one by 'foray run PLAN'."));
    }
    return checkSandbox();
}

void silenceLibraries()
{
    if (!qEnvironmentVariableIsEmpty("QT_LOGGING_RULES"))
        return;
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "foray: %s\n", qPrintable(text));
    });
}

} // namespace Foray
