// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>

namespace Foray {

// One connection to one SQLite file, set up so that several processes may write at once and a killed one breaks nothing
// (WAL, busy timeout). What goes wrong is ErrorKind::Io with the file's name; a damaged file is reported and left as it
// is.
class Database final
{
public:
    // `schema` are the statements that make the tables; they run when the file is new. `version` is the schema's: a
    // file with a higher one is refused.
    static Result<std::unique_ptr<Database>> open(const QString &path, int version, const QStringList &schema);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // Runs one statement and leaves the query on its rows.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    // Runs `work` in one transaction that takes the write lock first; its failure rolls everything back.
    Result<> transact(const std::function<Result<>()> &work) const;

    const QString &path() const { return m_path; }

private:
    explicit Database(QString path);
    Result<> setUp(int version, const QStringList &schema);

    QString m_path;
    QSqlDatabase m_connection;
};

} // namespace Foray
