// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/operation.h"
#include "engine/browser/pagescripts.h"

namespace Foray {

// Runs code in the page's own world and hears its outcome (resources/js/pageworld.js). `polling` code is asked at every
// frame until it gives something true. A timeout's message is what the code last gave.
void runInPageWorld(WebPage &page, const QString &code, PageWorldMode mode, int timeout, QObject *context,
                    Callback<JsonValue> done);

// The evaluate step: one function body, awaited. A navigation that it causes is waited for and is no error.
class Evaluation final : public Operation<JsonValue>
{
public:
    using Operation::Operation;
    void run(const QString &code);

private:
    void outcome(const Result<JsonValue> &result);
    void afterNavigation(const JsonValue &value);
};

} // namespace Foray
