// SPDX-License-Identifier: MIT
#include "engine/browser/pagescripts.h"

#include "engine/base/json.h"

#include <QFile>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// Each needs only those before it.
const QStringList scriptFiles{
    QStringLiteral("vendor/dom-accessibility-api.js"),
    QStringLiteral("base.js"),
    QStringLiteral("watch.js"),
    QStringLiteral("roles.js"),
    QStringLiteral("selectors.js"),
    QStringLiteral("fingerprint.js"),
    QStringLiteral("generate.js"),
    QStringLiteral("find.js"),
    QStringLiteral("actionability.js"),
    QStringLiteral("prepare.js"),
    QStringLiteral("watchinput.js"),
    QStringLiteral("fields.js"),
    QStringLiteral("conditions.js"),
    QStringLiteral("gestures.js"),
    QStringLiteral("extracttext.js"),
    QStringLiteral("extractregex.js"),
    QStringLiteral("extractparser.js"),
    QStringLiteral("extractselectors.js"),
    QStringLiteral("extractdocument.js"),
    QStringLiteral("extractxpath.js"),
    QStringLiteral("extract.js"),
    QStringLiteral("pageworld.js"),
    QStringLiteral("frames.js"),
};

QString readScript(const QString &name)
{
    QFile file(QStringLiteral(":/js/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The page script %s is missing from the program.", qPrintable(name));
    return QString::fromUtf8(file.readAll());
}

QString allScripts()
{
    QString source;
    for (const QString &name : scriptFiles)
        source += readScript(name) + u'\n';
    return source;
}

} // namespace

QString pageScripts(const QString &token)
{
    static const QString source = allScripts();
    return QStringLiteral("(() => {") + source + assembleCall(QStringLiteral("foray.frames.begin"), {JsonValue(Json(toStd(token)))})
        + QStringLiteral("})();");
}

QString assembleCall(const QString &function, std::initializer_list<JsonValue> arguments)
{
    QStringList parts;
    for (const JsonValue &argument : arguments)
        parts.append(argument.dump());
    return function + u'(' + parts.join(u',') + u')';
}

QString pageWorldCall(const QString &event, const QString &code, PageWorldMode mode)
{
    static const QString runner = readScript(QStringLiteral("pageworldrun.js"));
    // The user's code stands on lines of its own, so that a closing // comment in it ends there.
    return runner + u'(' + JsonValue(Json(toStd(event))).dump() + QStringLiteral(",async function () {\n") + code
        + QStringLiteral("\n},") + (mode == PageWorldMode::Once ? QStringLiteral("\"once\"") : QStringLiteral("\"until\""))
        + u')';
}

} // namespace Foray
