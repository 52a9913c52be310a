// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/plan/trace.h"
#include "engine/replay/page.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

#include <memory>

namespace Foray {

class Browser;
class PageCache;

struct RunOptions
{
    QHash<QString, QString> variables; // over the plan's defaults; secrets too
    QString planFolder;                // what relative file names start from
    QString runFolder;                 // screenshots and downloads; must exist
    int slowMo = 0;                    // ms between steps
    bool startPaused = false;
    PageCache *pageCache = nullptr; // not owned; null: cache_mode reads and writes nothing
    QSet<QString> donePieces;       // of the run that this one continues; see pieceDone
    // To be compared with other replays: each step is done patiently and keeps a trace; see tracing.cpp.
    bool traced = false;
};

// One attempt at one step, for logs and lists. Plain values, so that it can cross threads and be stored.
struct StepEvent
{
    enum class State { Started, Waiting, Finished, Failed, Skipped, Retrying };
    State state = State::Started;
    QString stepId;
    QString sentence;
    QString position; // where in the loops: "pages[2]/rows"; the step id itself outside of loops
    int attempt = 1;
    Found found;
    int acted = 0;      // ms until the action was done
    int waited = 0;     // ms the wait condition took after that
    int rows = 0;       // extracted by this step
    int newRows = 0;    // of them, not seen before in this run
    Error error;        // for Failed, Retrying and Skipped
    QString note;       // anything worth saying: "from the page cache", "dialog dismissed: …"
    QString screenshot; // a file in the run's folder, on failure
    StepTrace trace;    // of a step that has finished in a traced run
};

struct RunReport
{
    enum class Outcome { Done, Failed, Cancelled };
    Outcome outcome = Outcome::Done;
    Error error;        // of the step that ended the run
    QString sentence;   // what that step does
    QString screenshot; // the page as it failed: a file in the run's folder; may be empty
    int steps = 0;
    int rows = 0;
    int healed = 0;
    qint64 elapsed = 0; // ms
};

// Replays one plan in one browser: an explicit cursor over the step tree with exactly one pending operation, so that stop,
// timeout and destruction are one line each. Trigger, then wait, then extract.
//
// Stores neither rows nor logs: it emits what happens, with secrets blotted out, and RunRecorder keeps it. Only screenshots go
// straight to the run's folder. A slot may stop() it; to destroy it from a slot, use deleteLater().
class Runner final : public QObject
{
    Q_OBJECT
public:
    Runner(Plan plan, RunOptions options, Browser &browser, QObject *parent = nullptr);
    ~Runner() override;

    void start();
    void pause(); // after the step under way
    void resume();
    void stepOnce(); // one step, then paused again
    // Cancels what is pending; `finally` steps still run, 10 s at most for each, unless it is called again. Ends in
    // finished(Cancelled), which comes from the event loop, never from within stop().
    void stop();
    bool isPaused() const;      // standing still
    QString nextStepId() const; // before which it stands still; empty when it does not

Q_SIGNALS:
    void stepChanged(const Foray::StepEvent &event);
    // Rows in the order of the page. `position` names the place in the loops, so that a resumed run replaces instead of doubling.
    void rowsExtracted(const QString &table, const QString &position, const Foray::JsonValue &rows);
    // A piece of work that a resumed run leaves out: one round of a top-level forEach over rows or of a paginate over URLs,
    // named by its position ("people[17]").
    void pieceDone(const QString &piece);
    void pausedChanged(bool paused);
    void finished(const Foray::RunReport &report); // exactly once, after start()

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Foray

Q_DECLARE_METATYPE(Foray::StepEvent)
Q_DECLARE_METATYPE(Foray::RunReport)
