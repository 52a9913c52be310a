// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/source.h"
#include "app/terminal.h"
#include "engine/browser/webpage.h"

#include <QCoreApplication>

namespace Foray {

namespace {

class DetectCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(DetectCommand)
public:
    QString name() const override { return QStringLiteral("detect"); }
    QString arguments() const override { return QStringLiteral("SOURCE"); }
    QString summary() const override { return tr("Prints the lists of a page with schemas for them, and its pagination."); }
    QString description() const override
    {
        return tr(
            "Prints what the extraction panel would propose for SOURCE, an HTML file, a web address or - for standard input, as "
            "JSON: its lists, best first, each with a schema for 'foray extract', and the ways to their next pages.");
    }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("at"), tr("Something in the list that is wanted: CSS, XPath or any selector of a plan."),
                 tr("SELECTOR")},
                timeoutOption()};
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        return printResult(invocation, detected(invocation, invocation.options.value(QStringLiteral("at")).trimmed()));
    }

private:
    static Result<JsonValue> detected(const Invocation &invocation, const QString &selector)
    {
        const auto timeout = timeoutFrom(invocation.options);
        if (!timeout)
            return failure(timeout.error());
        const auto source = readSource(invocation.arguments.first());
        if (!source)
            return failure(source.error());
        return inPageOf(invocation, *source, *timeout, [&](WebPage &page, QObject *context, Callback<JsonValue> done) {
            page.detect(selector, !source->onTheWeb(), *timeout, context, std::move(done));
        });
    }
};

} // namespace

std::unique_ptr<Command> makeDetectCommand()
{
    return std::make_unique<DetectCommand>();
}

} // namespace Foray
