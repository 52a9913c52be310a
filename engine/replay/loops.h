// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/cursor.h"
#include "engine/replay/runoperation.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace Foray {

// What the control steps around the step under way know: the elements and rows they go through, the pages and rows that have
// been. Answers the cursor's questions, with the page's help.
class Loops final
{
public:
    struct Answer
    {
        enum class Kind { Go, Skip, End };
        Kind kind = Kind::Go;
        QString note; // why it ends
    };

    // Rows as they come from a page, less those that the page still showed from the round before.
    struct Kept
    {
        JsonValue rows;
        int count = 0;
        int fresh = 0; // of them, never seen in this run
    };

    explicit Loops(RunState &run);

    // Where the cursor's step stands, with the variables and elements of the rounds around it.
    StepPlace site(const Cursor &cursor, bool isNext = false) const;
    Kept keep(const Cursor &cursor, const QString &table, const QString &position, const JsonValue &rows);

    void enter(const Cursor &cursor, const Step &step, RunOperation &operation, const Callback<int> &done);
    void round(const Cursor &cursor, const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done);
    void roundOver(const Cursor &cursor, const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done);
    // Whether the round at hand is one that a resumed run can leave out.
    bool isPiece(const Cursor &cursor) const;
    // Whether a `next` that ran out of time means that there are no more pages.
    void nextTimedOut(RunOperation &operation, const Callback<Answer> &done);

    static QList<Condition> filled(QList<Condition> conditions, const QHash<QString, QString> &variables);

private:
    struct Loop
    {
        const Step *step = nullptr;
        QString position; // with the round: "pages[2]"
        std::optional<ScopeElement> scope;
        JsonValue rows;                          // of a forEach
        QHash<QString, QString> columns;         // of its current row
        Snapshot before;                         // of a repeat's round
        QStringList urls;                        // of a paginate
        QSet<QString> pages;                     // fingerprints of those that have been
        QString page;                            // the current one's
        bool extracted = false;                  // anything, in this round
        int came = 0;                            // rows, new or not, in this round
        int fresh = 0;                           // rows never seen before, in this round
        int quiet = 0;                           // rounds on end that brought nothing new
        QHash<QString, QList<QByteArray>> shown; // what each extract last saw
        QHash<QString, QSet<QByteArray>> given;  // what each extract has given
    };

    void enterForEach(Loop &loop, const ForEach &forEach, RunOperation &operation, const Callback<int> &done);
    void enterIf(const If &branch, const Step &step, RunOperation &operation, const Callback<int> &done);
    void openPage(const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done);
    void arrive(RunOperation &operation, const Callback<Answer> &done);
    void askNext(RunOperation &operation, const Callback<Answer> &done);
    void leavePage(RunOperation &operation, const Callback<Answer> &done);
    void beginRepeat(const Repeat &repeat, RunOperation &operation, const Callback<Answer> &done);
    void check(const Condition &condition, const Snapshot &before, RunOperation &operation, const Callback<bool> &done);
    void repeatOver(const Repeat &repeat, RunOperation &operation, const Callback<Answer> &done);
    void fingerprint(RunOperation &operation, const Callback<QString> &done);

    RunState &m_run;
    std::vector<Loop> m_loops;
    QSet<QByteArray> m_seenRows;
};

} // namespace Foray
