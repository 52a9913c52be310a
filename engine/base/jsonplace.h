// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace Foray {

// Where in a JSON text the value of an RFC 6901 pointer begins, as an offset in bytes; of a pointer into nothing, where the
// last value on its way begins. The text must be valid JSON.
qsizetype placeOfPointer(const QByteArray &text, const QString &pointer);

// "line 3, column 7", from 1.
QString lineAndColumn(const QByteArray &text, qsizetype offset);

} // namespace Foray
