// SPDX-License-Identifier: MIT
#include "tests/plan/randomplan.h"

#include "engine/plan/fields.h"
#include "engine/plan/names.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// An Io of engine/plan/fields.h that fills values in at random.
class Filler
{
public:
    static constexpr bool readOnly = false;

    Filler(QRandomGenerator &random, int depth)
        : m_random(random)
        , m_depth(depth)
    {
    }

    bool flip() { return m_random.bounded(2) == 0; }

    QString word()
    {
        static const QStringList words{"a",        "li.row h4", "${site}/x",   "$${y}", "é€😀", "\"quoted\" \\ /",
                                       " padded ", "css:x",     "line\nbreak", "~/1"};
        return words.at(m_random.bounded(int(words.size())));
    }

    QStringList words(int least)
    {
        QStringList list;
        for (int i = m_random.bounded(least, 4); i > 0; --i)
            list += word();
        return list;
    }

    void text(const QString &, QString &value, Need need = Need::Optional)
    {
        value = need == Need::Required || flip() ? word() : QString();
    }
    void code(const QString &key, QString &value, Need need = Need::Optional) { text(key, value, need); }
    void texts(const QString &, QStringList &value, Need need = Need::Optional) { value = words(need == Need::Required ? 1 : 0); }
    void codes(const QString &key, QStringList &value, Need need = Need::Optional) { texts(key, value, need); }
    void flag(const QString &, bool &value, bool) { value = flip(); }
    void number(const QString &, int &value, int, int least, Need = Need::Optional)
    {
        value = m_random.bounded(least, least + 9);
    }
    void number(const QString &, double &value, double)
    {
        value = flip() ? m_random.bounded(99) : m_random.generateDouble() * 99 - 50;
    }
    void number(const QString &, std::optional<int> &value, int least)
    {
        if (flip())
            value = m_random.bounded(least, least + 9);
    }
    template <typename E>
    void choice(const QString &, E &value, E)
    {
        value = names(E()).at(m_random.bounded(int(names(E()).size()))).second;
    }
    template <typename E>
    void choice(const QString &key, std::optional<E> &value)
    {
        if (flip())
            choice(key, value.emplace(), E());
    }
    void modifiers(const QString &, int &bits) { bits = m_random.bounded(16); }
    void point(const QString &, std::optional<QPair<double, double>> &value)
    {
        if (flip())
            value.emplace(m_random.bounded(9), m_random.generateDouble());
    }
    void target(const QString &, Target &value, Need need)
    {
        if (need == Need::Optional && flip())
            return;
        for (int i = m_random.bounded(1, 4); i > 0; --i)
            value.selectors += words(1);
        frames({}, value.frames);
        if (flip())
            value.within = word();
        if (flip())
            value.fingerprint = Json{{"z", 1}, {"a", {1.5, nullptr}}};
    }
    void frames(const QString &, QList<FrameRef> &value)
    {
        for (int i = m_random.bounded(3); i > 0; --i)
            value += FrameRef{words(1), flip() ? word() : QString(), flip() ? word() : QString(), m_random.bounded(-1, 3)};
    }
    void json(const QString &, JsonValue &value)
    {
        if (flip())
            value = Json::parse("[{\"b\": 1, \"a\": [true]}]");
    }
    void condition(const QString &, Condition &value, Need)
    {
        value.kind = conditionOfType(conditionTypes().at(m_random.bounded(int(conditionTypes().size()))));
        std::visit([this](auto &kind) { fields(*this, kind); }, value.kind);
        if (m_random.bounded(4) == 0)
            value.inferredFrom = word();
    }
    void condition(const QString &key, std::optional<Condition> &value)
    {
        if (flip())
            condition(key, value.emplace(), Need::Required);
    }
    void steps(const QString &, std::vector<Step> &value, Need = Need::Optional)
    {
        for (int i = m_depth > 0 ? m_random.bounded(4) : 0; i > 0; --i)
            value.push_back(step());
    }
    void oneStep(const QString &, std::vector<Step> &value)
    {
        if (m_depth > 0 && flip())
            value.push_back(step());
    }

private:
    Step step()
    {
        Step step;
        Filler inner(m_random, m_depth - 1);
        step.id = QStringLiteral("s%1").arg(m_random.generate());
        inner.text({}, step.note);
        step.disabled = flip();
        inner.number({}, step.timeout, 1);
        for (int i = m_random.bounded(3); i > 0; --i)
            inner.condition({}, step.waitFor.emplaceBack(), Need::Required);
        step.onError = {m_random.bounded(3), flip()};
        const QStringList types = stepTypes();
        step.action = actionOfType(types.at(m_random.bounded(int(types.size()))));
        std::visit([&inner](auto &action) { fields(inner, action); }, step.action);
        return step;
    }

    QRandomGenerator &m_random;
    int m_depth;
};

} // namespace

Plan randomPlan(QRandomGenerator &random)
{
    Filler filler(random, 3);
    Plan plan;
    filler.text({}, plan.name);
    filler.text({}, plan.session.id, Need::Required);
    filler.choice({}, plan.session.storage, Storage::Memory);
    filler.number({}, plan.browser.width, 0, 1);
    filler.text({}, plan.browser.proxy);
    if (filler.flip())
        plan.browser.block = blockNames();
    if (filler.flip())
        plan.variables = {{"site", filler.word(), false}, {"word", {}, true}, {"empty", QString(), false}};
    if (filler.flip())
        plan.schemas = {{filler.word(), Json{{"name", "x"}}}};
    if (filler.flip())
        plan.hooks = {{hookNames().at(random.bounded(int(hookNames().size()))), filler.word()}};
    filler.choice({}, plan.cacheMode, CacheMode::Bypass);
    filler.number({}, plan.pageTimeout, 0, 1);
    filler.steps({}, plan.steps);
    filler.steps({}, plan.finallySteps);
    return plan;
}

} // namespace Foray
