// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/source.h"
#include "engine/browser/webpage.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

class ExtractCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ExtractCommand)
public:
    QString name() const override { return QStringLiteral("extract"); }
    QString arguments() const override { return QStringLiteral("SCHEMA SOURCE"); }
    QString summary() const override { return tr("Takes rows out of one page by a schema."); }
    QString description() const override
    {
        return tr(
            "Takes rows out of SOURCE, an HTML file, a web address or - for standard input, by a Crawl4AI schema, and prints the "
            "very bytes of Crawl4AI's extracted_content.");
    }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("xpath"), tr("The schema's selectors are XPath.")},
                {QStringLiteral("base-url"), tr("The address that a file's relative links start from."), tr("URL")},
                timeoutOption()};
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        const auto rows = extractRows(invocation);
        const ExitCode code = printResult(invocation, rows, {}); // the very bytes of Crawl4AI, which ends no line
        return !rows && rows.error().kind == ErrorKind::JavascriptError ? ExitFailed : code;
    }

private:
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
            return failure(source.error());
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
