// SPDX-License-Identifier: MIT
#include "tests/repo/sourcetree.h"

#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Foray;

namespace {

// Which folders the files of a folder may include; a folder may always include itself. This is the only such table.
const QHash<QString, QStringList> &layers()
{
    static const QStringList engine = {u"engine/base"_qs,   u"engine/plan"_qs,   u"engine/convert"_qs, u"engine/results"_qs,
                                       u"engine/replay"_qs, u"engine/record"_qs, u"engine/demo"_qs,    u"engine/browser"_qs};
    static const QHash<QString, QStringList> table = {
        {u"engine/base"_qs, {}},
        {u"engine/plan"_qs, {u"engine/base"_qs}},
        {u"engine/demo"_qs, {u"engine/base"_qs}},
        {u"engine/convert"_qs, {u"engine/base"_qs, u"engine/plan"_qs}},
        {u"engine/record"_qs, {u"engine/base"_qs, u"engine/plan"_qs}},
        {u"engine/results"_qs, {u"engine/base"_qs, u"engine/plan"_qs}},
        {u"engine/replay"_qs, {u"engine/base"_qs, u"engine/plan"_qs, u"engine/results"_qs}},
        {u"engine/browser"_qs,
         {u"engine/base"_qs, u"engine/plan"_qs, u"engine/convert"_qs, u"engine/record"_qs, u"engine/results"_qs,
          u"engine/replay"_qs}},
        {u"ui"_qs, engine},
        {u"app"_qs, engine},
        {u"app/main.cpp"_qs, engine + QStringList{u"app"_qs, u"ui"_qs}},
    };
    return table;
}

// The layer a path belongs to: "engine/plan", "ui", "app", or the file itself where the table names it.
QString layerOf(const QString &path)
{
    if (layers().contains(path))
        return path;
    return path.startsWith(u"engine/") ? path.section(u'/', 0, 1) : path.section(u'/', 0, 0);
}

// What is wrong with the line's #include, or nothing.
QString fault(const QString &path, const QString &line)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*\"([^\"]+)\""));
    const auto match = include.match(line);
    if (!match.hasMatch() || match.captured(1).endsWith(u".moc"))
        return {};
    const QString included = match.captured(1);
    const QString from = layerOf(path);
    const QString to = layerOf(included);
    if (!layers().contains(from))
        return u"%1 is no folder of the layer table in tests/repo/tst_layers.cpp"_qs.arg(from);
    if (!layers().contains(to))
        return u"\"%1\" is not written from the root, or its folder is no layer (system headers take <>)"_qs.arg(included);
    if (from == to || layers()[from].contains(to))
        return {};
    return u"%1 must not include %2; it may include: %3"_qs.arg(from, to, layers()[from].join(u", "));
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fault_namesTheRule_data();
    void fault_namesTheRule();
    void sources_keepTheLayers();
};

void TestLayers::fault_namesTheRule_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");

    QTest::newRow("down") << "engine/replay/runner.cpp"
                          << "#include \"engine/plan/plan.h\""
                          << "";
    QTest::newRow("itself") << "ui/mainwindow.cpp"
                            << "#include \"ui/stepmodel.h\""
                            << "";
    QTest::newRow("main may see ui") << "app/main.cpp"
                                     << "#include \"ui/application.h\""
                                     << "";
    QTest::newRow("system header") << "engine/base/json.cpp"
                                   << "#include <QString>"
                                   << "";
    QTest::newRow("generated") << "ui/mainwindow.cpp"
                               << "#include \"mainwindow.moc\""
                               << "";
    QTest::newRow("up") << "engine/plan/plan.h"
                        << "#include \"engine/replay/page.h\""
                        << "engine/plan must not include engine/replay; it may include: engine/base";
    QTest::newRow("sideways") << "engine/demo/shop.cpp"
                              << "#  include \"engine/plan/plan.h\""
                              << "engine/demo must not include engine/plan; it may include: engine/base";
    QTest::newRow("command and ui") << "app/run.cpp"
                                    << "#include \"ui/application.h\""
                                    << "app must not include ui";
    QTest::newRow("tests") << "engine/plan/plan.cpp"
                           << "#include \"tests/support/fakepage.h\""
                           << "its folder is no layer";
    QTest::newRow("not from the root") << "engine/plan/plan.cpp"
                                       << "#include \"plan.h\""
                                       << "not written from the root";
    QTest::newRow("new folder") << "engine/magic/x.cpp"
                                << "#include \"engine/base/json.h\""
                                << "engine/magic is no folder of";
}

void TestLayers::fault_namesTheRule()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const QString found = fault(path, line);
    QVERIFY2(expected.isEmpty() ? found.isEmpty() : found.contains(expected), qPrintable(found));
}

void TestLayers::sources_keepTheLayers()
{
    const auto files = sourceFiles({u"app/"_qs, u"engine/"_qs, u"ui/"_qs}, {u"cpp"_qs, u"h"_qs});
    QVERIFY2(files.size() > 10, "git found no sources");
    QStringList faults;
    for (const SourceFile &file : files) {
        for (qsizetype i = 0; i < file.lines.size(); ++i) {
            const QString found = fault(file.path, file.lines[i]);
            if (!found.isEmpty())
                faults.append(u"%1:%2: %3"_qs.arg(file.path).arg(i + 1).arg(found));
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
