// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QStringList>

namespace Foray {

// "https://x/list?page=[01-50]" or "…[0-100:20]": every URL of the range, zero padding kept. Text without a range is the one URL.
// At most `max` of them, so that a huge range costs nothing.
Result<QStringList> urlsOfRange(const QString &text, int max);

} // namespace Foray
