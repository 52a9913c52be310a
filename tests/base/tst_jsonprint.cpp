// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class tst_JsonPrint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void print_keepsShortThingsOnOneLine()
    {
        const QByteArray text =
            "{\n"
            "  \"name\": \"Commits\",\n"
            "  \"session\": {\"id\": \"commits\", \"storage\": \"memory\"},\n"
            "  \"empty\": [],\n"
            "  \"steps\": [\n"
            "    {\"id\": \"open\", \"type\": \"navigate\", \"url\": \"http://x/\", \"wait_for\": [\"css:li\", \"js:() => "
            "1\"]},\n"
            "    {\n"
            "      \"id\": \"rows\",\n"
            "      \"type\": \"extract\",\n"
            "      \"note\": \"A note that is long enough for the step not to fit into the hundred columns of a line.\"\n"
            "    }\n"
            "  ]\n"
            "}\n";
        const auto json = parseJson(text);
        QVERIFY(json);
        QCOMPARE(QString::fromUtf8(printJson(*json)), QString::fromUtf8(text));
    }

    void print_losesNothing()
    {
        const QByteArray text = "[[[[1.0,-0.0,1e300]]],{\"\xC3\xA9\\n\":{\"a\":{\"b\":{}}}},\"\\u0000\",null,true]";
        const auto json = parseJson(text);
        QVERIFY(json);
        QVERIFY(*parseJson(printJson(*json)) == *json);
    }

    void print_ofAScalarIsALine() { QCOMPARE(printJson(Json(3)), QByteArray("3\n")); }
};

QTEST_APPLESS_MAIN(tst_JsonPrint)
#include "tst_jsonprint.moc"
