// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "ui/window/browserhost.h"

#include <QWebEngineView>

namespace Foray {

// The engine of the real window.
inline BrowserParts windowParts(const QString &dataDir)
{
    BrowserParts parts;
    parts.make = [dataDir](const SessionSettings &session, const BrowserSettings &settings) {
        return std::make_unique<WebBrowser>(session, settings, dataDir, WebBrowser::Visibility::InWindow);
    };
    parts.makeAside = [](Browser &browser) { return static_cast<WebBrowser &>(browser).makeAside(); };
    parts.view = [](Page *page) { return static_cast<WebPage *>(page)->view(); };
    return parts;
}

} // namespace Foray
