// SPDX-License-Identifier: MIT
// What a click into a list proposes, on the pages of the demo site: each schema must give the right rows, there and with other data.
#include "engine/base/json.h"
#include "tests/support/browsertest.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Foray;

class tst_Detecting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void listLayout_isFound_data();
    void listLayout_isFound();
    void clicks_proposeLevels();
    void cards_haveNestedLists();
    void schema_fitsTheNextPage();
    void pagination_isFound_data();
    void pagination_isFound();
    void wordsOfManyLanguages_data();
    void wordsOfManyLanguages();
    void emptyPage_hasNoLists();
    void nothingAtTheSelector_isSaid();
    void detecting_leavesNoTrace();

private:
    Result<JsonValue> detect(const QString &selector = {});
    Json rowsBy(const Json &schema);
    Json fetched(const QString &path);
    bool show(const QString &html);

    std::unique_ptr<BrowserFixture> m_b;
};

Result<JsonValue> tst_Detecting::detect(const QString &selector)
{
    return await<JsonValue>(
        [&](QObject *context, Callback<JsonValue> done) { m_b->page().detect(selector, true, 20000, context, std::move(done)); });
}

Json tst_Detecting::rowsBy(const Json &schema)
{
    ExtractRequest request;
    request.schema = JsonValue(schema);
    const auto rows = await<JsonValue>(
        [&](QObject *context, Callback<JsonValue> done) { m_b->page().extract(request, 20000, context, std::move(done)); });
    return rows ? rows->get() : Json::array();
}

Json tst_Detecting::fetched(const QString &path)
{
    const QString code = QStringLiteral("return fetch('%1').then(answer => answer.json())").arg(path);
    return m_b->evaluate(code).value_or(JsonValue()).get();
}

bool tst_Detecting::show(const QString &html)
{
    return m_b->go(QStringLiteral("/dialogs")) &&
           m_b->evaluate(
               QStringLiteral("document.body.innerHTML = %1").arg(QString::fromUtf8(dumpJson(Json(html.toStdString())))));
}

namespace {

// A value as the expected rows have it; a nested list of one field is a list of that field's values.
Json plain(const Json &value)
{
    if (!value.is_array())
        return value;
    Json all = Json::array();
    for (const Json &item : value)
        all.push_back(item.is_object() && item.size() == 1 ? *item.begin() : item);
    return all;
}

// The field of `rows` that has the expected values of `key` in at least `least` of them; empty if there is none.
std::string fieldFor(const std::string &key, const Json &expected, const Json &rows, std::size_t least)
{
    for (const auto &[name, first] : rows.front().items()) {
        std::size_t right = 0;
        for (std::size_t i = 0; i < rows.size(); ++i)
            right += rows[i].contains(name) && plain(rows[i][name]) == expected[i][key] ? 1 : 0;
        if (right >= least)
            return name;
    }
    return {};
}

QStringList missingFields(const Json &expected, const Json &rows)
{
    QStringList missing;
    for (const auto &[key, value] : expected.front().items()) {
        // A cell that spans rows stands in the first of them alone; that is all that a schema can take.
        const std::size_t least = key == "group" ? rows.size() / 4 : rows.size();
        if (fieldFor(key, expected, rows, least).empty())
            missing += toQString(Json(key));
    }
    return missing;
}

} // namespace

void tst_Detecting::listLayout_isFound_data()
{
    QTest::addColumn<int>("layout");
    QTest::addColumn<QString>("click"); // empty: none
    QTest::addColumn<int>("list");      // of the expected ones
    const QStringList clicks{QStringLiteral("tbody tr:nth-of-type(2) td"),
                             QStringLiteral("tbody tr:nth-of-type(2) .name"),
                             QStringLiteral("dd"),
                             QStringLiteral("option:nth-of-type(3)"),
                             QStringLiteral(".grid-row:nth-of-type(2) a"),
                             QStringLiteral("a.hnuser"),
                             QStringLiteral("strong"),
                             QStringLiteral(".result a"),
                             QStringLiteral("h3"),
                             QStringLiteral("main > div > div:nth-of-type(2) > div:nth-of-type(2) span"),
                             QStringLiteral("h2"),
                             QStringLiteral("section[aria-label=New] li a")};
    for (int i = 0; i < clicks.size(); ++i) {
        QTest::addRow("layout %d, no click", i + 1) << i + 1 << QString() << 0;
        QTest::addRow("layout %d, one click", i + 1) << i + 1 << clicks[i] << (i == 11 ? 1 : 0);
    }
}

void tst_Detecting::listLayout_isFound()
{
    QFETCH(int, layout);
    QFETCH(QString, click);
    QFETCH(int, list);
    const QString path = QStringLiteral("/lists/%1").arg(layout);
    QVERIFY(m_b->go(path));
    const auto found = detect(click);
    QVERIFY2(found, found ? "" : qPrintable(toString(found.error())));
    QVERIFY(!found->get()["lists"].empty());
    const Json proposal = found->get()["lists"][0];
    const Json schema = proposal["schema"];
    for (const char *query : {"", "?seed=3", "?seed=11"}) {
        QVERIFY(m_b->go(path + QLatin1String(query)));
        const Json expected = fetched(path + QStringLiteral(".json") + QLatin1String(query))["lists"][std::size_t(list)];
        const Json rows = rowsBy(schema);
        QVERIFY2(rows.size() == expected.size(), schema.dump().c_str());
        const QStringList missing = missingFields(expected, rows);
        QVERIFY2(missing.isEmpty(),
                 qPrintable(missing.join(u' ') + QStringLiteral(" in ") + QString::fromStdString(schema.dump())));
    }
    QCOMPARE(std::size_t(proposal["rows"].get<int>()), rowsBy(schema).size());
}

void tst_Detecting::clicks_proposeLevels()
{
    QVERIFY(m_b->go(QStringLiteral("/lists/12")));
    const auto found = detect(QStringLiteral("section[aria-label=New] li a"));
    QVERIFY(found);
    const Json &lists = found->get()["lists"];
    QCOMPARE(lists.size(), 2U); // the rows, and the sections around them
    QCOMPARE(lists[0]["rows"].get<int>(), 6);
    QCOMPARE(lists[1]["rows"].get<int>(), 2);
}

void tst_Detecting::cards_haveNestedLists()
{
    QVERIFY(m_b->go(QStringLiteral("/shop")));
    const auto found = detect(QStringLiteral("article h3"));
    QVERIFY(found);
    const Json &list = found->get()["lists"][0];
    QCOMPARE(list["schema"]["baseSelector"].get<std::string>(), "article.card");
    QStringList fields;
    for (const Json &field : list["schema"]["fields"])
        fields += toQString(field["name"]) + u':' + toQString(field["type"]);
    QCOMPARE(fields.join(u' '), QStringLiteral("image:attribute title:text link:attribute price:text rating:text "
                                               "offers:nested_list reviews:nested_list"));
    for (const Json &field : list["fields"])
        QVERIFY2(field["fill"].get<double>() > 0.2, field.dump().c_str());
}

void tst_Detecting::schema_fitsTheNextPage()
{
    QVERIFY(m_b->go(QStringLiteral("/shop")));
    const auto found = detect();
    QVERIFY(found);
    const Json schema = found->get()["lists"][0]["schema"];
    QVERIFY(m_b->go(QStringLiteral("/shop?page=2")));
    const Json rows = rowsBy(schema);
    QCOMPARE(QString::number(rows.size()),
             m_b->evaluated(QStringLiteral("return String(document.querySelectorAll('.card').length)")));
    QCOMPARE(
        toQString(rows[3]["title"]),
        m_b->evaluated(QStringLiteral("return document.querySelectorAll('.card')[3].querySelector('h3').textContent.trim()")));
}

void tst_Detecting::pagination_isFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kind");
    QTest::newRow("next") << QStringLiteral("/commits") << QStringLiteral("next");
    QTest::newRow("next among numbers") << QStringLiteral("/shop") << QStringLiteral("next");
    QTest::newRow("load more") << QStringLiteral("/shop/more") << QStringLiteral("more");
    QTest::newRow("endless") << QStringLiteral("/feed") << QStringLiteral("infinite");
}

void tst_Detecting::pagination_isFound()
{
    QFETCH(QString, path);
    QFETCH(QString, kind);
    QVERIFY(m_b->go(path));
    QVERIFY(m_b->wait({Condition{NetworkIdleCondition{300}, {}, {}}}));
    const auto found = detect();
    QVERIFY(found);
    const Json &ways = found->get()["pagination"];
    QVERIFY(!ways.empty());
    QCOMPARE(toQString(ways[0]["kind"]), kind);
    if (kind != u"infinite")
        QVERIFY(m_b->click(toQString(ways[0]["css"])));
}

void tst_Detecting::wordsOfManyLanguages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    for (const char *next : {"Next", "Next page »", "Weiter", "Nächste Seite", "Suivant", "Siguiente", "Próxima", "Avanti",
                             "Volgende", "Nästa", "Dalej", "Další", "Следующая", "下一页", "次へ", "다음", "Sonraki"})
        QTest::newRow(next) << QString::fromUtf8(next) << QStringLiteral("next");
    for (const char *more : {"Load more", "Show 20 more", "Mehr laden", "Afficher plus", "Cargar más", "Carregar mais",
                             "Meer laden", "Показать ещё", "加载更多", "もっと見る", "더 보기"})
        QTest::newRow(more) << QString::fromUtf8(more) << QStringLiteral("more");
    for (const char *neither : {"Learn more", "Nextcloud", "Previous", "Add to cart", "Context"})
        QTest::newRow(neither) << QString::fromUtf8(neither) << QString();
}

void tst_Detecting::wordsOfManyLanguages()
{
    QFETCH(QString, text);
    QFETCH(QString, kind);
    QVERIFY(
        show(QStringLiteral("<ul><li>One thing</li><li>Another thing</li><li>A third</li></ul><a href='#x'>%1</a>").arg(text)));
    const auto found = detect();
    QVERIFY(found);
    const Json &ways = found->get()["pagination"];
    QCOMPARE(ways.empty() ? QString() : toQString(ways[0]["kind"]), kind);
}

void tst_Detecting::emptyPage_hasNoLists()
{
    QVERIFY(show(QStringLiteral("<p>Nothing to see here.</p>")));
    const auto found = detect();
    QVERIFY(found);
    QVERIFY(found->get()["lists"].empty());
    QVERIFY(found->get()["pagination"].empty());
}

void tst_Detecting::nothingAtTheSelector_isSaid()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    const auto found = detect(QStringLiteral("#absent"));
    QVERIFY(!found);
    QVERIFY2(found.error().message.contains(QStringLiteral("#absent")), qPrintable(found.error().message));
}

void tst_Detecting::detecting_leavesNoTrace()
{
    const QString markup =
        QStringLiteral("return document.documentElement.outerHTML + Object.getOwnPropertyNames(window).length");
    QVERIFY(m_b->go(QStringLiteral("/shop")));
    const QString before = m_b->evaluated(markup);
    QVERIFY(detect());
    QCOMPARE(m_b->evaluated(markup), before);
}

QTEST_MAIN(tst_Detecting)
#include "tst_detecting.moc"
