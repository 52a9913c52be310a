// SPDX-License-Identifier: MIT
#include "engine/base/jsonplace.h"

#include <QTest>

using namespace Foray;

class JsonPlaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointer_isFound_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("found"); // how the text goes on there
        QTest::newRow("whole") << ""
                               << "{";
        QTest::newRow("key") << "/id"
                             << "\"a\"";
        QTest::newRow("behind strings") << "/target"
                                        << "{\"sel";
        QTest::newRow("item") << "/target/selectors/1"
                              << "[1";
        QTest::newRow("deep") << "/target/selectors/1/1"
                              << "2]";
        QTest::newRow("escaped") << "/a~1b~0"
                                 << "true";
        QTest::newRow("last") << "/end"
                              << "null";
        QTest::newRow("nothing there") << "/target/frames"
                                       << "{\"sel";
        QTest::newRow("into a number") << "/target/selectors/1/1/x"
                                       << "2]";
    }

    void pointer_isFound()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, found);
        const QByteArray text = " {\"id\": \"a\", \"note\": \"say \\\"}\\\" , [\",\n"
                                "  \"target\": {\"selectors\": [\"x,]\", [1, 2]]}, \"a/b~\": true, \"end\": null}";
        QCOMPARE(QString::fromUtf8(text.mid(placeOfPointer(text, pointer), found.size())), found);
    }

    void lines_countFromOne()
    {
        QCOMPARE(lineAndColumn("ab\nä x", 0), QStringLiteral("line 1, column 1"));
        QCOMPARE(lineAndColumn("ab\nä x", 6), QStringLiteral("line 2, column 3"));
    }
};

QTEST_GUILESS_MAIN(JsonPlaceTest)
#include "tst_jsonplace.moc"
