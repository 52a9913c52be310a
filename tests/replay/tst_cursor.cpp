// SPDX-License-Identifier: MIT
#include "engine/replay/cursor.h"

#include <QTest>

using namespace Foray;

namespace {

// A drawn tree, two blanks a level: "click a", "off a" (disabled), "dialog d", "repeat r 3", "forEach e", "pages p 3" (its first
// child is the next step), "if i" (children under "then" and "else" lines); "skip" or "retry 2" at the end of a line is on_error.
struct Line
{
    int level = 0;
    QStringList words;
};

QList<Line> linesOf(const char *text)
{
    QList<Line> lines;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        const QString trimmed = line.trimmed();
        if (!trimmed.isEmpty())
            lines.append({int(line.indexOf(trimmed)) / 2, trimmed.split(u' ')});
    }
    return lines;
}

OnError onErrorOf(QStringList &words)
{
    OnError result;
    if (words.size() > 2 && words.last() == QStringLiteral("skip")) {
        result.skip = true;
        words.removeLast();
    }
    if (words.size() > 3 && words[words.size() - 2] == QStringLiteral("retry")) {
        result.retries = words.takeLast().toInt();
        words.removeLast();
    }
    return result;
}

std::vector<Step> stepsOf(const QList<Line> &lines, qsizetype &at, int level);

Action actionOf(const QStringList &words, const QList<Line> &lines, qsizetype &at, int level)
{
    const QString &type = words[0];
    const int number = words.value(2).toInt();
    if (type == QStringLiteral("dialog"))
        return Dialog{};
    if (type == QStringLiteral("repeat"))
        return Repeat{
            .times = number, .whileCondition = {}, .untilCondition = {}, .max = 100, .steps = stepsOf(lines, at, level + 1)};
    if (type == QStringLiteral("until"))
        return Repeat{.times = {},
                      .whileCondition = {},
                      .untilCondition = Condition{JsCondition{}, {}, {}},
                      .max = number,
                      .steps = stepsOf(lines, at, level + 1)};
    if (type == QStringLiteral("forEach"))
        return ForEach{.elements = {}, .rows = {}, .file = {}, .as = {}, .max = {}, .steps = stepsOf(lines, at, level + 1)};
    if (type == QStringLiteral("pages")) {
        std::vector<Step> steps = stepsOf(lines, at, level + 1);
        std::vector<Step> next{steps.front()};
        steps.erase(steps.begin());
        return Paginate{.next = next, .urls = {}, .max = number, .steps = steps};
    }
    if (type == QStringLiteral("if")) {
        If branch;
        for (; at < lines.size() && lines[at].level == level + 1;) {
            auto &list = lines[at].words[0] == QStringLiteral("then") ? branch.thenSteps : branch.elseSteps;
            list = stepsOf(lines, ++at, level + 2);
        }
        return branch;
    }
    return Click{};
}

std::vector<Step> stepsOf(const QList<Line> &lines, qsizetype &at, int level)
{
    std::vector<Step> steps;
    while (at < lines.size() && lines[at].level == level) {
        QStringList words = lines[at++].words;
        Step step;
        step.onError = onErrorOf(words);
        step.id = words.value(1);
        step.disabled = words[0] == QStringLiteral("off");
        step.action = actionOf(words, lines, at, level);
        steps.push_back(step);
    }
    return steps;
}

std::vector<Step> draw(const char *text)
{
    qsizetype at = 0;
    const auto lines = linesOf(text);
    return stepsOf(lines, at, lines.first().level);
}

// Walks to the end; `answers` gives forEach its count and if its branch by id, `ends` names rounds ("p[2]") that end a loop,
// `failing` the positions that fail, each as often as it is listed.
struct Walk
{
    QHash<QString, int> answers;
    QStringList ends;
    QStringList failing;

    QString run(const std::vector<Step> &steps)
    {
        Cursor cursor(steps);
        QStringList order;
        for (int guard = 0; guard < 1000; ++guard) {
            const auto move = cursor.next();
            switch (move.kind) {
            case Cursor::Kind::Done: return order.join(u' ');
            case Cursor::Kind::Enter: cursor.rounds(answers.value(move.step->id, 0)); break;
            case Cursor::Kind::Round: cursor.go(); break;
            case Cursor::Kind::RoundOver:
                if (ends.contains(cursor.roundPosition()))
                    cursor.end(QStringLiteral("enough"));
                else
                    cursor.go();
                break;
            case Cursor::Kind::Leave:
                if (!move.note.isEmpty())
                    order.append(QStringLiteral("(%1: %2)").arg(move.step->id, move.note));
                break;
            case Cursor::Kind::Act:
                order.append(cursor.position());
                if (failing.removeOne(cursor.position()) && !fail(cursor, order))
                    return order.join(u' ');
                break;
            }
        }
        return QStringLiteral("no end");
    }

    static bool fail(Cursor &cursor, QStringList &order)
    {
        const auto recovery = cursor.fail();
        const bool stopped = recovery.kind == Cursor::Recovery::Kind::Stop;
        order.append(stopped
                         ? QStringLiteral("STOP")
                         : (recovery.kind == Cursor::Recovery::Kind::Skip ? QStringLiteral("SKIP ") : QStringLiteral("RETRY ")) +
                               recovery.position);
        return !stopped;
    }
};

} // namespace

class tst_Cursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_comeInOrderWithoutDisabledOnes() { QCOMPARE(Walk{}.run(draw("click a\noff b\nclick c")), QStringLiteral("a c")); }

    void repeat_nests()
    {
        const auto steps = draw("repeat r 2\n  click a\n  repeat s 2\n    click b\nclick c");
        QCOMPARE(Walk{}.run(steps), QStringLiteral("r[1]/a r[1]/s[1]/b r[1]/s[2]/b r[2]/a r[2]/s[1]/b r[2]/s[2]/b c"));
    }

    void repeat_saysThatMaxCameBeforeItsCondition()
    {
        const QString order = Walk{}.run(draw("until r 2\n  click a"));
        QVERIFY2(order.startsWith(QStringLiteral("r[1]/a r[2]/a (r: stopped: max of 2 rounds reached, and still not")),
                 qPrintable(order));
    }

    void forEach_goesThroughWhatThereIs()
    {
        const auto steps = draw("forEach e\n  click a\nclick b");
        QCOMPARE((Walk{{{QStringLiteral("e"), 2}}, {}, {}}.run(steps)), QStringLiteral("e[1]/a e[2]/a b"));
        QCOMPARE(Walk{}.run(steps), QStringLiteral("(e: nothing to go through) b"));
    }

    void if_takesOneBranch()
    {
        const auto steps = draw("if i\n  then\n    click a\n  else\n    click b\n    click c\nclick d");
        QCOMPARE((Walk{{{QStringLiteral("i"), 1}}, {}, {}}.run(steps)), QStringLiteral("a d"));
        QCOMPARE(Walk{}.run(steps), QStringLiteral("b c d"));
    }

    void paginate_doesNextBetweenItsPages()
    {
        const auto steps = draw("pages p 3\n  click next\n  click rows\nclick b");
        QCOMPARE(Walk{}.run(steps), QStringLiteral("p[1]/rows p[1]/next p[2]/rows p[2]/next p[3]/rows "
                                                   "(p: stopped: max of 3 pages reached) b"));
        QCOMPARE((Walk{{}, {QStringLiteral("p[2]")}, {}}.run(steps)),
                 QStringLiteral("p[1]/rows p[1]/next p[2]/rows (p: enough) b"));
    }

    void failure_stopsWithoutAPolicy()
    {
        QCOMPARE((Walk{{}, {}, {QStringLiteral("r[2]/a")}}.run(draw("repeat r 3\n  click a\nclick b"))),
                 QStringLiteral("r[1]/a r[2]/a STOP"));
    }

    void failure_inForEachLeavesOutItsRound()
    {
        const Walk walk{{{QStringLiteral("e"), 3}}, {}, {QStringLiteral("e[2]/a")}};
        QCOMPARE(Walk(walk).run(draw("forEach e skip\n  click a\n  click b")),
                 QStringLiteral("e[1]/a e[1]/b e[2]/a SKIP e[2] e[3]/a e[3]/b"));
        QCOMPARE(Walk(walk).run(draw("forEach e retry 1\n  click a\n  click b")),
                 QStringLiteral("e[1]/a e[1]/b e[2]/a RETRY e[2] e[2]/a e[2]/b e[3]/a e[3]/b"));
    }

    void failure_leavesOrRestartsOtherControlSteps()
    {
        QCOMPARE((Walk{{}, {}, {QStringLiteral("r[2]/a")}}.run(draw("repeat r 3 skip\n  click a\nclick b"))),
                 QStringLiteral("r[1]/a r[2]/a SKIP r b"));
        const QStringList always(5, QStringLiteral("r[2]/a"));
        QCOMPARE((Walk{{}, {}, always}.run(draw("repeat r 3 retry 2\n  click a\nclick b"))),
                 QStringLiteral("r[1]/a r[2]/a RETRY r r[1]/a r[2]/a RETRY r r[1]/a r[2]/a STOP"));
    }

    void failure_goesOutwardsToTheFirstThatTakesIt()
    {
        const Walk walk{{{QStringLiteral("e"), 2}}, {}, {QStringLiteral("e[1]/r[2]/a")}};
        QCOMPARE(Walk(walk).run(draw("forEach e skip\n  repeat r 2\n    click a")),
                 QStringLiteral("e[1]/r[1]/a e[1]/r[2]/a SKIP e[1] e[2]/r[1]/a e[2]/r[2]/a"));
    }

    void dialogs_areSeenAhead()
    {
        const auto steps = draw("click a\ndialog d\noff x\ndialog e\nclick b\ndialog f");
        Cursor cursor(steps);
        QCOMPARE(cursor.next().step->id, QStringLiteral("a"));
        QStringList ids;
        for (const Step *step : cursor.dialogsAhead())
            ids.append(step->id);
        QCOMPARE(ids.join(u' '), QStringLiteral("d e"));
    }

    void done_staysDone()
    {
        const auto steps = draw("click a");
        Cursor cursor(steps);
        cursor.next();
        QCOMPARE(cursor.next().kind, Cursor::Kind::Done);
        QCOMPARE(cursor.next().kind, Cursor::Kind::Done);
    }
};

QTEST_GUILESS_MAIN(tst_Cursor)
#include "tst_cursor.moc"
