// SPDX-License-Identifier: MIT
#include "engine/base/json.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_keepsOrder()
    {
        const auto json = parseJson("{\"b\": 1, \"a\": [1.5, \"\xC3\xA9\"]}");
        QVERIFY(json);
        QCOMPARE(dumpJson(*json), QByteArray("{\"b\":1,\"a\":[1.5,\"\xC3\xA9\"]}"));
    }

    void parse_saysWhere()
    {
        const auto json = parseJson("{\n  \"a\": tru\n}", QStringLiteral("x.json"));
        QVERIFY(!json);
        QCOMPARE(json.error().kind, ErrorKind::InvalidPlan);
        QCOMPARE(json.error().where, QStringLiteral("x.json"));
        QVERIFY2(json.error().message.contains(QStringLiteral("line 2, column 11")), qPrintable(json.error().message));
    }

    void parse_saysWhereForEveryEnd()
    {
        QVERIFY(parseJson("").error().message.contains("line 1, column 1"));
        QVERIFY(parseJson("{\"a\": 1").error().message.contains("line 1, column 8"));
        QVERIFY(parseJson("[1,\n2,\n3}").error().message.contains("line 3, column 2"));
        QVERIFY(parseJson("[\"\xFF\"]").error().message.contains("line 1, column 3"));
    }

    void parse_refusesWhatIsTooDeepToWalk()
    {
        QVERIFY(parseJson(QByteArray(500, '[') + QByteArray(500, ']')));
        const auto deep = parseJson(QByteArray(100000, '[') + QByteArray(100000, ']'));
        QVERIFY(!deep);
        QVERIFY2(deep.error().message.contains("500 levels"), qPrintable(deep.error().message));
        QVERIFY(parseJson("[\"" + QByteArray(1000, '[') + "\\\"[\"]"));
    }

    void dump_replacesBrokenText()
    {
        Json json;
        json["a"] = "\xFF";
        QCOMPARE(dumpJson(json), QByteArray("{\"a\":\"\xEF\xBF\xBD\"}"));
    }

    void dump_isPythons()
    {
        const auto json = parseJson("[{\"a\": [], \"b\": {}, \"c\": \"\xE2\x80\xA8/\"}]");
        QCOMPARE(dumpJson(*json, 4),
                 QByteArray("[\n    {\n        \"a\": [],\n        \"b\": {},\n        \"c\": \"\xE2\x80\xA8/\"\n    }\n]"));
    }

    void value_comparesDeeplyAndInOrder()
    {
        QCOMPARE(JsonValue(*parseJson("{\"a\":1}")), JsonValue(*parseJson("{\"a\": 1}")));
        QVERIFY(!(JsonValue(*parseJson("{\"a\":1,\"b\":2}")) == JsonValue(*parseJson("{\"b\":2,\"a\":1}"))));
        QVERIFY(JsonValue().isNull());
    }

    void pointer_escapes()
    {
        QCOMPARE(pointerTo(QStringLiteral("/a"), QStringLiteral("b/c~d")), QStringLiteral("/a/b~1c~0d"));
        QCOMPARE(pointerTo(QString(), 3), QStringLiteral("/3"));
    }
};

QTEST_APPLESS_MAIN(tst_Json)
#include "tst_json.moc"
