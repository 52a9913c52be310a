// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"

#include <QByteArray>

#include <string>

namespace Foray {

// Parses UTF-8 JSON. The error's message names line and column of the first fault, its `where` is `source`
// (a file name, or whatever tells the user which text it is). nlohmann's exceptions end here.
Result<Json> parseJson(const QByteArray &text, const QString &source = {});

// UTF-8; lone surrogates and broken bytes become U+FFFD instead of an exception. indent -1 is one line;
// 4 gives the bytes of Python's json.dumps(indent=4, ensure_ascii=False).
QByteArray dumpJson(const Json &value, int indent = -1);

QString toQString(const Json &string);  // the string's text; other values as their JSON text
std::string toStd(const QString &text); // UTF-8

// "/steps/3" + "type" -> "/steps/3/type", with RFC 6901 escapes.
QString pointerTo(const QString &parent, const QString &key);
QString pointerTo(const QString &parent, qsizetype index);

} // namespace Foray
