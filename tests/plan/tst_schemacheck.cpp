// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/schemacheck.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

Json jsonFile(const QString &path)
{
    QFile file(QStringLiteral(FORAY_SOURCE_DIR) + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s.", qPrintable(path));
    const Result<Json> json = parseJson(file.readAll(), path);
    if (!json)
        qFatal("%s", qPrintable(toString(json.error())));
    return *json;
}

bool hasErrors(const QList<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem &each) { return each.severity == Problem::Severity::Error; });
}

} // namespace

class TestSchemaCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistake_mustBeNamedWithItsPlace_data();
    void mistake_mustBeNamedWithItsPlace();
    void soundSchema_mustHaveNoProblems();
    void whatStopsCrawl4AI_mustBeAnError();

private:
    QList<Json> m_cases;
};

void TestSchemaCheck::mistake_mustBeNamedWithItsPlace_data()
{
    QTest::addColumn<qsizetype>("number");
    for (const Json &each : jsonFile(u"/tests/plan/schemamistakes.json"_qs)) {
        QTest::newRow(qPrintable(toQString(each.at("message")))) << m_cases.size();
        m_cases.append(each);
    }
}

// Each case holds one mistake and no other.
void TestSchemaCheck::mistake_mustBeNamedWithItsPlace()
{
    QFETCH(const qsizetype, number);
    const Json &mistake = m_cases.at(number);
    const QList<Problem> problems = checkSchema(mistake.at("schema"));
    QStringList found;
    for (const Problem &problem : problems)
        found += toString(problem);
    QCOMPARE(found.join(u'\n'), toQString(mistake.at("message")));
}

void TestSchemaCheck::soundSchema_mustHaveNoProblems()
{
    const QByteArray schema =
        "{\"name\": \"s\", \"baseSelector\": \"div.item:has(> a)\", \"baseFields\": [{\"name\": \"id\", "
        "\"type\": \"attribute\", \"attribute\": \"data-id\"}], \"fields\": [{\"name\": \"t\", \"selector\": "
        "\":scope > h4, a[title='  > b']\", \"type\": [\"text\", \"regex\"], \"pattern\": \"(?P<n>\\\\d+)\", \"group\": "
        "\"n\", \"transform\": \"strip\", \"default\": null, \"source\": \"+ tr.sub.x\"}, {\"name\": \"l\", \"type\": "
        "\"list\", \"selector\": \"li\", \"fields\": [{\"name\": \"x\", \"type\": \"text\"}]}]}";
    const QList<Problem> problems = checkSchema(*parseJson(schema));
    for (const Problem &problem : problems)
        qWarning("%s", qPrintable(toString(problem)));
    QVERIFY(problems.isEmpty());
}

// Cases in which Crawl4AI itself gave up: because of the schema in all but three, which only the document shows.
void TestSchemaCheck::whatStopsCrawl4AI_mustBeAnError()
{
    const QStringList byDocument{u"empty doc"_qs, u"base returns number"_qs, u"baseFields attr missing + transform"_qs};
    const Json golden = jsonFile(u"/tests/extract/extraction.json"_qs);
    int checked = 0;
    for (const Json &each : golden.at("cases")) {
        const QString label = toQString(each.at("label"));
        if (each.at("ok").get<bool>() || byDocument.contains(label))
            continue;
        QVERIFY2(hasErrors(checkSchema(each.at("schema"), toQString(each.at("engine")))), qPrintable(label));
        ++checked;
    }
    QVERIFY(checked > 5);
}

QTEST_GUILESS_MAIN(TestSchemaCheck)

#include "tst_schemacheck.moc"
