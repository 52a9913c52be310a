// SPDX-License-Identifier: MIT
#include "ui/application.h"

#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "ui/look/theme.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QIcon>
#include <QTimer>

namespace Foray {

namespace {

BrowserParts webEngineParts(const QString &dataDir)
{
    BrowserParts parts;
    parts.make = [dataDir](const SessionSettings &session, const BrowserSettings &settings) {
        return std::make_unique<WebBrowser>(session, settings, dataDir, WebBrowser::Visibility::InWindow);
    };
    parts.makeAside = [](Browser &browser) { return static_cast<WebBrowser &>(browser).makeAside(); };
    parts.view = [](Page *page) { return static_cast<WebPage *>(page)->view(); };
    return parts;
}

} // namespace

int runWindow(QApplication &application, const WindowOptions &options)
{
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/foray.svg")));
    Theme theme(application);
    MainWindow window(webEngineParts(options.dataDir), options.dataDir, &theme);
    window.show();
    if (options.demo)
        options.planPath.isEmpty() ? window.startDemo() : window.startDemo(options.planPath);
    else if (!options.planPath.isEmpty())
        window.openPlan(options.planPath);
    if (!options.session.isEmpty())
        window.setSession({options.session, Storage::Persistent});
    if (!options.recordUrl.isEmpty())
        QTimer::singleShot(0, &window, [&] { window.record(options.recordUrl, options.savePath); });
    if (options.demo)
        QTimer::singleShot(0, &window, &MainWindow::runPlan);
    return QApplication::exec();
}

} // namespace Foray
