// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/operation.h"

namespace Foray {

// A PNG of the view or, for a page that no window shows, of the whole document by making the view as tall as that (at most
// 16,384 px). Waits until the page has painted.
void takeScreenshot(WebPage &page, bool fullPage, QObject *context, Callback<QByteArray> done);

} // namespace Foray
