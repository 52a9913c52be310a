// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/rowwriter.h"

#include <functional>

class QWidget;

namespace Foray {

// Asks for a file and writes the rows there, in the format that its name or the chosen filter says.
void exportRows(const Tables &tables, const QString &suggestedPath, QWidget *parent,
                const std::function<void(const QString &path, const Result<WrittenRows> &written)> &done);

} // namespace Foray
