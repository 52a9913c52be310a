// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "tests/app/clitest.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

Json json(const QByteArray &text)
{
    const auto parsed = parseJson(text);
    return parsed ? *parsed : Json(nullptr);
}

const QByteArray pager = "<!DOCTYPE html><h1>Commits</h1><nav class=pages><a class=page-link href='/c?p=1'>Previous</a> "
                         "<a id=next class=page-link href='/c?p=3'>Next</a></nav><p>Bye</p>";
const QByteArray list = "<!DOCTYPE html><ul class=mugs><li><a href=/1>Red mug</a> <b>$1.50</b></li><li><a href=/2>Blue mug</a> "
                        "<b>$2.50</b></li><li><a href=/3>Green mug</a> <b>$3.50</b></li></ul><a href='?p=2'>Next</a>";
// Another id, other classes, an advert before it.
const QByteArray redesigned = "<!DOCTYPE html><div><a href=/ad>Buy</a></div><h1>Commits</h1><div class=pager><a class=p-1 "
                              "href='/c?p=1'>Previous</a> <button class=p-2>Next</button></div><p>Bye</p>";

} // namespace

// `foray target` and `foray find`: what the recorder would write for an element, and where that leads on another page.
class TargetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void target_isWhatTheRecorderWrites_data()
    {
        QTest::addColumn<QString>("at");
        QTest::newRow("css") << "#next";
        QTest::newRow("css with its prefix") << "css/a:nth-of-type(2)";
        QTest::newRow("xpath") << "//a[2]";
        QTest::newRow("xpath in brackets") << "(//a)[2]";
        QTest::newRow("xpath with its prefix") << "xpath///nav/a[2]";
        QTest::newRow("role and name") << "aria/Next[role=\"link\"]";
    }
    void target_isWhatTheRecorderWrites()
    {
        QFETCH(QString, at);
        const Cli cli;
        const CliResult result = cli.run({"target", cli.write("a.html", pager), "--at", at});
        QVERIFY2(result.code == 0, result.err.constData());
        const Json target = json(result.out);
        QCOMPARE(result.out, dumpJson(target, 4) + '\n');
        QCOMPARE(target.at("selectors").at(0).get<std::string>(), std::string("aria/Next[role=\"link\"]"));
        QCOMPARE(target.at("fingerprint").at("id").get<std::string>(), std::string("next"));
        QCOMPARE(int(target.size()), 2);
    }

    void target_reachesIntoShadowRoots()
    {
        const CliResult result = Cli().run({"target", "-", "--at", "#h >>> button"},
                                           "<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML = "
                                           "'<button>Go</button>'</script>");
        QVERIFY2(result.code == 0, result.err.constData());
        QVERIFY2(json(result.out).at("selectors").at(0) == Json({"css/#h", "aria/Go[role=\"button\"]"}), result.out.constData());
    }

    void badInput_exitsWith2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no match") << QStringList{"target", "a.html", "--at", "#none"}
                                  << QByteArray("Nothing on the page matches");
        QTest::newRow("several") << QStringList{"target", "a.html", "--at", "a"} << QByteArray("matches 2 elements");
        QTest::newRow("bad css") << QStringList{"target", "a.html", "--at", "a[["} << QByteArray("not valid");
        QTest::newRow("bad xpath") << QStringList{"target", "a.html", "--at", "//a["} << QByteArray("not valid");
        QTest::newRow("no selector") << QStringList{"target", "a.html"} << QByteArray("--at SELECTOR");
        QTest::newRow("nothing to detect at")
            << QStringList{"detect", "a.html", "--at", "#none"} << QByteArray("Nothing on the page matches");
        QTest::newRow("no file") << QStringList{"target", "none.html", "--at", "a"} << QByteArray("none.html");
        QTest::newRow("no target file") << QStringList{"find", "none.json", "a.html"} << QByteArray("none.json");
        QTest::newRow("not JSON") << QStringList{"find", "a.html", "a.html"} << QByteArray("a.html");
        QTest::newRow("no target") << QStringList{"find", "empty.json", "a.html"} << QByteArray("the target is empty");
        QTest::newRow("bad selectors") << QStringList{"find", "bad.json", "a.html"} << QByteArray("selectors");
        QTest::newRow("bad selector") << QStringList{"find", "invalid.json", "a.html"} << QByteArray("not valid");
    }
    void badInput_exitsWith2()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Cli cli;
        cli.write("a.html", pager);
        cli.write("empty.json", "{}");
        cli.write("bad.json", "{\"selectors\": 7}");
        cli.write("invalid.json", "{\"selectors\": [\"css/a[[\"]}");
        const CliResult result = cli.run(arguments);
        QVERIFY2(result.err.contains(says), result.err.constData());
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, QByteArray());
    }

    void find_followsTheElement_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("css");
        QTest::newRow("the same page") << pager << 0 << "aria"
                                       << "#next";
        QTest::newRow("a link that became a button") << redesigned << 0 << "fingerprint"
                                                     << "button";
        QTest::newRow("translated") << QByteArray(pager).replace("Next", "Weiter") << 0 << "css"
                                    << "#next";
        QTest::newRow("gone") << QByteArray("<!DOCTYPE html><h1>Commits</h1><nav class=pages><a class=page-link "
                                            "href='/c?p=1'>Previous</a></nav>")
                              << 1 << "none"
                              << "";
        QTest::newRow("an empty page") << QByteArray() << 1 << "none"
                                       << "";
    }
    void find_followsTheElement()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, code);
        QFETCH(QString, by);
        QFETCH(QString, css);
        const Cli cli;
        const QByteArray target = cli.run({"target", cli.write("a.html", pager), "--at", "#next"}).out;
        const CliResult result = cli.run({"find", "-", cli.write("b.html", page)}, target);
        QVERIFY2(result.code == code, QByteArray(result.out + result.err).constData());
        const Json found = json(result.out);
        QVERIFY2(found.is_object(), result.out.constData());
        QCOMPARE(QString::fromStdString(found.at("by").get<std::string>()), by);
        QCOMPARE(found.at("found").is_null(), css.isEmpty());
        if (!css.isEmpty())
            QCOMPARE(QString::fromStdString(found.at("found").at("css").get<std::string>()), css);
        for (const char *key : {"selector", "score", "margin", "candidates"})
            QVERIFY2(found.contains(key), key);
    }

    void detect_thenExtract_isAScrape()
    {
        const Cli cli;
        const QString page = cli.write("list.html", list);
        const CliResult detected = cli.run({"detect", page});
        QVERIFY2(detected.code == 0, detected.err.constData());
        const Json found = json(detected.out);
        QCOMPARE(detected.out, dumpJson(found, 4) + '\n');
        QCOMPARE(found.at("lists").at(0).at("rows").get<int>(), 3);
        QCOMPARE(found.at("pagination").at(0).at("kind").get<std::string>(), std::string("next"));
        const CliResult rows = cli.run({"extract", "-", page}, detected.out);
        QVERIFY2(rows.code == 0, rows.err.constData());
        QCOMPARE(json(rows.out).size(), std::size_t(3));
        QCOMPARE(json(rows.out).at(1).at("price").get<std::string>(), std::string("$2.50"));
        const CliResult click = cli.run({"detect", page, "--at", "text/Blue mug"});
        QVERIFY2(json(click.out).at("lists").at(0).at("schema") == found.at("lists").at(0).at("schema"), click.out.constData());
    }

    void detect_withoutAList_leavesNothingToExtract()
    {
        const Cli cli;
        const QString page = cli.write("none.html", "<!DOCTYPE html><p>Nothing here.</p>");
        const CliResult detected = cli.run({"detect", page});
        QVERIFY2(detected.code == 0, detected.err.constData());
        QVERIFY(json(detected.out).at("lists").empty());
        const CliResult rows = cli.run({"extract", "-", page}, detected.out);
        QCOMPARE(rows.code, 2);
        QVERIFY2(rows.err.contains("found no list"), rows.err.constData());
    }

    void find_readsAStep()
    {
        const Cli cli;
        const QString step = cli.write("step.json", "{\"type\": \"click\", \"target\": \"text/Bye\"}");
        const CliResult result = cli.run({"find", step, cli.write("a.html", pager)});
        QVERIFY2(result.code == 0, result.err.constData());
        QVERIFY2(json(result.out).at("found") == Json({{"css", "p"}, {"xpath", "/html/body/p"}}), result.out.constData());
        QVERIFY2(json(result.out).at("by") == "text", result.out.constData());
    }
};

QTEST_GUILESS_MAIN(TargetTest)
#include "tst_target.moc"
