// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/condition.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace Foray {

class FieldEditor;

// One wait condition: its kind, the fields of that kind, and the recorder's evidence for it. A condition that lacks something
// is kept here and not told until it is whole.
class ConditionEditor final : public QWidget
{
    Q_OBJECT
public:
    enum class Absence { Possible, Impossible }; // whether there may be no condition

    ConditionEditor(const std::optional<Condition> &condition, Absence absence, QWidget *parent = nullptr);

    const std::optional<Condition> &condition() const { return m_condition; } // the last that was whole
    void setCondition(const std::optional<Condition> &condition);
    void setKind(const QString &type); // as the combo does; empty: none
    FieldEditor *fieldEditor(const QString &key) const;

Q_SIGNALS:
    void edited(); // condition() is another
    void removeWanted();

private:
    void build();
    void setField(const QString &key, const JsonValue &value);
    void tellIfWhole();

    std::optional<Condition> m_condition;
    std::optional<Condition> m_draft;
    QComboBox *m_kind;
    QFormLayout *m_form;
    QLabel *m_evidence;
    QList<FieldEditor *> m_editors;
};

// What a step waits for: conditions that must all hold.
class ConditionList final : public QWidget
{
    Q_OBJECT
public:
    explicit ConditionList(QWidget *parent = nullptr);

    void setConditions(const QList<Condition> &conditions);
    QList<Condition> conditions() const;
    QList<ConditionEditor *> editors() const { return m_editors; }
    void addCondition(); // empty; it counts once it is whole

Q_SIGNALS:
    void edited(const QList<Foray::Condition> &conditions);

private:
    void add(const std::optional<Condition> &condition);
    void remove(ConditionEditor *editor);
    void tell();

    QVBoxLayout *m_layout;
    QList<ConditionEditor *> m_editors;
};

} // namespace Foray
