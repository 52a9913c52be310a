// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/results/rowreader.h"
#include "engine/results/rowwriter.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

using namespace Foray;

namespace {

Json json(const QByteArray &text)
{
    return parseJson(text).value();
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

// What python3 prints for a program that reads `input`; a missing python3 fails the test, for these are its formats.
QByteArray python(const QString &program, const QByteArray &input = {})
{
    QProcess process;
    process.start("python3", {"-c", program});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000) || process.exitCode() != 0)
        return "python3 failed: " + process.errorString().toUtf8() + process.readAllStandardError();
    return process.readAllStandardOutput();
}

// Sheet names and cells of an XLSX file, read by nothing of ours.
QByteArray readWorkbook(const QString &path)
{
    return python(QString::fromUtf8(fileText(FORAY_SOURCE_DIR "/tests/results/readxlsx.py")), path.toUtf8());
}

} // namespace

class RowWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void json_isPythonsBytes_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("none") << QByteArray("[]");
        QTest::newRow("flat") << QByteArray(R"([{"title":"a","n":1},{"title":"b"}])");
        QTest::newRow("nested") << QByteArray(R"([{"o":{},"l":[],"deep":{"a":[{"b":[1,[2]]}]}}])");
        QTest::newRow("text") << QByteArray("[{\"t\":\"ä😀\\u2028\\u0000\\u001f\\u007f\\\"\\\\/\\b\\f\\n\\r\\t<&>\"}]");
        QTest::newRow("values") << QByteArray(
            R"([{"t":true,"f":false,"z":0,"m":-1,"x":null,"e":"","d":1.5,"big":9007199254740993}])");
        QTest::newRow("order") << QByteArray(R"([{"z":1,"a":2,"m":3}])");
    }
    void json_isPythonsBytes()
    {
        QFETCH(QByteArray, rows);
        const QByteArray expected = python("import json, sys; sys.stdout.buffer.write(json.dumps(json.load(sys.stdin), "
                                           "indent=4, ensure_ascii=False).encode())",
                                           rows);
        QCOMPARE(formatRows({{"t", json(rows)}}, RowFormat::JsonArray).value(), expected);
    }

    void json_ofSeveralTables_isAnObject()
    {
        const Tables tables{{"b", json(R"([{"x":1}])")}, {"a", json("[]")}};
        QCOMPARE(dumpJson(json(formatRows(tables, RowFormat::JsonArray).value())), QByteArray(R"({"b":[{"x":1}],"a":[]})"));
    }

    void jsonLines_oneRowALine_tableFirst()
    {
        const Json rows = json(R"([{"x":"a\nb"},{"y":[1]}])");
        QCOMPARE(formatRows({{"t", rows}}, RowFormat::JsonLines).value(), QByteArray("{\"x\":\"a\\nb\"}\n{\"y\":[1]}\n"));
        QCOMPARE(formatRows({{"t", rows}, {"u", json(R"([{"x":1}])")}}, RowFormat::JsonLines).value(),
                 QByteArray("{\"table\":\"t\",\"x\":\"a\\nb\"}\n{\"table\":\"t\",\"y\":[1]}\n{\"table\":\"u\",\"x\":1}\n"));
    }

    void csv_isRfc4180()
    {
        const Json rows = json(R"([{"a":"plain","b":"with, comma"},)"
                               "{\"b\":\"say \\\"hi\\\"\",\"c\":\"two\\nlines\"},"
                               R"({"a":1.5,"b":true,"c":null},{"a":{"k":[1,"x"]},"b":" blank ","c":"ä😀"}])");
        QCOMPARE(formatRows({{"t", rows}}, RowFormat::Csv).value(),
                 QByteArray("\xEF\xBB\xBF"
                            "a,b,c\r\n"
                            "plain,\"with, comma\",\r\n"
                            ",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
                            "1.5,true,\r\n"
                            "\"{\"\"k\"\":[1,\"\"x\"\"]}\",\" blank \",ä😀\r\n"));
    }

    void csv_comesBackFromPythonAndFromTheReader()
    {
        const QByteArray rows = "[{\"a\":\"x,\\\"y\\\"\\r\\nz\",\"b\":\"\"},"
                                R"({"a":"","b":"ä; --"},{"a":"\n","b":"="}])";
        const QByteArray csv = formatRows({{"t", json(rows)}}, RowFormat::Csv).value();
        const QByteArray read = python("import csv, io, json, sys; text = sys.stdin.buffer.read().decode('utf-8-sig');"
                                       "print(json.dumps(list(csv.DictReader(io.StringIO(text, newline='')))))",
                                       csv);
        QCOMPARE(dumpJson(json(read)), dumpJson(json(rows)));
        QCOMPARE(dumpJson(rowsFromText(csv, "rows.csv").value()), dumpJson(json(rows)));
        const QByteArray oneEmpty = R"([{"a":""},{"a":"1"}])";
        const QByteArray oneEmptyCsv = formatRows({{"t", json(oneEmpty)}}, RowFormat::Csv).value();
        QCOMPARE(dumpJson(rowsFromText(oneEmptyCsv, "rows.csv").value()), oneEmpty);
    }

    void csv_ofSeveralTables_isOneFileEach()
    {
        const QTemporaryDir folder;
        const Tables tables{{"list", json(R"([{"x":"1"}])")}, {"../a b", json(R"([{"y":"2"}])")}};
        QCOMPARE(formatRows(tables, RowFormat::Csv).error().kind, ErrorKind::InvalidArgument);
        const auto done = writeRows(tables, RowFormat::Csv, folder.filePath("out.csv"));
        QVERIFY(done);
        for (const QString &file : done->files)
            QVERIFY2(QFile::exists(file), qPrintable(file));
        QCOMPARE(done->files.size(), tables.size());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList({"out..._a_b.csv", "out.list.csv"}));
        QVERIFY(fileText(folder.filePath("out.list.csv")).endsWith("x\r\n1\r\n"));
    }

    void xlsx_holdsEveryTableAsTextAndNumbers()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("out.xlsx");
        const QByteArray longName(40, 'n');
        const Tables tables{{"shop", json(R"([{"t":"=1+1","n":1.5,"b":true},)"
                                          "{\"t\":\"http://x/ <&>\",\"id\":12345678901234567,\"o\":{\"k\":[1]}}]")},
                            {QString::fromLatin1(longName), json("[]")},
                            {QString::fromLatin1(longName) + "2", json(R"([{"x":"\u0001ä😀"}])")},
                            {"a/b", json(R"([{"x":null}])")}};
        const auto written = writeRows(tables, RowFormat::Xlsx, path);
        QVERIFY2(written, qPrintable(toString(written ? Error() : written.error())));
        QVERIFY(written->warnings.isEmpty());
        const QByteArray read = readWorkbook(path);
        QVERIFY2(read.startsWith('{'), read.constData());
        const QByteArray expected = R"({"shop":[["t","n","b","id","o"],["=1+1","n:1.5","b:1"],)"
                                    "[\"http://x/ <&>\",\"12345678901234567\",\"{\\\"k\\\":[1]}\"]],"
                                    R"("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn":[],)"
                                    R"("nnnnnnnnnnnnnnnnnnnnnnnnnnn~2":[["x"],["_x0001_ä😀"]],"a_b":[["x"]]})";
        QCOMPARE(QString::fromUtf8(dumpJson(json(read))), QString::fromUtf8(expected));
    }

    void xlsx_cutsTooLongTextAndSaysSo()
    {
        const QTemporaryDir folder;
        Json rows = Json::array();
        rows.push_back({{"t", std::string(40000, 'x')}});
        const auto written = writeRows({{"t", rows}}, RowFormat::Xlsx, folder.filePath("out.xlsx"));
        QCOMPARE(written->warnings.size(), 1);
        QVERIFY(written->warnings.first().contains("32,767"));
        const Json read = json(readWorkbook(folder.filePath("out.xlsx")));
        QCOMPARE(read["t"][1][0].get<std::string>().size(), size_t(32767));
    }

    void fullDisk_isAnErrorThatSaysSo()
    {
        const auto done = writeRows({{"t", json(R"([{"a":1}])")}}, RowFormat::JsonArray, "/dev/full");
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Io);
        QVERIFY2(done.error().message.contains("No space left"), qPrintable(done.error().message));
        struct stat info = {};
        QCOMPARE(stat("/dev/full", &info), 0);
        QVERIFY2(S_ISCHR(info.st_mode), "the device was replaced by a file");
    }

    void failedWrite_leavesTheOldFile_data()
    {
        QTest::addColumn<RowFormat>("format");
        QTest::newRow("json") << RowFormat::JsonArray;
        QTest::newRow("jsonl") << RowFormat::JsonLines;
        QTest::newRow("csv") << RowFormat::Csv;
        QTest::newRow("xlsx") << RowFormat::Xlsx;
    }
    void failedWrite_leavesTheOldFile()
    {
        QFETCH(RowFormat, format);
        const QTemporaryDir folder;
        const QString path = folder.filePath("out");
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        Json rows = Json::array();
        for (int i = 0; i < 3000; ++i)
            rows.push_back({{"i", i}, {"text", toStd(QString::number(i * 7919).repeated(20))}});

        // A file may grow no further than this: the disk is full, as far as the writer can tell.
        struct rlimit before = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto previous = std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit small = before;
        small.rlim_cur = 16 * 1024;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto done = writeRows({{"t", rows}}, format, path);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, previous);

        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Io);
        QCOMPARE(fileText(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList({"out"}));
        QVERIFY(writeRows({{"t", rows}}, format, path));
        QVERIFY(fileText(path) != QByteArray("old"));
    }

    void formats_areToldByNameAndPath()
    {
        QCOMPARE(rowFormatFromName("XLSX"), RowFormat::Xlsx);
        QCOMPARE(rowFormatFromPath("/a.b/rows.jsonl"), RowFormat::JsonLines);
        QCOMPARE(rowFormatFromPath("rows.ndjson"), RowFormat::JsonLines);
        QVERIFY(!rowFormatFromName("xml"));
        QVERIFY(!rowFormatFromPath("rows"));
    }
};

QTEST_GUILESS_MAIN(RowWriterTest)
#include "tst_rowwriter.moc"
