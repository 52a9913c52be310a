// SPDX-License-Identifier: MIT
#include "engine/plan/steptexts.h"

#include "engine/base/json.h"
#include "engine/plan/fields.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// An Io of engine/plan/fields.h that only looks.
class TextCollector
{
public:
    static constexpr bool readOnly = true;

    TextCollector(const QString &pointer, QList<StepText> &texts)
        : m_pointer(pointer)
        , m_texts(texts)
    {
    }

    void text(const QString &key, const QString &value, Need = Need::Optional)
    {
        const bool isSelector = m_inSelectors || key == QStringLiteral("selector");
        m_texts += StepText{pointerTo(m_pointer, key), value, key == QStringLiteral("within"), isSelector};
    }
    void texts(const QString &key, const QStringList &values, Need = Need::Optional)
    {
        for (const QString &value : values)
            text(key, value);
    }
    void target(const QString &key, const Target &value, Need)
    {
        TextCollector inner(pointerTo(m_pointer, key), m_texts);
        TextCollector selectors(pointerTo(inner.m_pointer, "selectors"), m_texts);
        selectors.m_inSelectors = true;
        for (qsizetype i = 0; i < value.selectors.size(); ++i)
            selectors.texts(QString::number(i), value.selectors[i]);
        inner.frames("frames", value.frames);
        inner.text("within", value.within);
    }
    void frames(const QString &key, const QList<FrameRef> &value)
    {
        for (qsizetype i = 0; i < value.size(); ++i) {
            TextCollector frame(pointerTo(pointerTo(m_pointer, key), i), m_texts);
            frame.texts("selectors", value[i].selectors);
            frame.text("name", value[i].name);
            frame.text("url", value[i].url);
        }
    }
    void condition(const QString &key, const Condition &value, Need = Need::Optional)
    {
        const bool isObject = value.original.isNull() || value.original.get().is_object();
        if (isObject) {
            TextCollector inner(pointerTo(m_pointer, key), m_texts);
            std::visit([&](const auto &kind) { fields(inner, kind); }, value.kind);
        } else if (const auto *selector = std::get_if<SelectorCondition>(&value.kind)) {
            m_texts += StepText{pointerTo(m_pointer, key), selector->selector, false, true};
        }
    }
    void condition(const QString &key, const std::optional<Condition> &value)
    {
        if (value)
            condition(key, *value);
    }

    // Scripts, rows and everything that is no text.
    void code(const QString &, const QString &, Need = Need::Optional) {}
    void codes(const QString &, const QStringList &, Need = Need::Optional) {}
    void json(const QString &, const JsonValue &) {}
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
    void point(const QString &, const Point &)
    {
    }
    void steps(const QString &, const std::vector<Step> &) {}
    void oneStep(const QString &, const std::vector<Step> &) {}

private:
    QString m_pointer;
    bool m_inSelectors = false;
    QList<StepText> &m_texts;
};

} // namespace

QList<StepText> textsOf(const Step &step)
{
    QList<StepText> texts;
    TextCollector collector(QString(), texts);
    std::visit([&](const auto &action) { fields(collector, action); }, step.action);
    const Json &original = step.original.get();
    const bool isList =
        original.is_object() ? original.contains("wait_for") && original["wait_for"].is_array() : step.waitFor.size() > 1;
    TextCollector list(QStringLiteral("/wait_for"), texts);
    for (qsizetype i = 0; i < step.waitFor.size(); ++i)
        (isList ? list : collector).condition(isList ? QString::number(i) : QStringLiteral("wait_for"), step.waitFor[i]);
    return texts;
}

} // namespace Foray
