// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/options.h"
#include "app/rowoutput.h"
#include "app/terminal.h"
#include "engine/base/suggest.h"
#include "engine/results/datapaths.h"
#include "engine/results/runstore.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

class RunsCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(RunsCommand)
public:
    QString name() const override { return QStringLiteral("runs"); }
    QString arguments() const override { return {}; }
    QString summary() const override { return tr("Lists the runs that are kept."); }
    QString description() const override
    {
        return tr("Lists the runs that are kept, newest first: number, time, outcome, rows and plan, divided by tabs.");
    }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("limit"), tr("How many at most."), tr("N"), QStringLiteral("100")}};
    }

    int execute(const Invocation &invocation) override
    {
        const auto fail = [&](const Error &error) {
            invocation.terminal.error(error);
            return exitCodeFor(error);
        };
        const auto limit = wholeNumber(invocation.options, QStringLiteral("limit"), 1, 1000000);
        if (!limit)
            return fail(limit.error());
        const auto store = RunStore::open(runStorePath(invocation.dataDir));
        if (!store)
            return fail(store.error());
        const auto runs = (*store)->runs(*limit);
        if (!runs)
            return fail(runs.error());
        QString text;
        for (const RunRecord &run : *runs) {
            const bool killed = run.outcome == u"running" && !isUnderWay(run);
            const QStringList cells{QString::number(run.id), run.started.toLocalTime().toString(Qt::ISODate),
                                    killed ? QStringLiteral("interrupted") : run.outcome, QString::number(run.rows),
                                    printable(run.planName).simplified()};
            text += cells.join(u'\t') + u'\n';
        }
        if (auto printed = invocation.terminal.print(text.toUtf8()); !printed)
            return fail(printed.error());
        return ExitDone;
    }
};

class RowsCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(RowsCommand)
public:
    QString name() const override { return QStringLiteral("rows"); }
    QString arguments() const override { return QStringLiteral("RUN"); }
    QString summary() const override { return tr("Writes the rows that a run has kept."); }
    QString description() const override
    {
        return tr("Writes the rows that a run has kept, also one that failed or was killed. 'foray runs' lists the numbers.");
    }
    QList<QCommandLineOption> options() const override
    {
        return outputOptions() << QCommandLineOption(QStringLiteral("table"), tr("Only this table; may be repeated."),
                                                     tr("NAME"));
    }

    int execute(const Invocation &invocation) override
    {
        bool isNumber = false;
        const RunId id = invocation.arguments.first().toLongLong(&isNumber);
        Result<> done = isNumber
                            ? write(invocation, id)
                            : Result<>(failure(ErrorKind::InvalidArgument, tr("RUN must be a number; 'foray runs' lists them")));
        if (done)
            return ExitDone;
        invocation.terminal.error(done.error());
        return done.error().kind == ErrorKind::NoSuchElement ? ExitUsage : exitCodeFor(done.error());
    }

private:
    static Result<> write(const Invocation &invocation, RunId id)
    {
        const auto output = outputFrom(invocation.options);
        if (!output)
            return failure(output.error());
        const auto store = RunStore::open(runStorePath(invocation.dataDir));
        if (!store)
            return failure(store.error());
        if (const auto run = (*store)->run(id); !run)
            return failure(run.error());
        auto tables = (*store)->tables(id);
        if (!tables)
            return failure(tables.error());
        const QStringList wanted = invocation.options.values(QStringLiteral("table"));
        for (const QString &table : wanted) {
            if (!tables->contains(table))
                return failure(ErrorKind::NoSuchElement,
                               tr("run %1 has no table '%2'%3").arg(id).arg(table, didYouMean(table, *tables)));
        }
        return writeKeptRows(**store, id, wanted.isEmpty() ? *tables : wanted, *output, invocation.terminal);
    }
};

} // namespace

std::unique_ptr<Command> makeRowsCommand()
{
    return std::make_unique<RowsCommand>();
}

std::unique_ptr<Command> makeRunsCommand()
{
    return std::make_unique<RunsCommand>();
}

} // namespace Foray
