// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/terminal.h"
#include "engine/demo/demosite.h"

#include <QCoreApplication>

namespace Foray {

namespace {

class DemoCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(DemoCommand)
public:
    QString name() const override { return QStringLiteral("demo"); }
    QString arguments() const override { return {}; }
    QString summary() const override { return tr("Serves the built-in site until Ctrl-C."); }
    QString description() const override
    {
        return tr("Serves the built-in site on this machine alone, prints its address, and goes on until Ctrl-C.");
    }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("port"), tr("The port, 8000 by default; 0 takes any free one."), tr("N"), QStringLiteral("8000")},
                {QStringLiteral("delay"), tr("How long its data takes."), tr("MS"), QStringLiteral("0")},
                {QStringLiteral("seed"), tr("Other data of the same shape."), tr("N"), QStringLiteral("1")}};
    }

    int execute(const Invocation &invocation) override
    {
        const auto port = wholeNumber(invocation.options, QStringLiteral("port"), 0, 65535);
        const auto delay = wholeNumber(invocation.options, QStringLiteral("delay"), 0, 600000);
        const auto seed = wholeNumber(invocation.options, QStringLiteral("seed"), 0, 1000000);
        for (const auto &number : {port, delay, seed}) {
            if (!number) {
                invocation.terminal.error(number.error());
                return ExitUsage;
            }
        }
        const auto site = DemoSite::start({.port = *port, .delay = *delay, .seed = *seed});
        if (!site) {
            invocation.terminal.error(site.error());
            return ExitEnvironment;
        }
        Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::interrupted, QCoreApplication::instance(), &QCoreApplication::quit);
        if (auto printed = invocation.terminal.print((*site)->url().toEncoded() + '\n'); !printed) {
            invocation.terminal.error(printed.error());
            return ExitEnvironment;
        }
        invocation.terminal.say(tr("Serving the demo site; Ctrl-C ends it."));
        return QCoreApplication::exec();
    }
};

} // namespace

std::unique_ptr<Command> makeDemoCommand()
{
    return std::make_unique<DemoCommand>();
}

} // namespace Foray
