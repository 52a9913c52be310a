// SPDX-License-Identifier: MIT
#include "engine/plan/variables.h"

#include "engine/base/json.h"
#include "engine/plan/fields.h"

#include <QUrl>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace Foray {

namespace {

// Walks a text: `replace` gives what stands for a ${name}, or nothing to leave it as it is.
QString walk(const QString &text, const std::function<std::optional<QString>(const QString &)> &replace)
{
    QString out;
    qsizetype i = 0;
    while (i < text.size()) {
        const qsizetype dollar = text.indexOf(u'$', i);
        if (dollar < 0)
            break;
        out += QStringView(text).mid(i, dollar - i);
        const QStringView rest = QStringView(text).mid(dollar);
        const qsizetype end = rest.startsWith(u"${") ? rest.indexOf(u'}') : -1;
        const QString name = end < 0 ? QString() : rest.mid(2, end - 2).toString();
        const auto value = name.isEmpty() || name.contains(u'{') || name.contains(u'\n') ? std::nullopt : replace(name);
        if (rest.startsWith(u"$${")) {
            out += u"${";
            i = dollar + 3;
        } else if (value) {
            out += *value;
            i = dollar + end + 1;
        } else {
            out += u'$';
            i = dollar + 1;
        }
    }
    return out + text.mid(i);
}

std::optional<QString> lookUp(const Values &values, const QString &name)
{
    const auto it = values.find(name);
    return it == values.end() ? std::nullopt : std::optional<QString>(*it);
}

QString escapedForScript(const QString &value)
{
    QString out;
    for (const QChar c : value) {
        if (QStringLiteral("\\\"'`$").contains(c))
            out += u'\\' + QString(c);
        else if (c < u' ' || c == u'<' || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            out += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QChar(u'0'));
        else
            out += c;
    }
    return out;
}

// An Io of engine/plan/fields.h that replaces variables in place.
class Substituter
{
public:
    static constexpr bool readOnly = false;

    Substituter(const Values &values, QStringList *missing)
        : m_values(values)
        , m_missing(missing)
    {
    }

    void text(const QString &, QString &value, Need = Need::Optional) { value = substitute(value, m_values, m_missing); }
    void code(const QString &, QString &value, Need = Need::Optional) { value = substituteInCode(value, m_values); }
    void texts(const QString &key, QStringList &values, Need = Need::Optional)
    {
        for (QString &value : values)
            text(key, value);
    }
    void codes(const QString &key, QStringList &values, Need = Need::Optional)
    {
        for (QString &value : values)
            code(key, value);
    }
    void target(const QString &, Target &value, Need)
    {
        for (Selector &path : value.selectors)
            texts({}, path);
        frames({}, value.frames);
    }
    void frames(const QString &, QList<FrameRef> &value)
    {
        for (FrameRef &frame : value) {
            texts({}, frame.selectors);
            text({}, frame.name);
            text({}, frame.url);
        }
    }
    void json(const QString &, JsonValue &value)
    {
        Json copy = value.get();
        replaceIn(copy);
        value = copy;
    }
    void condition(const QString &, Condition &value, Need) { value = substituted(value, m_values, m_missing); }
    void condition(const QString &, std::optional<Condition> &value)
    {
        if (value)
            value = substituted(*value, m_values, m_missing);
    }

    // Nothing to replace in these; child steps are substituted when their turn comes.
    template <typename... Arguments>
    void flag(const QString &, Arguments &&...)
    {
    }
    template <typename... Arguments>
    void number(const QString &, Arguments &&...)
    {
    }
    template <typename... Arguments>
    void choice(const QString &, Arguments &&...)
    {
    }
    void modifiers(const QString &, int) {}
    template <typename Point>
    void point(const QString &, Point &)
    {
    }
    void steps(const QString &, std::vector<Step> &) {}
    void oneStep(const QString &, std::vector<Step> &) {}

private:
    void replaceIn(Json &json) const
    {
        if (json.is_string())
            json = toStd(substitute(toQString(json), m_values, m_missing));
        if (json.is_structured())
            std::for_each(json.begin(), json.end(), [this](Json &child) { replaceIn(child); });
    }

    const Values &m_values;
    QStringList *m_missing;
};

} // namespace

QString substitute(const QString &text, const Values &values, QStringList *missing)
{
    return walk(text, [&](const QString &name) {
        const auto value = lookUp(values, name);
        if (!value && missing && !missing->contains(name))
            *missing += name;
        return value;
    });
}

QString literal(QString text)
{
    return text.replace(QStringLiteral("${"), QStringLiteral("$${"));
}

QString substituteInCode(const QString &code, const Values &values)
{
    return walk(code, [&](const QString &name) {
        const auto value = lookUp(values, name);
        return value ? std::optional<QString>(escapedForScript(*value)) : std::nullopt;
    });
}

Action substituted(const Action &action, const Values &values, QStringList *missing)
{
    Action result = action;
    Substituter substituter(values, missing);
    std::visit([&](auto &kind) { fields(substituter, kind); }, result);
    return result;
}

Condition substituted(const Condition &condition, const Values &values, QStringList *missing)
{
    Condition result = condition;
    Substituter substituter(values, missing);
    std::visit([&](auto &kind) { fields(substituter, kind); }, result.kind);
    return result;
}

QStringList variablesIn(const QString &text)
{
    QStringList names;
    substitute(text, {}, &names);
    return names;
}

QString secretEnvironmentName(const QString &variable)
{
    return QStringLiteral("FORAY_SECRET_") + variable.toUpper();
}

Result<Values> resolveVariables(const Plan &plan, const Values &set, const QProcessEnvironment &environment)
{
    Values values = set;
    QStringList ways;
    for (const Variable &variable : plan.variables) {
        if (values.contains(variable.name))
            continue;
        const QString secretName = secretEnvironmentName(variable.name);
        if (variable.secret && environment.contains(secretName))
            values[variable.name] = environment.value(secretName);
        else if (variable.defaultValue && !variable.secret)
            values[variable.name] = *variable.defaultValue;
        else if (variable.secret)
            ways += QStringLiteral("The secret '%1' has no value; set %2 in the environment.").arg(variable.name, secretName);
        else
            ways += QStringLiteral("The variable '%1' has no value; give it with --set %1=VALUE.").arg(variable.name);
    }
    if (!ways.isEmpty())
        return failure(ErrorKind::InvalidArgument, ways.join(u' '));
    return values;
}

QStringList secretValues(const Plan &plan, const Values &values)
{
    QStringList secrets;
    for (const Variable &variable : plan.variables) {
        const QString value = values.value(variable.name);
        if (variable.secret && !value.isEmpty())
            secrets += value;
    }
    return secrets;
}

QString redact(const QString &text, const QStringList &secrets)
{
    QStringList spellings;
    for (const QString &secret : secrets) {
        const QString json = QString::fromUtf8(dumpJson(Json(toStd(secret))));
        const QString percent = QString::fromLatin1(QUrl::toPercentEncoding(secret));
        spellings << secret << json.mid(1, json.size() - 2) << percent << QString(percent).replace("%20", "+")
                  << escapedForScript(secret);
    }
    spellings.removeAll(QString());
    // A secret that contains another must go as a whole.
    std::stable_sort(spellings.begin(), spellings.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    QString result = text;
    for (const QString &spelling : std::as_const(spellings))
        result.replace(spelling, QStringLiteral("•••"));
    return result;
}

} // namespace Foray
