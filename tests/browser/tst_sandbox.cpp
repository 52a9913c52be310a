// SPDX-License-Identifier: MIT
// As an ordinary user, Chromium's sandbox is on. Run as root, the test runs a copy of itself as `nobody`.
#include "engine/browser/enginepage.h"
#include "tests/support/browsertest.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Foray;

namespace {

constexpr int nobody = 65534;

QByteArray statusLine(qint64 pid, const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return "no such process";
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(QByteArray(name + ':')))
            return line.mid(name.size() + 1).trimmed();
    }
    return "no such line";
}

} // namespace

class tst_Sandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renderer_isConfined()
    {
        if (geteuid() == 0)
            runAsNobody();
        else
            lookAtRenderer();
    }

private:
    void lookAtRenderer()
    {
        QVERIFY(!qEnvironmentVariableIsSet("QTWEBENGINE_DISABLE_SANDBOX"));
        BrowserFixture b;
        QVERIFY(b.go(QStringLiteral("/commits")));
        const qint64 pid = b.page().engine().renderProcessPid();
        QCOMPARE(statusLine(pid, "Seccomp"), QByteArray("2")); // a filter
        QCOMPARE(statusLine(pid, "NoNewPrivs"), QByteArray("1"));
    }

    void runAsNobody()
    {
        // A copy where nobody may read it; a checkout may stand in root's own folder.
        QTemporaryDir dir(QStringLiteral("/tmp/foray-sandbox-XXXXXX"));
        const QString binary = dir.filePath(QStringLiteral("tst_sandbox"));
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), binary));
        QVERIFY(QFile::setPermissions(binary, QFile::permissions(binary) | QFileDevice::ReadOther | QFileDevice::ExeOther));
        QCOMPARE(::chown(dir.path().toUtf8().constData(), nobody, nobody), 0);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("QTWEBENGINE_DISABLE_SANDBOX"));
        for (const QString &name : {QStringLiteral("HOME"), QStringLiteral("XDG_RUNTIME_DIR"), QStringLiteral("TMPDIR")})
            environment.insert(name, dir.path());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(dir.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("setpriv"),
                      {QStringLiteral("--reuid=%1").arg(nobody), QStringLiteral("--regid=%1").arg(nobody),
                       QStringLiteral("--clear-groups"), binary});
        QVERIFY2(process.waitForFinished(60000), "It did not end.");
        QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    }
};

QTEST_MAIN(tst_Sandbox)
#include "tst_sandbox.moc"
