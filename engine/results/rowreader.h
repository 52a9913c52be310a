// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"

#include <QByteArray>
#include <QString>

namespace Foray {

// The rows of a file, as an array of objects: .csv (RFC 4180, the first line names the columns, all values are
// strings), .json (an array of objects) or .jsonl/.ndjson (one object a line). Errors name the file and the line.
Result<Json> readRows(const QString &path);

// The same from text; the kind is told by `name`'s suffix.
Result<Json> rowsFromText(const QByteArray &text, const QString &name);

} // namespace Foray
