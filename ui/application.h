// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

class QApplication;

namespace Foray {

struct WindowOptions
{
    QString planPath;  // opened at once; may be empty
    QString dataDir;   // sessions, runs and settings
    QString session;   // kept one to browse and run in, whatever the plan says; may be empty
    QUrl recordUrl;    // record from there on, into an empty plan
    QString savePath;  // of what is recorded; may be empty
    bool demo = false; // serve the built-in site, open its plan or planPath on it, and run that
};

// Shows the window and runs the application until it is closed. Gives the exit code.
int runWindow(QApplication &application, const WindowOptions &options);

} // namespace Foray
