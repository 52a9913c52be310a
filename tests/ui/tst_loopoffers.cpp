// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "ui/plan/plandocument.h"
#include "ui/record/loopoffers.h"
#include "ui/record/recordcontroller.h"
#include "ui/window/browserhost.h"
#include "ui/window/settingskeys.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Foray;

namespace {

const QByteArray people = "name,mail\nAda,ada@example.org\nBob,bob@example.org\n";

Step typed(const QString &id, const QString &field, const QString &value)
{
    Step step;
    step.id = id;
    step.action = Change{Target{{{field}}, {}, {}, {}}, {value}};
    return step;
}

} // namespace

// What is typed, and the files beside the plan.
class LoopOffersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_other = std::make_unique<QTemporaryDir>();
        m_document = std::make_unique<PlanDocument>();
        m_host = std::make_unique<BrowserHost>(BrowserParts());
        m_recording = std::make_unique<RecordController>(*m_document, *m_host);
        m_settings = std::make_unique<QSettings>(m_other->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        m_offers = std::make_unique<LoopOffers>(*m_document, *m_recording, *m_settings);
        m_document->openNew();
        QVERIFY(m_document->saveAs(m_folder->filePath(QStringLiteral("p.foray.json"))));
    }
    void cleanup()
    {
        m_offers.reset();
        m_recording.reset();
    }

    void offer_comesWithAPause()
    {
        write(m_folder->filePath(QStringLiteral("people.csv")), people);
        type();
        QVERIFY(!m_offers->offer());
        QTRY_VERIFY(m_offers->offer());
        QCOMPARE(m_offers->offer()->file, QStringLiteral("people.csv"));
    }

    void accepted_itIsALoopAndItsFileIsRemembered()
    {
        const QString path = m_folder->filePath(QStringLiteral("people.csv"));
        write(path, people);
        type();
        QTRY_VERIFY(m_offers->offer());
        const QString id = m_offers->accept();
        QCOMPARE(typeName(*findStep(m_document->plan(), id)), QStringLiteral("forEach"));
        QVERIFY(!m_offers->offer());
        QCOMPARE(m_settings->value(SettingsKey::rowFiles).toStringList(), QStringList{path});
        m_document->undoStack().undo();
        QCOMPARE(m_document->plan().steps.size(), 2u);
    }

    void filesThatPlansUsed_areLookedAt()
    {
        const QString path = m_other->filePath(QStringLiteral("people.csv"));
        write(path, people);
        Plan plan;
        Step loop = typed(QStringLiteral("l"), {}, {});
        ForEach rows;
        rows.file = path;
        rows.steps.push_back(typed(QStringLiteral("t"), QStringLiteral("#q"), QStringLiteral("${name}")));
        loop.action = rows;
        plan.steps.push_back(loop);
        m_document->restore(plan, {});
        m_document->openNew();
        type();
        QTRY_VERIFY(m_offers->offer());
        QCOMPARE(m_offers->offer()->file, path);
    }

    void filesOfNoUse_areLeftOut_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plan") << "other.foray.json" << people;
        QTest::newRow("no rows") << "people.json" << QByteArray("{\"name\": \"Ada\", \"mail\": \"ada@example.org\"}");
        QTest::newRow("broken") << "people.csv" << people + "\"";
        QTest::newRow("huge") << "people.csv" << people + QByteArray("x,y\n").repeated(200000);
        QTest::newRow("other kind") << "people.txt" << people;
    }
    void filesOfNoUse_areLeftOut()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        const QString good = m_folder->filePath(QStringLiteral("good.csv"));
        write(good, people);
        QFile old(good); // newer ones come first
        QVERIFY(old.open(QIODevice::ReadWrite));
        QVERIFY(old.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        write(m_folder->filePath(name), text);
        type();
        QTRY_VERIFY(m_offers->offer());
        QCOMPARE(m_offers->offer()->file, QStringLiteral("good.csv"));
    }

    void filesThatChange_areReadAgain()
    {
        const QString path = m_folder->filePath(QStringLiteral("people.csv"));
        RowFiles files(*m_settings);
        write(path, QByteArray("name\nZoe\n"));
        QCOMPARE(files.tables(m_folder->path()).value(0).rows.dump(), QStringLiteral("[{\"name\":\"Zoe\"}]"));
        write(path, QByteArray("name\nZoe\nAda\n"));
        QCOMPARE(files.tables(m_folder->path()).value(0).rows.dump(), QStringLiteral("[{\"name\":\"Zoe\"},{\"name\":\"Ada\"}]"));
        QVERIFY(QFile::remove(path));
        QVERIFY(files.tables(m_folder->path()).isEmpty());
    }

private:
    void type()
    {
        m_document->edit(QStringLiteral("type"), [](Plan &plan) {
            plan.steps = {typed(QStringLiteral("a"), QStringLiteral("#name"), QStringLiteral("Ada")),
                          typed(QStringLiteral("b"), QStringLiteral("#mail"), QStringLiteral("ada@example.org"))};
        });
        Q_EMIT m_recording->stepRecorded(QStringLiteral("b"));
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_other;
    std::unique_ptr<PlanDocument> m_document;
    std::unique_ptr<BrowserHost> m_host;
    std::unique_ptr<RecordController> m_recording;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<LoopOffers> m_offers;
};

QTEST_MAIN(LoopOffersTest)
#include "tst_loopoffers.moc"
