// SPDX-License-Identifier: MIT
#include "app/planrun.h"

#include "app/failuretext.h"
#include "app/rowoutput.h"
#include "app/runprogress.h"
#include "app/terminal.h"
#include "engine/demo/demosite.h"
#include "engine/replay/runlog.h"
#include "engine/results/datapaths.h"
#include "engine/results/pagecache.h"
#include "engine/results/runstore.h"

#include <QDir>
#include <QLockFile>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

QStringList fieldsWithoutValue(const JsonValue &schema, const Json &rows)
{
    QStringList names;
    const auto fields = schema.get().find("fields");
    if (rows.empty() || fields == schema.get().end() || !fields->is_array())
        return names;
    for (const Json &field : *fields) {
        const auto name = field.find("name");
        if (name == field.end() || !name->is_string())
            continue;
        const std::string key = name->get<std::string>();
        if (std::none_of(rows.begin(), rows.end(), [&](const Json &row) { return row.contains(key); }))
            names.append(QString::fromStdString(key));
    }
    return names;
}

QString pieceName(int number)
{
    return QStringLiteral("row:%1").arg(number);
}

} // namespace

PlanRun::PlanRun(RunRequest request, Terminal &terminal, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_terminal(terminal)
{
}

PlanRun::~PlanRun() = default;

Result<> PlanRun::prepare()
{
    if (m_request.demo) {
        auto demo = DemoSite::start({});
        if (!demo)
            return failure(demo.error());
        m_demo = std::move(*demo);
        m_request.set.insert(QStringLiteral("site"), m_demo->url().toString());
    }
    auto store = RunStore::open(runStorePath(m_request.dataDir));
    if (!store)
        return failure(store.error());
    m_store = std::move(*store);
    auto pages = PageCache::open(pageCachePath(m_request.dataDir));
    if (!pages)
        return failure(pages.error());
    m_pageCache = std::move(*pages);
    if (!m_request.logPath.isEmpty()) {
        auto log = RunLog::open(m_request.logPath);
        if (!log)
            return failure(log.error());
        m_log = std::move(*log);
    }
    return beginOrResume();
}

Result<> PlanRun::beginOrResume()
{
    if (m_request.resume) {
        const auto last = m_store->lastRun(m_request.hash);
        if (!last && last.error().kind != ErrorKind::NoSuchElement)
            return failure(last.error());
        if (last && last->outcome != u"done") {
            m_id = last->id;
            if (auto locked = lockRun(last->folder); !locked)
                return locked;
            const auto pieces = m_store->donePieces(m_id);
            if (!pieces)
                return failure(pieces.error());
            m_donePieces = QSet<QString>(pieces->begin(), pieces->end());
            m_terminal.say(tr("Continuing run %1.").arg(m_id));
            return m_store->resumeRun(m_id);
        }
        m_terminal.say(last ? tr("The last run of this plan is complete; starting a new one.")
                            : tr("There is no run of this plan to continue; starting one."));
    }
    const auto begun =
        m_store->beginRun({.planName = m_request.plan.name, .planHash = m_request.hash, .session = m_request.plan.session.id});
    if (!begun)
        return failure(begun.error());
    m_id = *begun;
    const auto folder = makeRunFolder(*m_store, m_id, m_request.dataDir);
    if (!folder)
        return failure(folder.error());
    return lockRun(*folder);
}

Result<> PlanRun::lockRun(const QString &folder)
{
    m_folder = folder;
    m_lock = runLock(folder);
    if (m_lock->tryLock())
        return {};
    if (m_lock->error() != QLockFile::LockFailedError)
        return failure(ErrorKind::Io, tr("The folder of the run cannot be written."), folder);
    return failure(ErrorKind::SessionLocked, tr("Run %1 is still going on in another process.").arg(m_id));
}

void PlanRun::start()
{
    m_time.start();
    queueParts();
    m_progress = std::make_unique<RunProgress>(m_terminal, int(m_waiting.size()));
    startParts();
}

void PlanRun::queueParts()
{
    if (!m_request.inputRows) {
        m_waiting.enqueue(0);
        return;
    }
    for (int i = 0; i < m_request.inputRows->size(); ++i) {
        if (!m_donePieces.contains(pieceName(i)))
            m_waiting.enqueue(i);
    }
}

void PlanRun::startParts()
{
    while (!m_cancelled && !m_waiting.isEmpty() && int(m_parts.size()) < m_request.jobs)
        startPart(m_waiting.dequeue());
    if (m_parts.empty())
        QTimer::singleShot(0, this, &PlanRun::partsFinished);
}

void PlanRun::startPart(int number)
{
    RunPart part;
    Values values = m_request.set;
    if (m_request.inputRows) {
        part = {.number = number, .prefix = pieceName(number) + u'/', .whole = false};
        values.insert(m_request.inputRows->at(number));
    }
    const RunPlaces places{*m_store, m_id, m_log.get(), m_pageCache.get(), m_folder};
    auto run = std::make_unique<PartRun>(m_request, places, part, m_request.jobs > 1);
    PartRun *const started = run.get();
    connect(started, &PartRun::stepChanged, m_progress.get(), &RunProgress::showStep);
    connect(started, &PartRun::rowsKept, m_progress.get(), [this, number](int rows) { m_progress->showRows(number, rows); });
    connect(started, &PartRun::recordingFailed, this, &PlanRun::recordingFailed);
    connect(started, &PartRun::finished, this, [this, started](const RunReport &report) { partFinished(started, report); });
    m_parts.push_back(std::move(run));
    if (auto done = started->start(values, donePiecesOf(part)); !done)
        partFinished(started, {.outcome = RunReport::Outcome::Failed, .error = done.error()});
}

QSet<QString> PlanRun::donePiecesOf(const RunPart &part) const
{
    QSet<QString> pieces;
    for (const QString &piece : m_donePieces) {
        if (piece.startsWith(part.prefix))
            pieces.insert(piece.mid(part.prefix.size()));
    }
    return pieces;
}

void PlanRun::partFinished(PartRun *part, const RunReport &report)
{
    m_report.steps += report.steps;
    m_report.rows += report.rows;
    m_report.healed += report.healed;
    const bool isRow = m_request.inputRows.has_value();
    if (report.outcome == RunReport::Outcome::Failed) {
        const QString text = failureText(m_request.plan, report);
        m_terminal.error(isRow ? tr("row %1: %2").arg(part->part().number + 1).arg(text) : text);
        if (!report.screenshot.isEmpty())
            m_terminal.say(tr("The page as it was: %1").arg(QDir(m_folder).filePath(report.screenshot)));
        if (m_report.outcome == RunReport::Outcome::Done) {
            m_report.outcome = RunReport::Outcome::Failed;
            m_report.error = report.error;
        }
    } else if (report.outcome == RunReport::Outcome::Cancelled) {
        m_report.outcome = RunReport::Outcome::Cancelled;
    } else if (isRow) {
        m_progress->partDone();
        if (auto marked = m_store->markDone(m_id, pieceName(part->part().number)); !marked)
            recordingFailed(marked.error());
    }
    // It is in the middle of a signal: it goes when the event loop is reached again.
    const auto found = std::find_if(m_parts.begin(), m_parts.end(), [&](const auto &owned) { return owned.get() == part; });
    found->release()->deleteLater();
    m_parts.erase(found);
    QTimer::singleShot(0, this, &PlanRun::startParts);
}

void PlanRun::recordingFailed(const Error &error)
{
    if (m_recordingError == Error()) {
        m_recordingError = error;
        m_terminal.error(error);
        m_terminal.say(tr("The run is stopped. What was kept before: foray rows %1").arg(m_id));
    }
    cancel();
}

void PlanRun::cancel()
{
    m_cancelled = true;
    m_waiting.clear();
    for (const auto &part : m_parts)
        part->stop();
}

void PlanRun::partsFinished()
{
    if (!m_parts.empty() || !m_progress)
        return;
    m_progress.reset();
    m_terminal.endProgress();
    if (m_cancelled)
        m_report.outcome = RunReport::Outcome::Cancelled;
    if (m_request.inputRows) {
        if (auto ended = m_store->endRun(m_id, outcomeName(m_report.outcome), toString(m_report.error));
            !ended && m_recordingError == Error()) {
            m_recordingError = ended.error();
            m_terminal.error(ended.error());
        }
    }
    warnOfEmptyFields();
    const QString what = m_report.outcome == RunReport::Outcome::Done     ? tr("Done")
                         : m_report.outcome == RunReport::Outcome::Failed ? tr("Failed")
                                                                          : tr("Stopped");
    m_terminal.say(tr("%1: %2 in %3 s (run %4)")
                       .arg(what, rowsText(m_report.rows))
                       .arg(double(m_time.elapsed()) / 1000, 0, 'f', 1)
                       .arg(m_id));
    Q_EMIT finished(exitCode());
}

// What no row has is mostly a mistyped selector, and would otherwise be noticed too late.
void PlanRun::warnOfEmptyFields()
{
    for (const auto &[name, schema] : m_request.plan.schemas) {
        const auto rows = m_store->rows(m_id, name);
        if (!rows || m_report.outcome != RunReport::Outcome::Done || !tablesOf(m_request.plan).contains(name))
            continue;
        if (rows->empty())
            m_terminal.say(tr("warning: nothing was found for '%1'; is its baseSelector right?").arg(name));
        for (const QString &field : fieldsWithoutValue(schema, *rows))
            m_terminal.say(
                tr("warning: the field '%1' of '%2' has no value in %3").arg(field, name, rowsText(qint64(rows->size()))));
    }
}

ExitCode PlanRun::exitCode() const
{
    if (m_recordingError != Error())
        return ExitEnvironment;
    switch (m_report.outcome) {
    case RunReport::Outcome::Done: return ExitDone;
    case RunReport::Outcome::Cancelled: return ExitCancelled;
    case RunReport::Outcome::Failed: break;
    }
    const ErrorKind kind = m_report.error.kind;
    return kind == ErrorKind::SessionLocked || kind == ErrorKind::SessionNotCreated ? ExitEnvironment : ExitFailed;
}

Result<> PlanRun::writeOutput() const
{
    const auto kept = m_store->tables(m_id);
    if (!kept)
        return failure(kept.error());
    QStringList tables = tablesOf(m_request.plan); // also those without rows: the shape of the output is the plan's
    for (const QString &table : *kept) {
        if (!tables.contains(table))
            tables.append(table);
    }
    return writeKeptRows(*m_store, m_id, tables, m_request.output, m_terminal);
}

} // namespace Foray
