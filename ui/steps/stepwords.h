// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"
#include "ui/steps/stepnode.h"

#include <QString>

namespace Foray {

QString iconName(const Step &step);           // of resources/icons
QString waitWords(const Step &step);          // "waits until …"; empty without wait_for
QString rowCountWords(int rows);              // "1 row", "72 rows"
QString milliseconds(qint64 ms);              // "412 ms", "3.2 s", "2 min 5 s"
QString stateWords(const StepNode &node);     // "done in 412 ms"
QString messageOf(const StepEvent &event);    // one sentence for the step list; empty when all is well
QString stepToolTip(const StepNode &node);    // all of what the list may have to elide
QString accessibleText(const StepNode &node); // the same for a screen reader, as one sentence

} // namespace Foray
