// SPDX-License-Identifier: MIT
#include "engine/replay/urlrange.h"

#include <QTest>

using namespace Foray;

class tst_UrlRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void range_isCountedOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("urls");
        QTest::newRow("plain") << "a?p=[1-3]"
                               << "a?p=1 a?p=2 a?p=3";
        QTest::newRow("step") << "a/[0-50:20]/b"
                              << "a/0/b a/20/b a/40/b";
        QTest::newRow("padding") << "a[008-11:1]"
                                 << "a008 a009 a010 a011";
        QTest::newRow("one zero is no padding") << "[0-10:10]"
                                                << "0 10";
        QTest::newRow("no range") << "a?p=[x]"
                                  << "a?p=[x]";
        QTest::newRow("single") << "[7-7]"
                                << "7";
    }
    void range_isCountedOut()
    {
        QFETCH(QString, text);
        const auto urls = urlsOfRange(text, 100);
        QVERIFY(urls);
        QTEST(urls->join(u' '), "urls");
    }

    void range_thatNamesNothingIsAnError()
    {
        QVERIFY(!urlsOfRange(QStringLiteral("[5-1]"), 10));
        QVERIFY(!urlsOfRange(QStringLiteral("[1-5:0]"), 10));
    }

    void range_ofHugeSizeStopsAtMax() { QCOMPARE(urlsOfRange(QStringLiteral("[1-999999999]"), 3)->size(), 3); }
};

QTEST_GUILESS_MAIN(tst_UrlRange)
#include "tst_urlrange.moc"
