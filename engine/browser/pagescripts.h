// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <QString>

#include <initializer_list>

namespace Foray {

// The page scripts of resources/js as one document-creation script for the isolated world. `token` is the page's secret:
// lines of the console that begin with it come from these scripts.
QString pageScripts(const QString &token);

// The extractor alone: it needs nothing but a document, so that it also runs in the browsers that exported scripts drive.
QString extractorScript();

// "function(arg, …)" with the arguments as JSON: the only way in which calls are put together.
QString assembleCall(const QString &function, std::initializer_list<JsonValue> arguments);

enum class PageWorldMode { Once, Until };

// The user's code as it runs in the page's own world: Once takes a function body (resources/js/pageworldrun.js), Until a
// predicate, function or expression (pageworldpoll.js). `event` must be a plain identifier.
QString pageWorldCall(const QString &event, const QString &code, PageWorldMode mode);

} // namespace Foray
