// SPDX-License-Identifier: MIT
#include "engine/results/database.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QUuid>

namespace Foray {

namespace {

constexpr int patience = 10000; // ms that others may keep the database

// SQLite's primary result codes, which stand in the low byte of its extended ones.
enum SqliteCode { Busy = 5, Locked = 6, ReadOnly = 8, IoFailure = 10, Corrupt = 11, Full = 13, NotADatabase = 26 };

Error describe(const QSqlError &error, const QString &path)
{
    QString text;
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case Corrupt:
    case NotADatabase:
        text = QStringLiteral("The file is damaged or is no Foray database (%1). Nothing in it was changed; move it away, and a "
                              "new one is made.");
        break;
    case Full: text = QStringLiteral("There is no space left on the disk (%1). What was written before is kept."); break;
    case Busy:
    case Locked: text = QStringLiteral("Another process has kept the database locked for too long (%1). Try again."); break;
    case ReadOnly:
        text = QStringLiteral("The database cannot be written (%1). Check the permissions of the file and of its folder.");
        break;
    case IoFailure:
        text = QStringLiteral("The disk failed to read or write the database (%1). Check its space and its health.");
        break;
    default: text = QStringLiteral("The database did not work: %1.");
    }
    return {ErrorKind::Io, text.arg(error.databaseText().isEmpty() ? error.driverText() : error.databaseText()), path};
}

} // namespace

Database::Database(QString path)
    : m_path(std::move(path))
    , m_connection(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString()))
{
    m_connection.setDatabaseName(m_path);
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience));
}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    m_connection = {}; // removeDatabase() warns while a connection object is left
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, int version, const QStringList &schema)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return failure(ErrorKind::Io, QStringLiteral("The folder for the database cannot be made."), folder);

    std::unique_ptr<Database> database(new Database(path));
    if (!database->m_connection.isValid())
        return failure(ErrorKind::Io, QStringLiteral("Qt's SQLite driver is missing. Install the package libqt6sql6-sqlite."));
    // Where a file is turned into a WAL database SQLite does not wait for another process that does the same. A lock that cannot
    // be had says nothing that the database does not say itself.
    QLockFile turn(path + QStringLiteral(".lock"));
    (void)turn.tryLock(patience);
    if (!database->m_connection.open())
        return failure(describe(database->m_connection.lastError(), path));
    if (auto done = database->setUp(version, schema); !done)
        return failure(done.error());
    return database;
}

Result<> Database::setUp(int version, const QStringList &schema)
{
    for (const QString &pragma : {QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("PRAGMA synchronous=NORMAL"),
                                  QStringLiteral("PRAGMA foreign_keys=ON")}) {
        if (auto done = run(pragma); !done)
            return failure(done.error());
    }
    return transact([&]() -> Result<> {
        auto found = run(QStringLiteral("PRAGMA user_version"));
        if (!found)
            return failure(found.error());
        const int stored = found->next() ? found->value(0).toInt() : 0;
        found->finish();
        if (stored > version)
            return failure(ErrorKind::Io, QStringLiteral("A newer Foray has written this database. Update Foray to open it."),
                           m_path);
        if (stored == version)
            return {};
        for (const QString &statement : schema + QStringList{QStringLiteral("PRAGMA user_version=%1").arg(version)}) {
            if (auto done = run(statement); !done)
                return failure(done.error());
        }
        return {};
    });
}

Result<QSqlQuery> Database::run(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(describe(query.lastError(), m_path));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(describe(query.lastError(), m_path));
    return query;
}

Result<> Database::transact(const std::function<Result<>()> &work) const
{
    // A plain BEGIN would take the write lock late, where SQLite no longer waits for other writers.
    if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return failure(begun.error());
    Result<> done = work();
    if (done) {
        if (auto committed = run(QStringLiteral("COMMIT")); committed)
            return {};
        else
            done = failure(committed.error());
    }
    (void)run(QStringLiteral("ROLLBACK")); // fails harmlessly where SQLite has rolled back by itself
    return done;
}

} // namespace Foray
