// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace Foray {

// Union of the rows' keys in order of first appearance.
std::vector<std::string> columnsOf(const Json &rows);

// A cell's text: strings as they are, null empty, everything else (nested too) as JSON.
QByteArray cellText(const Json &value);

// RFC 4180: CRLF, quotes doubled; with a byte order mark, so that spreadsheets read UTF-8.
QByteArray toCsv(const Json &rows);

// An array of objects whose values are all strings, by the names in the first line. Line endings may be LF alone. A
// record with another number of fields than the header is an error that names its line.
Result<Json> fromCsv(const QByteArray &text, const QString &source);

} // namespace Foray
