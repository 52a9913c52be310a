// SPDX-License-Identifier: MIT
#include "engine/record/hardening.h"

#include "engine/plan/edit.h"
#include "engine/record/fetchpattern.h"

#include <algorithm>
#include <optional>

namespace Foray {

namespace {

// One step in one replay, each time it was done.
struct Rounds
{
    QList<StepTrace> traces;
    bool wentOn = false; // the replay did not end with it
};

Target *targetOf(Step &step)
{
    return std::visit(
        [](auto &action) -> Target * {
            if constexpr (requires { action.target; })
                return &action.target;
            else
                return nullptr;
        },
        step.action);
}

// "replay 2", "both replays", "replays 1 and 3"
QString replayWords(const QList<int> &which, qsizetype all)
{
    if (which.size() == all)
        return all == 2 ? QStringLiteral("both replays") : QStringLiteral("all replays");
    QStringList numbers;
    for (const int index : which)
        numbers.append(QString::number(index + 1));
    return (which.size() > 1 ? QStringLiteral("replays ") : QStringLiteral("replay ")) + numbers.join(QStringLiteral(" and "));
}

// What all replays have seen of one step.
class StepComparison final
{
public:
    StepComparison(const Step &step, QList<Rounds> replays, const QList<RunTrace> &traces, const QStringList &values)
        : m_step(step)
        , m_replays(std::move(replays))
        , m_traces(traces)
        , m_values(values)
    {
    }

    std::optional<Hardening> waits() const;
    std::optional<Hardening> selectors() const;

private:
    // The replays of which all rounds, or any, are so.
    template <typename Is>
    QList<int> replaysWhere(Is is) const
    {
        QList<int> which;
        for (int i = 0; i < m_replays.size(); ++i) {
            if (is(m_replays.at(i)))
                which.append(i);
        }
        return which;
    }
    QString reasonToDrop(qsizetype wait) const;
    std::optional<Condition> answer() const;
    std::optional<FetchPattern> inEveryRound(const QString &url) const;
    bool isUnasked(const FetchPattern &pattern) const;
    QList<FetchPattern> fetched(const StepTrace &trace) const;

    const Step &m_step;
    QList<Rounds> m_replays;
    const QList<RunTrace> &m_traces;
    const QStringList &m_values;
};

QString StepComparison::reasonToDrop(qsizetype wait) const
{
    const auto saw = [wait](StepTrace::Wait what) {
        return [wait, what](const StepTrace &trace) { return trace.waits.value(wait) == what; };
    };
    const QString which =
        m_step.waitFor.size() > 1 ? QStringLiteral(": %1.").arg(sentence(m_step.waitFor.at(wait))) : QStringLiteral(".");
    const auto never = replaysWhere([&](const Rounds &rounds) {
        return rounds.wentOn && std::any_of(rounds.traces.begin(), rounds.traces.end(), saw(StepTrace::Wait::Never));
    });
    if (!never.isEmpty())
        return QStringLiteral("In %1 this never came, and the steps went on all the same")
                   .arg(replayWords(never, m_replays.size())) +
               which;
    // Where nothing is done before the page is quiet, what holds already was not caused by the step.
    const auto before = replaysWhere([&](const Rounds &rounds) {
        return std::all_of(rounds.traces.begin(), rounds.traces.end(), saw(StepTrace::Wait::HeldBefore));
    });
    if (!before.isEmpty())
        return QStringLiteral("In %1 this held already before the step").arg(replayWords(before, m_replays.size())) + which;
    return {};
}

std::optional<Hardening> StepComparison::waits() const
{
    Hardening found{Hardening::Kind::WaitDropped, m_step.id, {}, m_step.waitFor, {}, {}, {}};
    for (qsizetype i = 0; i < m_step.waitFor.size(); ++i) {
        const Condition &condition = m_step.waitFor.at(i);
        const QString reason = condition.inferredFrom.isEmpty() ? QString() : reasonToDrop(i);
        if (reason.isEmpty())
            found.waitsAfter.append(condition);
        else
            found.because.append(reason);
    }
    if (found.waitsAfter.isEmpty()) {
        if (const auto condition = answer()) {
            found.kind = found.waitsBefore.isEmpty() ? Hardening::Kind::WaitAdded : Hardening::Kind::WaitReplaced;
            found.waitsAfter.append(*condition);
            found.because.append(condition->inferredFrom + u'.');
        }
    }
    return found.because.isEmpty() ? std::nullopt : std::optional(found);
}

QList<FetchPattern> StepComparison::fetched(const StepTrace &trace) const
{
    QList<FetchPattern> patterns;
    for (const QString &url : trace.responses) {
        if (isOwnRequest(trace.page, QUrl(url)))
            patterns.append(FetchPattern::of(QUrl(url), m_values));
    }
    return patterns;
}

// As one pattern, if each round had such an answer.
std::optional<FetchPattern> StepComparison::inEveryRound(const QString &url) const
{
    FetchPattern common = FetchPattern::of(QUrl(url), m_values);
    for (const Rounds &rounds : m_replays) {
        for (const StepTrace &trace : rounds.traces) {
            std::optional<FetchPattern> best;
            for (const FetchPattern &other : fetched(trace)) {
                const auto both = common.merged(other);
                if (both && (!best || both->query.size() >= best->query.size()))
                    best = both;
            }
            if (!best)
                return std::nullopt;
            common = *best;
        }
    }
    return common;
}

// What a page also fetches while nobody does anything waits for nothing.
bool StepComparison::isUnasked(const FetchPattern &pattern) const
{
    return std::any_of(m_traces.begin(), m_traces.end(), [&](const RunTrace &trace) {
        return std::any_of(trace.steps.begin(), trace.steps.end(), [&](const StepTrace &step) {
            return std::any_of(step.unasked.begin(), step.unasked.end(), [&](const QString &url) {
                return pattern.merged(FetchPattern::of(QUrl(url), m_values)).has_value();
            });
        });
    });
}

// The last answer that each round had: the one that the page is ready with.
std::optional<Condition> StepComparison::answer() const
{
    const StepTrace &first = m_replays.constFirst().traces.constFirst();
    for (auto url = first.responses.crbegin(); url != first.responses.crend(); ++url) {
        if (!isOwnRequest(first.page, QUrl(*url)))
            continue;
        const auto common = inEveryRound(*url);
        const QString glob = common ? common->glob(first.page) : QString();
        if (glob.isEmpty() || isUnasked(*common))
            continue;
        const QString when = replayWords(replaysWhere([](const Rounds &) { return true; }), m_replays.size());
        const QString evidence = QStringLiteral("'%1' was answered before the next step in %2").arg(common->pathText(), when);
        return Condition{ResponseCondition{glob}, evidence, {}};
    }
    return std::nullopt;
}

std::optional<Hardening> StepComparison::selectors() const
{
    Step step = m_step;
    const Target *target = targetOf(step);
    if (!target || target->selectors.size() < 2)
        return std::nullopt;
    const QList<Selector> &selectors = target->selectors;
    QStringList because;
    QList<Selector> steady;
    QList<Selector> moved;
    for (qsizetype i = 0; i < selectors.size(); ++i) {
        const auto failing = replaysWhere([&](const Rounds &rounds) {
            return std::any_of(rounds.traces.begin(), rounds.traces.end(), [&](const StepTrace &trace) {
                return trace.selectors.size() == selectors.size() && !trace.selectors.at(i);
            });
        });
        (failing.isEmpty() ? steady : moved).append(selectors.at(i));
        if (!failing.isEmpty())
            because.append(QStringLiteral("In %1 '%2' did not mean just this element.")
                               .arg(replayWords(failing, m_replays.size()), selectors.at(i).join(QStringLiteral(" >>> "))));
    }
    if (steady + moved == selectors || steady.isEmpty())
        return std::nullopt;
    return Hardening{Hardening::Kind::SelectorsReordered, m_step.id, because, {}, {}, selectors, steady + moved};
}

class Comparing final
{
public:
    Comparing(const QList<RunTrace> &traces, const QStringList &values)
        : m_traces(traces)
        , m_values(values)
    {
    }

    void walk(const std::vector<Step> &steps)
    {
        for (const Step &step : steps) {
            compare(step);
            for (const auto &[key, children] : childLists(step))
                walk(*children);
        }
    }

    QList<Hardening> found;

private:
    void compare(const Step &step)
    {
        QList<Rounds> replays;
        for (const RunTrace &trace : m_traces) {
            Rounds rounds;
            std::copy_if(trace.steps.begin(), trace.steps.end(), std::back_inserter(rounds.traces),
                         [&](const StepTrace &one) { return one.stepId == step.id; });
            if (rounds.traces.isEmpty())
                return;
            rounds.wentOn = trace.whole || trace.steps.constLast().stepId != step.id;
            replays.append(rounds);
        }
        const StepComparison comparison(step, replays, m_traces, m_values);
        // A step that only waits is there for its wait.
        if (const auto waits = comparison.waits(); waits && !std::holds_alternative<WaitFor>(step.action))
            found.append(*waits);
        if (const auto selectors = comparison.selectors())
            found.append(*selectors);
    }

    const QList<RunTrace> &m_traces;
    const QStringList m_values;
};

// What is typed into the page is asked for in another way tomorrow.
void collectTyped(const std::vector<Step> &steps, QStringList &values)
{
    for (const Step &step : steps) {
        if (const auto *change = std::get_if<Change>(&step.action))
            values += change->values;
        for (const auto &[key, children] : childLists(step))
            collectTyped(*children, values);
    }
}

} // namespace

QList<Hardening> findHardenings(const Plan &plan, const QList<RunTrace> &traces, const Values &values)
{
    if (traces.size() < 2)
        return {};
    QStringList known = values.values();
    collectTyped(plan.steps, known);
    Comparing comparing(traces, known);
    comparing.walk(plan.steps);
    comparing.walk(plan.finallySteps);
    return comparing.found;
}

void apply(const QList<Hardening> &hardenings, Plan &plan)
{
    for (const Hardening &hardening : hardenings) {
        Step *step = findStep(plan, hardening.stepId);
        if (!step)
            continue;
        if (hardening.kind != Hardening::Kind::SelectorsReordered) {
            if (step->waitFor == hardening.waitsBefore)
                step->waitFor = hardening.waitsAfter;
        } else if (Target *target = targetOf(*step); target && target->selectors == hardening.selectorsBefore) {
            target->selectors = hardening.selectorsAfter;
        }
    }
}

} // namespace Foray
