// SPDX-License-Identifier: MIT
#include "engine/results/runstore.h"

#include "engine/base/json.h"
#include "engine/results/database.h"

#include <QDir>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// A position keeps its place in the order of extraction when its rows are replaced.
QStringList schemaOfRuns()
{
    return {
        QStringLiteral("CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, plan_name TEXT, plan_hash TEXT, session TEXT,"
                       " started TEXT, ended TEXT, outcome TEXT, error TEXT, folder TEXT, attempt INTEGER NOT NULL DEFAULT 1)"),
        QStringLiteral("CREATE INDEX runs_by_hash ON runs (plan_hash)"),
        QStringLiteral("CREATE TABLE steps (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
                       " event TEXT)"),
        QStringLiteral("CREATE INDEX steps_by_run ON steps (run)"),
        QStringLiteral("CREATE TABLE positions (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
                       " name TEXT, position TEXT, piece INTEGER, attempt INTEGER, UNIQUE (run, name, position))"),
        QStringLiteral("CREATE TABLE rows (position INTEGER NOT NULL REFERENCES positions ON DELETE CASCADE, number INTEGER,"
                       " row TEXT, PRIMARY KEY (position, number)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE done (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, piece TEXT,"
                       " PRIMARY KEY (run, piece)) WITHOUT ROWID"),
    };
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString selectRuns()
{
    return QStringLiteral("SELECT id, plan_name, plan_hash, session, started, ended, outcome, error, folder,"
                          " (SELECT count(*) FROM rows JOIN positions ON positions.id = rows.position"
                          "  WHERE positions.run = runs.id) FROM runs ");
}

RunRecord recordAt(const QSqlQuery &query)
{
    const auto time = [&](int column) { return QDateTime::fromString(query.value(column).toString(), Qt::ISODateWithMs); };
    return {.id = query.value(0).toLongLong(),
            .planName = query.value(1).toString(),
            .planHash = query.value(2).toString(),
            .session = query.value(3).toString(),
            .started = time(4),
            .ended = time(5),
            .outcome = query.value(6).toString(),
            .error = query.value(7).toString(),
            .folder = query.value(8).toString(),
            .rows = query.value(9).toLongLong()};
}

// An array of the JSON texts in the first column.
Result<Json> arrayOf(Result<QSqlQuery> query, const QString &path)
{
    if (!query)
        return failure(query.error());
    Json array = Json::array();
    while (query->next()) {
        auto value = parseJson(query->value(0).toString().toUtf8(), path);
        if (!value)
            return failure(ErrorKind::Io, value.error().message, path);
        array.push_back(std::move(*value));
    }
    return array;
}

Result<QStringList> stringsOf(Result<QSqlQuery> query)
{
    if (!query)
        return failure(query.error());
    QStringList strings;
    while (query->next())
        strings.append(query->value(0).toString());
    return strings;
}

Result<> ended(const Result<QSqlQuery> &query)
{
    if (!query)
        return failure(query.error());
    return {};
}

} // namespace

class RunStore::Private
{
public:
    // The position's id, made where it is new, emptied where it is not.
    Result<qint64> clearPosition(RunId id, const QString &table, const QString &position, int piece);
    Result<RunRecord> oneRun(const QString &condition, const QVariant &value, const QString &missing) const;

    std::unique_ptr<Database> database;
};

Result<qint64> RunStore::Private::clearPosition(RunId id, const QString &table, const QString &position, int piece)
{
    auto found = database->run(
        QStringLiteral("INSERT INTO positions (run, name, position, piece, attempt)"
                       " VALUES (?, ?, ?, ?, (SELECT attempt FROM runs WHERE id = ?))"
                       " ON CONFLICT DO UPDATE SET piece = excluded.piece, attempt = excluded.attempt RETURNING id"),
        {id, table, position, piece, id});
    if (!found)
        return failure(found.error());
    const qint64 place = found->next() ? found->value(0).toLongLong() : 0;
    found->finish();
    if (auto cleared = database->run(QStringLiteral("DELETE FROM rows WHERE position = ?"), {place}); !cleared)
        return failure(cleared.error());
    return place;
}

Result<RunRecord> RunStore::Private::oneRun(const QString &condition, const QVariant &value, const QString &missing) const
{
    auto query = database->run(selectRuns() + condition, {value});
    if (!query)
        return failure(query.error());
    if (!query->next())
        return failure(ErrorKind::NoSuchElement, missing);
    return recordAt(*query);
}

RunStore::RunStore(std::unique_ptr<Private> privateData)
    : d(std::move(privateData))
{
}

RunStore::~RunStore() = default;

Result<std::unique_ptr<RunStore>> RunStore::open(const QString &path)
{
    auto database = Database::open(path, 1, schemaOfRuns());
    if (!database)
        return failure(database.error());
    auto data = std::make_unique<Private>();
    data->database = std::move(*database);
    return std::unique_ptr<RunStore>(new RunStore(std::move(data)));
}

Result<RunId> RunStore::beginRun(const RunRecord &run)
{
    auto query = d->database->run(
        QStringLiteral("INSERT INTO runs (plan_name, plan_hash, session, started, outcome, folder) VALUES (?, ?, ?, ?, ?, ?)"),
        {run.planName, run.planHash, run.session, timeText(run.started.isValid() ? run.started : QDateTime::currentDateTimeUtc()),
         QStringLiteral("running"), run.folder});
    if (!query)
        return failure(query.error());
    return query->lastInsertId().toLongLong();
}

Result<> RunStore::resumeRun(RunId id)
{
    return ended(d->database->run(
        QStringLiteral("UPDATE runs SET ended = NULL, outcome = 'running', error = '', attempt = attempt + 1 WHERE id = ?"),
        {id}));
}

Result<> RunStore::setFolder(RunId id, const QString &folder)
{
    return ended(d->database->run(QStringLiteral("UPDATE runs SET folder = ? WHERE id = ?"), {folder, id}));
}

Result<> RunStore::endRun(RunId id, const QString &outcome, const QString &error)
{
    return ended(d->database->run(QStringLiteral("UPDATE runs SET ended = ?, outcome = ?, error = ? WHERE id = ?"),
                                  {timeText(QDateTime::currentDateTimeUtc()), outcome, error, id}));
}

Result<> RunStore::addStep(RunId id, const Json &event)
{
    return ended(d->database->run(QStringLiteral("INSERT INTO steps (run, event) VALUES (?, ?)"),
                                  {id, QString::fromUtf8(dumpJson(event))}));
}

Result<> RunStore::setRows(RunId id, const QString &table, const QString &position, const Json &rows, int piece)
{
    return d->database->transact([&]() -> Result<> {
        const auto place = d->clearPosition(id, table, position, piece);
        if (!place)
            return failure(place.error());
        int number = 0;
        for (const Json &row : rows) {
            auto added = d->database->run(QStringLiteral("INSERT INTO rows (position, number, row) VALUES (?, ?, ?)"),
                                          {*place, number++, QString::fromUtf8(dumpJson(row))});
            if (!added)
                return failure(added.error());
        }
        return {};
    });
}

Result<QList<RunRecord>> RunStore::runs(int limit) const
{
    auto query = d->database->run(selectRuns() + QStringLiteral("ORDER BY id DESC LIMIT ?"), {limit});
    if (!query)
        return failure(query.error());
    QList<RunRecord> list;
    while (query->next())
        list.append(recordAt(*query));
    return list;
}

Result<RunRecord> RunStore::run(RunId id) const
{
    return d->oneRun(QStringLiteral("WHERE id = ?"), id, QStringLiteral("There is no run %1.").arg(id));
}

Result<RunRecord> RunStore::lastRun(const QString &planHash) const
{
    return d->oneRun(QStringLiteral("WHERE plan_hash = ? ORDER BY id DESC LIMIT 1"), planHash,
                     QStringLiteral("This plan has not been run before."));
}

Result<QStringList> RunStore::tables(RunId id) const
{
    return stringsOf(
        d->database->run(QStringLiteral("SELECT name FROM positions WHERE run = ? GROUP BY name ORDER BY min(id)"), {id}));
}

Result<Json> RunStore::rows(RunId id, const QString &table) const
{
    return arrayOf(d->database->run(QStringLiteral("SELECT row FROM rows JOIN positions ON positions.id = rows.position"
                                                   " WHERE run = ? AND name = ? ORDER BY piece, positions.id, number"),
                                    {id, table}),
                   d->database->path());
}

Result<Json> RunStore::steps(RunId id) const
{
    return arrayOf(d->database->run(QStringLiteral("SELECT event FROM steps WHERE run = ? ORDER BY id"), {id}),
                   d->database->path());
}

Result<> RunStore::dropStaleRows(RunId id, int piece)
{
    return ended(
        d->database->run(QStringLiteral("DELETE FROM positions WHERE run = ? AND piece = ?"
                                        " AND attempt < (SELECT attempt FROM runs WHERE id = ?)"
                                        " AND NOT EXISTS (SELECT 1 FROM done WHERE done.run = ?"
                                        "  AND substr(positions.position, 1, length(done.piece) + 1) = done.piece || '/')"),
                         {id, piece, id, id}));
}

Result<> RunStore::markDone(RunId id, const QString &piece)
{
    return ended(d->database->run(QStringLiteral("INSERT OR IGNORE INTO done (run, piece) VALUES (?, ?)"), {id, piece}));
}

Result<QStringList> RunStore::donePieces(RunId id) const
{
    return stringsOf(d->database->run(QStringLiteral("SELECT piece FROM done WHERE run = ? ORDER BY piece"), {id}));
}

Result<> RunStore::removeRun(RunId id)
{
    const auto record = run(id);
    if (!record)
        return failure(record.error());
    if (auto removed = d->database->run(QStringLiteral("DELETE FROM runs WHERE id = ?"), {id}); !removed)
        return failure(removed.error());
    if (!record->folder.isEmpty() && !QDir(record->folder).removeRecursively())
        return failure(ErrorKind::Io, QStringLiteral("The run is removed, but its folder could not be."), record->folder);
    return {};
}

} // namespace Foray
