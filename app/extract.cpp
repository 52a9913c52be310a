// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/options.h"
#include "app/rowoutput.h"
#include "app/source.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/browser/webpage.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// An address without its scheme reads like a file's name.
Error withHint(Error error, const QString &source)
{
    static const QRegularExpression host(QStringLiteral("^(localhost|[\\w-]+(\\.[\\w-]+)+)(:\\d+)?(/|$)"));
    if (!QFileInfo::exists(source) && host.match(source).hasMatch())
        error.message += QCoreApplication::translate("ExtractCommand", " For a page on the web, write http://%1.").arg(source);
    return error;
}

QString planInstead(const Json &plan)
{
    QStringList names;
    const auto schemas = plan.find("schemas");
    if (schemas != plan.end() && schemas->is_object()) {
        for (const auto &[name, schema] : schemas->items())
            names += u'\'' + QString::fromStdString(name) + u'\'';
    }
    const QString text = QCoreApplication::translate("ExtractCommand", "This is a plan, not a schema; 'foray run' runs it.");
    return names.isEmpty()
               ? text
               : text + QCoreApplication::translate("ExtractCommand", " Its schemas are %1; write one to a file of its own.")
                            .arg(names.join(QStringLiteral(", ")));
}

// What 'foray detect' printed holds schemas, best first; none if it found nothing.
Result<Json> firstDetected(const Json &detected, const QString &file)
{
    const Json &lists = detected["lists"];
    if (!lists.is_array() || lists.empty() || !lists[0].is_object() || !lists[0].contains("schema"))
        return failure(
            ErrorKind::InvalidArgument,
            QCoreApplication::translate("ExtractCommand", "'foray detect' found no list there, so there is no schema."), file);
    return lists[0]["schema"];
}

class ExtractCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ExtractCommand)
public:
    QString name() const override { return QStringLiteral("extract"); }
    QString arguments() const override { return QStringLiteral("SCHEMA SOURCE"); }
    QString summary() const override { return tr("Takes rows out of one page by a schema."); }
    QString description() const override
    {
        return tr("Takes rows out of SOURCE, an HTML file, a web address or - for standard input, by a Crawl4AI schema or the "
                  "best one that 'foray detect' has printed, and prints the very bytes of Crawl4AI's extracted_content.");
    }
    QList<QCommandLineOption> options() const override
    {
        return outputOptions() << QCommandLineOption(QStringLiteral("xpath"), tr("The schema's selectors are XPath."))
                               << QCommandLineOption(QStringLiteral("base-url"),
                                                     tr("The address that a file's relative links start from."), tr("URL"))
                               << timeoutOption();
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        const auto output = outputFrom(invocation.options);
        const auto rows = output ? extractRows(invocation) : Result<JsonValue>(failure(output.error()));
        if (!rows) {
            invocation.terminal.error(rows.error());
            return rows.error().kind == ErrorKind::JavascriptError ? ExitFailed : exitCodeFor(rows.error());
        }
        if (auto written = write(rows->get(), *output, invocation.terminal); !written) {
            invocation.terminal.error(written.error());
            return exitCodeFor(written.error());
        }
        return ExitDone;
    }

private:
    static Result<> write(const Json &rows, const Output &output, Terminal &terminal)
    {
        const Tables tables{{QStringLiteral("rows"), rows}};
        if (!output.toStdout())
            return writeTables(tables, output, terminal);
        const auto bytes = formatRows(tables, output.format);
        return bytes ? terminal.print(*bytes) : failure(bytes.error());
    }

    static Result<JsonValue> extractRows(const Invocation &invocation)
    {
        const auto timeout = timeoutFrom(invocation.options);
        if (!timeout)
            return failure(timeout.error());
        auto schema = schemaFrom(invocation);
        if (!schema)
            return failure(schema.error());
        const auto source = readSource(invocation.arguments.at(1));
        if (!source)
            return failure(withHint(source.error(), invocation.arguments.at(1)));
        const ExtractRequest request = requestFor(invocation, std::move(*schema), *source);
        return inPage(invocation, source->address, *timeout, [&](WebPage &page, QObject *context, Callback<JsonValue> done) {
            page.extract(request, *timeout, context, std::move(done));
        });
    }

    static ExtractRequest requestFor(const Invocation &invocation, Json schema, const Source &source)
    {
        ExtractRequest request{.schema = std::move(schema)};
        if (source.onTheWeb())
            return request;
        request.html = source.html;
        const QString file = invocation.arguments.at(1);
        const QString base = invocation.options.value(QStringLiteral("base-url"));
        if (!base.isEmpty())
            request.baseUrl = QUrl(base);
        else if (file != u"-")
            request.baseUrl = QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath());
        return request;
    }

    static Result<Json> schemaFrom(const Invocation &invocation)
    {
        auto schema = readJsonInput(invocation.arguments.first());
        if (!schema)
            return schema;
        if (schema->is_object() && schema->contains("steps"))
            return failure(ErrorKind::InvalidArgument, planInstead(*schema), invocation.arguments.first());
        if (schema->is_object() && schema->contains("lists") && schema->contains("pagination"))
            return firstDetected(*schema, invocation.arguments.first());
        if (invocation.options.isSet(QStringLiteral("xpath")) && schema->is_object())
            (*schema)["engine"] = "xpath";
        return schema;
    }
};

} // namespace

std::unique_ptr<Command> makeExtractCommand()
{
    return std::make_unique<ExtractCommand>();
}

} // namespace Foray
