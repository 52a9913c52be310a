// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/inputfile.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/rowoutput.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/replay/page.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <nlohmann/json.hpp>

#include <optional>

namespace Foray {

namespace {

bool isWebAddress(const QString &source)
{
    return source.startsWith(u"http://", Qt::CaseInsensitive) || source.startsWith(u"https://", Qt::CaseInsensitive);
}

// Rows of one document: opens a page, loads it where it is on the web, extracts, and gives the result once.
class Extraction final : public QObject
{
    Q_OBJECT
public:
    Extraction(const QString &dataDir, ExtractRequest request, QUrl address, int timeout)
        : m_browser({.id = QStringLiteral("extract"), .storage = Storage::Memory}, {}, dataDir, WebBrowser::Visibility::OffScreen)
        , m_request(std::move(request))
        , m_address(std::move(address))
        , m_timeout(timeout)
    {
    }

    void start()
    {
        m_browser.open(this, [this](const Result<Page *> &page) {
            if (!page)
                end(failure(page.error()));
            else if (m_address.isEmpty())
                extract(**page);
            else
                load(**page);
        });
    }

Q_SIGNALS:
    void finished();

public:
    Result<JsonValue> result = failure(ErrorKind::Cancelled, QStringLiteral("Stopped."));

private:
    void load(Page &page)
    {
        page.navigate(m_address, WaitUntil::Load, m_timeout, this, [this, &page](const Result<LoadReport> &report) {
            if (report)
                extract(page);
            else
                end(failure(report.error()));
        });
    }

    void extract(Page &page)
    {
        page.extract(m_request, m_timeout, this, [this](const Result<JsonValue> &rows) { end(rows); });
    }

    void end(Result<JsonValue> rows)
    {
        result = std::move(rows);
        Q_EMIT finished();
    }

    WebBrowser m_browser;
    ExtractRequest m_request;
    QUrl m_address;
    int m_timeout;
};

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
        return outputOptions() << QCommandLineOption(QStringLiteral("xpath"), tr("The schema's selectors are XPath."))
                               << QCommandLineOption(QStringLiteral("base-url"),
                                                     tr("The address that a file's relative links start from."), tr("URL"))
                               << QCommandLineOption(QStringLiteral("timeout"), tr("How long it may take."), tr("MS"),
                                                     QStringLiteral("30000"));
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Headless; }

    int execute(const Invocation &invocation) override
    {
        QApplication::setQuitOnLastWindowClosed(false);
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
        const auto timeout = wholeNumber(invocation.options, QStringLiteral("timeout"), 1, 86400000);
        if (!timeout)
            return failure(timeout.error());
        auto request = requestFrom(invocation);
        if (!request)
            return failure(request.error());
        const QString source = invocation.arguments.at(1);
        Extraction extraction(invocation.dataDir, std::move(*request), isWebAddress(source) ? QUrl(source) : QUrl(), *timeout);
        Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::interrupted, QCoreApplication::instance(), &QCoreApplication::quit);
        QObject::connect(&extraction, &Extraction::finished, QCoreApplication::instance(), &QCoreApplication::quit,
                         Qt::QueuedConnection);
        extraction.start();
        QCoreApplication::exec();
        return extraction.result;
    }

    static Result<ExtractRequest> requestFrom(const Invocation &invocation)
    {
        auto schema = schemaFrom(invocation);
        if (!schema)
            return failure(schema.error());
        ExtractRequest request{.schema = std::move(*schema)};
        const QString source = invocation.arguments.at(1);
        if (isWebAddress(source))
            return request;
        const auto bytes = readInput(source);
        if (!bytes)
            return failure(withHint(bytes.error(), source));
        QStringDecoder decoder = QStringDecoder::decoderForHtml(*bytes);
        request.html = decoder(*bytes);
        if (request.html.isNull())
            request.html = QStringLiteral(""); // null would mean the page itself
        const QString base = invocation.options.value(QStringLiteral("base-url"));
        if (!base.isEmpty())
            request.baseUrl = QUrl(base);
        else if (source != u"-")
            request.baseUrl = QUrl::fromLocalFile(QFileInfo(source).absoluteFilePath());
        return request;
    }

    static Result<Json> schemaFrom(const Invocation &invocation)
    {
        auto schema = readJsonInput(invocation.arguments.first());
        if (!schema)
            return schema;
        if (schema->is_object() && schema->contains("steps"))
            return failure(ErrorKind::InvalidArgument, planInstead(*schema), invocation.arguments.first());
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

#include "extract.moc"
