// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

// What the real program said when it was called with these arguments.
struct CliResult
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

// Calls the real program, with a data folder of its own.
class Cli
{
public:
    // FORAY_BIN is set by ctest; by hand the program lies beside the tests.
    static QString program();

    QString folder() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const; // a file in the folder; gives its path

    void start(QProcess &process, const QStringList &arguments) const;
    CliResult run(const QStringList &arguments, const QByteArray &input = {}) const;

    QProcessEnvironment environment = baseEnvironment();

private:
    static QProcessEnvironment baseEnvironment();
    QTemporaryDir m_folder;
};
