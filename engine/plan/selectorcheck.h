// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Foray {

// What a selector of a schema is to Crawl4AI. Broken ones select nothing: as a base selector they stop the extraction, in a
// field they leave it to the default. Odd ones are understood, but not as they look.
struct SelectorFault
{
    enum class Kind { None, Broken, Odd };
    Kind kind = Kind::None;
    QString message;
};

SelectorFault checkCssSelector(const QString &selector);
SelectorFault checkBaseXPath(const QString &selector);
SelectorFault checkFieldXPath(const QString &selector);

} // namespace Foray
