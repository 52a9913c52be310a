// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/plan/schemacheck.h"
#include "engine/results/rowreader.h"

#include <QDir>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

bool isSchema(const Json &json)
{
    return json.is_object() && !json.contains("format") && !json.contains("steps") &&
           (json.contains("baseSelector") || json.contains("fields"));
}

// The files that loops read: whether they are there, and columns that no step of the loop uses.
void checkFiles(const std::vector<Step> &steps, const QString &pointer, const QDir &folder, QList<Problem> &problems)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const QString place = pointer.endsWith(QStringLiteral("/next")) ? pointer : pointerTo(pointer, qsizetype(i));
        const auto *loop = std::get_if<ForEach>(&steps[i].action);
        if (loop && !loop->file.isEmpty() && !loop->file.contains(QStringLiteral("${"))) {
            const QString filePlace = pointerTo(place, "file");
            const auto rows = readRows(folder.absoluteFilePath(loop->file));
            if (!rows)
                problems += Problem{Problem::Severity::Error, filePlace, rows.error().message};
            const QByteArray text = dumpJson(toJson(steps[i]));
            const Json first = rows && !rows->empty() ? rows->front() : Json::object();
            for (const auto &[column, value] : first.items()) {
                if (!text.contains(QByteArray("${" + QByteArray::fromStdString(column) + '}')))
                    problems += Problem{Problem::Severity::Warning, filePlace,
                                        QStringLiteral("no step uses the column '%1'").arg(QString::fromStdString(column))};
            }
        }
        for (const auto &[key, children] : childLists(steps[i]))
            checkFiles(*children, pointerTo(place, key), folder, problems);
    }
}

QList<Problem> problemsOf(const Json &json, const QString &path)
{
    if (isSchema(json))
        return checkSchema(json);
    PlanReading reading = readPlan(json);
    const QDir folder = path == u"-" ? QDir() : QFileInfo(path).absoluteDir();
    checkFiles(reading.plan.steps, QStringLiteral("/steps"), folder, reading.problems);
    checkFiles(reading.plan.finallySteps, QStringLiteral("/finally"), folder, reading.problems);
    return reading.problems;
}

class CheckCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(CheckCommand)
public:
    QString name() const override { return QStringLiteral("check"); }
    QString arguments() const override { return QStringLiteral("FILE"); }
    QString summary() const override { return tr("Finds what is wrong with a plan or a schema."); }
    QString description() const override
    {
        return tr("Prints the problems of a plan or a Crawl4AI schema, one a line: its severity, the place as a JSON pointer, "
                  "and what is wrong.\nExits with 1 if there is an error; warnings alone are no failure.");
    }

    int execute(const Invocation &invocation) override
    {
        const auto json = readJsonInput(invocation.arguments.first());
        if (!json) {
            invocation.terminal.error(json.error());
            return ExitUsage;
        }
        const QList<Problem> problems = problemsOf(*json, invocation.arguments.first());
        int errors = 0;
        for (const Problem &problem : problems) {
            errors += problem.severity == Problem::Severity::Error;
            if (auto printed = invocation.terminal.print(problemLine(problem).toUtf8() + '\n'); !printed) {
                invocation.terminal.error(printed.error());
                return ExitEnvironment;
            }
        }
        if (problems.isEmpty())
            invocation.terminal.say(tr("No problems."));
        return errors > 0 ? ExitFailed : ExitDone;
    }
};

} // namespace

std::unique_ptr<Command> makeCheckCommand()
{
    return std::make_unique<CheckCommand>();
}

} // namespace Foray
