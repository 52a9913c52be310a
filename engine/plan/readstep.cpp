// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/suggest.h"
#include "engine/plan/reader.h"
#include "engine/plan/spelling.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

void addError(QList<Problem> &problems, const QString &pointer, const QString &message)
{
    problems += Problem{Problem::Severity::Error, pointer, message};
}

// Crawl4AI's strings: "css:…", "js:…", and without a prefix what it takes for a function or else for a selector.
Condition::Kind shortCondition(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(QStringLiteral("css:")))
        return SelectorCondition{.selector = trimmed.mid(4).trimmed()};
    if (trimmed.startsWith(QStringLiteral("js:")))
        return JsCondition{trimmed.mid(3).trimmed()};
    for (const char16_t *start : {u"()", u"function", u"async"}) {
        if (trimmed.startsWith(QString::fromUtf16(start)))
            return JsCondition{trimmed};
    }
    return SelectorCondition{.selector = trimmed};
}

bool isEmpty(const Condition::Kind &kind)
{
    const auto *selector = std::get_if<SelectorCondition>(&kind);
    const auto *js = std::get_if<JsCondition>(&kind);
    return (selector && selector->selector.isEmpty()) || (js && js->js.isEmpty());
}

// The `type`, if it is one of `known`; what is wrong with it is noted.
QString readType(Reader &reader, const QString &what, const QStringList &known, const QStringList &alsoKnown = {})
{
    QString type;
    reader.text("type", type, Need::Required);
    if (type.isEmpty() || known.contains(type))
        return type;
    reader.error("type", QStringLiteral("unknown %1 type '%2'%3").arg(what, type, didYouMean(type, known + alsoKnown)));
    return {};
}

void readPolicy(Reader &reader, const QString &pointer, OnError &policy, QList<Problem> &problems)
{
    static const QStringList words{QStringLiteral("stop"), QStringLiteral("skip")};
    const QString key = QStringLiteral("on_error");
    const Json *json = reader.find(key);
    if (!json)
        return;
    QString then = words.first();
    if (json->is_string()) {
        then = toQString(*json);
    } else if (json->is_object()) {
        Reader inner(*json, pointerTo(pointer, key), problems);
        inner.number("retry", policy.retries, -1, 0, Need::Required);
        inner.text("then", then);
        inner.reportUnknownKeys();
    } else {
        return reader.error(key,
                            QStringLiteral("on_error must be \"stop\", \"skip\" or {\"retry\": n}, is %1").arg(kindOf(*json)));
    }
    if (!words.contains(then)) {
        const bool retry = suggest(then, words + QStringList{"retry"}) == u"retry";
        reader.error(key, QStringLiteral("unknown policy '%1'%2")
                              .arg(then, retry ? QStringLiteral("; write {\"retry\": 2}") : didYouMean(then, words)));
    }
    policy.skip = then == words.last();
}

Step readOwnSpelling(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    Step step;
    step.action = WaitFor();
    Reader reader(json, pointer, problems);
    const QString type = readType(reader, QStringLiteral("step"), stepTypes(), foreignStepTypes());
    reader.text("id", step.id);
    reader.text("note", step.note);
    reader.flag("disabled", step.disabled, false);
    reader.number("timeout", step.timeout, 1);
    reader.conditions("wait_for", step.waitFor, type == QStringLiteral("waitFor") ? Need::Required : Need::Optional);
    readPolicy(reader, pointer, step.onError, problems);
    if (type.isEmpty())
        return step;
    step.action = actionOfType(type);
    std::visit([&](auto &action) { fields(reader, action); }, step.action);
    reader.reportUnknownKeys();
    return step;
}

// Chrome's waitForElement can ask for more than a condition can here; that must not pass silently.
void warnOfUnread(const Json &step, const QString &pointer, QList<Problem> &problems)
{
    if (step.value("type", Json()) != Json("waitForElement"))
        return;
    for (const QString &key : {QStringLiteral("properties"), QStringLiteral("attributes")}) {
        if (step.contains(toStd(key)))
            problems += Problem{Problem::Severity::Warning, pointerTo(pointer, key),
                                QStringLiteral("%1 are not waited for; use a js condition").arg(key)};
    }
}

} // namespace

Condition readCondition(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    Condition condition;
    condition.original = json;
    if (json.is_string()) {
        condition.kind = shortCondition(toQString(json));
        if (isEmpty(condition.kind))
            addError(problems, pointer, QStringLiteral("the condition is empty"));
        return condition;
    }
    if (!json.is_object()) {
        addError(problems, pointer, QStringLiteral("a condition must be a string or an object, is %1").arg(kindOf(json)));
        return condition;
    }
    Reader reader(json, pointer, problems);
    const QString type = readType(reader, QStringLiteral("condition"), conditionTypes());
    reader.text("inferred", condition.inferredFrom);
    if (type.isEmpty())
        return condition;
    condition.kind = conditionOfType(type);
    std::visit([&](auto &kind) { fields(reader, kind); }, condition.kind);
    reader.reportUnknownKeys();
    return condition;
}

Step readStep(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    Step step;
    if (json.is_object()) {
        QList<Problem> found;
        step = readOwnSpelling(ownSpelling(json), pointer, found);
        for (Problem &problem : found) {
            problem.pointer = pointer + originalPointer(json, problem.pointer.mid(pointer.size()));
            problems += problem;
        }
        warnOfUnread(json, pointer, problems);
    } else {
        step.action = WaitFor();
        addError(problems, pointer, QStringLiteral("a step must be an object, is %1").arg(kindOf(json)));
    }
    step.original = json;
    return step;
}

namespace {

template <typename Value>
Result<Value> orFirstError(Value value, const QList<Problem> &problems)
{
    for (const Problem &problem : problems) {
        if (problem.severity == Problem::Severity::Error)
            return failure(ErrorKind::InvalidPlan, problem.message, problem.pointer);
    }
    return value;
}

} // namespace

Result<Step> stepFromJson(const Json &json)
{
    QList<Problem> problems;
    return orFirstError(readStep(json, {}, problems), problems);
}

Result<Condition> conditionFromJson(const Json &json)
{
    QList<Problem> problems;
    return orFirstError(readCondition(json, {}, problems), problems);
}

std::vector<Step> readSteps(const Json &json, const QString &pointer, QList<Problem> &problems)
{
    std::vector<Step> steps;
    if (!json.is_array()) {
        addError(problems, pointer, QStringLiteral("must be a list of steps, is %1").arg(kindOf(json)));
        return steps;
    }
    for (std::size_t i = 0; i < json.size(); ++i)
        steps.push_back(readStep(json[i], pointerTo(pointer, qsizetype(i)), problems));
    return steps;
}

} // namespace Foray
