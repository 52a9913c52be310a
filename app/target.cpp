// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/source.h"
#include "app/terminal.h"
#include "engine/browser/webpage.h"

#include <QCoreApplication>

namespace Foray {

namespace {

class TargetCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(TargetCommand)
public:
    QString name() const override { return QStringLiteral("target"); }
    QString arguments() const override { return QStringLiteral("SOURCE"); }
    QString summary() const override { return tr("Prints the target that the recorder writes for an element."); }
    QString description() const override
    {
        return tr("Prints the target that the recorder writes for one element of SOURCE, an HTML file, a web address or - for "
                  "standard input, as JSON: its selectors, best first, and its fingerprint.");
    }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("at"), tr("The element: CSS, XPath or any selector of a plan; ' >>> ' leads into shadow roots."),
                 tr("SELECTOR")},
                timeoutOption()};
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        const QString selector = invocation.options.value(QStringLiteral("at")).trimmed();
        if (selector.isEmpty()) {
            invocation.terminal.error(tr("say which element: --at SELECTOR"));
            return ExitUsage;
        }
        return printResult(invocation, targetAt(invocation, selector));
    }

private:
    static Result<JsonValue> targetAt(const Invocation &invocation, const QString &selector)
    {
        const auto timeout = timeoutFrom(invocation.options);
        if (!timeout)
            return failure(timeout.error());
        const auto source = readSource(invocation.arguments.first());
        if (!source)
            return failure(source.error());
        return inPageOf(invocation, *source, *timeout, [&](WebPage &page, QObject *context, Callback<JsonValue> done) {
            page.targetAt(selector, !source->onTheWeb(), *timeout, context, std::move(done));
        });
    }
};

} // namespace

std::unique_ptr<Command> makeTargetCommand()
{
    return std::make_unique<TargetCommand>();
}

} // namespace Foray
