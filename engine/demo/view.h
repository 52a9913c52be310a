// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <optional>
#include <string>

namespace Foray::Demo {

// A file of resources/demo, or nothing if there is none of that name.
std::optional<std::string> resource(const std::string &name);

// A Mustache template of resources/demo, filled in. {{name}} is escaped for HTML, {{{name}}} is not.
std::string render(const std::string &name, const Json &data);

// The text of the first h1, which is what the page's title says too.
std::string headingOf(const std::string &html);

// Adds the query ("seed=2&delay=50") to every link, frame and form of the site's own, so that a visit keeps it.
std::string withQuery(const std::string &html, const std::string &query);

} // namespace Foray::Demo
