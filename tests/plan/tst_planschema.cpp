// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/planjson.h"

#include <QDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace Foray;

// The JSON Schema that is shipped, against the reader: what it says of a plan must be true.
class tst_PlanSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sample_isValid_data();
    void sample_isValid();
    void sample_isWrittenAsItStands_data();
    void sample_isWrittenAsItStands();
    void broken_isRefusedByBoth_data();
    void broken_isRefusedByBoth();
    void accepted_isAcceptedByBoth_data();
    void accepted_isAcceptedByBoth();

private:
    QString problem(const QByteArray &text) const;

    valijson::Schema m_schema;
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(QStringLiteral(FORAY_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void addStep(const char *name, const char *step)
{
    QTest::newRow(name)
        << QByteArray("{'format': 'foray-plan', 'version': 1, 'steps': [" + QByteArray(step) + "]}").replace('\'', '"');
}

void addPlan(const char *name, const char *plan)
{
    QTest::newRow(name) << QByteArray(plan).replace('\'', '"');
}

} // namespace

void tst_PlanSchema::initTestCase()
{
    const auto json = nlohmann::json::parse(contentOf("resources/schema/plan.schema.json").toStdString());
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(json), m_schema);
}

// What the schema says against a document; empty when nothing.
QString tst_PlanSchema::problem(const QByteArray &text) const
{
    const auto json = nlohmann::json::parse(text.toStdString());
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(m_schema, valijson::adapters::NlohmannJsonAdapter(json), &results))
        return {};
    QStringList all;
    for (const auto &error : results) {
        QString place;
        for (const std::string &part : error.context)
            place += QString::fromStdString(part);
        all += place + QStringLiteral(": ") + QString::fromStdString(error.description);
    }
    return all.join(u'\n');
}

void tst_PlanSchema::sample_isWrittenAsItStands_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(FORAY_SOURCE_DIR "/resources/samples"));
    const QStringList names = folder.entryList({"*.foray.json"}, QDir::Files);
    QVERIFY(names.size() >= 14);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << QString("resources/samples/" + name);
}

void tst_PlanSchema::sample_isValid_data()
{
    sample_isWrittenAsItStands_data();
    QTest::newRow("example") << QString("tests/plan/example.foray.json");
}

void tst_PlanSchema::sample_isValid()
{
    QFETCH(QString, path);
    const QByteArray text = contentOf(path);
    QCOMPARE(problem(text), QString());
    const PlanReading reading = readPlan(*parseJson(text));
    QVERIFY2(reading.problems.isEmpty(), qPrintable(toString(reading.problems.value(0))));
}

// Saving a sample that nobody edited leaves the file as it is, byte for byte.
void tst_PlanSchema::sample_isWrittenAsItStands()
{
    QFETCH(QString, path);
    const QByteArray text = contentOf(path);
    QCOMPARE(QString::fromUtf8(printJson(toJson(readPlan(*parseJson(text)).plan))), QString::fromUtf8(text));
}

void tst_PlanSchema::broken_isRefusedByBoth_data()
{
    QTest::addColumn<QByteArray>("text");
    addPlan("empty", "{}");
    addPlan("a list", "[]");
    addPlan("other format", "{'format': 'plan', 'version': 1, 'steps': []}");
    addPlan("newer", "{'format': 'foray-plan', 'version': 2, 'steps': []}");
    addPlan("no steps", "{'format': 'foray-plan', 'version': 1}");
    addPlan("steps an object", "{'format': 'foray-plan', 'version': 1, 'steps': {}}");
    addPlan("storage", "{'format': 'foray-plan', 'version': 1, 'session': {'storage': 'x'}, 'steps': []}");
    addPlan("viewport", "{'format': 'foray-plan', 'version': 1, 'browser': {'viewport': {'width': 0}}, 'steps': []}");
    addPlan("block", "{'format': 'foray-plan', 'version': 1, 'browser': {'block': ['x']}, 'steps': []}");
    addPlan("variable", "{'format': 'foray-plan', 'version': 1, 'variables': [{'default': 'x'}], 'steps': []}");
    addPlan("variable's name", "{'format': 'foray-plan', 'version': 1, 'variables': [{'name': 'a b'}], 'steps': []}");
    addPlan("secret",
            "{'format': 'foray-plan', 'version': 1, 'variables': [{'name': 'a', 'secret': true, 'default': 'x'}], 'steps': []}");
    addPlan("hook", "{'format': 'foray-plan', 'version': 1, 'hooks': {'after_go': '1'}, 'steps': []}");
    addPlan("cache_mode", "{'format': 'foray-plan', 'version': 1, 'cache_mode': 'x', 'steps': []}");
    addPlan("page_timeout", "{'format': 'foray-plan', 'version': 1, 'page_timeout': 0, 'steps': []}");
    addStep("no type", "{}");
    addStep("unknown type", "{'type': 'clik'}");
    addStep("navigate", "{'type': 'navigate'}");
    addStep("wait_until", "{'type': 'navigate', 'url': 'a', 'wait_until': 'x'}");
    addStep("click", "{'type': 'click'}");
    addStep("empty target", "{'type': 'click', 'target': {}}");
    addStep("empty selector", "{'type': 'click', 'target': {'selectors': ['']}}");
    addStep("button", "{'type': 'click', 'target': 'a', 'button': 'x'}");
    addStep("modifier", "{'type': 'click', 'target': 'a', 'modifiers': ['x']}");
    addStep("offset", "{'type': 'click', 'target': 'a', 'offset': {'x': 1}}");
    addStep("frame", "{'type': 'click', 'target': {'selectors': ['a'], 'frames': [{}]}}");
    addStep("change", "{'type': 'change', 'target': 'a'}");
    addStep("press", "{'type': 'press'}");
    addStep("scroll", "{'type': 'scroll', 'to': 'x'}");
    addStep("drag", "{'type': 'drag', 'target': 'a'}");
    addStep("upload", "{'type': 'upload', 'target': 'a'}");
    addStep("evaluate", "{'type': 'evaluate', 'js_code': []}");
    addStep("waitFor", "{'type': 'waitFor'}");
    addStep("extract", "{'type': 'extract'}");
    addStep("setViewport", "{'type': 'setViewport', 'width': 5}");
    addStep("repeat", "{'type': 'repeat', 'steps': []}");
    addStep("forEach", "{'type': 'forEach', 'steps': [{'type': 'back'}]}");
    addStep("forEach of two", "{'type': 'forEach', 'file': 'a', 'rows': [], 'steps': [{'type': 'back'}]}");
    addStep("forEach's rows", "{'type': 'forEach', 'rows': [1], 'steps': [{'type': 'back'}]}");
    addStep("if", "{'type': 'if', 'then': [{'type': 'back'}]}");
    addStep("paginate", "{'type': 'paginate', 'steps': [{'type': 'back'}]}");
    addStep("nested", "{'type': 'if', 'condition': 'a', 'then': [{'type': 'clik'}]}");
    addStep("timeout", "{'type': 'back', 'timeout': 0}");
    addStep("on_error", "{'type': 'back', 'on_error': 'x'}");
    addStep("on_error's retry", "{'type': 'back', 'on_error': {}}");
    addStep("condition", "{'type': 'back', 'wait_for': {'type': 'x'}}");
    addStep("condition's selector", "{'type': 'back', 'wait_for': {'type': 'selector'}}");
    addStep("condition's operator", "{'type': 'back', 'wait_for': {'type': 'selector', 'selector': 'a', 'operator': '>'}}");
    addStep("condition's delay", "{'type': 'back', 'wait_for': [{'type': 'delay'}]}");
    addStep("condition a number", "{'type': 'back', 'wait_for': 5}");
}

void tst_PlanSchema::broken_isRefusedByBoth()
{
    QFETCH(QByteArray, text);
    QVERIFY2(!problem(text).isEmpty(), "the schema accepts it");
    QVERIFY2(!readPlan(*parseJson(text)).ok(), "the reader accepts it");
}

void tst_PlanSchema::accepted_isAcceptedByBoth_data()
{
    QTest::addColumn<QByteArray>("text");
    addPlan("least", "{'format': 'foray-plan', 'version': 1, 'steps': []}");
    addPlan("unknown keys", "{'format': 'foray-plan', 'version': 1, 'steps': [], 'x-mine': {}}");
    addStep("target a string", "{'type': 'click', 'target': 'a', 'x-mine': 1}");
    addStep("chrome's selectors", "{'type': 'click', 'selectors': [['a'], 'b']}");
    addStep("waitForElement", "{'type': 'waitForElement', 'selectors': [['a']]}");
    addStep("waitForExpression", "{'type': 'waitForExpression', 'expression': '1'}");
    addStep("close", "{'type': 'close'}");
    addStep("several clicks", "{'type': 'click', 'target': 'a', 'count': 2, 'modifiers': 'Alt', 'button': 'primary'}");
    addStep("frames", "{'type': 'extract', 'schema': '$${s}', 'frames': ['#a', 3, {'url': '**/x'}]}");
    addStep("value", "{'type': 'change', 'target': 'a', 'value': ['a', 3, true]}");
    addStep("policies", "{'type': 'back', 'on_error': {'retry': 3, 'then': 'skip'}}, {'type': 'back', 'on_error': 'skip'}");
    addStep("control", "{'type': 'if', 'condition': {'type': 'js', 'js': '() => 1'}, 'else': [{'type': 'repeat', 'while': "
                       "'css:a', 'steps': [{'type': 'reload'}]}]}");
    addStep("loops", "{'type': 'forEach', 'rows': [{'a': 1}], 'steps': [{'type': 'paginate', 'urls': 'http://x/[1-2]', 'steps': "
                     "[{'type': 'screenshot'}]}]}");
}

void tst_PlanSchema::accepted_isAcceptedByBoth()
{
    QFETCH(QByteArray, text);
    QCOMPARE(problem(text), QString());
    const PlanReading reading = readPlan(*parseJson(text));
    QVERIFY2(reading.ok(), qPrintable(toString(reading.problems.value(0))));
}

QTEST_APPLESS_MAIN(tst_PlanSchema)
#include "tst_planschema.moc"
