// SPDX-License-Identifier: MIT
#include "engine/replay/urlrange.h"

#include <QRegularExpression>

namespace Foray {

Result<QStringList> urlsOfRange(const QString &text, int max)
{
    static const QRegularExpression range(QStringLiteral("\\[(\\d{1,9})-(\\d{1,9})(?::(\\d{1,9}))?\\]"));
    const auto match = range.match(text);
    if (!match.hasMatch())
        return QStringList{text};

    const int from = match.captured(1).toInt();
    const int to = match.captured(2).toInt();
    const int step = match.captured(3).isEmpty() ? 1 : match.captured(3).toInt();
    if (to < from || step < 1)
        return failure(ErrorKind::InvalidPlan,
                       QStringLiteral("The range %1 names no pages: write [from-to] or [from-to:step] with from not above to "
                                      "and a step of at least 1.")
                           .arg(match.captured(0)));

    // "01" asks for two digits, "1" for as many as it takes.
    const auto width = match.captured(1).startsWith(u'0') ? match.capturedLength(1) : 1;
    QStringList urls;
    for (qint64 page = from; page <= to && urls.size() < max; page += step) {
        QString url = text;
        url.replace(match.capturedStart(0), match.capturedLength(0),
                    QStringLiteral("%1").arg(page, int(width), 10, QLatin1Char('0')));
        urls.append(url);
    }
    return urls;
}

} // namespace Foray
