// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QHash>
#include <QString>
#include <QUrl>

namespace Foray {

// Which variable of a plan stands for which secret. What is meant for one site is never given to another.
class SecretVariables final
{
public:
    // The name of the variable for what `field` of a page of that address asks for; made, and called like `wish`, where there is
    // none. Variables that were there before are another's.
    QString nameFor(Plan &plan, const QUrl &address, const QString &field, const QString &wish);

private:
    QHash<QString, QString> m_names; // origin and field -> name
};

} // namespace Foray
