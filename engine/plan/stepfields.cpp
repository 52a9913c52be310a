// SPDX-License-Identifier: MIT
#include "engine/plan/stepfields.h"

#include "engine/base/json.h"
#include "engine/plan/reader.h"
#include "engine/plan/writer.h"

#include <algorithm>

namespace Foray {

namespace {

using Kind = StepField::Kind;

template <typename E>
QStringList choicesOf()
{
    QStringList choices;
    for (const auto &[name, value] : names(E())) {
        if (nameOf(value) == name)
            choices += name;
    }
    return choices;
}

// An Io of engine/plan/fields.h that describes.
class FieldLister
{
public:
    static constexpr bool readOnly = true;

    QList<StepField> fields;

    void text(const QString &key, const QString &value, Need need = Need::Optional)
    {
        add({.kind = Kind::Text, .key = key, .value = Json(toStd(value))}, need);
    }
    void code(const QString &key, const QString &value, Need need = Need::Optional)
    {
        add({.kind = Kind::Code, .key = key, .value = Json(toStd(value))}, need);
    }
    void texts(const QString &key, const QStringList &values, Need need = Need::Optional)
    {
        add({.kind = Kind::Texts, .key = key, .value = listJson(values)}, need);
    }
    void codes(const QString &key, const QStringList &values, Need need = Need::Optional)
    {
        add({.kind = Kind::Codes, .key = key, .value = listJson(values)}, need);
    }
    void flag(const QString &key, bool value, bool) { add({.kind = Kind::Flag, .key = key, .value = Json(value)}); }
    void number(const QString &key, int value, int, int, Need need = Need::Optional)
    {
        add({.kind = Kind::Number, .key = key, .value = Json(value)}, need);
    }
    void number(const QString &key, double value, double)
    {
        add({.kind = Kind::Decimal, .key = key, .value = numberJson(value)});
    }
    void number(const QString &key, const std::optional<int> &value, int)
    {
        add({.kind = Kind::Number, .key = key, .value = value ? Json(*value) : Json(), .optional = true});
    }
    void modifiers(const QString &key, int bits)
    {
        Writer writer;
        writer.modifiers(key, bits);
        add({.kind = Kind::Modifiers, .key = key, .value = valueIn(writer, key), .choices = choicesOf<Modifier>()});
    }
    void point(const QString &key, const std::optional<QPair<double, double>> &value)
    {
        add({.kind = Kind::Point, .key = key, .value = written(key, value, &Writer::point), .optional = true});
    }
    void target(const QString &key, const Target &value, Need need)
    {
        const bool isNone = need == Need::Optional && value == Target();
        add({.kind = Kind::Target, .key = key, .value = isNone ? Json() : toJson(value)}, need);
    }
    void frames(const QString &key, const QList<FrameRef> &value)
    {
        add({.kind = Kind::Frames, .key = key, .value = written(key, value, &Writer::frames)});
    }
    void json(const QString &key, const JsonValue &value) { add({.kind = Kind::Rows, .key = key, .value = value}); }
    void condition(const QString &key, const Condition &value, Need need)
    {
        add({.kind = Kind::Condition, .key = key, .value = toJson(value)}, need);
    }
    void condition(const QString &key, const std::optional<Condition> &value)
    {
        add({.kind = Kind::Condition, .key = key, .value = value ? toJson(*value) : Json(), .optional = true});
    }
    void steps(const QString &, const std::vector<Step> &) {}
    void oneStep(const QString &, const std::vector<Step> &) {}

    template <typename E>
    void choice(const QString &key, E value, E)
    {
        add({.kind = Kind::Choice, .key = key, .value = Json(toStd(nameOf(value))), .choices = choicesOf<E>()});
    }
    template <typename E>
    void choice(const QString &key, const std::optional<E> &value)
    {
        add({.kind = Kind::Choice,
             .key = key,
             .value = value ? Json(toStd(nameOf(*value))) : Json(),
             .choices = choicesOf<E>(),
             .optional = true});
    }

private:
    void add(StepField field, Need need = Need::Optional)
    {
        field.required = need == Need::Required;
        fields += std::move(field);
    }
    static Json listJson(const QStringList &values)
    {
        Json list = Json::array();
        for (const QString &value : values)
            list.push_back(toStd(value));
        return list;
    }
    static Json valueIn(const Writer &writer, const QString &key) { return writer.object().value(toStd(key), Json()); }
    template <typename T>
    static Json written(const QString &key, const T &value, void (Writer::*write)(const QString &, const T &))
    {
        Writer writer;
        (writer.*write)(key, value);
        return valueIn(writer, key);
    }
};

// An Io of engine/plan/fields.h that reads one key into its value and leaves all others alone.
class FieldSetter
{
public:
    static constexpr bool readOnly = false;

    FieldSetter(const QString &key, const Json &value)
        : m_key(key)
        , m_object{{toStd(key), value}}
        , m_reader(m_object, QString(), m_problems)
    {
    }

    void text(const QString &key, QString &value, Need need = Need::Optional) { read(&Reader::text, key, value, {}, need); }
    void code(const QString &key, QString &value, Need need = Need::Optional) { read(&Reader::code, key, value, {}, need); }
    void texts(const QString &key, QStringList &values, Need need = Need::Optional)
    {
        read(&Reader::texts, key, values, {}, need);
    }
    void codes(const QString &key, QStringList &values, Need need = Need::Optional)
    {
        read(&Reader::codes, key, values, {}, need);
    }
    void flag(const QString &key, bool &value, bool fallback) { read(&Reader::flag, key, value, fallback, fallback); }
    void number(const QString &key, int &value, int fallback, int least, Need need = Need::Optional)
    {
        if (isMine(key, value, fallback))
            m_reader.number(key, value, fallback, least, need);
    }
    void number(const QString &key, double &value, double fallback)
    {
        if (isMine(key, value, fallback))
            m_reader.number(key, value, fallback);
    }
    void number(const QString &key, std::optional<int> &value, int least)
    {
        if (isMine(key, value, {}))
            m_reader.number(key, value, least);
    }
    void modifiers(const QString &key, int &bits) { read(&Reader::modifiers, key, bits, 0); }
    void point(const QString &key, std::optional<QPair<double, double>> &value) { read(&Reader::point, key, value, {}); }
    void target(const QString &key, Target &value, Need need) { read(&Reader::target, key, value, {}, need); }
    void frames(const QString &key, QList<FrameRef> &value) { read(&Reader::frames, key, value, {}); }
    void json(const QString &key, JsonValue &value) { read(&Reader::json, key, value, {}); }
    void condition(const QString &key, Condition &value, Need need)
    {
        if (isMine(key, value, {}))
            m_reader.condition(key, value, need);
    }
    void condition(const QString &key, std::optional<Condition> &value)
    {
        if (isMine(key, value, {}))
            m_reader.condition(key, value);
    }
    void steps(const QString &, std::vector<Step> &) {}
    void oneStep(const QString &, std::vector<Step> &) {}
    template <typename E>
    void choice(const QString &key, E &value, E fallback)
    {
        if (isMine(key, value, fallback))
            m_reader.choice(key, value, fallback);
    }
    template <typename E>
    void choice(const QString &key, std::optional<E> &value)
    {
        if (isMine(key, value, {}))
            m_reader.choice(key, value);
    }

    bool isFound() const { return m_found; }
    Result<> outcome() const
    {
        for (const Problem &problem : m_problems) {
            if (problem.severity == Problem::Severity::Error)
                return failure(ErrorKind::InvalidPlan, problem.message, problem.pointer);
        }
        if (!m_found)
            return failure(ErrorKind::InvalidArgument, QStringLiteral("there is no '%1' here").arg(m_key));
        return {};
    }

private:
    // Whether it is this key's turn; then the value starts from what saying nothing means.
    template <typename T>
    bool isMine(const QString &key, T &value, const std::type_identity_t<T> &fallback)
    {
        if (key != m_key)
            return false;
        m_found = true;
        value = fallback;
        return true;
    }
    template <typename T, typename... More>
    void read(void (Reader::*reader)(const QString &, T &, More...), const QString &key, T &value,
              const std::type_identity_t<T> &fallback, std::type_identity_t<More>... more)
    {
        if (isMine(key, value, fallback))
            (m_reader.*reader)(key, value, more...);
    }

    QString m_key;
    Json m_object;
    QList<Problem> m_problems;
    Reader m_reader;
    bool m_found = false;
};

template <typename Variant>
QList<StepField> list(const Variant &value)
{
    FieldLister lister;
    std::visit([&](const auto &kind) { fields(lister, kind); }, value);
    return lister.fields;
}

template <typename Variant>
Result<Variant> set(Variant value, const QString &key, const JsonValue &json)
{
    FieldSetter setter(key, json.get());
    std::visit([&](auto &kind) { fields(setter, kind); }, value);
    if (auto outcome = setter.outcome(); !outcome)
        return failure(outcome.error());
    return value;
}

// A file says a double click by the step's type; a form by the count.
constexpr int doubleClick = 2;

} // namespace

QList<StepField> fieldsOf(const Action &action)
{
    const auto *click = std::get_if<Click>(&action);
    if (!click || click->count != doubleClick)
        return list(action);
    Click single = *click;
    single.count = 1;
    QList<StepField> fields = list(Action(single));
    for (StepField &field : fields) {
        if (field.key == u"count")
            field.value = Json(doubleClick);
    }
    return fields;
}

QList<StepField> commonFieldsOf(const Step &step)
{
    return {
        {.kind = Kind::Text, .key = "id", .value = Json(toStd(step.id)), .required = true},
        {.kind = Kind::Text, .key = "note", .value = Json(toStd(step.note))},
        {.kind = Kind::Flag, .key = "disabled", .value = Json(step.disabled)},
        {.kind = Kind::Number, .key = "timeout", .value = step.timeout ? Json(*step.timeout) : Json(), .optional = true},
        {.kind = Kind::Number, .key = "retry", .value = Json(step.onError.retries)},
        {.kind = Kind::Choice, .key = "then", .value = Json(step.onError.skip ? "skip" : "stop"), .choices = {"stop", "skip"}}};
}

QList<StepField> fieldsOf(const Condition::Kind &condition)
{
    return list(condition);
}

Result<Action> withField(const Action &action, const QString &key, const JsonValue &value)
{
    Action start = action;
    if (auto *click = std::get_if<Click>(&start); click && key == u"count")
        click->count = 1;
    return set(start, key, value);
}

Result<Step> withField(const Step &step, const QString &key, const JsonValue &value)
{
    Step changed = step;
    FieldSetter setter(key, value.get());
    setter.text("id", changed.id, Need::Required);
    setter.text("note", changed.note);
    setter.flag("disabled", changed.disabled, false);
    setter.number("timeout", changed.timeout, 1);
    setter.number("retry", changed.onError.retries, 0, 0);
    QString then;
    setter.text("then", then);
    if (key == u"then")
        changed.onError.skip = then == u"skip";
    if (const auto outcome = setter.outcome(); outcome || setter.isFound())
        return outcome ? Result<Step>(changed) : failure(outcome.error());
    auto action = withField(step.action, key, value);
    if (!action)
        return failure(action.error());
    changed.action = std::move(*action);
    return changed;
}

Result<Condition::Kind> withField(const Condition::Kind &condition, const QString &key, const JsonValue &value)
{
    return set(condition, key, value);
}

QList<QPair<QString, Target>> namedTargetsOf(const Action &action)
{
    QList<QPair<QString, Target>> targets;
    for (const StepField &field : fieldsOf(action)) {
        if (field.kind != StepField::Kind::Target || field.value.isNull())
            continue;
        QList<Problem> ignored; // whoever reads the plan says them
        const Target target = readTarget(field.value.get(), {}, ignored);
        if (!target.isEmpty())
            targets += {field.key, target};
    }
    return targets;
}

QList<Target> targetsOf(const Action &action)
{
    QList<Target> targets;
    for (const auto &[key, target] : namedTargetsOf(action))
        targets += target;
    return targets;
}

} // namespace Foray
