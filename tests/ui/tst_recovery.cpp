// SPDX-License-Identifier: MIT
#include "engine/plan/names.h"
#include "engine/plan/planjson.h"
#include "ui/plan/plandocument.h"
#include "ui/plan/recovery.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Foray;

namespace {

void addStep(PlanDocument &document, const char *type)
{
    document.edit(QStringLiteral("add"), [&](Plan &plan) {
        plan.steps.push_back(Step{.id = QStringLiteral("%1-%2").arg(QLatin1String(type)).arg(plan.steps.size()),
                                  .action = actionOfType(QLatin1String(type))});
    });
}

void turn()
{
    QCoreApplication::sendPostedEvents();
}

// A program that edits and is killed.
int editAndDie(const QString &dataDir)
{
    PlanDocument document;
    Recovery recovery(document, dataDir);
    document.openNew();
    addStep(document, "reload");
    addStep(document, "click"); // without a target: not finished
    turn();
    kill(getpid(), SIGKILL);
    return 0;
}

} // namespace

class RecoveryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void killedProgram_leavesItsPlanToTheNext()
    {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--die"), m_dir->path()});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
        const auto found = recoveredPlans(m_dir->path());
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().path, QString());
        QCOMPARE(found.first().plan.steps.size(), std::size_t(2));

        PlanDocument document;
        Recovery recovery(document, m_dir->path());
        recovery.restore(found.first());
        QVERIFY(document.isModified() && document.isOpen());
        QCOMPARE(document.plan().steps.size(), std::size_t(2));
        QVERIFY(!QFile::exists(found.first().file));
        QVERIFY(QFile::exists(recovery.file()));
    }

    void livingOwner_isLeftAlone()
    {
        PlanDocument document;
        auto recovery = std::make_unique<Recovery>(document, m_dir->path());
        document.openNew();
        addStep(document, "reload");
        turn();
        QVERIFY(QFile::exists(recovery->file()));
        QVERIFY(recoveredPlans(m_dir->path()).isEmpty());
        recovery.reset(); // without a save or a discard
        QCOMPARE(recoveredPlans(m_dir->path()).size(), 1);
    }

    void everyChange_isThereAfterATurn()
    {
        PlanDocument document;
        Recovery recovery(document, m_dir->path());
        document.openNew();
        turn();
        QVERIFY(!QFile::exists(recovery.file()));
        for (std::size_t i = 1; i <= 3; ++i) {
            addStep(document, "reload");
            turn();
            QCOMPARE(loadPlan(recovery.file())->steps.size(), i);
        }
        while (document.undoStack().canUndo())
            document.undoStack().undo();
        turn();
        QVERIFY(!QFile::exists(recovery.file()));
    }

    void savedPlan_needsNoRecovery()
    {
        PlanDocument document;
        Recovery recovery(document, m_dir->path());
        document.openNew();
        addStep(document, "reload");
        turn();
        QVERIFY(document.saveAs(m_dir->filePath("plan.foray.json")).has_value());
        turn();
        QVERIFY(!QFile::exists(recovery.file()));
        addStep(document, "back");
        turn();
        QVERIFY(QFile::exists(recovery.file()));
        recovery.discard();
        turn();
        QVERIFY(QDir(m_dir->filePath("recovery")).isEmpty(QDir::Files));
    }

    void recoveredPlan_knowsItsFileAndKeepsUnknownKeys()
    {
        const QString path = m_dir->filePath("mine.foray.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": "foray-plan", "version": 1, "x-mine": 7, "steps": [{"type": "reload"}]})");
        file.close();
        PlanDocument document;
        auto recovery = std::make_unique<Recovery>(document, m_dir->path());
        QVERIFY(document.open(path).has_value());
        addStep(document, "back");
        recovery.reset();

        PlanDocument next;
        Recovery again(next, m_dir->path());
        const auto found = recoveredPlans(m_dir->path());
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().path, path);
        QCOMPARE(found.first().title, QStringLiteral("mine.foray.json"));
        again.restore(found.first());
        QCOMPARE(next.path(), path);
        QVERIFY(next.saveAs(next.path()).has_value());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QVERIFY2(saved.contains("\"x-mine\": 7") && !saved.contains("recovered"), saved.constData());
        turn();
        QVERIFY(recoveredPlans(m_dir->path()).isEmpty());
    }

    void brokenFiles_areNotOffered()
    {
        QVERIFY(QDir(m_dir->path()).mkpath("recovery"));
        QFile file(m_dir->filePath("recovery/x.foray.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"steps\": [");
        file.close();
        QVERIFY(recoveredPlans(m_dir->path()).isEmpty());
    }

    void fullDisk_isSaidOnce()
    {
        PlanDocument document;
        Recovery recovery(document, QStringLiteral("/proc/nothing"));
        QSignalSpy failed(&recovery, &Recovery::failed);
        document.openNew();
        addStep(document, "reload");
        turn();
        addStep(document, "reload");
        turn();
        QCOMPARE(failed.count(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == u"--die")
        return editAndDie(application.arguments().value(2));
    RecoveryTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_recovery.moc"
