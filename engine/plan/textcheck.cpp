// SPDX-License-Identifier: MIT
#include "engine/plan/textcheck.h"

#include "engine/base/suggest.h"

#include <QRegularExpression>
#include <QStringList>

namespace Foray {

namespace {

bool hasVariable(const QString &text)
{
    return text.contains(QStringLiteral("${"));
}

QStringList modifierNames()
{
    return {QStringLiteral("Shift"), QStringLiteral("Control"), QStringLiteral("Alt"), QStringLiteral("Meta")};
}

// The names of the UI Events standard; all other keys are named by their one character.
QStringList keyNames()
{
    QStringList names = QStringLiteral("Enter Tab Escape Backspace Delete Insert Home End PageUp PageDown ArrowLeft ArrowRight "
                                       "ArrowUp ArrowDown Space CapsLock ContextMenu")
                            .split(u' ');
    names += modifierNames();
    for (int n = 1; n <= 24; ++n)
        names += u'F' + QString::number(n);
    return names;
}

QString keyProblem(const QString &name)
{
    if (name.size() == 1 || keyNames().contains(name))
        return {};
    return QStringLiteral("there is no key '%1'%2").arg(name.left(40), didYouMean(name, keyNames()));
}

} // namespace

QString selectorProblem(const QString &selector)
{
    static const QRegularExpression word(QStringLiteral("^([A-Za-z]+)/"));
    static const QStringList prefixes =
        QStringLiteral("css xpath text aria testid label placeholder alt title pierce").split(u' ');
    const QString prefix = word.match(selector).captured(1);
    if (prefix.isEmpty() || prefixes.contains(prefix))
        return {};
    const QString meant = suggest(prefix, prefixes);
    return meant.isEmpty() ? QString() : QStringLiteral("unknown selector prefix '%1/'; did you mean '%2/'?").arg(prefix, meant);
}

QString chordProblem(const QString &chord)
{
    if (hasVariable(chord))
        return {};
    QString rest = chord;
    // The last part may itself be "+".
    for (qsizetype plus = 0; (plus = rest.indexOf(u'+')) > 0 && plus + 1 < rest.size(); rest = rest.mid(plus + 1)) {
        const QString modifier = rest.left(plus);
        if (const QString problem = keyProblem(modifier); !problem.isEmpty())
            return problem;
        if (!modifierNames().contains(modifier))
            return QStringLiteral("'%1' in '%2' is no modifier: use Control, Shift, Alt or Meta").arg(modifier, chord.left(80));
    }
    return rest.isEmpty() ? QString() : keyProblem(rest);
}

QString firstAddressProblem(const QString &url)
{
    // What follows a host's name and a colon is a port.
    static const QRegularExpression scheme(QStringLiteral("^\\s*[A-Za-z][A-Za-z0-9+.-]*:(?!\\d)"));
    if (hasVariable(url) || url.trimmed().isEmpty() || scheme.match(url).hasMatch())
        return {};
    return QStringLiteral("the first address must be a whole one, such as https://example.com/; '%1' begins without http:// or "
                          "https://")
        .arg(url.left(80));
}

} // namespace Foray
