// SPDX-License-Identifier: MIT
#include "tests/repo/sourcetree.h"

#include <QSet>
#include <QTest>

using namespace Foray;

namespace {

// Of these paths, the first parts that do not belong at the top of the repository.
QStringList strangers(const QStringList &paths)
{
    static const QSet<QString> belong = {
        u"CMakeLists.txt"_qs, u"CMakePresets.json"_qs, u"LICENSE"_qs,   u"README.md"_qs, u"app"_qs,
        u"engine"_qs,         u"packaging"_qs,         u"resources"_qs, u"tests"_qs,     u"ui"_qs};
    QStringList found;
    for (const QString &path : paths) {
        const QString top = path.section(u'/', 0, 0);
        if (!top.startsWith(u'.') && !belong.contains(top) && !found.contains(top))
            found.append(top);
    }
    return found;
}

} // namespace

class TestTopLevel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strangers_areNamedOnce();
    void topLevel_holdsOnlyWhatBelongs();
    void readme_showsTheSampleAsItIs();
};

void TestTopLevel::strangers_areNamedOnce()
{
    QCOMPARE(strangers({u"app/main.cpp"_qs, u".gitignore"_qs, u"src/a.cpp"_qs, u"src/b.cpp"_qs, u"notes.md"_qs}),
             QStringList({u"src"_qs, u"notes.md"_qs}));
}

void TestTopLevel::topLevel_holdsOnlyWhatBelongs()
{
    const QStringList files = repositoryFiles();
    QVERIFY2(files.contains(u"CMakeLists.txt"_qs), "git found no files");
    QVERIFY2(strangers(files).isEmpty(), qPrintable(strangers(files).join(u", ") + u" does not belong at the top level"_qs));
}

void TestTopLevel::readme_showsTheSampleAsItIs()
{
    const QString sample = sourceFiles({u"resources/samples/commits.foray.json"_qs}, {u"json"_qs}).value(0).lines.join(u'\n');
    const QString readme = sourceFiles({u"README.md"_qs}, {u"md"_qs}).value(0).lines.join(u'\n');
    QVERIFY(!sample.isEmpty());
    QVERIFY2(readme.contains(u"```json\n"_qs + sample + u"```"_qs),
             "the plan in README.md is no longer resources/samples/commits.foray.json");
}

QTEST_GUILESS_MAIN(TestTopLevel)
#include "tst_toplevel.moc"
