// SPDX-License-Identifier: MIT
#include "engine/plan/schemacheck.h"

#include "engine/base/json.h"
#include "engine/base/suggest.h"
#include "engine/plan/selectorcheck.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

const QStringList schemaKeys{u"name"_qs, u"baseSelector"_qs, u"baseFields"_qs, u"fields"_qs, u"engine"_qs};
const QStringList fieldKeys{u"name"_qs,    u"selector"_qs, u"type"_qs,      u"attribute"_qs, u"pattern"_qs,    u"group"_qs,
                            u"default"_qs, u"fields"_qs,   u"transform"_qs, u"source"_qs,    u"expression"_qs, u"function"_qs};
const QStringList valueTypes{u"text"_qs, u"attribute"_qs, u"html"_qs, u"regex"_qs};
const QStringList groupTypes{u"nested"_qs, u"list"_qs, u"nested_list"_qs};
const QStringList transforms{u"lowercase"_qs, u"uppercase"_qs, u"strip"_qs};
// Attributes that Crawl4AI's JSON-CSS gives as lists of words; the others are lists on a few elements only.
const QStringList listAttributes{u"class"_qs, u"accesskey"_qs, u"dropzone"_qs};

// Where a field stands decides what it may be.
enum class Place { Base, Item, ListItem };

class SchemaChecker
{
public:
    explicit SchemaChecker(bool xpath)
        : m_xpath(xpath)
    {
    }

    QList<Problem> check(const Json &schema);

private:
    void checkKeys(const Json &object, const QStringList &known, const QString &pointer);
    void checkSelector(const Json &holder, const QString &key, const QString &pointer, Place place);
    void checkFields(const Json &fields, const QString &pointer, Place place);
    void checkField(const Json &field, const QString &pointer, Place place);
    void checkGroup(const Json &field, const QString &type, const QString &pointer, Place place);
    void checkComputed(const Json &field, const QString &pointer, Place place);
    void checkValue(const Json &field, const QStringList &steps, const QString &pointer, Place place);
    void checkSteps(const QStringList &steps, const QString &pointer);
    void checkAttribute(const Json &field, const QStringList &steps, const QString &pointer);
    void checkPattern(const Json &field, const QString &pointer);
    void checkPatternGroup(const Json &field, const QRegularExpression &pattern, const QString &pointer);
    void checkTransform(const Json &field, const QStringList &steps, const QString &pointer, Place place);
    void checkSource(const Json &field, const QString &pointer, Place place);
    bool isString(const Json &holder, const QString &key, const QString &pointer);

    void error(const QString &pointer, const QString &message)
    {
        m_problems += Problem{Problem::Severity::Error, pointer, message};
    }
    void warning(const QString &pointer, const QString &message)
    {
        m_problems += Problem{Problem::Severity::Warning, pointer, message};
    }

    bool m_xpath;
    QList<Problem> m_problems;
};

bool has(const Json &object, const QString &key)
{
    return object.contains(toStd(key));
}

const Json &at(const Json &object, const QString &key)
{
    return object.at(toStd(key));
}

// False when the value is there and is no string; then that is said.
bool SchemaChecker::isString(const Json &holder, const QString &key, const QString &pointer)
{
    if (!has(holder, key))
        return false;
    if (!at(holder, key).is_string()) {
        error(pointerTo(pointer, key), u"'%1' must be a string"_qs.arg(key));
        return false;
    }
    return true;
}

QList<Problem> SchemaChecker::check(const Json &schema)
{
    if (!schema.is_object()) {
        error({}, u"a schema must be a JSON object with 'baseSelector' and 'fields'"_qs);
        return m_problems;
    }
    checkKeys(schema, schemaKeys, {});
    isString(schema, u"name"_qs, {});
    if (!has(schema, u"baseSelector"_qs))
        error({}, u"the schema has no 'baseSelector'"_qs);
    else
        checkSelector(schema, u"baseSelector"_qs, {}, Place::Base);
    if (has(schema, u"baseFields"_qs))
        checkFields(at(schema, u"baseFields"_qs), u"/baseFields"_qs, Place::Base);
    if (!has(schema, u"fields"_qs))
        error({}, u"the schema has no 'fields'"_qs);
    else
        checkFields(at(schema, u"fields"_qs), u"/fields"_qs, Place::Item);
    return m_problems;
}

void SchemaChecker::checkKeys(const Json &object, const QStringList &known, const QString &pointer)
{
    for (const auto &[key, value] : object.items()) {
        const QString name = QString::fromStdString(key);
        if (!known.contains(name))
            warning(pointerTo(pointer, name), u"unknown key '%1', which Crawl4AI ignores"_qs.arg(name) + didYouMean(name, known));
    }
}

void SchemaChecker::checkSelector(const Json &holder, const QString &key, const QString &pointer, Place place)
{
    if (!isString(holder, key, pointer))
        return;
    const QString selector = toQString(at(holder, key));
    const SelectorFault fault = !m_xpath                 ? checkCssSelector(selector)
                                : key == u"baseSelector" ? checkBaseXPath(selector)
                                                         : checkFieldXPath(selector);
    if (fault.kind == SelectorFault::Kind::None)
        return;
    const bool stops = fault.kind == SelectorFault::Kind::Broken && place == Place::Base;
    if (stops)
        error(pointerTo(pointer, key), fault.message);
    else
        warning(pointerTo(pointer, key), fault.message);
}

void SchemaChecker::checkFields(const Json &fields, const QString &pointer, Place place)
{
    if (!fields.is_array()) {
        error(pointer, u"the fields must be a list"_qs);
        return;
    }
    QSet<QString> names;
    for (qsizetype i = 0; i < qsizetype(fields.size()); ++i) {
        const Json &field = fields.at(size_t(i));
        const QString here = pointerTo(pointer, i);
        checkField(field, here, place);
        if (!field.is_object() || !has(field, u"name"_qs) || !at(field, u"name"_qs).is_string())
            continue;
        const QString name = toQString(at(field, u"name"_qs));
        if (names.contains(name))
            warning(pointerTo(here, u"name"_qs), u"two fields are named '%1'; the later one with a value wins"_qs.arg(name));
        names.insert(name);
    }
}

// The steps of a field's type: one, or a list of them. Nothing when it is neither.
QStringList stepsOf(const Json &type)
{
    if (type.is_string())
        return {toQString(type)};
    QStringList steps;
    for (const Json &step : type) {
        if (step.is_string())
            steps += toQString(step);
    }
    return steps;
}

void SchemaChecker::checkField(const Json &field, const QString &pointer, Place place)
{
    if (!field.is_object()) {
        error(pointer, u"a field must be a JSON object with 'name' and 'type'"_qs);
        return;
    }
    checkKeys(field, fieldKeys, pointer);
    if (!has(field, u"name"_qs))
        error(pointer, u"the field has no 'name'"_qs);
    else
        isString(field, u"name"_qs, pointer);
    if (has(field, u"selector"_qs))
        checkSelector(field, u"selector"_qs, pointer, place);
    checkSource(field, pointer, place);
    if (!has(field, u"type"_qs)) {
        error(pointer, u"the field has no 'type'"_qs);
        return;
    }
    const Json &type = at(field, u"type"_qs);
    const QStringList steps = stepsOf(type);
    if (!type.is_string() && !(type.is_array() && steps.size() == qsizetype(type.size()))) {
        error(pointerTo(pointer, u"type"_qs), u"'type' must be a string or a list of strings"_qs);
        return;
    }
    if (type.is_string() && groupTypes.contains(steps.constFirst()))
        checkGroup(field, steps.constFirst(), pointer, place);
    else if (type.is_string() && steps.constFirst() == u"computed")
        checkComputed(field, pointer, place);
    else
        checkValue(field, steps, pointer, place);
}

void SchemaChecker::checkGroup(const Json &field, const QString &type, const QString &pointer, Place place)
{
    if (place != Place::Item) {
        warning(pointerTo(pointer, u"type"_qs),
                u"Crawl4AI gives the element's HTML for '%1' in %2"_qs.arg(
                    type, place == Place::Base ? u"baseFields"_qs : u"a list; let the list be a 'nested_list'"_qs));
        return;
    }
    if (!has(field, u"selector"_qs))
        error(pointer, u"a field of the type '%1' needs a 'selector'"_qs.arg(type));
    if (!has(field, u"fields"_qs))
        error(pointer, u"a field of the type '%1' needs 'fields'"_qs.arg(type));
    else
        checkFields(at(field, u"fields"_qs), pointerTo(pointer, u"fields"_qs), type == u"list" ? Place::ListItem : Place::Item);
}

void SchemaChecker::checkComputed(const Json &field, const QString &pointer, Place place)
{
    if (place != Place::Item)
        warning(pointerTo(pointer, u"type"_qs), u"Crawl4AI gives the element's HTML for 'computed' here"_qs);
    else if (has(field, u"expression"_qs))
        warning(pointerTo(pointer, u"expression"_qs), u"Crawl4AI no longer evaluates expressions; the field gets its default"_qs);
    else
        warning(pointer, u"a computed field has no value: its 'function' is a Python object, which JSON cannot hold"_qs);
}

void SchemaChecker::checkValue(const Json &field, const QStringList &steps, const QString &pointer, Place place)
{
    const QStringList known = valueTypes + groupTypes + QStringList{u"computed"_qs};
    for (const QString &step : steps) {
        if (!valueTypes.contains(step)) {
            error(pointerTo(pointer, u"type"_qs), known.contains(step)
                                                      ? u"'%1' cannot be one of several types"_qs.arg(step)
                                                      : u"unknown field type '%1'"_qs.arg(step) + didYouMean(step, known));
            return;
        }
    }
    checkSteps(steps, pointer);
    if (steps.contains(u"attribute"_qs))
        checkAttribute(field, steps, pointer);
    if (steps.contains(u"regex"_qs))
        checkPattern(field, pointer);
    checkTransform(field, steps, pointer, place);
}

void SchemaChecker::checkSteps(const QStringList &steps, const QString &pointer)
{
    const QString here = pointerTo(pointer, u"type"_qs);
    if (steps.isEmpty())
        warning(here, u"without a type, Crawl4AI gives the element's HTML"_qs);
    for (qsizetype i = 1; i < steps.size(); ++i) {
        if (steps.at(i) != u"regex")
            warning(here,
                    u"'%1' after '%2' always gives the default; only 'regex' can follow"_qs.arg(steps.at(i), steps.at(i - 1)));
    }
}

void SchemaChecker::checkAttribute(const Json &field, const QStringList &steps, const QString &pointer)
{
    if (!has(field, u"attribute"_qs)) {
        error(pointer, u"a field of the type 'attribute' needs an 'attribute'"_qs);
        return;
    }
    if (!isString(field, u"attribute"_qs, pointer))
        return;
    const QString here = pointerTo(pointer, u"attribute"_qs);
    const QString name = toQString(at(field, u"attribute"_qs));
    if (name != name.toLower())
        warning(here, u"Crawl4AI finds attributes by their names in lower case only; write '%1'"_qs.arg(name.toLower()));
    if (m_xpath || !listAttributes.contains(name))
        return;
    const bool transformed = has(field, u"transform"_qs) && at(field, u"transform"_qs).is_string() &&
                             transforms.contains(toQString(at(field, u"transform"_qs)));
    if (steps.contains(u"regex"_qs) || transformed)
        warning(here,
                u"Crawl4AI gives '%1' as a list of words, on which 'regex' and 'transform' always give the default"_qs.arg(name));
}

// Python's spellings that PCRE does not know.
QString pcre(QString pattern)
{
    static const QRegularExpression code(uR"(\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8}))"_qs);
    return pattern.replace(code, u"\\x{\\1\\2}"_qs);
}

void SchemaChecker::checkPattern(const Json &field, const QString &pointer)
{
    if (!has(field, u"pattern"_qs) || at(field, u"pattern"_qs) == "") {
        warning(pointer, u"without a 'pattern', 'regex' changes nothing, and the field is the element's HTML"_qs);
        return;
    }
    if (!isString(field, u"pattern"_qs, pointer))
        return;
    const QString here = pointerTo(pointer, u"pattern"_qs);
    const QString text = toQString(at(field, u"pattern"_qs));
    static const QRegularExpression foreignName(uR"(\(\?<([A-Za-z_]\w*)>)"_qs);
    if (const auto match = foreignName.match(text); match.hasMatch()) {
        warning(here, u"Python names a group '(?P<%1>…)'; as it is, the field gets its default"_qs.arg(match.captured(1)));
        return;
    }
    const QRegularExpression pattern(pcre(text), QRegularExpression::UseUnicodePropertiesOption);
    if (!pattern.isValid())
        warning(here, u"not a regular expression (%1 at position %2); the field gets its default"_qs.arg(pattern.errorString())
                          .arg(pattern.patternErrorOffset()));
    else
        checkPatternGroup(field, pattern, pointer);
}

void SchemaChecker::checkPatternGroup(const Json &field, const QRegularExpression &pattern, const QString &pointer)
{
    const Json group = field.value("group", Json(1));
    if (group.is_string()) {
        if (!pattern.namedCaptureGroups().contains(toQString(group)))
            warning(pointerTo(pointer, u"group"_qs), u"the pattern has no group named '%1'"_qs.arg(toQString(group)));
    } else if (!group.is_number_integer()) {
        error(pointerTo(pointer, u"group"_qs), u"'group' must be a number or a group's name"_qs);
    } else if (const auto number = group.get<qint64>(); number < 0 || number > pattern.captureCount()) {
        warning(pointerTo(pointer, has(field, u"group"_qs) ? u"group"_qs : u"pattern"_qs),
                u"the pattern has no group %1; put brackets around the part to take, or set 'group' to 0 for all of it"_qs.arg(
                    number));
    }
}

void SchemaChecker::checkTransform(const Json &field, const QStringList &steps, const QString &pointer, Place place)
{
    if (!has(field, u"transform"_qs))
        return;
    const QString here = pointerTo(pointer, u"transform"_qs);
    const Json &transform = at(field, u"transform"_qs);
    if (!transform.is_string()) {
        warning(here, u"'transform' takes one name; Crawl4AI ignores anything else"_qs);
        return;
    }
    const QString name = toQString(transform);
    if (!transforms.contains(name)) {
        warning(here, u"Crawl4AI ignores the transform '%1'; there are lowercase, uppercase and strip"_qs.arg(name));
        return;
    }
    const bool mayBeMissing = steps.contains(u"attribute"_qs) || steps.contains(u"regex"_qs);
    if (place == Place::Base && mayBeMissing)
        warning(here,
                u"one item without this value stops the whole extraction; move the field to 'fields' or drop the transform"_qs);
    else if (place == Place::ListItem && mayBeMissing)
        warning(here, u"one item without this value turns the whole list into its default"_qs);
}

void SchemaChecker::checkSource(const Json &field, const QString &pointer, Place place)
{
    if (!has(field, u"source"_qs) || !isString(field, u"source"_qs, pointer))
        return;
    const QString here = pointerTo(pointer, u"source"_qs);
    const QString source = toQString(at(field, u"source"_qs)).trimmed();
    static const QRegularExpression understood(uR"(^\+\s*[\w-]*(\s*\.[\w:-]+)*$|^\+\s*\*$)"_qs);
    if (place != Place::Item)
        warning(here, u"Crawl4AI ignores 'source' in baseFields and in a list"_qs);
    else if (!source.startsWith(u'+'))
        warning(here, u"Crawl4AI understands '+ tag.class' only: the next sibling that is like this"_qs);
    else if (!understood.match(source).hasMatch() || (!m_xpath && source.contains(u'*')))
        warning(here, u"Crawl4AI understands a tag and classes after '+', nothing else"_qs);
}

} // namespace

QList<Problem> checkSchema(const Json &schema, const QString &engine)
{
    QList<Problem> problems;
    QString name = engine;
    if (name.isEmpty() && schema.is_object() && schema.contains("engine")) {
        const Json &own = schema.at("engine");
        name = own.is_string() ? toQString(own) : QString();
        if (name != u"css" && name != u"xpath")
            problems += Problem{Problem::Severity::Error, u"/engine"_qs, u"'engine' must be 'css' or 'xpath'"_qs};
    }
    return problems + SchemaChecker(name == u"xpath").check(schema);
}

} // namespace Foray
