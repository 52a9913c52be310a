// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/planjson.h"

namespace Foray {

// What is wrong with a Crawl4AI schema: errors for what stops the extraction or can never give a value, warnings for what
// Crawl4AI reads otherwise than it looks. The pointers lead into the schema. Its own "engine" says "css" or "xpath" when
// the argument does not.
QList<Problem> checkSchema(const Json &schema, const QString &engine = {});

} // namespace Foray
