// SPDX-License-Identifier: MIT
#include "engine/replay/screenshotfile.h"

#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

namespace Foray {

namespace {

// File systems end names at 255 bytes; the letters allowed here are one byte each.
constexpr int maxNameLength = 120;

QString safeName(QString name)
{
    static const QRegularExpression suffix(QStringLiteral("\\.png$"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression unsafe(QStringLiteral("[^A-Za-z0-9_.-]+"));
    static const QRegularExpression edges(QStringLiteral("^[._-]+|[._-]+$"));
    name.remove(suffix).replace(unsafe, QStringLiteral("-")).remove(edges);
    name = name.right(maxNameLength);
    return (name.isEmpty() ? QStringLiteral("screenshot") : name) + QStringLiteral(".png");
}

} // namespace

QString loopsOf(const QString &position)
{
    return position.left(position.lastIndexOf(u'/') + 1);
}

Result<QString> saveScreenshot(const QString &folder, const QString &place, const QByteArray &png)
{
    if (folder.isEmpty())
        return failure(ErrorKind::Io, QStringLiteral("This run has no folder to keep a screenshot in."));
    const QString name = safeName(place);
    QSaveFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size() || !file.commit())
        return failure(ErrorKind::Io, QStringLiteral("The screenshot could not be written: %1.").arg(file.errorString()),
                       file.fileName());
    return name;
}

} // namespace Foray
