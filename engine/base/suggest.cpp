// SPDX-License-Identifier: MIT
#include "engine/base/suggest.h"

#include <QList>

#include <algorithm>

namespace Foray {

namespace {

// Optimal string alignment: insertions, deletions, replacements and swapped neighbours count one each.
int editDistance(const QString &a, const QString &b)
{
    QList<int> beforeLast(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        last[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = last;
        last = row;
    }
    return last[b.size()];
}

// "wait-for", "waitFor" and "wait_for" are one word to the person who types them.
QString folded(const QString &word)
{
    return word.toCaseFolded().remove(u'_').remove(u'-').remove(u' ');
}

} // namespace

QString suggest(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype longest = 64; // nobody mistypes more, and the distance is quadratic
    if (word.size() > longest)
        return {};
    const QString wanted = folded(word);
    QString best;
    int bestDistance = std::max(1, int(wanted.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        const int distance = editDistance(wanted, folded(candidate.left(longest)));
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &candidates)
{
    const QString meant = suggest(word, candidates);
    return meant.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(meant);
}

} // namespace Foray
