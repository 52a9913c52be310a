// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/stepfields.h"

#include <QHash>
#include <QScrollArea>

class QFormLayout;
class QVBoxLayout;

namespace Foray {

class ConditionEditor;
class ConditionList;
class FieldEditor;
class SelectorList;

// The form of one step: what its kind has, its targets, what it waits for, and what happens when it fails. Made from the step's
// fields; made anew only when these are others.
class StepForm final : public QScrollArea
{
    Q_OBJECT
public:
    explicit StepForm(QWidget *parent = nullptr);

    void setStep(const Plan &plan, const Step &step);
    void showMatches(const QString &key, const QList<int> &counts); // of a target's selectors
    void showError(const QString &key, const QString &message);
    void focusField(const QString &key);
    FieldEditor *fieldEditor(const QString &key) const { return m_editors.value(key); }
    SelectorList *selectorList(const QString &key) const { return m_targets.value(key); }
    ConditionEditor *conditionEditor(const QString &key) const { return m_conditions.value(key); }
    ConditionList *waits() const { return m_waits; }

Q_SIGNALS:
    void fieldEdited(const QString &key, const Foray::JsonValue &value);
    void waitsEdited(const QList<Foray::Condition> &conditions);
    void variableWanted(const QString &key, const QString &text);
    void pickWanted(const QString &key);

private:
    void build(const Plan &plan, const Step &step);
    void discard();
    void addField(QVBoxLayout *layout, QFormLayout *form, const StepField &field, const QStringList &suggestions);
    void addTarget(QVBoxLayout *layout, const StepField &field);
    void addCondition(QVBoxLayout *layout, const StepField &field);
    void show(const StepField &field);

    QString m_stepId;
    QList<StepField> m_fields;
    QHash<QString, FieldEditor *> m_editors;
    QHash<QString, SelectorList *> m_targets;
    QHash<QString, ConditionEditor *> m_conditions;
    ConditionList *m_waits = nullptr;
};

} // namespace Foray
