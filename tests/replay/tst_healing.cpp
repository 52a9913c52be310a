// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/replay/healing.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

Step stepOf(const char *json)
{
    return *stepFromJson(*parseJson(json));
}

Found found(const char *repaired)
{
    Found healed;
    healed.healed = true;
    healed.repaired = JsonValue(*parseJson(repaired));
    return healed;
}

const char repaired[] = R"({"selectors": [["css/.new"], ["css/.old"]], "fingerprint": {"tag": "a"}})";

} // namespace

class HealingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newSelectorsStandInFront_framesAndRowStay()
    {
        const Step step = stepOf(R"({"id": "go", "type": "click", "note": "mine", "wait_for": "css:li", "target":
            {"selectors": [".old"], "frames": [{"name": "inner"}], "within": "row"}})");
        const auto kept = keepHealed(step, found(repaired));
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().message));
        const Target &target = std::get<Click>(kept->action).target;
        QCOMPARE(target.selectors, (QList<Selector>{{QStringLiteral("css/.new")}, {QStringLiteral("css/.old")}}));
        QCOMPARE(target.frames.value(0).name, QStringLiteral("inner"));
        QCOMPARE(target.within, QStringLiteral("row"));
        QVERIFY(!target.fingerprint.isNull());
        QCOMPARE(kept->note, QStringLiteral("mine"));
        QCOMPARE(kept->waitFor, step.waitFor);
    }

    void whatCannotBeKept_isAnError_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<QByteArray>("healed");
        QTest::newRow("two elements") << QByteArray(R"({"type": "drag", "target": ".a", "to": ".b"})") << QByteArray(repaired);
        QTest::newRow("no element") << QByteArray(R"({"type": "reload"})") << QByteArray(repaired);
        QTest::newRow("not healed") << QByteArray(R"({"type": "click", "target": ".a"})") << QByteArray("null");
        QTest::newRow("no target") << QByteArray(R"({"type": "click", "target": ".a"})") << QByteArray(R"({"selectors": 7})");
    }

    void whatCannotBeKept_isAnError()
    {
        QFETCH(QByteArray, step);
        QFETCH(QByteArray, healed);
        QVERIFY(!keepHealed(stepOf(step), found(healed)));
    }
};

QTEST_APPLESS_MAIN(HealingTest)
#include "tst_healing.moc"
