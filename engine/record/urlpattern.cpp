// SPDX-License-Identifier: MIT
#include "engine/record/urlpattern.h"

#include "engine/record/credentials.h"

#include <QStringList>
#include <QUrlQuery>

namespace Foray {

QString patternOfMove(const QUrl &from, const QUrl &to)
{
    if (from.matches(to, QUrl::RemoveFragment))
        return {};
    const QString path = lastingPath(to.path(QUrl::FullyEncoded));
    const auto before = QUrlQuery(from).queryItems(QUrl::FullyEncoded);
    QStringList parts;
    for (const auto &item : QUrlQuery(to).queryItems(QUrl::FullyEncoded)) {
        if (!before.contains(item) && !isPassing(item.first, item.second))
            parts.append(item.second.isEmpty() ? item.first : item.first + u'=' + item.second);
    }
    if (path.size() <= 1 && parts.isEmpty())
        return {};
    // Their order is not certain, so only the first is asked for; and others may stand around it in another run.
    const QString query = parts.isEmpty() ? QString() : QString(u'*' + parts.constFirst());
    return u'*' + path + query + u'*';
}

} // namespace Foray
