// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/planrun.h"
#include "app/terminal.h"

#include <QApplication>

namespace Foray {

namespace {

class RunCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(RunCommand)
public:
    QString name() const override { return QStringLiteral("run"); }
    QString arguments() const override { return QStringLiteral("PLAN"); }
    QString summary() const override { return tr("Runs a plan and writes its rows."); }
    QString description() const override
    {
        return tr(
            "Runs a plan without a window and writes the rows: those of one table as an array, those of several as an object of "
            "arrays.\nSecrets come from the environment: FORAY_SECRET_NAME for the variable 'name'. Rows are kept as they come; "
            "'foray rows' gives them out again.");
    }
    QList<QCommandLineOption> options() const override { return runOptions(); }
    Platform platform(const QCommandLineParser &parser) const override
    {
        return parser.isSet(QStringLiteral("headed")) ? Platform::Display : Platform::Headless;
    }

    int execute(const Invocation &invocation) override
    {
        QApplication::setQuitOnLastWindowClosed(false); // pages come and go
        auto request = runRequestFrom(invocation);
        if (!request) {
            invocation.terminal.error(request.error());
            return exitCodeFor(request.error());
        }
        PlanRun run(std::move(*request), invocation.terminal);
        if (auto prepared = run.prepare(); !prepared) {
            invocation.terminal.error(prepared.error());
            return exitCodeFor(prepared.error());
        }
        Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::interrupted, &run, [&] {
            invocation.terminal.say(tr("Stopping; Ctrl-C again ends at once."));
            run.cancel();
        });
        QObject::connect(&run, &PlanRun::finished, QCoreApplication::instance(),
                         [](ExitCode code) { QCoreApplication::exit(code); });
        run.start();
        const int code = QCoreApplication::exec();
        if (auto written = run.writeOutput(); !written) {
            invocation.terminal.error(written.error());
            invocation.terminal.say(tr("The rows are kept: foray rows %1").arg(run.id()));
            return code == ExitDone ? exitCodeFor(written.error()) : code;
        }
        return code;
    }
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace Foray
