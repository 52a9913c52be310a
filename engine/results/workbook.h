// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/results/rowwriter.h"

#include <QByteArray>
#include <QStringList>

namespace Foray {

struct Workbook
{
    QByteArray bytes;
    QStringList warnings; // what a sheet cannot hold and was cut
};

// The tables as an XLSX file, one sheet a table, with a bold header that stays in view. Text is never a formula or a
// link.
Result<Workbook> toXlsx(const Tables &tables);

} // namespace Foray
