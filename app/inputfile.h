// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/base/result.h"
#include "engine/plan/planjson.h"

#include <QByteArray>
#include <QString>

namespace Foray {

// A file's bytes, or those of standard input for "-". What cannot be read is bad input: ErrorKind::InvalidArgument.
Result<QByteArray> readInput(const QString &path);
Result<Json> readJsonInput(const QString &path);

// "ERROR /steps/3/type: unknown step type 'clik'; did you mean 'click'?", always one line.
QString problemLine(const Problem &problem);

} // namespace Foray
