// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QString>
#include <QUrl>

class QWebEngineProfile;

namespace Foray {

// What every profile gets before its first page: no file access, no clipboard, no plugins, no external protocols, no
// requests for permissions, and no download unless a WebBrowser takes it.
void harden(QWebEngineProfile &profile);

void apply(const BrowserSettings &browser, QWebEngineProfile &profile);

// What the main frame or a frame may go to: http, https, about, data, blob. Chromium lets pages go to qrc:, which is ours.
bool isAllowedScheme(const QUrl &url);

// A file name that stays in its folder, whatever the server proposed: no separators (also percent-encoded), no leading
// dots, no control characters, at most 200 bytes; "download" when nothing is left.
QString safeFileName(const QString &proposed);

// `folder`/`name`, or "name (2).ext" and so on when that file is there.
QString freePath(const QString &folder, const QString &name);

} // namespace Foray
