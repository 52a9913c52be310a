// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/layout.h"
#include "engine/plan/planjson.h"
#include "engine/plan/reader.h"
#include "engine/plan/writer.h"

#include <QFile>
#include <QSaveFile>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

constexpr qint64 largestFile = 64 * 1024 * 1024;

Json sessionJson(const SessionSettings &session)
{
    Writer writer;
    writer.text("id", session.id);
    writer.choice("storage", session.storage, Storage::Memory);
    return writer.object();
}

Json browserJson(const BrowserSettings &browser)
{
    Writer writer;
    writer.put("viewport", Json{{"width", browser.width}, {"height", browser.height}});
    writer.text("user_agent", browser.userAgent);
    writer.text("accept_language", browser.acceptLanguage);
    writer.text("proxy", browser.proxy);
    Json block = Json::array();
    for (const QString &word : browser.block)
        block.push_back(toStd(word));
    if (!block.empty())
        writer.put("block", block);
    return writer.object();
}

Json variablesJson(const QList<Variable> &variables)
{
    Json list = Json::array();
    for (const Variable &variable : variables) {
        Writer writer;
        writer.text("name", variable.name);
        if (variable.defaultValue && !variable.secret)
            writer.put("default", toStd(*variable.defaultValue));
        writer.flag("secret", variable.secret, false);
        list.push_back(writer.object());
    }
    return list;
}

template <typename Entries, typename KeyOf, typename ValueOf>
Json objectOf(const Entries &entries, KeyOf keyOf, ValueOf valueOf)
{
    Json object = Json::object();
    for (const auto &entry : entries)
        object[toStd(keyOf(entry))] = valueOf(entry);
    return object;
}

void putUnlessEmpty(Writer &writer, const QString &key, const Json &value)
{
    if (!value.empty())
        writer.put(key, value);
}

Json planJson(const Plan &plan, Spelling spelling)
{
    Writer writer(spelling);
    writer.put("format", "foray-plan");
    writer.put("version", 1);
    writer.text("name", plan.name);
    writer.put("session", sessionJson(plan.session));
    writer.put("browser", browserJson(plan.browser));
    putUnlessEmpty(writer, "variables", variablesJson(plan.variables));
    putUnlessEmpty(writer, "schemas",
                   objectOf(
                       plan.schemas, [](const auto &s) { return s.first; }, [](const auto &s) { return s.second.get(); }));
    putUnlessEmpty(writer, "hooks",
                   objectOf(
                       plan.hooks, [](const Hook &h) { return h.name; }, [](const Hook &h) { return Json(toStd(h.js)); }));
    writer.choice("cache_mode", plan.cacheMode, CacheMode::Bypass);
    writer.number("page_timeout", plan.pageTimeout, Plan().pageTimeout, 1);
    writer.put("steps", written(plan.steps, spelling));
    writer.steps("finally", plan.finallySteps, Need::Optional);
    return writer.object();
}

Error firstError(const PlanReading &reading, const QString &source)
{
    const auto isError = [](const Problem &p) { return p.severity == Problem::Severity::Error; };
    const Problem first = *std::find_if(reading.problems.begin(), reading.problems.end(), isError);
    const auto count = std::count_if(reading.problems.begin(), reading.problems.end(), isError);
    const QString more = count > 1 ? QStringLiteral(" (and %1 more)").arg(count - 1) : QString();
    const QString where = source.isEmpty() ? first.pointer : source + u'#' + first.pointer;
    return Error{ErrorKind::InvalidPlan, toString(first) + more, where};
}

QStringList errorMessages(const PlanReading &reading)
{
    QStringList messages;
    for (const Problem &problem : reading.problems) {
        if (problem.severity == Problem::Severity::Error)
            messages += problem.message;
    }
    messages.sort(); // foreign spellings stand in another place
    return messages;
}

enum class Demand { Complete, Unfinished };

Result<Plan> planOf(const QByteArray &text, const QString &source, Demand demand)
{
    const auto json = parseJson(text, source);
    if (!json)
        return failure(json.error());
    PlanReading reading = readPlan(*json);
    if (!reading.ok() && (demand == Demand::Complete || !reading.keepsEverything()))
        return failure(firstError(reading, source));
    return std::move(reading.plan);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Io, QStringLiteral("The plan cannot be read: %1.").arg(file.errorString()), path);
    if (file.size() > largestFile)
        return failure(ErrorKind::InvalidPlan, QStringLiteral("The file is larger than 64 MB; that is no plan."), path);
    return file.readAll();
}

Result<Plan> planAt(const QString &path, Demand demand)
{
    const auto text = readFile(path);
    return text ? planOf(*text, path, demand) : failure(text.error());
}

} // namespace

Json toJson(const Plan &plan)
{
    if (plan.original.isNull())
        return planJson(plan, Spelling::AsInFile);
    const Plan earlier = readPlan(plan.original.get()).plan;
    const Json before = planJson(earlier, Spelling::Canonical);
    const Json now = planJson(plan, Spelling::Canonical);
    if (before == now)
        return plan.original.get();
    return keepLayout({plan.original.get(), before, now, planJson(plan, Spelling::AsInFile)});
}

bool PlanReading::ok() const
{
    return std::none_of(problems.begin(), problems.end(),
                        [](const Problem &p) { return p.severity == Problem::Severity::Error; });
}

QString toString(const Problem &problem)
{
    const QString severity = problem.severity == Problem::Severity::Warning ? QStringLiteral("warning: ") : QString();
    return severity + (problem.pointer.isEmpty() ? problem.message : problem.pointer + QStringLiteral(": ") + problem.message);
}

bool PlanReading::keepsEverything() const
{
    return errorMessages(readPlan(planJson(plan, Spelling::Canonical))) == errorMessages(*this);
}

Result<Plan> planFromText(const QByteArray &text, const QString &source)
{
    return planOf(text, source, Demand::Complete);
}

Result<Plan> loadPlan(const QString &path)
{
    return planAt(path, Demand::Complete);
}

Result<Plan> unfinishedPlanFromText(const QByteArray &text, const QString &source)
{
    return planOf(text, source, Demand::Unfinished);
}

Result<Plan> loadUnfinishedPlan(const QString &path)
{
    return planAt(path, Demand::Unfinished);
}

Result<> savePlan(const Plan &plan, const QString &path)
{
    QSaveFile file(path);
    const QByteArray text = printJson(toJson(plan));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(ErrorKind::Io, QStringLiteral("The plan cannot be saved: %1.").arg(file.errorString()), path);
    return {};
}

} // namespace Foray
