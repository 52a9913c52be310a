// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/record/knownsecrets.h"
#include "engine/record/pagemessage.h"
#include "engine/record/secretvariables.h"

#include <QHash>
#include <QList>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace Foray {

// Turns what a person does into the steps of a plan: it merges what belongs together, leaves out what does not matter, and
// gives each step the condition that explains what it caused. It knows no page and no window.
class Recorder final
{
public:
    // Every change of the plan goes through this; `what` names it for an undo menu.
    using EditPlan = std::function<void(const QString &what, const std::function<void(Plan &)> &change)>;
    explicit Recorder(EditPlan edit);

    // Where the next step goes: after this one, or at the plan's end if it is empty.
    void recordAfter(const QString &stepId) { m_trail = stepId.isEmpty() ? QStringList() : QStringList{stepId}; }
    QString lastStep() const { return m_newest; } // also within an edit
    // Step id -> where it was recorded, without credentials.
    const QHash<QString, QString> &addresses() const { return m_addresses; }

    // What was typed into secret fields while it lives; nothing that a page says goes into the plan with that.
    KnownSecrets &secrets() { return *m_secrets; }
    std::shared_ptr<const KnownSecrets> sharedSecrets() const { return m_secrets; }

    // In the page that is looked at.
    void act(const PageAction &action);
    void explain(const PageEffects &effects);
    // The action that a new document must be due to; what came with the document then explains it, unless its address does.
    std::optional<ActionId> causeOfLoad(double time) const;
    void explainLoad(const PageEffects &effects);
    // Its address has changed: a document came (from `from`), or a script changed it.
    void moved(const QUrl &from, const QUrl &to, double time);
    // A dialog of the page at `address` has been answered by the person.
    void answered(const Dialog &answer, const QString &question = {}, const QUrl &address = {});

    // At the window: going to an address, back, forward, reload, tabs. What follows from it in the page is not the page's doing.
    void command(const Action &action, double time);
    // A step that a person adds by hand, such as a check; what went before stays the last action.
    void add(Step step);
    // The current tab has closed itself, as it will again. Having gone there is left out, and true, if nothing was done there.
    bool tabClosedItself();

private:
    struct Recent
    {
        ActionId id;
        int element = 0;
        double time = 0;
        QString type;
        QString stepId;
        bool focusOnly = false;
        bool scrolled = false;
        bool explained = false;
        bool secret = false;
        bool byAddress = false; // explained by where it led
    };
    Recent *recent(const ActionId &id);
    void remember(const Recent &recent);
    QString append(Step step);
    bool replace(const QString &stepId, const Step &step); // false: there is no such step any more
    void remove(const QString &stepId);
    void setWait(const QString &stepId, const QList<Condition> &conditions);
    bool scrollFurther(const QString &stepId, const Scroll &further);
    bool merge(const PageAction &action, const QString &type);
    void dropIdle(const PageAction &next);
    Step withSecret(const PageAction &action);
    QString secretVariable(const QUrl &address, const QString &field, const QString &wish);

    EditPlan m_edit;
    std::shared_ptr<KnownSecrets> m_secrets = std::make_shared<KnownSecrets>();
    SecretVariables m_variables;
    QStringList m_trail; // the step to record after and those recorded since; some may have been undone
    QString m_newest;
    QHash<QString, QString> m_addresses;
    QList<Recent> m_recent; // newest last
};

} // namespace Foray
