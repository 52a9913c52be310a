// SPDX-License-Identifier: MIT
#include "engine/plan/plan.h"

namespace Foray {

JsonValue Plan::schema(const QString &key) const
{
    for (const auto &[schemaKey, value] : schemas) {
        if (schemaKey == key)
            return value;
    }
    return {};
}

QString Plan::hook(const QString &hookName) const
{
    for (const Hook &hook : hooks) {
        if (hook.name == hookName)
            return hook.js;
    }
    return {};
}

bool operator==(const Plan &a, const Plan &b)
{
    return a.name == b.name && a.session == b.session && a.browser == b.browser && a.variables == b.variables &&
           a.schemas == b.schemas && a.hooks == b.hooks && a.cacheMode == b.cacheMode && a.pageTimeout == b.pageTimeout &&
           a.steps == b.steps && a.finallySteps == b.finallySteps;
}

QStringList hookNames()
{
    return {
        QStringLiteral("on_browser_created"), QStringLiteral("on_page_context_created"), QStringLiteral("before_goto"),
        QStringLiteral("after_goto"),         QStringLiteral("on_user_agent_updated"),   QStringLiteral("on_execution_started"),
        QStringLiteral("on_execution_ended"), QStringLiteral("before_retrieve_html"),    QStringLiteral("before_return_html")};
}

} // namespace Foray
