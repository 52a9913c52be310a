// SPDX-License-Identifier: MIT
// Extraction as a run does it: bench_extraction URL HTML-FILE SCHEMA-FILE TIMES prints {"from the page": [ms…], "from html": [ms…],
// "rows": […]}. The first extraction of each kind is not counted. tests/bench/extraction drives it.
#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/replay/page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <cstdio>

using namespace Foray;

namespace {

constexpr int timeout = 60'000; // ms

void giveUp(const QString &message)
{
    std::fprintf(stderr, "%s\n", qPrintable(message));
    QCoreApplication::exit(1);
}

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Extracts from the page, then from a string, each `times` times after one for warming up.
class Bench final : public QObject
{
public:
    Bench(Page &page, JsonValue schema, QString html, int times)
        : m_page(page)
        , m_html(std::move(html))
        , m_times(times)
    {
        m_request.schema = std::move(schema);
    }

    void next()
    {
        m_clock.start();
        m_page.extract(m_request, timeout, this, [this](const Result<JsonValue> &rows) {
            if (!rows)
                return giveUp(rows.error().message);
            note(*rows);
        });
    }

private:
    void note(const JsonValue &rows)
    {
        const double elapsed = double(m_clock.nsecsElapsed()) / 1e6;
        const char *source = m_request.html.isNull() ? "from the page" : "from html";
        if (m_count++ > 0)
            m_answer[source].push_back(elapsed);
        if (m_count <= m_times)
            return next();
        if (!m_request.html.isNull()) {
            m_answer["rows"] = rows.get();
            std::printf("%s\n", m_answer.dump().c_str());
            return QCoreApplication::exit(0);
        }
        m_request.html = m_html;
        m_count = 0;
        next();
    }

    Page &m_page;
    QString m_html;
    int m_times;
    int m_count = 0;
    ExtractRequest m_request;
    QElapsedTimer m_clock;
    Json m_answer;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 5) {
        std::fprintf(stderr, "usage: bench_extraction URL HTML-FILE SCHEMA-FILE TIMES\n");
        return 2;
    }
    const QTemporaryDir data;
    const SessionSettings session; // in memory
    WebBrowser browser(session, {}, data.path(), WebBrowser::Visibility::OffScreen);
    const Json schema = Json::parse(contentOf(arguments[3]).toStdString(), nullptr, false);
    std::unique_ptr<Bench> bench;
    browser.open(&app, [&](Result<Page *> page) {
        if (!page)
            return giveUp(page.error().message);
        bench = std::make_unique<Bench>(**page, JsonValue(schema), contentOf(arguments[2]), arguments[4].toInt());
        (*page)->navigate(QUrl(arguments[1]), WaitUntil::Load, timeout, &app, [&](const Result<LoadReport> &report) {
            if (!report)
                return giveUp(report.error().message);
            bench->next();
        });
    });
    return app.exec();
}
