// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/trace.h"
#include "engine/replay/page.h"
#include "engine/replay/runstate.h"
#include "engine/replay/sequence.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

namespace Foray {

// The one thing a run is waiting for: an attempt at a step, or what a control step asks. It is the context of every call to
// the page, so that destroying it cancels everything under way. Its whole time is limited.
class RunOperation : public QObject
{
public:
    RunOperation(RunState &run, StepPlace site, int timeout);

    int left() const; // ms, at least 1
    int timeout() const { return m_timeout; }

    // What it has to tell when it is over, also after a failure.
    Found found;
    int acted = 0;
    int waited = 0;
    QStringList notes;
    StepTrace trace;               // of a traced run
    std::function<void()> waiting; // called when acting is done and a wait begins; may destroy this

    // Pieces of work; `next` hears of each one's end.
    using Work = Sequence::Work;
    Work open(); // a tab, whatever it shows
    Work live(); // a tab that shows the document of the last navigation, even if that came from the cache
    Work hook(const QString &name);
    Work snapshot(QList<Condition> conditions);
    Work wait(QList<Condition> conditions);
    Work navigate(const DocumentLoad &navigation); // in the tab
    Work goTo(const DocumentLoad &navigation);     // in the tab or, if cache_mode allows, from the page cache
    Work storePage(const QUrl &asked, int status); // into the page cache

    // Of a traced run; otherwise they do nothing. Before the action, and when the step is over. (tracing.cpp)
    Work look(QList<Condition> conditions);
    Work settle();

    Sequence *sequence() { return new Sequence(this); }

    // `ended` hears of finish(), at most once: from whoever drives the operation, or with an error when it cannot go on, as when
    // its tab is closed or does not answer. It may destroy this.
    void begin(Callback<> ended);
    void finish(const Result<> &result);

    Page *page() const { return m_page; }
    Snapshot before() const { return m_before; }
    RunState &state() const { return m_run; }
    const StepPlace &site() const { return m_site; }

protected:
    void timerEvent(QTimerEvent *event) override; // the page has not answered in time
    void note(const QString &text) { notes.append(text); }

    // While an action runs its own tab may close: that is how some dialogs and popups end. Null: a closed tab is a failure.
    std::function<void()> m_closedByAction;

private:
    void attach(Page *page);
    Result<> attachCurrent();
    Work waitStrictly(QList<Condition> conditions);
    Work waitPatiently(QList<Condition> conditions);
    Work lookAt(qsizetype index, const Condition &condition);
    Work tryWait(qsizetype index, const Condition &condition);
    void tabClosed();
    void load(const DocumentLoad &navigation, const Callback<> &next);
    WaitUntil untilOf(const DocumentLoad &navigation) const;
    Error timedOut(const QList<Condition> &conditions, const Error &error, qint64 waitedFor) const;

    RunState &m_run;
    const StepPlace m_site;
    const int m_timeout;
    QDeadlineTimer m_deadline;
    QElapsedTimer m_clock;
    QPointer<Page> m_page;
    Snapshot m_before;
    int m_status = 0; // HTTP, of the last load
    QMetaObject::Connection m_loadWatch;
    Callback<> m_ended;
};

} // namespace Foray
