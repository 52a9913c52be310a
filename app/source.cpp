// SPDX-License-Identifier: MIT
#include "app/source.h"

#include "app/inputfile.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/terminal.h"
#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"

#include <QApplication>
#include <QStringDecoder>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

bool isWebAddress(const QString &source)
{
    return source.startsWith(u"http://", Qt::CaseInsensitive) || source.startsWith(u"https://", Qt::CaseInsensitive);
}

// One piece of work in one page. It ends the application's event loop when there is a result.
class PageJob final : public QObject
{
public:
    PageJob(const QString &dataDir, QUrl address, int timeout, PageWork work)
        : m_browser({.id = QStringLiteral("source"), .storage = Storage::Memory}, {}, dataDir, WebBrowser::Visibility::OffScreen)
        , m_address(std::move(address))
        , m_timeout(timeout)
        , m_work(std::move(work))
    {
    }

    void start()
    {
        m_browser.open(this, [this](const Result<Page *> &opened) {
            auto *page = opened ? qobject_cast<WebPage *>(*opened) : nullptr;
            if (!page)
                end(failure(opened.error()));
            else if (m_address.isEmpty())
                work(*page);
            else
                load(*page);
        });
    }

    Result<JsonValue> result = failure(ErrorKind::Cancelled, QStringLiteral("Stopped."));

private:
    void load(WebPage &page)
    {
        page.navigate(m_address, WaitUntil::Load, m_timeout, this, [this, &page](const Result<LoadReport> &report) {
            if (report)
                work(page);
            else
                end(failure(report.error()));
        });
    }

    void work(WebPage &page)
    {
        m_work(page, this, [this](const Result<JsonValue> &value) { end(value); });
    }

    void end(Result<JsonValue> value)
    {
        result = std::move(value);
        QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
    }

    WebBrowser m_browser;
    QUrl m_address;
    int m_timeout;
    PageWork m_work;
};

} // namespace

Result<Source> readSource(const QString &source)
{
    if (isWebAddress(source))
        return Source{QUrl(source), {}};
    const auto bytes = readInput(source);
    if (!bytes)
        return failure(bytes.error());
    QStringDecoder decoder = QStringDecoder::decoderForHtml(*bytes);
    QString html = decoder(*bytes);
    return Source{{}, html.isNull() ? QStringLiteral("") : html};
}

QCommandLineOption timeoutOption()
{
    return {QStringLiteral("timeout"), QCoreApplication::translate("Command", "How long it may take."),
            QCoreApplication::translate("Command", "MS"), QStringLiteral("30000")};
}

Result<int> timeoutFrom(const QCommandLineParser &options)
{
    return wholeNumber(options, QStringLiteral("timeout"), 1, 86400000);
}

Result<JsonValue> inPage(const Invocation &invocation, const QUrl &address, int timeout, const PageWork &work)
{
    QApplication::setQuitOnLastWindowClosed(false);
    PageJob job(invocation.dataDir, address, timeout, work);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, QCoreApplication::instance(), &QCoreApplication::quit);
    job.start();
    QCoreApplication::exec();
    return job.result;
}

Result<JsonValue> inPageOf(const Invocation &invocation, const Source &source, int timeout, const PageWork &work)
{
    if (source.onTheWeb())
        return inPage(invocation, source.address, timeout, work);
    return inPage(invocation, {}, timeout, [&](WebPage &page, QObject *context, const Callback<JsonValue> &done) {
        page.showHtml(source.html, timeout, context, [&work, &page, context, done](const Result<> &shown) {
            if (shown)
                work(page, context, done);
            else
                done(failure(shown.error()));
        });
    });
}

ExitCode printResult(const Invocation &invocation, const Result<JsonValue> &result, const QByteArray &end)
{
    if (!result) {
        invocation.terminal.error(result.error());
        return exitCodeFor(result.error());
    }
    if (auto printed = invocation.terminal.print(dumpJson(result->get(), 4) + end); !printed) {
        invocation.terminal.error(printed.error());
        return ExitEnvironment;
    }
    return ExitDone;
}

} // namespace Foray
