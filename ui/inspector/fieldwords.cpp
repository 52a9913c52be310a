// SPDX-License-Identifier: MIT
#include "ui/inspector/fieldwords.h"

#include "engine/base/json.h"

#include <QCoreApplication>
#include <QHash>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
};

using Kind = StepField::Kind;

struct Entry
{
    const char *label;
    const char *hint = nullptr;
};

const QHash<QString, Entry> &entries()
{
    static const QHash<QString, Entry> all{
        {"id", {QT_TRANSLATE_NOOP("FieldWords", "Name"), QT_TRANSLATE_NOOP("FieldWords", "unique in the plan")}},
        {"note", {QT_TRANSLATE_NOOP("FieldWords", "Note"), QT_TRANSLATE_NOOP("FieldWords", "for people")}},
        {"disabled", {QT_TRANSLATE_NOOP("FieldWords", "Disabled")}},
        {"timeout", {QT_TRANSLATE_NOOP("FieldWords", "Timeout, ms"), QT_TRANSLATE_NOOP("FieldWords", "as the plan says")}},
        {"retry", {QT_TRANSLATE_NOOP("FieldWords", "Tries again"), QT_TRANSLATE_NOOP("FieldWords", "further attempts")}},
        {"then", {QT_TRANSLATE_NOOP("FieldWords", "If it fails")}},
        {"url", {QT_TRANSLATE_NOOP("FieldWords", "Address"), QT_TRANSLATE_NOOP("FieldWords", "https://…")}},
        {"urls", {QT_TRANSLATE_NOOP("FieldWords", "Addresses"), QT_TRANSLATE_NOOP("FieldWords", "https://…?page=[1-50]")}},
        {"title", {QT_TRANSLATE_NOOP("FieldWords", "Title"), QT_TRANSLATE_NOOP("FieldWords", "*part of it*")}},
        {"index", {QT_TRANSLATE_NOOP("FieldWords", "Number"), QT_TRANSLATE_NOOP("FieldWords", "from 0; -1 is the newest")}},
        {"wait_until", {QT_TRANSLATE_NOOP("FieldWords", "Until")}},
        {"cache_mode", {QT_TRANSLATE_NOOP("FieldWords", "Cache")}},
        {"button", {QT_TRANSLATE_NOOP("FieldWords", "Button")}},
        {"count", {QT_TRANSLATE_NOOP("FieldWords", "Count")}},
        {"modifiers", {QT_TRANSLATE_NOOP("FieldWords", "Keys held")}},
        {"offset", {QT_TRANSLATE_NOOP("FieldWords", "Offset, px"), QT_TRANSLATE_NOOP("FieldWords", "x, y; else the middle")}},
        {"value", {QT_TRANSLATE_NOOP("FieldWords", "Value"), QT_TRANSLATE_NOOP("FieldWords", "text, option, or true or false")}},
        {"key", {QT_TRANSLATE_NOOP("FieldWords", "Key"), QT_TRANSLATE_NOOP("FieldWords", "Enter, a, Control+A")}},
        {"to", {QT_TRANSLATE_NOOP("FieldWords", "To")}},
        {"x", {QT_TRANSLATE_NOOP("FieldWords", "Right, px")}},
        {"y", {QT_TRANSLATE_NOOP("FieldWords", "Down, px")}},
        {"target", {QT_TRANSLATE_NOOP("FieldWords", "Target")}},
        {"elements", {QT_TRANSLATE_NOOP("FieldWords", "Elements")}},
        {"files", {QT_TRANSLATE_NOOP("FieldWords", "Files"), QT_TRANSLATE_NOOP("FieldWords", "one a line, beside the plan")}},
        {"accept", {QT_TRANSLATE_NOOP("FieldWords", "Accept")}},
        {"text", {QT_TRANSLATE_NOOP("FieldWords", "Text")}},
        {"js_code", {QT_TRANSLATE_NOOP("FieldWords", "JavaScript"), QT_TRANSLATE_NOOP("FieldWords", "a function's body")}},
        {"js", {QT_TRANSLATE_NOOP("FieldWords", "JavaScript"), QT_TRANSLATE_NOOP("FieldWords", "a function that gives true")}},
        {"schema", {QT_TRANSLATE_NOOP("FieldWords", "Schema"), QT_TRANSLATE_NOOP("FieldWords", "one of the plan's")}},
        {"table", {QT_TRANSLATE_NOOP("FieldWords", "Table"), QT_TRANSLATE_NOOP("FieldWords", "named as the schema")}},
        {"css_selector",
         {QT_TRANSLATE_NOOP("FieldWords", "Only in"), QT_TRANSLATE_NOOP("FieldWords", "CSS; else the whole page")}},
        {"frames",
         {QT_TRANSLATE_NOOP("FieldWords", "Frames"), QT_TRANSLATE_NOOP("FieldWords", "[{\"name\": …}], outermost first")}},
        {"within", {QT_TRANSLATE_NOOP("FieldWords", "Within"), QT_TRANSLATE_NOOP("FieldWords", "a loop's element")}},
        {"file", {QT_TRANSLATE_NOOP("FieldWords", "File"), QT_TRANSLATE_NOOP("FieldWords", "a name")}},
        {"fullPage", {QT_TRANSLATE_NOOP("FieldWords", "Whole page")}},
        {"width", {QT_TRANSLATE_NOOP("FieldWords", "Width, px")}},
        {"height", {QT_TRANSLATE_NOOP("FieldWords", "Height, px")}},
        {"times", {QT_TRANSLATE_NOOP("FieldWords", "Times"), QT_TRANSLATE_NOOP("FieldWords", "until something else ends it")}},
        {"while", {QT_TRANSLATE_NOOP("FieldWords", "While")}},
        {"until", {QT_TRANSLATE_NOOP("FieldWords", "Until")}},
        {"condition", {QT_TRANSLATE_NOOP("FieldWords", "If")}},
        {"max", {QT_TRANSLATE_NOOP("FieldWords", "At most"), QT_TRANSLATE_NOOP("FieldWords", "rounds")}},
        {"rows", {QT_TRANSLATE_NOOP("FieldWords", "Rows"), QT_TRANSLATE_NOOP("FieldWords", "[{\"word\": \"blue\"}, …]")}},
        {"as", {QT_TRANSLATE_NOOP("FieldWords", "Called"), QT_TRANSLATE_NOOP("FieldWords", "what its steps call it")}},
        {"selector", {QT_TRANSLATE_NOOP("FieldWords", "Selector"), QT_TRANSLATE_NOOP("FieldWords", "CSS, or xpath/…, text/…")}},
        {"state", {QT_TRANSLATE_NOOP("FieldWords", "State")}},
        {"operator", {QT_TRANSLATE_NOOP("FieldWords", "Compare")}},
        {"what", {QT_TRANSLATE_NOOP("FieldWords", "Of it")}},
        {"match", {QT_TRANSLATE_NOOP("FieldWords", "Match")}},
        {"quiet", {QT_TRANSLATE_NOOP("FieldWords", "Quiet, ms")}},
        {"ms", {QT_TRANSLATE_NOOP("FieldWords", "Time, ms")}},
    };
    return all;
}

// Several scripts or texts on one line each would not survive their own line breaks.
bool isList(const StepField &field)
{
    return field.value.get().is_array() && field.value.get().size() > 1;
}

bool isJson(const StepField &field)
{
    return field.kind == Kind::Frames || field.kind == Kind::Rows || (field.kind == Kind::Codes && isList(field));
}

bool isLines(const StepField &field)
{
    return field.kind == Kind::Texts && (isList(field) || field.key == u"files");
}

Json numberOf(const QString &text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    if (!isNumber)
        return Json(toStd(text)); // which the reader refuses in its own words
    return number == double(int(number)) ? Json(int(number)) : Json(number);
}

Json linesOf(const QString &text)
{
    Json lines = Json::array();
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        lines.push_back(toStd(line));
    return lines;
}

} // namespace

FieldWords fieldWords(const QString &key)
{
    const auto it = entries().find(key);
    if (it == entries().end())
        return {key, {}};
    return {Words::tr(it->label), it->hint ? Words::tr(it->hint) : QString()};
}

QString choiceWords(const QString &key, const QString &choice)
{
    static const QHash<QString, const char *> words{
        {"wait_until/", QT_TRANSLATE_NOOP("FieldWords", "loaded, or its wait")},
        {"wait_until/load", QT_TRANSLATE_NOOP("FieldWords", "loaded")},
        {"wait_until/domcontentloaded", QT_TRANSLATE_NOOP("FieldWords", "document read")},
        {"wait_until/commit", QT_TRANSLATE_NOOP("FieldWords", "first answer")},
        {"wait_until/networkidle", QT_TRANSLATE_NOOP("FieldWords", "network idle")},
        {"cache_mode/", QT_TRANSLATE_NOOP("FieldWords", "as the plan says")},
        {"cache_mode/read_only", QT_TRANSLATE_NOOP("FieldWords", "read only")},
        {"cache_mode/write_only", QT_TRANSLATE_NOOP("FieldWords", "write only")},
        {"to/by", QT_TRANSLATE_NOOP("FieldWords", "by so many px")},
        {"to/element", QT_TRANSLATE_NOOP("FieldWords", "until the target is in view")},
        {"to/end", QT_TRANSLATE_NOOP("FieldWords", "the end")},
        {"then/stop", QT_TRANSLATE_NOOP("FieldWords", "stop the run")},
        {"then/skip", QT_TRANSLATE_NOOP("FieldWords", "go on with the next step")},
        {"operator/>=", QT_TRANSLATE_NOOP("FieldWords", "at least (>=)")},
        {"operator/==", QT_TRANSLATE_NOOP("FieldWords", "exactly (==)")},
        {"operator/<=", QT_TRANSLATE_NOOP("FieldWords", "at most (<=)")},
    };
    const char *text = words.value(key + u'/' + choice);
    return text ? Words::tr(text) : choice;
}

QString conditionWords(const QString &type)
{
    static const QHash<QString, const char *> words{
        {"selector", QT_TRANSLATE_NOOP("FieldWords", "an element is there, or gone")},
        {"changed", QT_TRANSLATE_NOOP("FieldWords", "an element has changed")},
        {"text", QT_TRANSLATE_NOOP("FieldWords", "a text is there")},
        {"url", QT_TRANSLATE_NOOP("FieldWords", "the address is")},
        {"response", QT_TRANSLATE_NOOP("FieldWords", "an answer came from")},
        {"networkidle", QT_TRANSLATE_NOOP("FieldWords", "the network is idle")},
        {"js", QT_TRANSLATE_NOOP("FieldWords", "a script says so")},
        {"delay", QT_TRANSLATE_NOOP("FieldWords", "a time is over")},
    };
    const char *text = words.value(type);
    return text ? Words::tr(text) : type;
}

QString textOf(const StepField &field)
{
    const Json &value = field.value.get();
    if (value.is_null() || (value.is_array() && value.empty()))
        return {};
    if (isJson(field))
        return QString::fromUtf8(dumpJson(value));
    if (field.kind == Kind::Point)
        return QStringLiteral("%1, %2").arg(toQString(value["x"]), toQString(value["y"]));
    if (!value.is_array())
        return toQString(value);
    QStringList lines;
    for (const Json &line : value)
        lines += toQString(line);
    return lines.join(u'\n');
}

Result<JsonValue> valueOf(const StepField &field, const QString &text)
{
    const bool isEmpty = text.trimmed().isEmpty();
    if (isJson(field)) {
        const auto json = isEmpty ? Result<Json>(Json()) : parseJson(text.toUtf8());
        return json ? Result<JsonValue>(*json) : failure(json.error());
    }
    if (isLines(field))
        return JsonValue(linesOf(text));
    switch (field.kind) {
    case Kind::Number:
    case Kind::Decimal: return isEmpty ? JsonValue() : JsonValue(numberOf(text));
    case Kind::Point: {
        if (isEmpty)
            return JsonValue();
        const Json x = numberOf(text.section(u',', 0, 0));
        const Json y = numberOf(text.section(u',', 1));
        if (!x.is_number() || !y.is_number())
            return failure(ErrorKind::InvalidArgument, Words::tr("two numbers are needed: x, y"));
        return JsonValue(Json{{"x", x}, {"y", y}});
    }
    default: return JsonValue(Json(toStd(text)));
    }
}

} // namespace Foray
