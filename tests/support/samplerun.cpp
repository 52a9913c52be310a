// SPDX-License-Identifier: MIT
#include "tests/support/samplerun.h"

#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/demo/demosite.h"
#include "engine/plan/planjson.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

const QString sourceFolder = QStringLiteral(FORAY_SOURCE_DIR);

// Longer than any sample takes with slow answers on a busy machine.
constexpr int patienceMs = 120000;

template <typename T>
T orDie(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toString(result.error())));
    return std::move(*result);
}

} // namespace

QString samplesFolder()
{
    return sourceFolder + QStringLiteral("/resources/samples/");
}

QStringList sampleNames()
{
    QStringList names = QDir(samplesFolder()).entryList({QStringLiteral("*.foray.json")}, QDir::Files);
    for (QString &name : names)
        name.chop(int(qstrlen(".foray.json")));
    return names;
}

Expectation expectationOf(const QString &name)
{
    QFile file(sourceFolder + QStringLiteral("/tests/replay/expected/") + name + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s says nothing about the sample", qPrintable(file.fileName()));
    const Json json = orDie(parseJson(file.readAll(), file.fileName()));
    Expectation expected{json.at("exit").get<int>(), {}, JsonValue(json.at("tables"))};
    const Json values = json.value("set", Json::object());
    for (const auto &[key, value] : values.items())
        expected.variables.insert(QString::fromStdString(key), toQString(value));
    return expected;
}

SampleResult runSample(const QString &name, int delay, const QHash<QString, QString> &variables)
{
    return runPlan(orDie(loadPlan(samplesFolder() + name + QStringLiteral(".foray.json"))), delay, variables);
}

SampleResult runPlan(const Plan &plan, int delay, const QHash<QString, QString> &variables)
{
    const auto site = orDie(DemoSite::start({.port = 0, .delay = delay}));
    const QTemporaryDir data;
    WebBrowser browser(plan.session, plan.browser, data.path(), WebBrowser::Visibility::OffScreen);
    RunOptions options;
    options.variables = variables;
    options.variables.insert(QStringLiteral("site"), site->url().toString());
    options.planFolder = samplesFolder();
    Runner runner(plan, options, browser);

    SampleResult result;
    result.report.outcome = RunReport::Outcome::Cancelled;
    result.report.error.message = QStringLiteral("The run did not end.");
    Json tables = Json::object();
    QEventLoop loop;
    QObject::connect(&runner, &Runner::stepChanged, &loop, [&](const StepEvent &event) {
        if (event.state != StepEvent::State::Started && event.state != StepEvent::State::Waiting)
            result.events.append(event);
    });
    QObject::connect(&runner, &Runner::rowsExtracted, &loop, [&](const QString &table, const QString &, const JsonValue &rows) {
        Json &all = tables.emplace(toStd(table), Json::array()).first.value();
        all.insert(all.end(), rows.get().begin(), rows.get().end());
    });
    QObject::connect(&runner, &Runner::finished, &loop, [&](const RunReport &report) {
        result.report = report;
        loop.quit();
    });
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    runner.start();
    loop.exec();
    result.tables = JsonValue(std::move(tables));
    return result;
}

QString SampleResult::log() const
{
    QString text = QStringLiteral("\n");
    for (const StepEvent &event : events) {
        text += QStringLiteral("%1 #%2 acted %3 ms, waited %4 ms, rows %5 %6 %7\n")
                    .arg(event.position)
                    .arg(event.attempt)
                    .arg(event.acted)
                    .arg(event.waited)
                    .arg(event.rows)
                    .arg(event.note, toString(event.error));
    }
    return text + toString(report.error);
}

} // namespace Foray
