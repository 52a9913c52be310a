// SPDX-License-Identifier: MIT
#include "ui/inspector/conditionlist.h"

#include "engine/plan/names.h"
#include "engine/plan/stepfields.h"
#include "ui/inspector/errorlabel.h"
#include "ui/inspector/fieldeditor.h"
#include "ui/inspector/fieldwords.h"
#include "ui/look/icons.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

// Whether each field says something that the reader takes.
bool isWhole(const Condition &condition)
{
    const QList<StepField> fields = fieldsOf(condition.kind);
    return std::all_of(fields.begin(), fields.end(), [&](const StepField &field) {
        return !field.required || withField(condition.kind, field.key, field.value).has_value();
    });
}

// The fields that both kinds have stay: a selector, an address.
Condition converted(const std::optional<Condition> &from, const QString &type)
{
    Condition to;
    to.kind = conditionOfType(type);
    if (auto *delay = std::get_if<DelayCondition>(&to.kind))
        delay->ms = 1000;
    if (!from)
        return to;
    const QList<StepField> wanted = fieldsOf(to.kind);
    for (const StepField &field : fieldsOf(from->kind)) {
        const bool shared = std::any_of(wanted.begin(), wanted.end(), [&](const StepField &other) {
            return other.key == field.key && other.kind == field.kind && other.choices == field.choices;
        });
        if (const auto kept = withField(to.kind, field.key, field.value); shared && kept)
            to.kind = *kept;
    }
    return to;
}

} // namespace

ConditionEditor::ConditionEditor(const std::optional<Condition> &condition, Absence absence, QWidget *parent)
    : QWidget(parent)
    , m_condition(condition)
    , m_draft(condition)
    , m_kind(new QComboBox)
    , m_form(new QFormLayout)
    , m_evidence(makeQuietLabel({}))
{
    m_kind->setAccessibleName(tr("What is waited for"));
    m_kind->setToolTip(tr("What is waited for"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(10);
    if (absence == Absence::Possible || !condition)
        m_kind->addItem(absence == Absence::Possible ? tr("no condition") : tr("choose what to wait for"), QString());
    for (const QString &type : conditionTypes())
        m_kind->addItem(conditionWords(type), type);
    connect(m_kind, &QComboBox::activated, this, [this](int index) { setKind(m_kind->itemData(index).toString()); });
    auto *top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_kind, 1);
    if (absence == Absence::Impossible) {
        auto *remove = new QToolButton;
        remove->setIcon(lineIcon(QStringLiteral("delete")));
        remove->setAutoRaise(true);
        remove->setToolTip(tr("Remove this condition"));
        remove->setAccessibleName(tr("Remove this condition"));
        connect(remove, &QToolButton::clicked, this, &ConditionEditor::removeWanted);
        top->addWidget(remove);
    }
    m_form->setSpacing(4);
    m_form->setContentsMargins(8, 0, 0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addLayout(m_form);
    layout->addWidget(m_evidence);
    build();
}

void ConditionEditor::setCondition(const std::optional<Condition> &condition)
{
    if (condition == m_condition)
        return;
    const bool sameKind = condition && m_draft && condition->kind.index() == m_draft->kind.index();
    m_condition = m_draft = condition;
    if (!sameKind)
        return build();
    const QList<StepField> fields = fieldsOf(m_draft->kind);
    for (qsizetype i = 0; i < m_editors.size(); ++i)
        m_editors[i]->setField(fields[i]);
    m_evidence->setVisible(!m_draft->inferredFrom.isEmpty());
}

void ConditionEditor::setKind(const QString &type)
{
    m_draft = type.isEmpty() ? std::nullopt : std::optional(converted(m_draft, type));
    build();
    tellIfWhole();
    if (!m_editors.isEmpty() && m_draft && !isWhole(*m_draft))
        m_editors.first()->setFocus();
}

FieldEditor *ConditionEditor::fieldEditor(const QString &key) const
{
    const auto it = std::find_if(m_editors.begin(), m_editors.end(), [&](FieldEditor *e) { return e->field().key == key; });
    return it == m_editors.end() ? nullptr : *it;
}

void ConditionEditor::build()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_editors.clear();
    m_kind->setCurrentIndex(m_draft ? m_kind->findData(typeName(m_draft->kind)) : 0);
    m_evidence->setText(m_draft ? tr("Inferred: %1").arg(m_draft->inferredFrom) : QString());
    m_evidence->setVisible(m_draft && !m_draft->inferredFrom.isEmpty());
    if (!m_draft)
        return;
    for (const StepField &field : fieldsOf(m_draft->kind)) {
        auto *editor = new FieldEditor(field);
        connect(editor, &FieldEditor::edited, this, &ConditionEditor::setField);
        m_form->addRow(fieldWords(field.key).label, editor);
        // Frames are rare, and the picker's business.
        if (field.kind == StepField::Kind::Frames && field.value.isNull())
            m_form->setRowVisible(editor, false);
        m_editors += editor;
    }
}

void ConditionEditor::setField(const QString &key, const JsonValue &value)
{
    FieldEditor *editor = fieldEditor(key);
    const auto changed = withField(m_draft->kind, key, value);
    editor->showError(changed ? QString() : changed.error().message);
    if (!changed)
        return;
    m_draft->kind = *changed;
    m_draft->inferredFrom.clear(); // it is the person's now
    m_evidence->hide();
    tellIfWhole();
}

void ConditionEditor::tellIfWhole()
{
    if (m_draft && !isWhole(*m_draft))
        return;
    if (m_draft == m_condition)
        return;
    m_condition = m_draft;
    Q_EMIT edited();
}

ConditionList::ConditionList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(8);
    auto *addButton = new QToolButton;
    addButton->setText(tr("Add a condition"));
    addButton->setIcon(lineIcon(QStringLiteral("add")));
    addButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addButton->setAutoRaise(true);
    addButton->setToolTip(tr("Wait for something more after this step"));
    connect(addButton, &QToolButton::clicked, this, &ConditionList::addCondition);
    m_layout->addWidget(addButton, 0, Qt::AlignLeft);
}

QList<Condition> ConditionList::conditions() const
{
    QList<Condition> whole;
    for (const ConditionEditor *editor : m_editors) {
        if (editor->condition())
            whole += *editor->condition();
    }
    return whole;
}

void ConditionList::setConditions(const QList<Condition> &wanted)
{
    if (wanted == conditions())
        return;
    if (wanted.size() == m_editors.size()) {
        for (qsizetype i = 0; i < wanted.size(); ++i)
            m_editors[i]->setCondition(wanted[i]);
        return;
    }
    while (!m_editors.isEmpty())
        delete m_editors.takeLast();
    for (const Condition &condition : wanted)
        add(condition);
}

void ConditionList::addCondition()
{
    add({});
    m_editors.last()->findChild<QComboBox *>()->setFocus();
}

void ConditionList::add(const std::optional<Condition> &condition)
{
    auto *editor = new ConditionEditor(condition, ConditionEditor::Absence::Impossible);
    connect(editor, &ConditionEditor::edited, this, &ConditionList::tell);
    connect(editor, &ConditionEditor::removeWanted, this, [this, editor] { remove(editor); });
    m_layout->insertWidget(int(m_editors.size()), editor);
    m_editors += editor;
}

// Its button is still at work.
void ConditionList::remove(ConditionEditor *editor)
{
    m_editors.removeOne(editor);
    editor->hide();
    editor->deleteLater();
    tell();
}

void ConditionList::tell()
{
    Q_EMIT edited(conditions());
}

} // namespace Foray
