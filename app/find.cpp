// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/source.h"
#include "engine/base/json.h"
#include "engine/browser/webpage.h"
#include "engine/plan/reader.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// A target by itself, or a whole step that has one.
Result<Target> readTargetFile(const QString &path)
{
    const auto json = readJsonInput(path);
    if (!json)
        return failure(json.error());
    const bool inStep = json->is_object() && json->contains("target");
    QList<Problem> problems;
    Target target = readTarget(inStep ? json->at("target") : *json, inStep ? QStringLiteral("/target") : QString(), problems);
    for (const Problem &problem : problems) {
        if (problem.severity == Problem::Severity::Error)
            return failure(ErrorKind::InvalidArgument, problem.message,
                           problem.pointer.isEmpty() ? path : path + u'#' + problem.pointer);
    }
    if (!target.within.isEmpty())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("A target within a loop cannot be found without the loop."),
                       path);
    return target;
}

class FindCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(FindCommand)
public:
    QString name() const override { return QStringLiteral("find"); }
    QString arguments() const override { return QStringLiteral("TARGET SOURCE"); }
    QString summary() const override { return tr("Tells which element a target means in a page."); }
    QString description() const override
    {
        return tr(
            "Looks for TARGET, a JSON file with a target or a step, in SOURCE, an HTML file or a web address (- for one of the "
            "two is standard input), as a run would, and prints what was found and how as JSON.\nExits with 1 if no element "
            "is meant for certain.");
    }
    QList<QCommandLineOption> options() const override { return {timeoutOption()}; }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        const auto found = find(invocation);
        const ExitCode code = printResult(invocation, found);
        return code == ExitDone && found->get().value("by", "none") == "none" ? ExitFailed : code;
    }

private:
    static Result<JsonValue> find(const Invocation &invocation)
    {
        const auto timeout = timeoutFrom(invocation.options);
        if (!timeout)
            return failure(timeout.error());
        const auto target = readTargetFile(invocation.arguments.at(0));
        if (!target)
            return failure(target.error());
        const auto source = readSource(invocation.arguments.at(1));
        if (!source)
            return failure(source.error());
        return inPageOf(invocation, *source, *timeout, [&](WebPage &page, QObject *context, Callback<JsonValue> done) {
            page.locate(*target, !source->onTheWeb(), *timeout, context, std::move(done));
        });
    }
};

} // namespace

std::unique_ptr<Command> makeFindCommand()
{
    return std::make_unique<FindCommand>();
}

} // namespace Foray
