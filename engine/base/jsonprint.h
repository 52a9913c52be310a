// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <QByteArray>

namespace Foray {

// UTF-8 JSON for files that people read and diff: indent 2, but a flat array or object (at most one more level inside) that
// fits into 100 columns stays on one line. Ends with a newline.
QByteArray printJson(const Json &value);

} // namespace Foray
