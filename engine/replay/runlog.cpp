// SPDX-License-Identifier: MIT
#include "engine/replay/runlog.h"

#include "engine/base/json.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

std::string stateName(StepEvent::State state)
{
    switch (state) {
    case StepEvent::State::Started: return "started";
    case StepEvent::State::Waiting: return "waiting";
    case StepEvent::State::Finished: return "finished";
    case StepEvent::State::Failed: return "failed";
    case StepEvent::State::Skipped: return "skipped";
    case StepEvent::State::Retrying: return "retrying";
    }
    return {};
}

void add(Json &json, const char *key, const QString &text)
{
    if (!text.isEmpty())
        json[key] = toStd(text);
}

void add(Json &json, const char *key, const Error &error)
{
    if (error == Error())
        return;
    Json value = {{"kind", toStd(errorKindName(error.kind))}, {"message", toStd(error.message)}};
    add(value, "where", error.where);
    json[key] = std::move(value);
}

void add(Json &json, const char *key, const Found &found)
{
    if (found.by.isEmpty())
        return;
    Json value = {{"by", toStd(found.by)}};
    add(value, "selector", found.selector);
    if (found.healed) {
        value["healed"] = true;
        value["score"] = found.score;
        value["margin"] = found.margin;
        value["repaired"] = found.repaired.get();
    }
    json[key] = std::move(value);
}

} // namespace

QString outcomeName(RunReport::Outcome outcome)
{
    switch (outcome) {
    case RunReport::Outcome::Done: return QStringLiteral("done");
    case RunReport::Outcome::Failed: return QStringLiteral("failed");
    case RunReport::Outcome::Cancelled: return QStringLiteral("cancelled");
    }
    return {};
}

Json toJson(const StepEvent &event)
{
    Json json = {{"event", "step"}, {"state", stateName(event.state)}, {"step", toStd(event.stepId)}};
    if (event.position != event.stepId)
        add(json, "position", event.position);
    add(json, "sentence", event.sentence);
    json["attempt"] = event.attempt;
    add(json, "found", event.found);
    if (event.state != StepEvent::State::Started) {
        json["acted"] = event.acted;
        json["waited"] = event.waited;
    }
    if (event.rows > 0 || event.newRows > 0) {
        json["rows"] = event.rows;
        json["newRows"] = event.newRows;
    }
    add(json, "error", event.error);
    add(json, "note", event.note);
    add(json, "screenshot", event.screenshot);
    return json;
}

Json toJson(const RunReport &report)
{
    Json json = {{"event", "run"},          {"state", toStd(outcomeName(report.outcome))},
                 {"steps", report.steps},   {"rows", report.rows},
                 {"healed", report.healed}, {"elapsed", report.elapsed}};
    add(json, "error", report.error);
    return json;
}

RunLog::RunLog(const QString &path)
    : m_file(path)
{
}

Result<std::unique_ptr<RunLog>> RunLog::open(const QString &path)
{
    std::unique_ptr<RunLog> log(new RunLog(path));
    if (!log->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failure(ErrorKind::Io, QStringLiteral("The log cannot be written: %1.").arg(log->m_file.errorString()), path);
    return log;
}

Result<> RunLog::write(const Json &event)
{
    const QByteArray line = dumpJson(event) + '\n';
    if (m_file.write(line) == line.size())
        return {};
    return failure(ErrorKind::Io, QStringLiteral("The log cannot be written: %1.").arg(m_file.errorString()), m_file.fileName());
}

} // namespace Foray
