// SPDX-License-Identifier: MIT
#include "engine/record/recorder.h"

#include "engine/plan/edit.h"
#include "engine/plan/variables.h"
#include "engine/record/credentials.h"
#include "engine/record/urlpattern.h"

#include <algorithm>

namespace Foray {

namespace {

constexpr qsizetype remembered = 50;  // actions whose effects may still come
constexpr double causedWithin = 5000; // ms from an action to a navigation that it caused, as Playwright's recorder has it

// A double click is two clicks.
QString kindOf(const Step &step)
{
    return std::holds_alternative<Click>(step.action) ? QStringLiteral("click") : typeName(step);
}

// Of the innermost frame whose address is known.
QUrl addressOf(const PageAction &action, const Target &target)
{
    QUrl address(action.address);
    for (const FrameRef &frame : target.frames)
        address = frame.url.startsWith(u"http") ? QUrl(frame.url) : address;
    return address;
}

bool isInferred(const QList<Condition> &conditions)
{
    return std::all_of(conditions.cbegin(), conditions.cend(), [](const Condition &c) { return !c.inferredFrom.isEmpty(); });
}

} // namespace

Recorder::Recorder(EditPlan edit)
    : m_edit(std::move(edit))
{
}

QString Recorder::append(Step step)
{
    m_edit(QStringLiteral("record: %1").arg(sentence(step)), [&](Plan &plan) {
        step.id = typeName(step) + QStringLiteral("-1");
        while (!m_trail.isEmpty() && !findStep(plan, m_trail.constLast()))
            m_trail.removeLast();
        PlanPlace place = m_trail.isEmpty() ? PlanPlace() : placeOf(plan, m_trail.constLast()).value_or(PlanPlace());
        place.index += place.index < 0 ? 0 : 1;
        if (const auto ids = insertSteps(plan, {step}, place))
            m_newest = ids->constFirst();
    });
    if (!m_trail.isEmpty())
        m_trail.append(m_newest);
    return m_newest;
}

bool Recorder::replace(const QString &stepId, const Step &step)
{
    bool found = false;
    m_edit(QStringLiteral("record: %1").arg(sentence(step)), [&](Plan &plan) {
        Step *recorded = findStep(plan, stepId);
        found = recorded != nullptr;
        if (recorded)
            recorded->action = step.action;
    });
    return found;
}

void Recorder::remove(const QString &stepId)
{
    m_edit(QStringLiteral("leave out what did not matter"), [&](Plan &plan) { removeSteps(plan, {stepId}); });
    m_addresses.remove(stepId);
}

// What a person has written stays.
void Recorder::setWait(const QString &stepId, const QList<Condition> &conditions)
{
    m_edit(QStringLiteral("wait for what it caused"), [&](Plan &plan) {
        Step *step = findStep(plan, stepId);
        if (step && isInferred(step->waitFor))
            step->waitFor = conditions;
    });
}

void Recorder::act(const PageAction &action)
{
    PageAction told = action;
    told.step = withSecret(action);
    const QString type = kindOf(told.step);
    if (merge(told, type))
        return;
    dropIdle(told);
    remember({told.id, told.element, told.time, type, append(told.step), told.focusOnly, told.scrolled, false,
              !told.secretName.isEmpty(), false});
    m_addresses.insert(m_newest, withoutCredentials(m_secrets->without(QUrl(told.address))).toString());
}

// Keystrokes into one change, scrolls into one, the clicks of a multiple click into it.
bool Recorder::merge(const PageAction &action, const QString &type)
{
    if (m_recent.isEmpty())
        return false;
    Recent &last = m_recent.last();
    if (action.scrolled && !std::holds_alternative<Scroll>(action.step.action))
        return false; // a page that makes things up
    const bool same = last.id.document == action.id.document && last.element == action.element && action.element != 0;
    const bool again = action.merges && last.type == type;
    const bool further = action.scrolled && last.scrolled && !last.explained;
    if (!same || !(again || further))
        return false;
    // Undone or removed by now, it is recorded anew.
    if (!(further ? scrollFurther(last.stepId, std::get<Scroll>(action.step.action)) : replace(last.stepId, action.step)))
        return false;
    last.id = action.id;
    last.time = action.time;
    last.type = type;
    return true;
}

bool Recorder::scrollFurther(const QString &stepId, const Scroll &further)
{
    bool found = false;
    m_edit(QStringLiteral("record: scroll on"), [&](Plan &plan) {
        Step *step = findStep(plan, stepId);
        auto *scroll = step ? std::get_if<Scroll>(&step->action) : nullptr;
        found = scroll != nullptr;
        if (!scroll)
            return;
        const double x = scroll->x + further.x;
        const double y = scroll->y + further.y;
        *scroll = further;
        if (further.to == ScrollTo::By) {
            scroll->x = x;
            scroll->y = y;
        }
    });
    return found;
}

// A click that only put the focus where the typing began, a scroll that brought nothing: replay does both by itself.
void Recorder::dropIdle(const PageAction &next)
{
    if (m_recent.isEmpty())
        return;
    const Recent &last = m_recent.constLast();
    const bool focused = last.focusOnly && last.element == next.element && last.id.document == next.id.document &&
                         (next.merges || typeName(next.step) == QStringLiteral("press"));
    if ((focused || last.scrolled) && !last.explained) {
        remove(last.stepId);
        m_recent.removeLast();
    }
}

// Passwords become variables at once; their value has never left the page.
Step Recorder::withSecret(const PageAction &action)
{
    Step step = action.step;
    auto *change = std::get_if<Change>(&step.action);
    if (action.secretName.isEmpty() || !change)
        return step;
    change->values = {secretVariable(addressOf(action, change->target), action.secretName, action.secretName)};
    return step;
}

QString Recorder::secretVariable(const QUrl &address, const QString &field, const QString &wish)
{
    QString name;
    m_edit(QStringLiteral("make the password a variable"),
           [&](Plan &plan) { name = m_variables.nameFor(plan, address, field, wish); });
    return QStringLiteral("${%1}").arg(name);
}

void Recorder::remember(const Recent &recent)
{
    m_recent.append(recent);
    if (m_recent.size() > remembered)
        m_recent.removeFirst();
}

Recorder::Recent *Recorder::recent(const ActionId &id)
{
    const auto known = std::find_if(m_recent.rbegin(), m_recent.rend(), [&](const Recent &each) { return each.id == id; });
    return known == m_recent.rend() ? nullptr : &*known;
}

void Recorder::explain(const PageEffects &effects)
{
    Recent *known = recent(effects.id);
    if (!known || effects.conditions.isEmpty())
        return;
    // What came only after a later action, in another frame or tab, is nothing that one has waited for.
    if (known != &m_recent.last() && (known + 1)->time < effects.time)
        return;
    known->explained = true;
    QList<Condition> conditions = effects.conditions;
    for (Condition &condition : conditions)
        condition.inferredFrom = withoutTokens(condition.inferredFrom);
    setWait(known->stepId, conditions);
}

std::optional<ActionId> Recorder::causeOfLoad(double time) const
{
    if (m_recent.isEmpty() || m_recent.constLast().id == ActionId() || time - m_recent.constLast().time > causedWithin)
        return {};
    return m_recent.constLast().id;
}

void Recorder::explainLoad(const PageEffects &effects)
{
    const Recent *known = recent(effects.id);
    if (known && !known->byAddress)
        explain(effects);
}

void Recorder::moved(const QUrl &from, const QUrl &to, double time)
{
    if (m_recent.isEmpty() || m_recent.constLast().id == ActionId())
        return; // the window did it
    Recent &last = m_recent.last();
    const bool secret = std::any_of(m_recent.cbegin(), m_recent.cend(), [&](const Recent &recent) {
        return recent.secret && recent.id.document == last.id.document;
    });
    const auto unsaid = secret ? QUrl::RemoveQuery : QUrl::None; // where what was typed may stand
    const QUrl told = m_secrets->without(to.adjusted(unsaid));
    const QString pattern = patternOfMove(m_secrets->without(from.adjusted(unsaid)), told);
    if (time - last.time > causedWithin || pattern.isEmpty())
        return;
    last.explained = last.byAddress = true;
    last.time = time; // a redirect may follow
    setWait(last.stepId,
            {Condition{UrlCondition{pattern}, QStringLiteral("the page went to %1").arg(lastingPath(told.path())), {}}});
}

void Recorder::answered(const Dialog &answer, const QString &question, const QUrl &address)
{
    Dialog told = answer;
    told.text = literal(answer.text);
    if (!answer.text.isEmpty() && (asksForSecret(question) || m_secrets->holds(answer.text))) {
        m_secrets->learn(answer.text);
        told.text = secretVariable(address, question, QStringLiteral("secret"));
    }
    Step step;
    step.action = told;
    add(std::move(step)); // it stands after the step that opens it, which stays the last action
}

void Recorder::add(Step step)
{
    append(std::move(step));
}

void Recorder::command(const Action &action, double time)
{
    if (!m_recent.isEmpty() && m_recent.constLast().scrolled && !m_recent.constLast().explained) {
        remove(m_recent.constLast().stepId);
        m_recent.removeLast();
    }
    Step step;
    step.action = action;
    if (auto *navigate = std::get_if<Navigate>(&step.action); navigate && m_secrets->holds(navigate->url))
        navigate->url = m_secrets->without(QUrl(navigate->url)).toString();
    const QString type = typeName(step);
    remember({{}, 0, time, type, append(step)});
}

bool Recorder::tabClosedItself()
{
    if (m_recent.isEmpty() || m_recent.constLast().type != QStringLiteral("switchTab"))
        return false;
    remove(m_recent.constLast().stepId);
    m_recent.removeLast();
    return true;
}

} // namespace Foray
