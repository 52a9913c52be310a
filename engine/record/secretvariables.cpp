// SPDX-License-Identifier: MIT
#include "engine/record/secretvariables.h"

#include <QRegularExpression>

#include <algorithm>

namespace Foray {

namespace {

const Variable *variableNamed(const Plan &plan, const QString &name)
{
    const auto known =
        std::find_if(plan.variables.cbegin(), plan.variables.cend(), [&](const Variable &each) { return each.name == name; });
    return known == plan.variables.cend() ? nullptr : &*known;
}

QString fitName(const QString &wish)
{
    static const QRegularExpression unfit(QStringLiteral("[^A-Za-z0-9_]+"));
    QString name = wish.left(40);
    name.replace(unfit, QStringLiteral("_"));
    if (name.isEmpty() || name.front().isDigit())
        name.prepend(u'_');
    return name;
}

} // namespace

QString SecretVariables::nameFor(Plan &plan, const QUrl &address, const QString &field, const QString &wish)
{
    const QString origin = address.scheme() + QStringLiteral("://") + address.authority().section(u'@', -1);
    QString &name = m_names[origin + u'\n' + field];
    const Variable *known = variableNamed(plan, name);
    if (!name.isEmpty() && known && known->secret)
        return name;
    if (name.isEmpty() || known) { // a person may have made another thing of it
        const QString fit = fitName(wish);
        const QStringList taken = m_names.values();
        QString free = fit;
        for (int n = 2; variableNamed(plan, free) || taken.contains(free); ++n)
            free = QStringLiteral("%1_%2").arg(fit).arg(n);
        name = free;
    }
    plan.variables.append({name, std::nullopt, true});
    return name;
}

} // namespace Foray
