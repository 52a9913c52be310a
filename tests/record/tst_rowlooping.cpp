// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/record/looping.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// Steps as in a plan file; ' for ".
Plan planOf(QByteArray steps)
{
    const QByteArray text =
        "{\"format\":\"foray-plan\",\"version\":1,\"name\":\"t\",\"steps\":[" + steps.replace('\'', '"') + "]}";
    return readPlan(Json::parse(text.toStdString())).plan;
}

QByteArray typed(const char *id, const char *field, const char *value)
{
    return QByteArray("{'id':'") + id + "','type':'change','target':{'selectors':['" + field + "']},'value':'" + value + "'},";
}

QByteArray clicked(const char *id, const char *target, const QByteArray &wait = "'css:.done'")
{
    return QByteArray("{'id':'") + id + "','type':'click','target':{'selectors':['" + target + "']},'wait_for':" + wait + "},";
}

const QByteArray open = "{'id':'open','type':'navigate','url':'http://x/form'},";

QByteArray steps(QByteArray list)
{
    list.chop(1);
    return list;
}

LoopHints people()
{
    const char rows[] = R"([{"name": "Ada", "e-mail": "ada@example.org", "n": 1, "city": "Paris"},
                            {"name": "Bob", "e-mail": "bob@example.org", "n": 2, "city": "Paris"},
                            {"name": "Eve", "e-mail": "eve@example.org", "n": 3, "city": "Oslo"}])";
    return {{}, {{QStringLiteral("people.csv"), JsonValue(Json::parse(rows))}}, {}};
}

} // namespace

class tst_RowLooping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QStringList>("replaced"); // empty: nothing is offered
        QTest::addColumn<QStringList>("body");
        const auto row = [](const char *name, const QByteArray &list, const QStringList &replaced, const QStringList &body = {}) {
            QTest::newRow(name) << list << replaced << (body.isEmpty() ? replaced : body);
        };
        const QByteArray name = typed("a", "#name", "Ada");
        const QByteArray mail = typed("b", "#mail", "ada@example.org");
        const QByteArray send = clicked("send", "#send");
        row("two values", open + name + mail, {"open", "a", "b"});
        row("two values, sent", open + name + mail + send, {"open", "a", "b", "send"});
        row("one value, and more may come", open + name, {});
        row("one value, sent", open + name + send, {"open", "a", "send"});
        row("other values between", open + name + typed("m", "#message", "Hello") + mail + send, {"open", "a", "m", "b", "send"});
        row("another value before", open + typed("m", "#title", "Dr.") + name + mail + send, {"open", "m", "a", "b", "send"});
        row("one that stands in several rows", open + typed("c", "#city", "Paris") + send, {});
        row("one letter", open + typed("c", "#n", "1") + send, {});
        row("two letters", open + typed("c", "#n", "1") + typed("d", "#m", "2") + send, {});
        row("of two rows", open + name + typed("b", "#mail", "bob@example.org") + send, {"open", "a", "b", "send"},
            {"open", "a", "b", "send"});
        row("of no row", open + typed("a", "#name", "Zoe") + send, {});
        row("a part of a value", open + typed("a", "#name", "Ad") + send, {});
        row("a variable", open + typed("a", "#name", "${name}") + send, {});
        row("long ago", open + name + mail + send + "{'id':'o2','type':'navigate','url':'http://x/y'}," + send, {});
        row("what opened the form", open + clicked("k", "#cookies", "[]") + clicked("new", "#new") + name + mail + send,
            {"new", "a", "b", "send"});
        row("two rounds",
            open + name + mail + send + typed("c", "#name", "Bob") + typed("d", "#mail", "bob@example.org") +
                clicked("s", "#send"),
            {"open", "a", "b", "send", "c", "d", "s"}, {"open", "c", "d", "s"});
        row("a round that was another",
            open + name + send + typed("c", "#name", "Bob") + typed("d", "#mail", "bob@example.org") + clicked("s", "#send"),
            {"c", "d", "s"});
        row("to another page, without an address",
            clicked("k", "#k", "[]") + name + mail + clicked("send", "#send", "{'type':'url','url':'*/thanks*'}"), {});
    }
    void offers()
    {
        QFETCH(QByteArray, list);
        QFETCH(QStringList, replaced);
        QFETCH(QStringList, body);
        const auto offer = offeredLoop(planOf(steps(list)), people());
        QCOMPARE(offer ? offer->stepIds : QStringList(), replaced);
        QCOMPARE(offer ? offer->body : QStringList(), body);
    }

    void offer_saysWhere()
    {
        const auto offer =
            offeredLoop(planOf(steps(open + typed("a", "#name", "Bob") + typed("b", "#mail", "bob@example.org"))), people());
        QCOMPARE(offer->words, QStringLiteral("'Bob' and 'bob@example.org' stand in row 2 of people.csv"));
    }

    void rounds_beginAtTheAddressOfTheirPage()
    {
        Plan plan = planOf(steps(open + clicked("k", "#k", "{'type':'url','url':'*/new*'}") + typed("a", "#name", "Ada") +
                                 clicked("send", "#send", "{'type':'url','url':'*/thanks*'}")));
        LoopHints hints = people();
        hints.addresses.insert(QStringLiteral("a"), QStringLiteral("http://x/new"));
        const auto offer = offeredLoop(plan, hints);
        QCOMPARE(offer->stepIds, (QStringList{"a", "send"}));
        foldLoop(plan, *offer);
        QCOMPARE(int(plan.steps.size()), 3);
        const auto &loop = std::get<ForEach>(plan.steps.back().action);
        QCOMPARE(std::get<Navigate>(loop.steps.front().action).url, QStringLiteral("http://x/new"));
        QCOMPARE(loop.steps.at(1).id, QStringLiteral("a"));
    }

    void columns_takeThePlaceOfValues()
    {
        Plan plan = planOf(steps(
            open + typed("a", "#name", "Ada") + typed("b", "#mail", "ada@example.org") +
            "{'id':'pick','type':'click','target':{'selectors':['aria/Ada[role=\\'option\\']','text/Ada','css/li:nth-child(1)'],"
            "'fingerprint':{'tag':'li'}},"
            "'wait_for':[{'type':'url','url':'*/found*mail=ada%40example.org*'},{'type':'text','text':'Hello Ada'},"
            "{'type':'selector','selector':'[title=\\'Ada\\']'}]}," +
            clicked("other", "#Adapter")));
        foldLoop(plan, *offeredLoop(plan, people()));
        QCOMPARE(int(plan.steps.size()), 1);
        const auto &loop = std::get<ForEach>(plan.steps.front().action);
        QCOMPARE(loop.file, QStringLiteral("people.csv"));
        QCOMPARE(int(loop.steps.size()), 5);
        QCOMPARE(std::get<Change>(loop.steps.at(1).action).values, QStringList{"${name}"});
        QCOMPARE(std::get<Change>(loop.steps.at(2).action).values, QStringList{"${e-mail}"});
        const auto &picked = std::get<Click>(loop.steps.at(3).action).target;
        QCOMPARE(picked.selectors, (QList<Selector>{{"aria/${name}[role=\"option\"]"}, {"text/${name}"}}));
        QVERIFY(picked.fingerprint.isNull());
        const QList<Condition> &waits = loop.steps.at(3).waitFor;
        QCOMPARE(std::get<UrlCondition>(waits.at(0).kind).url, QStringLiteral("*/found*mail=*"));
        QCOMPARE(std::get<TextCondition>(waits.at(1).kind).text, QStringLiteral("Hello ${name}"));
        QCOMPARE(std::get<SelectorCondition>(waits.at(2).kind).selector, QStringLiteral("[title=\"${name}\"]"));
        QCOMPARE(std::get<Click>(loop.steps.at(4).action).target.selectors, QList<Selector>{{"#Adapter"}});
        const PlanReading reading = readPlan(toJson(plan));
        QVERIFY2(reading.ok(), qPrintable(toString(reading.problems.value(0))));
    }

    void tables_areOfRows_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("no array") << QByteArray("{\"name\": \"Ada\"}");
        QTest::newRow("no objects") << QByteArray("[\"Ada\", [\"Ada\"], null]");
        QTest::newRow("one row") << QByteArray("[{\"name\": \"Ada\", \"mail\": \"ada@example.org\"}]");
        QTest::newRow("columns that no variable can be called by")
            << QByteArray("[{\"\": \"Ada\", \"{x}\": \"ada@example.org\"}, {\"\": \"Bob\", \"{x}\": \"b\"}]");
    }
    void tables_areOfRows()
    {
        QFETCH(QByteArray, rows);
        const Plan plan = planOf(steps(open + typed("a", "#name", "Ada") + typed("b", "#mail", "ada@example.org")));
        QVERIFY(!offeredLoop(plan, {{}, {{QStringLiteral("x.json"), JsonValue(Json::parse(rows.toStdString()))}}, {}}));
    }

    void newestStep_saysWhichListItIs()
    {
        Plan plan = planOf("{'id':'g','type':'repeat','times':2,'steps':[" +
                           steps(typed("a", "#name", "Ada") + typed("b", "#mail", "ada@example.org")) + "]}," +
                           steps(clicked("z", "#z")));
        LoopHints hints = people();
        QVERIFY(!offeredLoop(plan, hints));
        hints.newest = QStringLiteral("b");
        const auto offer = offeredLoop(plan, hints);
        QCOMPARE(offer->stepIds, (QStringList{"a", "b"}));
        foldLoop(plan, *offer);
        QCOMPARE(typeName(std::get<Repeat>(plan.steps.front().action).steps.front()), QStringLiteral("forEach"));
    }
};

QTEST_GUILESS_MAIN(tst_RowLooping)
#include "tst_rowlooping.moc"
