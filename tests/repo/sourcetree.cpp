// SPDX-License-Identifier: MIT
#include "tests/repo/sourcetree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace Foray {

namespace {

// Splits a line of C++ into its code and the content of its strings; what follows // belongs to neither.
struct Split
{
    QString code;
    QString strings;
};

Split split(const QString &line)
{
    Split result;
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (quote.isNull()) {
            if (c == u'/' && i + 1 < line.size() && line[i + 1] == u'/')
                break;
            result.code += c;
            // 1'000 is a number, not the start of a character.
            const bool separator = c == u'\'' && i > 0 && line[i - 1].isDigit();
            if (c == u'"' || (c == u'\'' && !separator))
                quote = c;
        } else if (c == u'\\') {
            result.strings += line.mid(i, 2);
            ++i;
        } else if (c == quote) {
            result.code += c;
            result.strings += u' ';
            quote = QChar();
        } else {
            result.strings += c;
        }
    }
    return result;
}

} // namespace

QStringList repositoryFiles()
{
    QProcess git;
    git.setWorkingDirectory(QStringLiteral(FORAY_SOURCE_DIR));
    // Tests may run as another user than the one who cloned.
    git.start(QStringLiteral("git"),
              {QStringLiteral("-c"), QStringLiteral("safe.directory=*"), QStringLiteral("ls-files"), QStringLiteral("-z"),
               QStringLiteral("--cached"), QStringLiteral("--others"), QStringLiteral("--exclude-standard")});
    git.waitForFinished();
    QStringList paths;
    const QDir root(QStringLiteral(FORAY_SOURCE_DIR));
    for (const QByteArray &path : git.readAllStandardOutput().split('\0')) {
        const QString name = QString::fromUtf8(path);
        if (!name.isEmpty() && QFileInfo(root.filePath(name)).isFile())
            paths.append(name);
    }
    return paths;
}

QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &suffixes)
{
    QList<SourceFile> files;
    const QDir root(QStringLiteral(FORAY_SOURCE_DIR));
    for (const QString &path : repositoryFiles()) {
        const bool wanted = std::any_of(folders.begin(), folders.end(), [&](const QString &f) { return path.startsWith(f); });
        if (!wanted || !suffixes.contains(QFileInfo(path).suffix()))
            continue;
        QFile file(root.filePath(path));
        if (file.open(QIODevice::ReadOnly))
            files.append({path, QString::fromUtf8(file.readAll()).split(u'\n')});
    }
    return files;
}

QString codeOf(const QString &line)
{
    return split(line).code;
}

QString stringsOf(const QString &line)
{
    return split(line).strings;
}

} // namespace Foray
