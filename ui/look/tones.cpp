// SPDX-License-Identifier: MIT
#include "ui/look/tones.h"

#include <QCryptographicHash>

#include <array>

namespace Foray {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

Tones tones(const QPalette &palette)
{
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    if (isDark(palette))
        return {QColor(0x4ac26b), QColor(0xe0a528), QColor(0xff7b72), QColor(0xa3adb8), accent};
    return {QColor(0x1a7f37), QColor(0x8a5a00), QColor(0xc4202b), QColor(0x57606a), accent};
}

QColor sessionColor(const QString &sessionId, const QPalette &palette)
{
    static constexpr std::array<int, 8> hues{212, 152, 28, 282, 340, 182, 48, 250};
    const QByteArray hash = QCryptographicHash::hash(sessionId.toUtf8(), QCryptographicHash::Sha1);
    const int hue = hues[size_t(uchar(hash[0])) % hues.size()];
    return isDark(palette) ? QColor::fromHsl(hue, 170, 165) : QColor::fromHsl(hue, 190, 90);
}

QString plainToolTip(const QString &text)
{
    constexpr qsizetype most = 2000;
    const QString shown = text.size() > most ? QString(text.left(most) + u'…') : text;
    if (shown.isEmpty())
        return {};
    return QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(shown.toHtmlEscaped());
}

} // namespace Foray
