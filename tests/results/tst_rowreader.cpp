// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/results/rowreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class RowReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_becomesRows_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("plain") << "a.csv" << QByteArray("x,y\r\n1,2\r\n3,4\r\n")
                               << QByteArray(R"([{"x":"1","y":"2"},{"x":"3","y":"4"}])");
        QTest::newRow("no line end at the end") << "a.csv" << QByteArray("x,y\n1,2") << QByteArray(R"([{"x":"1","y":"2"}])");
        QTest::newRow("byte order mark") << "a.csv" << QByteArray("\xEF\xBB\xBFx\n1\n") << QByteArray(R"([{"x":"1"}])");
        QTest::newRow("quotes") << "a.CSV" << QByteArray("x,y\n\"a \"\"b\"\"\",\"c,\r\nd\"\n")
                                << QByteArray("[{\"x\":\"a \\\"b\\\"\",\"y\":\"c,\\r\\nd\"}]");
        QTest::newRow("empty fields") << "a.csv" << QByteArray("x,y\n,\n\"\",\n")
                                      << QByteArray(R"([{"x":"","y":""},{"x":"","y":""}])");
        QTest::newRow("blank lines") << "a.csv" << QByteArray("x\n\n1\n\r\n") << QByteArray(R"([{"x":"1"}])");
        QTest::newRow("a quote inside") << "a.csv" << QByteArray("x\n5\" wide\n") << QByteArray("[{\"x\":\"5\\\" wide\"}]");
        QTest::newRow("unicode") << "a.csv" << QByteArray("größe\n😀\n") << QByteArray(R"([{"größe":"😀"}])");
        QTest::newRow("header alone") << "a.csv" << QByteArray("x,y\n") << QByteArray("[]");
        QTest::newRow("json") << "a.json" << QByteArray(R"([{"b":1,"a":null}])") << QByteArray(R"([{"b":1,"a":null}])");
        QTest::newRow("jsonl") << "a.jsonl" << QByteArray("{\"a\":1}\r\n\n{\"a\":2}") << QByteArray(R"([{"a":1},{"a":2}])");
        QTest::newRow("ndjson") << "a.ndjson" << QByteArray("{\"a\":1}\n") << QByteArray(R"([{"a":1}])");
    }
    void text_becomesRows()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        const auto rows = rowsFromText(text, name);
        QVERIFY2(rows, qPrintable(toString(rows ? Error() : rows.error())));
        QTEST(dumpJson(*rows), "rows");
    }

    void badText_namesTheLine_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("says");
        QTest::newRow("open quote") << "a.csv" << QByteArray("x\n\"1\n2\n") << "a.csv, line 2"
                                    << "never closed";
        QTest::newRow("after quote") << "a.csv" << QByteArray("x\n\"a\nb\"c\n") << "a.csv, line 3"
                                     << "closing quote";
        QTest::newRow("too many") << "a.csv" << QByteArray("x\n1\n2,3\n") << "a.csv, line 3"
                                  << "has 1 columns, this line has 2";
        QTest::newRow("too few") << "a.csv" << QByteArray("x,y\n\"1\n\",2\n3\n") << "a.csv, line 4"
                                 << "has 2 columns, this line has 1";
        QTest::newRow("nameless") << "a.csv" << QByteArray("x,,z\n") << "a.csv, line 1"
                                  << "Column 2";
        QTest::newRow("twice") << "a.csv" << QByteArray("x,x\n") << "a.csv, line 1"
                               << "'x' twice";
        QTest::newRow("semicolons") << "a.csv" << QByteArray("x;y\n1;2\n") << "a.csv, line 1"
                                    << "semicolons";
        QTest::newRow("latin1") << "a.csv" << QByteArray("x\nok\ngr\xF6\xDF\n") << "a.csv, line 3"
                                << "UTF-8";
        QTest::newRow("empty") << "a.csv" << QByteArray() << "a.csv"
                               << "empty";
        QTest::newRow("json, no array") << "a.json" << QByteArray("{}") << "a.json"
                                        << "array";
        QTest::newRow("json, no object") << "a.json" << QByteArray("[{},1]") << "a.json"
                                         << "Element 1";
        QTest::newRow("json, broken") << "a.json" << QByteArray("[{}\n,,]") << "a.json"
                                      << "line 2";
        QTest::newRow("jsonl, no object") << "a.jsonl" << QByteArray("{}\n[]\n") << "a.jsonl, line 2"
                                          << "object";
        QTest::newRow("jsonl, broken") << "a.jsonl" << QByteArray("{}\n\n{\n") << "a.jsonl, line 3"
                                       << "not valid JSON";
        QTest::newRow("unknown kind") << "a.txt" << QByteArray("x") << "a.txt"
                                      << ".csv";
    }
    void badText_namesTheLine()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto rows = rowsFromText(text, name);
        QVERIFY(!rows);
        QTEST(rows.error().where, "where");
        QVERIFY2(rows.error().message.contains(says), qPrintable(rows.error().message));
    }

    void missingFile_saysWhich()
    {
        const auto rows = readRows(QStringLiteral("/nowhere/rows.csv"));
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Io);
        QCOMPARE(rows.error().where, "/nowhere/rows.csv");
    }
};

QTEST_GUILESS_MAIN(RowReaderTest)
#include "tst_rowreader.moc"
