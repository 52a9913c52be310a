// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/fields.h"
#include "engine/plan/names.h"
#include "engine/plan/planjson.h"

namespace Foray {

// Reads the keys of one JSON object into values and notes what is wrong with them. A value that cannot be read keeps its
// default. An Io of engine/plan/fields.h.
class Reader
{
public:
    static constexpr bool readOnly = false;

    Reader(const Json &object, const QString &pointer, QList<Problem> &problems);

    void text(const QString &key, QString &value, Need need = Need::Optional);
    void code(const QString &key, QString &value, Need need = Need::Optional);
    void texts(const QString &key, QStringList &values, Need need = Need::Optional); // one or a list of them
    void codes(const QString &key, QStringList &values, Need need = Need::Optional);
    void flag(const QString &key, bool &value, bool fallback);
    void number(const QString &key, int &value, int fallback, int least, Need need = Need::Optional);
    void number(const QString &key, double &value, double fallback);
    void number(const QString &key, std::optional<int> &value, int least);
    void modifiers(const QString &key, int &bits);
    void point(const QString &key, std::optional<QPair<double, double>> &value);
    void target(const QString &key, Target &value, Need need);
    void frames(const QString &key, QList<FrameRef> &value);
    void json(const QString &key, JsonValue &value);
    void condition(const QString &key, Condition &value, Need need);
    void condition(const QString &key, std::optional<Condition> &value);
    void conditions(const QString &key, QList<Condition> &values, Need need);
    void steps(const QString &key, std::vector<Step> &value, Need need = Need::Optional);
    void oneStep(const QString &key, std::vector<Step> &value);

    template <typename E>
    void choice(const QString &key, E &value, E)
    {
        std::optional<E> read;
        choice(key, read);
        value = read.value_or(value);
    }

    template <typename E>
    void choice(const QString &key, std::optional<E> &value)
    {
        const int index = indexOf(key, allNames<E>());
        if (index >= 0)
            value = names(E()).at(index).second;
    }

    // The key's value; null when it is absent (which is a problem for a required one) or null. The key counts as known.
    const Json *find(const QString &key, Need need = Need::Optional);
    void error(const QString &key, const QString &message);
    // Warns of keys nobody asked for that look like a mistyped known one. Others are the user's own business.
    void reportUnknownKeys(const QStringList &alsoKnown = {});

private:
    int indexOf(const QString &key, const QStringList &words);
    bool wholeNumber(const QString &key, const Json &value, int least, int &number);

    const Json &m_object;
    QString m_pointer;
    QList<Problem> &m_problems;
    QStringList m_known;
};

// "a string", "a list" …: the kind of a value in a message.
QString kindOf(const Json &value);

// The parts of a plan, each at its place in the document.
Target readTarget(const Json &json, const QString &pointer, QList<Problem> &problems);
QList<FrameRef> readFrames(const Json &json, const QString &pointer, QList<Problem> &problems);
Condition readCondition(const Json &json, const QString &pointer, QList<Problem> &problems);
Step readStep(const Json &json, const QString &pointer, QList<Problem> &problems);
std::vector<Step> readSteps(const Json &json, const QString &pointer, QList<Problem> &problems);

} // namespace Foray
