// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/planjson.h"
#include "tests/plan/randomplan.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

QByteArray sample()
{
    QFile file(QStringLiteral(FORAY_SOURCE_DIR "/resources/samples/login-account.foray.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Any value anywhere in a document.
Json &somewhere(Json &json, QRandomGenerator &random)
{
    Json *value = &json;
    while (value->is_structured() && !value->empty() && random.bounded(5) != 0)
        value = &*std::next(value->begin(), random.bounded(int(value->size())));
    return *value;
}

Json anyValue(QRandomGenerator &random)
{
    const Json values[] = {
        nullptr, true,          -1,           0,       1e300, "",   "x",  "css:", Json::array(), Json::object(),
        {1, 2},  {nullptr, {}}, {{"a", "b"}}, "steps", 3.5,   {{}}, "${", "\xF0", -1e300,        {{"type", "click"}}};
    return values[random.bounded(int(std::size(values)))];
}

// Every error must lead its reader to something: a place in the document or the document itself.
bool allPointersAreGood(const QList<Problem> &problems)
{
    return std::all_of(problems.begin(), problems.end(), [](const Problem &problem) {
        return !problem.message.isEmpty() && (problem.pointer.isEmpty() || problem.pointer.startsWith(u'/'));
    });
}

} // namespace

class tst_PlanRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void random_isReadAsItWasWritten()
    {
        QRandomGenerator random(20240229);
        for (int i = 0; i < 100; ++i) {
            const Plan plan = randomPlan(random);
            const Json json = toJson(plan);
            const Plan read = readPlan(*parseJson(printJson(json))).plan;
            QVERIFY2(read == plan, printJson(json).constData());
            QVERIFY2(toJson(read) == json, printJson(json).constData());
        }
    }

    // A plan that came from one file and was edited into any other must still be written as what it is.
    void random_editIsReadAsItWasWritten()
    {
        QRandomGenerator random(19990501);
        for (int i = 0; i < 100; ++i) {
            const Plan wanted = randomPlan(random);
            Plan plan = readPlan(toJson(randomPlan(random))).plan;
            const JsonValue original = plan.original;
            for (std::size_t k = 0; k < std::min(plan.steps.size(), wanted.steps.size()); ++k) {
                const JsonValue stepOriginal = plan.steps[k].original;
                plan.steps[k] = wanted.steps[k];
                plan.steps[k].original = stepOriginal;
            }
            plan.browser = wanted.browser;
            plan.variables = wanted.variables;
            const Json json = toJson(plan);
            QVERIFY2(readPlan(json).plan == plan, QByteArray(printJson(json) + printJson(original.get())).constData());
        }
    }

    void corrupted_givesAPlanOrAnError()
    {
        QRandomGenerator random(7);
        const QByteArray whole = sample();
        QVERIFY(!whole.isEmpty());
        int refused = 0;
        for (int i = 0; i < 1000; ++i) {
            QByteArray text = whole;
            if (i % 2 == 0)
                text.truncate(random.bounded(int(text.size())));
            for (int flips = random.bounded(4); flips > 0 && !text.isEmpty(); --flips)
                text[random.bounded(int(text.size()))] = char(random.bounded(256));
            const Result<Plan> plan = planFromText(text, "x.json");
            refused += !plan;
            if (!plan)
                QVERIFY(!plan.error().message.isEmpty() && plan.error().where.startsWith("x.json"));
            else
                QVERIFY(readPlan(toJson(*plan)).ok());
        }
        QVERIFY(refused > 500);
    }

    void swappedTypes_givePlansOrProblemsWithPointers()
    {
        QRandomGenerator random(11);
        const Json whole = *parseJson(sample());
        int refused = 0;
        for (int i = 0; i < 400; ++i) {
            Json json = whole;
            for (int swaps = random.bounded(1, 4); swaps > 0; --swaps)
                somewhere(json, random) = anyValue(random);
            const PlanReading reading = readPlan(json);
            QVERIFY2(allPointersAreGood(reading.problems), printJson(json).constData());
            refused += !reading.ok();
            const Json again = toJson(reading.plan); // must not crash, whatever it was
            QVERIFY(again.is_object());
        }
        QVERIFY(refused > 120);
    }
};

QTEST_APPLESS_MAIN(tst_PlanRoundTrip)
#include "tst_planroundtrip.moc"
