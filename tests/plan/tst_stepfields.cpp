// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/names.h"
#include "engine/plan/stepfields.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class StepFieldsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKind_hasItsOwnFields_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString &type : stepTypes())
            QTest::newRow(qPrintable(type)) << type;
    }

    // What is listed can be set to what it is, and then nothing has changed.
    void everyKind_hasItsOwnFields()
    {
        QFETCH(QString, type);
        const Action action = actionOfType(type);
        for (const StepField &field : fieldsOf(action)) {
            QVERIFY(!field.key.isEmpty());
            const auto same = withField(action, field.key, field.value);
            if (same)
                QVERIFY2(*same == action, qPrintable(field.key));
            else // an empty action lacks what it needs
                QVERIFY2(field.required, qPrintable(field.key + u": " + same.error().message));
        }
    }

    void conditions_tooThe()
    {
        for (const QString &type : conditionTypes()) {
            const Condition::Kind kind = conditionOfType(type);
            QVERIFY(!fieldsOf(kind).isEmpty());
        }
    }

    void setting_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value"); // JSON
        QTest::addColumn<QString>("error"); // part of it; empty: taken
        const auto row = [](const char *type, const char *key, const char *value, const char *error) {
            QTest::addRow("%s.%s = %s", type, key, value) << type << key << value << error;
        };
        row("navigate", "url", "\"a.b\"", "");
        row("navigate", "url", "\"\"", "empty");
        row("navigate", "url", "null", "missing");
        row("navigate", "wait_until", "\"commit\"", "");
        row("navigate", "wait_until", "\"comit\"", "commit");
        row("navigate", "nothing", "1", "no 'nothing'");
        row("click", "count", "3", "");
        row("click", "count", "0", "1 or more");
        row("click", "count", "\"many\"", "number");
        row("doubleClick", "count", "1", "");
        row("click", "button", "\"right\"", "");
        row("click", "modifiers", "[\"Alt\", \"Shift\"]", "");
        row("click", "modifiers", "[\"Alf\"]", "Alt");
        row("click", "offset", "{\"x\": 1, \"y\": 2}", "");
        row("click", "offset", "{\"x\": 1}", "numbers");
        row("click", "target", "{\"selectors\": [\"css/a\"]}", "");
        row("click", "target", "{\"selectors\": [\"\"]}", "empty");
        row("click", "target", "{}", "empty");
        row("change", "value", "[\"a\", \"b\"]", "");
        row("scroll", "x", "1.5", "");
        row("scroll", "x", "\"far\"", "number");
        row("repeat", "times", "3", "");
        row("repeat", "until", "\"css:.end\"", "");
        row("repeat", "until", "{\"type\": \"selektor\"}", "selector");
        row("forEach", "rows", "[{\"a\": 1}]", "");
        row("extract", "frames", "[{\"name\": \"f\"}]", "");
    }

    void setting()
    {
        QFETCH(QString, type);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, error);
        const Action action = actionOfType(type);
        const auto set = withField(action, key, *parseJson(value.toUtf8()));
        QCOMPARE(set.has_value(), error.isEmpty());
        if (!set) {
            QVERIFY2(set.error().message.contains(error), qPrintable(set.error().message));
            return;
        }
        bool found = false;
        for (const StepField &field : fieldsOf(*set))
            found = found || (field.key == key && field.value.get() == *parseJson(value.toUtf8()));
        QVERIFY(found);
        // Null takes it back.
        if (const auto back = withField(*set, key, JsonValue()); back && type != u"doubleClick")
            QVERIFY(*back == action);
    }

    void doubleClick_isAClickWithACount()
    {
        const Action twice = *withField(actionOfType("click"), "count", Json(2));
        QCOMPARE(typeName(twice), QStringLiteral("doubleClick"));
        QCOMPARE(typeName(*withField(twice, "count", Json(1))), QStringLiteral("click"));
    }

    void choices_areNamedOnce()
    {
        for (const StepField &field : fieldsOf(actionOfType("click"))) {
            if (field.key == u"button")
                QCOMPARE(field.choices, QStringList({"left", "middle", "right"}));
        }
    }

    void children_areLeftAlone()
    {
        Repeat repeat;
        repeat.steps.push_back(Step{.id = "child", .action = Reload()});
        const auto set = withField(repeat, "max", Json(5));
        QCOMPARE(std::get<Repeat>(*set).steps.front().id, QStringLiteral("child"));
    }
};

QTEST_GUILESS_MAIN(StepFieldsTest)
#include "tst_stepfields.moc"
