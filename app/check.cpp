// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/plan/planjson.h"
#include "engine/plan/schemacheck.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

bool isSchema(const Json &json)
{
    return json.is_object() && !json.contains("format") && !json.contains("steps") &&
           (json.contains("baseSelector") || json.contains("fields"));
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
        const QList<Problem> problems = isSchema(*json) ? checkSchema(*json) : readPlan(*json).problems;
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
