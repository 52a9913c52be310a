// SPDX-License-Identifier: MIT
#include "engine/replay/runoperation.h"

#include "engine/replay/browser.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace Foray {

namespace {

// How long a page may take to say that its time is up, before it counts as dead.
constexpr int graceMs = 2000;

bool needsSnapshot(const Condition &condition)
{
    return std::holds_alternative<ChangedCondition>(condition.kind) || std::holds_alternative<ResponseCondition>(condition.kind);
}

} // namespace

RunOperation::RunOperation(RunState &run, StepPlace site, int timeout)
    : m_run(run)
    , m_site(std::move(site))
    , m_timeout(timeout)
    , m_deadline(timeout)
{
    m_clock.start();
    startTimer(timeout + graceMs);
    connect(&run.browser, &Browser::downloadFinished, this,
            [this](const QString &path) { note(QStringLiteral("downloaded %1").arg(QFileInfo(path).fileName())); });
    connect(&run.browser, &Browser::downloadFailed, this, [this](const QString &url, const QString &reason) {
        note(QStringLiteral("the download of %1 failed: %2").arg(url, reason));
    });
}

void RunOperation::timerEvent(QTimerEvent *)
{
    finish(failure(
        ErrorKind::Timeout,
        QStringLiteral("The page did not answer within %1 ms; it may be busy with a script that never ends.").arg(m_timeout)));
}

int RunOperation::left() const
{
    return int(std::max<qint64>(1, m_deadline.remainingTime()));
}

void RunOperation::begin(Callback<> ended)
{
    m_ended = std::move(ended);
}

void RunOperation::finish(const Result<> &result)
{
    const auto ended = std::exchange(m_ended, {});
    if (!ended)
        return;
    if (!acted)
        acted = int(m_clock.elapsed()) - waited;
    ended(result);
}

RunOperation::Work RunOperation::open()
{
    return [this](const Callback<> &next) {
        if (Page *page = m_run.browser.currentPage(); page && m_run.opened) {
            attach(page);
            next({});
            return;
        }
        m_run.browser.open(this, [this, next](const Result<Page *> &opened) {
            if (!opened)
                return next(failure(opened.error()));
            attach(*opened);
            const bool first = !std::exchange(m_run.opened, true);
            if (first)
                hook(QStringLiteral("on_browser_created"))(next);
            else
                next({});
        });
    };
}

void RunOperation::attach(Page *page)
{
    if (m_page != page) {
        m_page = page;
        connect(page, &Page::dialogHandled, this,
                [this](const QString &type, const QString &message, bool accepted, bool expected) {
                    note(QStringLiteral("%1 %2%3: %4")
                             .arg(type, accepted ? QStringLiteral("accepted") : QStringLiteral("dismissed"),
                                  expected ? QString() : QStringLiteral(" (no step answers it)"), message));
                });
        connect(page, &QObject::destroyed, this, [this] { tabClosed(); });
    }
    for (const auto &[step, answer] : m_site.dialogsAhead) {
        if (m_run.answered.contains(step))
            continue;
        m_run.answered.insert(step);
        page->answerNextDialog(answer);
    }
}

void RunOperation::tabClosed()
{
    if (const auto goOn = std::exchange(m_closedByAction, {}))
        goOn();
    else
        finish(failure(ErrorKind::NoSuchWindow, QStringLiteral("The tab was closed.")));
}

RunOperation::Work RunOperation::live()
{
    return [this](const Callback<> &next) {
        if (!m_run.held)
            return open()(next);
        note(QStringLiteral("the page from the cache was loaded for real"));
        navigate(m_run.held->navigation)(next);
    };
}

RunOperation::Work RunOperation::hook(const QString &name)
{
    return [this, name](const Callback<> &next) {
        const QString code = m_run.plan.hook(name);
        if (code.isEmpty())
            return next({});
        m_page->evaluate(code, left(), this, [name, next](const Result<JsonValue> &value) {
            if (value)
                return next({});
            next(failure(value.error().kind, QStringLiteral("The hook %1 failed: %2").arg(name, value.error().message)));
        });
    };
}

RunOperation::Work RunOperation::snapshot(QList<Condition> conditions)
{
    return [this, conditions](const Callback<> &next) {
        // A round trip that most steps can do without.
        if (!m_run.options.traced && std::none_of(conditions.begin(), conditions.end(), needsSnapshot))
            return next({});
        m_page->snapshot(conditions, this, [this, next](const Result<Snapshot> &before) {
            if (!before)
                return next(failure(before.error()));
            m_before = *before;
            next({});
        });
    };
}

RunOperation::Work RunOperation::wait(QList<Condition> conditions)
{
    // Where a next runs out of time, that is how its loop ends.
    return m_run.options.traced && !m_site.isNext ? waitPatiently(conditions) : waitStrictly(conditions);
}

Result<> RunOperation::attachCurrent()
{
    if (m_page)
        return {};
    Page *current = m_run.browser.currentPage();
    if (!current)
        return failure(ErrorKind::NoSuchWindow, QStringLiteral("No tab is left to wait in."));
    attach(current);
    return {};
}

RunOperation::Work RunOperation::waitStrictly(QList<Condition> conditions)
{
    return [this, conditions](const Callback<> &next) {
        acted = std::max(1, int(m_clock.elapsed()));
        if (conditions.isEmpty())
            return next({});
        if (waiting) {
            const QPointer<RunOperation> alive(this);
            const auto tell = waiting;
            tell();
            if (!alive)
                return;
        }
        if (const auto attached = attachCurrent(); !attached)
            return next(attached);
        const qint64 begun = m_clock.elapsed();
        m_page->wait(conditions, m_before, left(), this, [this, conditions, begun, next](const Result<WaitReport> &report) {
            if (report) {
                waited += report->waited;
                return next({});
            }
            waited += int(m_clock.elapsed() - begun);
            next(failure(timedOut(conditions, report.error(), m_clock.elapsed() - begun)));
        });
    };
}

Error RunOperation::timedOut(const QList<Condition> &conditions, const Error &error, qint64 waitedFor) const
{
    if (error.kind != ErrorKind::Timeout)
        return error;
    QStringList sentences;
    for (const Condition &condition : conditions)
        sentences.append(sentence(condition));
    Error result = error;
    result.message = QStringLiteral("Waited %1 s until %2. Last seen: %3")
                         .arg(double(waitedFor) / 1000, 0, 'f', 1)
                         .arg(sentences.join(QStringLiteral(", and ")), error.message);
    return result;
}

} // namespace Foray
