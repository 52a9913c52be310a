// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace Foray {

// The candidate a mistyped word most likely meant, or nothing when none is close.
QString suggest(const QString &word, const QStringList &candidates);

// "; did you mean 'click'?", or nothing: what an error message about an unknown word ends with.
QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace Foray
