// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/base/suggest.h"
#include "engine/plan/planproblems.h"
#include "engine/plan/reader.h"
#include "engine/plan/schemacheck.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int formatVersion = 1;

class PlanReader
{
public:
    explicit PlanReader(const Json &json)
        : m_json(json)
        , m_reader(json, QString(), m_problems)
    {
    }

    PlanReading read();

private:
    void readFormat();
    void readSession();
    void readBrowser();
    void readBlock(Reader &browser);
    void readVariables();
    void readSchemas();
    void readHooks();
    void readAllSteps();
    const Json *object(const QString &key);

    const Json &m_json;
    QList<Problem> m_problems;
    Reader m_reader;
    Plan m_plan;
};

PlanReading PlanReader::read()
{
    m_plan.original = m_json;
    readFormat();
    m_reader.text("name", m_plan.name);
    readSession();
    readBrowser();
    readVariables();
    readSchemas();
    readHooks();
    m_reader.choice("cache_mode", m_plan.cacheMode, CacheMode::Bypass);
    m_reader.number("page_timeout", m_plan.pageTimeout, 30000, 1);
    readAllSteps();
    m_reader.reportUnknownKeys({"note"});
    return {m_plan, m_problems};
}

void PlanReader::readFormat()
{
    QString format;
    m_reader.text("format", format, Need::Required);
    if (!format.isEmpty() && format != QStringLiteral("foray-plan"))
        m_reader.error("format", QStringLiteral("format must be \"foray-plan\", is \"%1\"").arg(format.left(80)));
    int version = formatVersion;
    m_reader.number("version", version, 0, 1, Need::Required);
    if (version > formatVersion)
        m_reader.error("version", QStringLiteral("version %1 is newer than this Foray reads (%2); a newer Foray is needed")
                                      .arg(version)
                                      .arg(formatVersion));
}

// The object under a key, if it is there and one.
const Json *PlanReader::object(const QString &key)
{
    const Json *json = m_reader.find(key);
    if (json && !json->is_object()) {
        m_reader.error(key, QStringLiteral("%1 must be an object, is %2").arg(key, kindOf(*json)));
        return nullptr;
    }
    return json;
}

void PlanReader::readSession()
{
    const Json *json = object("session");
    if (!json)
        return;
    Reader reader(*json, "/session", m_problems);
    reader.text("id", m_plan.session.id);
    reader.choice("storage", m_plan.session.storage, Storage::Memory);
    reader.reportUnknownKeys();
    if (m_plan.session.id.isEmpty())
        reader.error("id", QStringLiteral("the session's id is empty"));
}

void PlanReader::readBrowser()
{
    const Json *json = object("browser");
    if (!json)
        return;
    Reader reader(*json, "/browser", m_problems);
    if (const Json *viewport = reader.find("viewport")) {
        if (!viewport->is_object())
            reader.error("viewport", QStringLiteral("viewport must be an object, is %1").arg(kindOf(*viewport)));
        Reader size(*viewport, "/browser/viewport", m_problems);
        size.number("width", m_plan.browser.width, 1280, 1);
        size.number("height", m_plan.browser.height, 800, 1);
    }
    reader.text("user_agent", m_plan.browser.userAgent);
    reader.text("accept_language", m_plan.browser.acceptLanguage);
    reader.text("proxy", m_plan.browser.proxy);
    readBlock(reader);
    reader.reportUnknownKeys();
}

void PlanReader::readBlock(Reader &browser)
{
    browser.texts("block", m_plan.browser.block);
    for (const QString &word : std::as_const(m_plan.browser.block)) {
        if (!blockNames().contains(word))
            browser.error("block",
                          QStringLiteral("nothing called '%1' can be blocked%2").arg(word, didYouMean(word, blockNames())));
    }
}

void PlanReader::readVariables()
{
    const Json *json = m_reader.find("variables");
    if (!json)
        return;
    if (!json->is_array())
        return m_reader.error("variables", QStringLiteral("variables must be a list, is %1").arg(kindOf(*json)));
    for (std::size_t i = 0; i < json->size(); ++i) {
        const QString pointer = pointerTo(QStringLiteral("/variables"), qsizetype(i));
        const Json &item = (*json)[i];
        Variable variable;
        Reader reader(item, pointer, m_problems);
        if (!item.is_object()) {
            m_problems += Problem{Problem::Severity::Error, pointer,
                                  QStringLiteral("a variable must be an object, is %1").arg(kindOf(item))};
            continue;
        }
        reader.text("name", variable.name, Need::Required);
        reader.flag("secret", variable.secret, false);
        QStringList values;
        reader.texts("default", values);
        if (values.size() == 1)
            variable.defaultValue = values.first();
        reader.reportUnknownKeys({"note"});
        m_plan.variables += variable;
    }
}

void PlanReader::readSchemas()
{
    const Json *json = object("schemas");
    if (!json)
        return;
    for (const auto &[name, schema] : json->items()) {
        const QString key = QString::fromStdString(name);
        m_plan.schemas += {key, schema};
        for (Problem problem : checkSchema(schema)) {
            problem.pointer.prepend(pointerTo(QStringLiteral("/schemas"), key));
            m_problems += problem;
        }
    }
}

void PlanReader::readHooks()
{
    const Json *json = object("hooks");
    if (!json)
        return;
    Reader reader(*json, "/hooks", m_problems);
    for (const auto &[name, js] : json->items()) {
        Hook hook{QString::fromStdString(name), {}};
        reader.code(hook.name, hook.js, Need::Required);
        if (!hookNames().contains(hook.name))
            reader.error(hook.name, QStringLiteral("unknown hook '%1'%2").arg(hook.name, didYouMean(hook.name, hookNames())));
        m_plan.hooks += hook;
    }
}

void PlanReader::readAllSteps()
{
    m_reader.steps("steps", m_plan.steps, Need::Required);
    m_reader.steps("finally", m_plan.finallySteps, Need::Optional);
    giveIds(m_plan);
}

} // namespace

PlanReading readPlan(const Json &json)
{
    PlanReading reading;
    if (!json.is_object()) {
        reading.problems +=
            Problem{Problem::Severity::Error, QString(), QStringLiteral("a plan must be an object, is %1").arg(kindOf(json))};
        return reading;
    }
    reading = PlanReader(json).read();
    forgetSecretDefaults(reading.plan, reading.problems);
    reading.problems += checkPlan(reading.plan);
    sortByPlace(reading.problems, json);
    return reading;
}

} // namespace Foray
