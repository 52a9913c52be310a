// SPDX-License-Identifier: MIT
#include "engine/browser/pagescripts.h"

#include "engine/base/json.h"

#include <QFile>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// Each needs only those before it.
const QStringList extractorFiles{
    QStringLiteral("extractdom.js"),        QStringLiteral("extracttext.js"),     QStringLiteral("extractregexreader.js"),
    QStringLiteral("extractregex.js"),      QStringLiteral("extracttokens.js"),   QStringLiteral("extractparser.js"),
    QStringLiteral("extractattributes.js"), QStringLiteral("extracttests.js"),    QStringLiteral("extractselectors.js"),
    QStringLiteral("extractxpath.js"),      QStringLiteral("extractdocument.js"), QStringLiteral("extractitems.js"),
    QStringLiteral("extract.js"),
};
const QStringList earlierFiles{
    QStringLiteral("vendor/dom-accessibility-api.js"),
    QStringLiteral("base.js"),
    QStringLiteral("watch.js"),
    QStringLiteral("roles.js"),
    QStringLiteral("pageindex.js"),
    QStringLiteral("selectors.js"),
    QStringLiteral("fingerprint.js"),
    QStringLiteral("anchors.js"),
    QStringLiteral("csspath.js"),
    QStringLiteral("generate.js"),
    QStringLiteral("find.js"),
    QStringLiteral("rows.js"),
    QStringLiteral("framefinder.js"),
    QStringLiteral("inspect.js"),
    QStringLiteral("pointing.js"),
    QStringLiteral("detectlists.js"),
    QStringLiteral("detectselectors.js"),
    QStringLiteral("detectnames.js"),
    QStringLiteral("detectfields.js"),
    QStringLiteral("detectpaging.js"),
    QStringLiteral("detect.js"),
    QStringLiteral("actionability.js"),
    QStringLiteral("prepare.js"),
    QStringLiteral("watchinput.js"),
    QStringLiteral("fields.js"),
    QStringLiteral("conditions.js"),
    QStringLiteral("gestures.js"),
    QStringLiteral("recordsecrets.js"),
    QStringLiteral("recordtargets.js"),
    QStringLiteral("recordsight.js"),
    QStringLiteral("recordreasons.js"),
    QStringLiteral("recordeffects.js"),
    QStringLiteral("recordload.js"),
    QStringLiteral("recordrules.js"),
    QStringLiteral("recordhover.js"),
    QStringLiteral("recordscroll.js"),
    QStringLiteral("record.js"),
};
const QStringList laterFiles{
    QStringLiteral("pageworld.js"),
    QStringLiteral("vendor/sha256.js"),
    QStringLiteral("kinship.js"),
    QStringLiteral("frames.js"),
};

QString readScript(const QString &name)
{
    QFile file(QStringLiteral(":/js/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The page script %s is missing from the program.", qPrintable(name));
    return QString::fromUtf8(file.readAll());
}

QString joinedScripts(const QStringList &files)
{
    QString source;
    for (const QString &name : files)
        source += readScript(name) + u'\n';
    return source;
}

} // namespace

QString pageScripts(const QString &token)
{
    static const QString source = joinedScripts(earlierFiles + extractorFiles + laterFiles);
    return source + assembleCall(QStringLiteral("foray.frames.begin"), {JsonValue(Json(toStd(token)))}) + u';';
}

QString extractorScript()
{
    return joinedScripts(extractorFiles);
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
    static const QString run = readScript(QStringLiteral("pageworldrun.js"));
    static const QString poll = readScript(QStringLiteral("pageworldpoll.js"));
    QString source = mode == PageWorldMode::Once ? run : poll;
    source.replace(QStringLiteral("FORAY_EVENT"), event);
    // Last, and once: the user's code may hold any text. It ends with its line, as it may end with a comment.
    const QString mark = QStringLiteral("FORAY_CODE");
    return source.replace(source.lastIndexOf(mark), mark.size(), code + u'\n');
}

} // namespace Foray
