// SPDX-License-Identifier: MIT
#include "tests/app/clitest.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

QString Cli::program()
{
    return qEnvironmentVariable("FORAY_BIN", QCoreApplication::applicationDirPath() + QStringLiteral("/foray"));
}

QProcessEnvironment Cli::baseEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "FORAY_DATA_DIR"})
        environment.remove(QString::fromLatin1(name));
    if (geteuid() == 0)
        environment.insert(QStringLiteral("QTWEBENGINE_DISABLE_SANDBOX"), QStringLiteral("1"));
    return environment;
}

QString Cli::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void Cli::start(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment withData = environment;
    if (!withData.contains(QStringLiteral("FORAY_DATA_DIR")))
        withData.insert(QStringLiteral("FORAY_DATA_DIR"), path(QStringLiteral("data")));
    process.setProcessEnvironment(withData);
    process.setWorkingDirectory(folder());
    process.start(program(), arguments);
}

CliResult Cli::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000)) {
        process.kill();
        process.waitForFinished(5000);
        return {-1, process.readAllStandardOutput(), "did not end: " + process.readAllStandardError()};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}
