// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/fields.h"
#include "engine/plan/names.h"

#include <nlohmann/json.hpp>

namespace Foray {

enum class Spelling {
    Canonical, // the format's own, whatever the file said: what two values are compared by
    AsInFile,  // child steps and conditions as their file spelled them
    Explicit,  // with every default
};

// Writes values into one JSON object. An Io of engine/plan/fields.h. (Includes json.hpp: for .cpp files of engine/plan only.)
class Writer
{
public:
    static constexpr bool readOnly = true;

    explicit Writer(Spelling spelling = Spelling::Canonical)
        : m_spelling(spelling)
    {
    }

    const Json &object() const { return m_object; }
    void put(const QString &key, Json value);

    void text(const QString &key, const QString &value, Need need = Need::Optional);
    void code(const QString &key, const QString &value, Need need = Need::Optional) { text(key, value, need); }
    void texts(const QString &key, const QStringList &values, Need need = Need::Optional);
    void codes(const QString &key, const QStringList &values, Need need = Need::Optional) { texts(key, values, need); }
    void flag(const QString &key, bool value, bool fallback);
    void number(const QString &key, int value, int fallback, int least, Need need = Need::Optional);
    void number(const QString &key, double value, double fallback);
    void number(const QString &key, const std::optional<int> &value, int least);
    void modifiers(const QString &key, int bits);
    void point(const QString &key, const std::optional<QPair<double, double>> &value);
    void target(const QString &key, const Target &value, Need need);
    void frames(const QString &key, const QList<FrameRef> &value);
    void json(const QString &key, const JsonValue &value);
    void condition(const QString &key, const Condition &value, Need need);
    void condition(const QString &key, const std::optional<Condition> &value);
    void conditions(const QString &key, const QList<Condition> &values);
    void steps(const QString &key, const std::vector<Step> &value, Need need = Need::Optional);
    void oneStep(const QString &key, const std::vector<Step> &value);

    template <typename E>
    void choice(const QString &key, E value, E fallback)
    {
        if (value != fallback || m_spelling == Spelling::Explicit)
            text(key, nameOf(value));
    }

    template <typename E>
    void choice(const QString &key, const std::optional<E> &value)
    {
        if (value)
            text(key, nameOf(*value));
    }

private:
    Spelling m_spelling;
    Json m_object = Json::object();
};

// A whole number is written as one: 3, not 3.0.
Json numberJson(double value);

Json written(const Condition &condition, Spelling spelling);
Json written(const Step &step, Spelling spelling);
Json written(const std::vector<Step> &steps, Spelling spelling);

} // namespace Foray
