// SPDX-License-Identifier: MIT
#include "tests/repo/sourcetree.h"

#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Foray;

namespace {

enum class Look {
    Code,    // the line without comments and strings
    Strings, // what stands in its string literals
    Line,    // all of it
};

struct Rule
{
    QStringList folders;
    QStringList suffixes;
    Look look;
    QString forbidden; // a regular expression
    QString reason;
    QStringList exempt = {}; // files, each for a reason given beside it
};

const QStringList product = {u"app/"_qs, u"engine/"_qs, u"ui/"_qs};
const QStringList cpp = {u"cpp"_qs, u"h"_qs};

const QList<Rule> &rules()
{
    static const QList<Rule> all = {
        {product, cpp, Look::Code, u"scripts\\(\\)\\s*(\\.|->)\\s*clear\\("_qs,
         u"clearing a script collection also removes what other parts put there; remove your own script"_qs},
        {product, cpp, Look::Code, u"\\bQEventLoop\\b|\\bprocessEvents\\s*\\("_qs,
         u"no nested event loops: take (arguments, context, callback)"_qs},
        {product, cpp, Look::Code, u"\\b(sleep_for|sleep_until|usleep|nanosleep|qSleep|msleep)\\s*\\(|QThread::sleep\\b"_qs,
         u"no sleeps: wait for the condition itself"_qs},
        {{u"tests/"_qs},
         cpp,
         Look::Code,
         u"\\b(qWait|qSleep|sleep_for|usleep|msleep)\\s*\\("_qs,
         u"no sleeps in tests: wait for the condition with QTRY_…"_qs},
        {{u"engine/browser/"_qs, u"engine/replay/"_qs, u"ui/"_qs},
         cpp,
         Look::Strings,
         u"\\bdocument\\.[A-Za-z]|\\bwindow\\.[A-Za-z]+[.(=[]|=>|\\bfunction\\s*\\(|\\bquerySelector"_qs,
         u"no JavaScript in C++ strings: put it into a file under resources/js"_qs},
        {{u""_qs},
         {u"h"_qs},
         Look::Line,
         u"#\\s*include\\s*<nlohmann/json\\.hpp>"_qs,
         u"json.hpp is slow to compile: headers take engine/base/jsonvalue.h"_qs,
         {u"engine/plan/writer.h"_qs}}, // holds a Json by value, and the few .cpp files beside it are all that include it
        {{u""_qs},
         cpp,
         Look::Code,
         u"\\b(SIGNAL|SLOT)\\s*\\("_qs,
         u"connect to members, not to strings"_qs,
         {u"ui/look/theme.cpp"_qs}}, // D-Bus signals can be connected to by their names only
        {{u""_qs},
         {u"cpp"_qs, u"h"_qs, u"js"_qs, u"mjs"_qs, u"py"_qs, u"md"_qs, u"json"_qs, u"txt"_qs},
         Look::Line,
         u"(^|[\\s\"'(=])/(home|root|Users|work)/"_qs,
         u"no paths of one machine"_qs},
    };
    return all;
}

// Vendored files keep the shape their authors gave them.
bool isVendored(const QString &path)
{
    return path.contains(u"/vendor/");
}

bool breaks(Look look, const QRegularExpression &forbidden, const QString &line)
{
    const QString text = look == Look::Code ? codeOf(line) : look == Look::Strings ? stringsOf(line) : line;
    return forbidden.match(text).hasMatch();
}

// The types that a file defines for others to link against: "Foray::Demo::Route", not those of anonymous namespaces.
QStringList sharedTypes(const SourceFile &file)
{
    static const QRegularExpression opening(u"^namespace(?: (\\w+(?:::\\w+)*))? \\{$"_qs);
    static const QRegularExpression type(u"^(?:class|struct|enum class|union) (\\w+)(?: final)?(?: : [^;]*)?\\s*$"_qs);
    QStringList types;
    QStringList namespaces;
    for (const QString &line : file.lines) {
        if (const auto match = opening.match(line); match.hasMatch())
            namespaces.append(match.captured(1));
        else if (line.startsWith(u"} // namespace"))
            namespaces.removeLast();
        else if (const auto found = type.match(codeOf(line)); found.hasMatch() && !namespaces.contains(QString()))
            types.append((namespaces + QStringList{found.captured(1)}).join(u"::"));
    }
    return types;
}

// The licence stands on the first line, or on the second below "#!".
bool hasLicence(const SourceFile &file)
{
    const bool script = file.lines.value(0).startsWith(u"#!");
    return file.lines.value(script ? 1 : 0).contains(u"SPDX-License-Identifier: MIT");
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeAndStrings_areToldApart_data();
    void codeAndStrings_areToldApart();
    void rules_seeWhatTheyForbid_data();
    void rules_seeWhatTheyForbid();
    void sources_keepTheRules_data();
    void sources_keepTheRules();
    void sources_beginWithTheirLicence();
    void sources_staySmall();
    void sharedTypes_areThoseOutsideAnonymousNamespaces();
    void sharedTypes_areDefinedOnce();
};

void TestRules::codeAndStrings_areToldApart_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("strings");

    QTest::newRow("comment") << "a(); // \"b\""
                             << "a(); "
                             << "";
    QTest::newRow("string") << "f(\"x // y\", z);"
                            << "f(\"\", z);"
                            << "x // y ";
    QTest::newRow("escaped quote") << "f(\"a\\\"b\")"
                                   << "f(\"\")"
                                   << "a\\\"b ";
    QTest::newRow("quote as a character") << "f('\"') + g"
                                          << "f('') + g"
                                          << "\" ";
    QTest::newRow("digits") << "1'000 + \"x\""
                            << "1'000 + \"\""
                            << "x ";
}

void TestRules::codeAndStrings_areToldApart()
{
    QFETCH(QString, line);
    QTEST(codeOf(line), "code");
    QTEST(stringsOf(line), "strings");
}

void TestRules::rules_seeWhatTheyForbid_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("forbidden");

    QTest::newRow("scripts") << "page->scripts().clear();" << true;
    QTest::newRow("list") << "rows.clear();" << false;
    QTest::newRow("event loop") << "QEventLoop loop;" << true;
    QTest::newRow("event loop in a comment") << "// no QEventLoop here" << false;
    QTest::newRow("sleep") << "std::this_thread::sleep_for(1s);" << true;
    QTest::newRow("wait in a test") << "QTest::qWait(100);" << true;
    QTest::newRow("arrow function") << "run(\"() => 1\");" << true;
    QTest::newRow("page script") << "run(\"document.title\");" << true;
    QTest::newRow("a sentence") << "tr(\"Opens in a new window. Keep the document.\");" << false;
    QTest::newRow("lambda") << "[](int a) { return a >= 2; }" << false;
    QTest::newRow("old connect") << "connect(a, SIGNAL(b()), c, SLOT(d()));" << true;
    QTest::newRow("home") << QStringLiteral("open(\"/ho") + QStringLiteral("me/me/plan.json\")") << true;
    QTest::newRow("url path") << "https://example.com/home/page" << false;
}

void TestRules::rules_seeWhatTheyForbid()
{
    QFETCH(QString, line);
    QFETCH(bool, forbidden);
    QCOMPARE(std::any_of(rules().begin(), rules().end(),
                         [&](const Rule &rule) { return breaks(rule.look, QRegularExpression(rule.forbidden), line); }),
             forbidden);
}

void TestRules::sources_keepTheRules_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < rules().size(); ++i)
        QTest::newRow(qPrintable(rules()[i].reason)) << i;
}

void TestRules::sources_keepTheRules()
{
    QFETCH(int, index);
    const Rule &rule = rules()[index];
    const QRegularExpression forbidden(rule.forbidden);
    QStringList faults;
    for (const SourceFile &file : sourceFiles(rule.folders, rule.suffixes)) {
        // This file has to spell out what it forbids.
        if (isVendored(file.path) || file.path == u"tests/repo/tst_rules.cpp" || rule.exempt.contains(file.path))
            continue;
        for (qsizetype i = 0; i < file.lines.size(); ++i) {
            if (breaks(rule.look, forbidden, file.lines[i]))
                faults.append(u"%1:%2: %3"_qs.arg(file.path).arg(i + 1).arg(file.lines[i].trimmed()));
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(rule.reason + u'\n' + faults.join(u'\n')));
}

void TestRules::sources_beginWithTheirLicence()
{
    QVERIFY(hasLicence({{}, {u"#!/bin/sh"_qs, u"# SPDX-License-Identifier: MIT"_qs}}));
    QVERIFY(!hasLicence({{}, {u"#pragma once"_qs, u"// SPDX-License-Identifier: MIT"_qs}}));
    QStringList faults;
    for (const SourceFile &file : sourceFiles({u""_qs}, {u"cpp"_qs, u"h"_qs, u"js"_qs, u"mjs"_qs, u"py"_qs, u"sh"_qs})) {
        if (!isVendored(file.path) && !hasLicence(file))
            faults.append(file.path);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u"no SPDX-License-Identifier: MIT on top of:\n"_qs + faults.join(u'\n')));
}

void TestRules::sources_staySmall()
{
    // Where a file grows past this, it holds two things.
    constexpr int limit = 500;
    QStringList faults;
    for (const SourceFile &file : sourceFiles(product + QStringList{u"resources/js/"_qs}, {u"cpp"_qs, u"h"_qs, u"js"_qs})) {
        if (!isVendored(file.path) && file.lines.size() > limit)
            faults.append(u"%1: %2 lines"_qs.arg(file.path).arg(file.lines.size()));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u"longer than %1 lines:\n"_qs.arg(limit) + faults.join(u'\n')));
}

void TestRules::sharedTypes_areThoseOutsideAnonymousNamespaces()
{
    const QString text =
        u"namespace Foray {\nclass A;\nnamespace {\nstruct B\n{\n};\n} // namespace\nclass C final : public D\n{\n"
        "    struct E\n    {\n    };\n};\nstruct F\n{\n};\n} // namespace Foray"_qs;
    QCOMPARE(sharedTypes({{}, text.split(u'\n')}), QStringList({u"Foray::C"_qs, u"Foray::F"_qs}));
}

// Two types of one name link without a word, and the program then calls the wrong one's destructor.
void TestRules::sharedTypes_areDefinedOnce()
{
    QHash<QString, QString> places;
    QStringList faults;
    for (const SourceFile &file : sourceFiles(product, cpp)) {
        for (const QString &type : sharedTypes(file)) {
            if (places.contains(type))
                faults.append(u"%1 in %2 and %3"_qs.arg(type, places[type], file.path));
            places.insert(type, file.path);
        }
    }
    QVERIFY(places.contains(u"Foray::Error"_qs));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
