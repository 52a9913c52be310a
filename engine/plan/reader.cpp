// SPDX-License-Identifier: MIT
#include "engine/plan/reader.h"

#include "engine/base/json.h"
#include "engine/base/suggest.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace Foray {

namespace {

bool isMilliseconds(const QString &key)
{
    return key == QStringLiteral("ms") || key == QStringLiteral("quiet") || key.endsWith(QStringLiteral("timeout"));
}

// A text; a number or a flag where people write one without quotes.
std::optional<QString> asText(const Json &value)
{
    if (value.is_string() || value.is_number() || value.is_boolean())
        return toQString(value);
    return {};
}

} // namespace

QString kindOf(const Json &value)
{
    switch (value.type()) {
    case Json::value_t::null: return QStringLiteral("null");
    case Json::value_t::object: return QStringLiteral("an object");
    case Json::value_t::array: return QStringLiteral("a list");
    case Json::value_t::string: return QStringLiteral("a string");
    case Json::value_t::boolean: return QStringLiteral("true or false");
    default: return QStringLiteral("a number");
    }
}

Reader::Reader(const Json &object, const QString &pointer, QList<Problem> &problems)
    : m_object(object)
    , m_pointer(pointer)
    , m_problems(problems)
{
}

const Json *Reader::find(const QString &key, Need need)
{
    m_known += key;
    const auto it = m_object.is_object() ? m_object.find(toStd(key)) : m_object.end();
    if (it != m_object.end() && !it->is_null())
        return &*it;
    if (need == Need::Required)
        m_problems += Problem{Problem::Severity::Error, m_pointer, QStringLiteral("'%1' is missing").arg(key)};
    return nullptr;
}

void Reader::error(const QString &key, const QString &message)
{
    m_problems += Problem{Problem::Severity::Error, pointerTo(m_pointer, key), message};
}

void Reader::reportUnknownKeys(const QStringList &alsoKnown)
{
    const QStringList known = m_known + alsoKnown;
    for (const auto &[name, value] : m_object.items()) {
        const QString key = QString::fromStdString(name);
        if (known.contains(key) || key.startsWith(u'$') || key.startsWith(u'_') || key.startsWith(QStringLiteral("x-")))
            continue;
        const QString meant = didYouMean(key, known);
        if (!meant.isEmpty())
            m_problems += Problem{Problem::Severity::Warning, pointerTo(m_pointer, key),
                                  QStringLiteral("unknown key '%1'%2").arg(key, meant)};
    }
}

void Reader::text(const QString &key, QString &value, Need need)
{
    const Json *json = find(key, need);
    if (!json)
        return;
    if (!json->is_string())
        return error(key, QStringLiteral("%1 must be a string, is %2").arg(key, kindOf(*json)));
    value = toQString(*json);
    if (need == Need::Required && value.trimmed().isEmpty())
        error(key, QStringLiteral("%1 is empty").arg(key));
}

void Reader::code(const QString &key, QString &value, Need need)
{
    text(key, value, need);
}

void Reader::texts(const QString &key, QStringList &values, Need need)
{
    const Json *json = find(key, need);
    if (!json)
        return;
    values.clear();
    if (const auto one = asText(*json)) {
        values += *one;
        return;
    }
    if (!json->is_array())
        return error(key, QStringLiteral("%1 must be a string or a list of strings, is %2").arg(key, kindOf(*json)));
    for (std::size_t i = 0; i < json->size(); ++i) {
        if (const auto one = asText((*json)[i]))
            values += *one;
        else
            m_problems += Problem{Problem::Severity::Error, pointerTo(pointerTo(m_pointer, key), qsizetype(i)),
                                  QStringLiteral("must be a string, is %1").arg(kindOf((*json)[i]))};
    }
}

void Reader::codes(const QString &key, QStringList &values, Need need)
{
    const qsizetype before = m_problems.size();
    texts(key, values, need);
    const bool empty = std::all_of(values.begin(), values.end(), [](const QString &v) { return v.trimmed().isEmpty(); });
    if (empty && m_problems.size() == before)
        error(key, QStringLiteral("%1 is empty").arg(key));
}

void Reader::flag(const QString &key, bool &value, bool)
{
    const Json *json = find(key);
    if (!json)
        return;
    if (!json->is_boolean())
        return error(key, QStringLiteral("%1 must be true or false, is %2").arg(key, kindOf(*json)));
    value = json->get<bool>();
}

bool Reader::wholeNumber(const QString &key, const Json &value, int least, int &number)
{
    const QString unit = isMilliseconds(key) ? QStringLiteral(" of milliseconds") : QString();
    if (!value.is_number()) {
        error(key, QStringLiteral("%1 must be a number%2, is %3").arg(key, unit, kindOf(value)));
        return false;
    }
    const double exact = value.get<double>();
    if (exact < least || exact > std::numeric_limits<int>::max() || exact != std::floor(exact)) {
        error(key, QStringLiteral("%1 must be a whole number%2, %3 or more, is %4")
                       .arg(key, unit, QString::number(least), toQString(value)));
        return false;
    }
    number = int(exact);
    return true;
}

void Reader::number(const QString &key, int &value, int, int least, Need need)
{
    if (const Json *json = find(key, need))
        wholeNumber(key, *json, least, value);
}

void Reader::number(const QString &key, std::optional<int> &value, int least)
{
    int read = 0;
    if (const Json *json = find(key); json && wholeNumber(key, *json, least, read))
        value = read;
}

void Reader::number(const QString &key, double &value, double)
{
    const Json *json = find(key);
    if (!json)
        return;
    if (!json->is_number())
        return error(key, QStringLiteral("%1 must be a number, is %2").arg(key, kindOf(*json)));
    value = json->get<double>();
}

int Reader::indexOf(const QString &key, const QStringList &words)
{
    const Json *json = find(key);
    if (!json)
        return -1;
    if (!json->is_string()) {
        error(key, QStringLiteral("%1 must be one of %2, is %3").arg(key, words.join(QStringLiteral(", ")), kindOf(*json)));
        return -1;
    }
    const QString word = toQString(*json);
    const qsizetype index = words.indexOf(word);
    if (index < 0) {
        const QString meant = didYouMean(word, words);
        error(key, QStringLiteral("unknown %1 '%2'%3")
                       .arg(key, word,
                            meant.isEmpty() ? QStringLiteral("; it is one of %1").arg(words.join(QStringLiteral(", "))) : meant));
    }
    return int(index);
}

void Reader::modifiers(const QString &key, int &bits)
{
    QStringList words;
    texts(key, words);
    for (const QString &word : std::as_const(words)) {
        const qsizetype index = allNames<Modifier>().indexOf(word);
        if (index < 0)
            error(key, QStringLiteral("unknown modifier '%1'%2").arg(word, didYouMean(word, allNames<Modifier>())));
        else
            bits |= names(Modifier()).at(index).second;
    }
}

void Reader::point(const QString &key, std::optional<QPair<double, double>> &value)
{
    const Json *json = find(key);
    if (!json)
        return;
    if (!json->is_object() || !json->contains("x") || !json->contains("y") || !(*json)["x"].is_number() ||
        !(*json)["y"].is_number())
        return error(key, QStringLiteral("%1 must be an object with the numbers x and y").arg(key));
    value.emplace((*json)["x"].get<double>(), (*json)["y"].get<double>());
}

void Reader::target(const QString &key, Target &value, Need need)
{
    if (const Json *json = find(key, need))
        value = readTarget(*json, pointerTo(m_pointer, key), m_problems);
}

void Reader::frames(const QString &key, QList<FrameRef> &value)
{
    if (const Json *json = find(key))
        value = readFrames(*json, pointerTo(m_pointer, key), m_problems);
}

void Reader::json(const QString &key, JsonValue &value)
{
    if (const Json *json = find(key))
        value = *json;
}

void Reader::condition(const QString &key, Condition &value, Need need)
{
    if (const Json *json = find(key, need))
        value = readCondition(*json, pointerTo(m_pointer, key), m_problems);
}

void Reader::condition(const QString &key, std::optional<Condition> &value)
{
    if (const Json *json = find(key))
        value = readCondition(*json, pointerTo(m_pointer, key), m_problems);
}

void Reader::conditions(const QString &key, QList<Condition> &values, Need need)
{
    const Json *json = find(key, need);
    if (!json)
        return;
    const QString pointer = pointerTo(m_pointer, key);
    if (!json->is_array()) {
        values += readCondition(*json, pointer, m_problems);
        return;
    }
    for (std::size_t i = 0; i < json->size(); ++i)
        values += readCondition((*json)[i], pointerTo(pointer, qsizetype(i)), m_problems);
}

void Reader::steps(const QString &key, std::vector<Step> &value, Need need)
{
    if (const Json *json = find(key, need))
        value = readSteps(*json, pointerTo(m_pointer, key), m_problems);
}

void Reader::oneStep(const QString &key, std::vector<Step> &value)
{
    if (const Json *json = find(key))
        value = {readStep(*json, pointerTo(m_pointer, key), m_problems)};
}

} // namespace Foray
