// SPDX-License-Identifier: MIT
#pragma once

class QLabel;
class QString;

namespace Foray {

QLabel *makeErrorLabel();                    // hidden until it has a text
QLabel *makeQuietLabel(const QString &text); // for what is only good to know

} // namespace Foray
