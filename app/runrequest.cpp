// SPDX-License-Identifier: MIT
#include "app/runrequest.h"

#include "app/inputfile.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/base/suggest.h"
#include "engine/plan/planjson.h"
#include "engine/results/rowreader.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunCommand", text);
}

Result<Plan> readCheckedPlan(const QByteArray &text, const QString &path, Terminal &terminal)
{
    const auto json = parseJson(text, path);
    if (!json)
        return failure(json.error());
    PlanReading reading = readPlan(*json);
    for (const Problem &problem : reading.problems)
        terminal.say(problemLine(problem));
    if (!reading.ok())
        return failure(ErrorKind::InvalidPlan, tr("The plan has errors, so nothing was run."), path);
    return std::move(reading.plan);
}

Result<Values> readSet(const QStringList &pairs, const Plan &plan)
{
    QStringList known;
    for (const Variable &variable : plan.variables)
        known.append(variable.name);
    Values values;
    for (const QString &pair : pairs) {
        const qsizetype at = pair.indexOf(u'=');
        const QString name = pair.left(at);
        if (at <= 0)
            return failure(ErrorKind::InvalidArgument, tr("--set wants NAME=VALUE, not '%1'").arg(name));
        if (!known.contains(name))
            return failure(ErrorKind::InvalidArgument, tr("the plan has no variable '%1'%2").arg(name, didYouMean(name, known)));
        values.insert(name, pair.mid(at + 1));
    }
    return values;
}

Result<QList<Values>> readInputRows(const QString &path)
{
    const auto rows = readRows(path);
    if (!rows)
        return failure(ErrorKind::InvalidArgument, rows.error().message, rows.error().where);
    QList<Values> list;
    for (const Json &row : *rows) {
        Values values;
        for (const auto &[name, value] : row.items())
            values.insert(QString::fromStdString(name), value.is_null() ? QString() : toQString(value));
        list.append(values);
    }
    if (list.isEmpty())
        return failure(ErrorKind::InvalidArgument, tr("There are no rows in the file."), path);
    return list;
}

// A column that no variable takes is mostly a mistyped one.
Result<> checkColumns(const QList<Values> &rows, const Plan &plan, Terminal &terminal)
{
    QStringList known;
    for (const Variable &variable : plan.variables)
        known.append(variable.name);
    const QStringList columns = rows.first().keys();
    const bool used = std::any_of(columns.begin(), columns.end(), [&](const QString &name) { return known.contains(name); });
    for (const QString &name : columns) {
        if (known.contains(name))
            continue;
        const QString text = tr("the plan has no variable for the column '%1'%2").arg(name, didYouMean(name, known));
        if (!used)
            return failure(ErrorKind::InvalidArgument, text);
        terminal.say(tr("warning: %1").arg(text));
    }
    return {};
}

// Secrets are left out: not even a hash of them is stored.
void addSet(QCryptographicHash &hash, const Values &set, const Plan &plan)
{
    for (const Variable &variable : plan.variables) {
        if (!variable.secret && set.contains(variable.name))
            hash.addData((variable.name + u'=' + set.value(variable.name) + u'\n').toUtf8());
    }
}

Result<> readNumbers(RunRequest &request, const QCommandLineParser &options)
{
    const auto jobs = wholeNumber(options, QStringLiteral("jobs"), 1, 64);
    if (!jobs)
        return failure(jobs.error());
    const auto slowMo = wholeNumber(options, QStringLiteral("slow-mo"), 0, 600000);
    if (!slowMo)
        return failure(slowMo.error());
    request.jobs = *jobs;
    request.slowMo = *slowMo;
    if (request.jobs > 1 && !request.inputRows)
        return failure(ErrorKind::InvalidArgument, tr("--jobs shares out input rows; say which by --rows FILE"));
    return {};
}

// Every part's variables are known before the first begins.
Result<> checkVariables(const RunRequest &request)
{
    for (const Values &row : request.inputRows.value_or(QList<Values>{{}})) {
        Values values = request.set;
        values.insert(row);
        if (request.demo)
            values.insert(QStringLiteral("site"), QString());
        if (auto resolved = resolveVariables(request.plan, values); !resolved)
            return failure(resolved.error());
    }
    return {};
}

void addTables(const std::vector<Step> &steps, const Plan &plan, QStringList &tables)
{
    for (const Step &step : steps) {
        if (const auto *extract = std::get_if<Extract>(&step.action)) {
            const QString table = extract->table.isEmpty() ? extract->schema : extract->table;
            if (!tables.contains(table))
                tables.append(table);
        }
        for (const auto &[key, children] : childLists(step))
            addTables(*children, plan, tables);
    }
}

} // namespace

QList<QCommandLineOption> runOptions()
{
    const auto zero = QStringLiteral("0");
    return outputOptions()
           << QCommandLineOption(QStringLiteral("session"), tr("Runs in this saved session instead of the plan's."), tr("NAME"))
           << QCommandLineOption(QStringLiteral("set"), tr("Gives a variable its value; may be repeated."), tr("NAME=VALUE"))
           << QCommandLineOption(QStringLiteral("rows"),
                                 tr("Runs the plan once for each row of a CSV or JSON file, whose columns are variables."),
                                 tr("FILE"))
           << QCommandLineOption(QStringLiteral("jobs"), tr("How many rows at once, each in a session of its own."), tr("N"),
                                 QStringLiteral("1"))
           << QCommandLineOption(QStringLiteral("resume"), tr("Continues the last run of this plan where it ended."))
           << QCommandLineOption(QStringLiteral("log"), tr("Writes what each step did to a file, as JSON Lines."), tr("FILE"))
           << QCommandLineOption(QStringLiteral("headed"), tr("Shows the pages."))
           << QCommandLineOption(QStringLiteral("slow-mo"), tr("Pauses so long between steps."), tr("MS"), zero)
           << QCommandLineOption(QStringLiteral("demo"), tr("Serves the built-in site and sets the variable 'site' to it."));
}

Result<RunRequest> runRequestFrom(const Invocation &invocation)
{
    const QCommandLineParser &options = invocation.options;
    const QString path = invocation.arguments.first();
    RunRequest request{.logPath = options.value(QStringLiteral("log")),
                       .dataDir = invocation.dataDir,
                       .headed = options.isSet(QStringLiteral("headed")),
                       .resume = options.isSet(QStringLiteral("resume")),
                       .demo = options.isSet(QStringLiteral("demo"))};
    const auto output = outputFrom(options);
    if (!output)
        return failure(output.error());
    request.output = *output;

    const auto text = readInput(path);
    if (!text)
        return failure(text.error());
    auto plan = readCheckedPlan(*text, path, invocation.terminal);
    if (!plan)
        return failure(plan.error());
    request.plan = std::move(*plan);
    request.planFolder = path == u"-" ? QDir::currentPath() : QFileInfo(path).absolutePath();
    if (const QString session = options.value(QStringLiteral("session")); !session.isEmpty())
        request.plan.session = {.id = session, .storage = Storage::Persistent};

    auto set = readSet(options.values(QStringLiteral("set")), request.plan);
    if (!set)
        return failure(set.error());
    request.set = *set;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(*text);
    addSet(hash, request.set, request.plan);
    if (const QString rows = options.value(QStringLiteral("rows")); !rows.isEmpty()) {
        auto inputRows = readInputRows(rows);
        if (!inputRows)
            return failure(inputRows.error());
        if (auto columns = checkColumns(*inputRows, request.plan, invocation.terminal); !columns)
            return failure(columns.error());
        request.inputRows = std::move(*inputRows);
        if (const auto bytes = readInput(rows))
            hash.addData(*bytes);
    }
    request.hash = QString::fromLatin1(hash.result().toHex());
    if (auto numbers = readNumbers(request, options); !numbers)
        return failure(numbers.error());
    if (auto variables = checkVariables(request); !variables)
        return failure(variables.error());
    return request;
}

QStringList tablesOf(const Plan &plan)
{
    QStringList tables;
    addTables(plan.steps, plan, tables);
    addTables(plan.finallySteps, plan, tables);
    return tables;
}

} // namespace Foray
