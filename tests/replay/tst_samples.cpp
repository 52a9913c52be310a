// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "tests/support/samplerun.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Foray;

// Every sample plan, in a real browser against the demo site. `tst_samples samples_giveTheirRows:commits/800` runs one.
class tst_Samples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samples_giveTheirRows_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("delay");
        for (const QString &name : sampleNames()) {
            for (const int delay : {0, 50, 800})
                QTest::addRow("%s/%d", qPrintable(name), delay) << name << delay;
        }
    }
    void samples_giveTheirRows()
    {
        QFETCH(QString, name);
        QFETCH(int, delay);
        const Expectation expected = expectationOf(name);
        const SampleResult result = runSample(name, delay, expected.variables);
        const int exitCode = result.report.outcome == RunReport::Outcome::Done ? 0 : 1;
        if (qEnvironmentVariableIsSet("FORAY_SHOW_LOG"))
            qInfo("%s", qPrintable(result.log()));
        QVERIFY2(exitCode == expected.exitCode, qPrintable(result.log()));
        const QString rows = result.tables.dump(1);
        const QString wanted = expected.tables.dump(1);
        QVERIFY2(rows == wanted, qPrintable(firstDifference(rows, wanted) + result.log()));
    }

    // The samples' expectations and the samples are the same list.
    void samples_allHaveExpectations()
    {
        QVERIFY(!sampleNames().isEmpty());
        for (const QString &name : sampleNames())
            QVERIFY(!expectationOf(name).tables.get().empty());
    }

private:
    static QString firstDifference(const QString &rows, const QString &wanted)
    {
        const auto [a, b] = std::mismatch(rows.begin(), rows.end(), wanted.begin(), wanted.end());
        const auto around = [](const QString &text, qsizetype at) { return text.mid(std::max<qsizetype>(0, at - 80), 240); };
        return QStringLiteral("got …%1…\nwanted …%2…\n").arg(around(rows, a - rows.begin()), around(wanted, b - wanted.begin()));
    }
};

QTEST_MAIN(tst_Samples)
#include "tst_samples.moc"
