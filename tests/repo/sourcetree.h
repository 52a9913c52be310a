// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace Foray {

struct SourceFile
{
    QString path; // from the root of the repository
    QStringList lines;
};

// The files of the repository, from its root: those in git, and new ones that git would take, so that a rule speaks up
// before the commit. Empty where there is no git to ask.
QStringList repositoryFiles();

// Those of these folders ("engine/", "ui/"; "" means all) with these suffixes ("cpp"), with what stands in them.
QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &suffixes);

// The line with its comment and what stands in its string literals blanked out, so that a rule about code sees code.
// A line at a time: block comments and raw strings over several lines are not followed.
QString codeOf(const QString &line);

// What stands in the string literals of the line, one after another.
QString stringsOf(const QString &line);

} // namespace Foray
