// SPDX-License-Identifier: MIT
#include "ui/inspector/stepform.h"

#include "engine/plan/edit.h"
#include "engine/plan/planjson.h"
#include "engine/plan/reader.h"
#include "ui/inspector/conditionlist.h"
#include "ui/inspector/errorlabel.h"
#include "ui/inspector/fieldeditor.h"
#include "ui/inspector/fieldwords.h"
#include "ui/inspector/selectorlist.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

using Kind = StepField::Kind;

// Scrolling the form must not change what the pointer happens to pass.
class WheelGuard final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel)
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

QList<StepField> allFields(const Step &step)
{
    return fieldsOf(step.action) + commonFieldsOf(step);
}

bool haveSameShape(const QList<StepField> &a, const QList<StepField> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const StepField &x, const StepField &y) {
        return x.key == y.key && x.kind == y.kind && x.optional == y.optional;
    });
}

// The `as` of the loops around a step, whose elements its selectors can start from.
QStringList loopsAround(const Plan &plan, const QString &stepId)
{
    QStringList names;
    for (auto place = placeOf(plan, stepId); place && !place->parentId.isEmpty(); place = placeOf(plan, place->parentId)) {
        const auto *loop = std::get_if<ForEach>(&findStep(plan, place->parentId)->action);
        if (loop && !loop->as.isEmpty() && !loop->elements.isEmpty())
            names += loop->as;
    }
    return names;
}

QStringList suggestionsFor(const Plan &plan, const QString &key)
{
    QStringList names;
    if (key == u"schema") {
        for (const auto &schema : plan.schemas)
            names += schema.first;
    }
    return names;
}

Target targetOf(const StepField &field)
{
    if (field.value.isNull())
        return {};
    QList<Problem> ignored; // an empty target is one too
    return readTarget(field.value.get(), {}, ignored);
}

std::optional<Condition> conditionOf(const StepField &field)
{
    if (field.value.isNull())
        return {};
    QList<Problem> ignored;
    return readCondition(field.value.get(), {}, ignored);
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace

StepForm::StepForm(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void StepForm::setStep(const Plan &plan, const Step &step)
{
    const QList<StepField> fields = allFields(step);
    if (step.id != m_stepId || !haveSameShape(fields, m_fields)) {
        build(plan, step);
    } else {
        for (const StepField &field : fields)
            show(field);
        m_waits->setConditions(step.waitFor);
    }
    m_fields = fields;
    for (SelectorList *target : std::as_const(m_targets))
        target->setLoops(loopsAround(plan, step.id));
}

// One of its inputs may be what the change came from; none is to be heard any more.
void StepForm::discard()
{
    QWidget *old = takeWidget();
    if (!old)
        return;
    for (QWidget *child : old->findChildren<QWidget *>())
        disconnect(child, nullptr, this, nullptr);
    old->hide();
    old->deleteLater();
    m_editors.clear();
    m_targets.clear();
    m_conditions.clear();
}

void StepForm::build(const Plan &plan, const Step &step)
{
    m_stepId = step.id;
    discard();
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    QFormLayout *form = makeForm();
    for (const StepField &field : fieldsOf(step.action))
        addField(layout, form, field, suggestionsFor(plan, field.key));
    if (form->rowCount() > 0)
        layout->addLayout(form); // what the step is done to stands above how
    else
        delete form;

    layout->addSpacing(4);
    layout->addWidget(heading(tr("Then wait until")));
    m_waits = new ConditionList;
    m_waits->setConditions(step.waitFor);
    connect(m_waits, &ConditionList::edited, this, &StepForm::waitsEdited);
    layout->addWidget(m_waits);

    layout->addSpacing(4);
    layout->addWidget(heading(tr("The step")));
    form = makeForm();
    for (const StepField &field : commonFieldsOf(step))
        addField(layout, form, field, {});
    layout->addLayout(form);
    layout->addStretch(1);
    setWidget(body);
    auto *guard = new WheelGuard(body);
    for (QComboBox *combo : body->findChildren<QComboBox *>())
        combo->installEventFilter(guard);
}

void StepForm::addField(QVBoxLayout *layout, QFormLayout *form, const StepField &field, const QStringList &suggestions)
{
    if (field.kind == Kind::Target)
        return addTarget(layout, field);
    if (field.kind == Kind::Condition)
        return addCondition(layout, field);
    auto *editor = new FieldEditor(field, suggestions);
    m_editors.insert(field.key, editor);
    connect(editor, &FieldEditor::edited, this, &StepForm::fieldEdited);
    connect(editor, &FieldEditor::variableWanted, this, &StepForm::variableWanted);
    const bool isCommon = field.key == u"id" || field.key == u"note";
    if ((field.kind == Kind::Text || field.kind == Kind::Texts) && !isCommon && field.key != u"as" && field.key != u"within")
        editor->offerVariable();
    auto *label = new QLabel(field.kind == Kind::Flag ? QString() : fieldWords(field.key).label);
    label->setBuddy(editor);
    form->addRow(label, editor);
    // Frames are rare, and the picker's business. (Showing a row that is in no window yet would open one for it.)
    if (field.kind == Kind::Frames && field.value.isNull())
        form->setRowVisible(editor, false);
}

void StepForm::addTarget(QVBoxLayout *layout, const StepField &field)
{
    const QString name = fieldWords(field.key).label;
    auto *list = new SelectorList(name, field.required ? SelectorList::Emptiness::Refused : SelectorList::Emptiness::Allowed);
    m_targets.insert(field.key, list);
    list->setTarget(targetOf(field));
    connect(list, &SelectorList::edited, this, [this, key = field.key](const Target &target) {
        Q_EMIT fieldEdited(key, target.isEmpty() ? JsonValue() : JsonValue(toJson(target)));
    });
    connect(list, &SelectorList::pickWanted, this, [this, key = field.key] { Q_EMIT pickWanted(key); });
    layout->addWidget(heading(name));
    layout->addWidget(list);
}

void StepForm::addCondition(QVBoxLayout *layout, const StepField &field)
{
    auto *editor = new ConditionEditor(conditionOf(field), ConditionEditor::Absence::Possible);
    m_conditions.insert(field.key, editor);
    connect(editor, &ConditionEditor::edited, this, [this, editor, key = field.key] {
        Q_EMIT fieldEdited(key, editor->condition() ? JsonValue(toJson(*editor->condition())) : JsonValue());
    });
    layout->addWidget(heading(fieldWords(field.key).label));
    layout->addWidget(editor);
}

void StepForm::show(const StepField &field)
{
    if (FieldEditor *editor = m_editors.value(field.key))
        editor->setField(field);
    else if (SelectorList *target = m_targets.value(field.key))
        target->setTarget(targetOf(field));
    else if (ConditionEditor *condition = m_conditions.value(field.key))
        condition->setCondition(conditionOf(field));
}

void StepForm::showMatches(const QString &key, const QList<int> &counts)
{
    if (SelectorList *target = m_targets.value(key))
        target->showMatches(counts);
}

void StepForm::showError(const QString &key, const QString &message)
{
    if (FieldEditor *editor = m_editors.value(key))
        editor->showError(message);
    else if (SelectorList *target = m_targets.value(key))
        target->showError(message);
}

void StepForm::focusField(const QString &key)
{
    if (FieldEditor *editor = m_editors.value(key)) {
        editor->setFocus(Qt::ShortcutFocusReason);
        ensureWidgetVisible(editor);
    } else if (widget()) {
        widget()->setFocus();
        verticalScrollBar()->setValue(0);
        focusNextPrevChild(true);
    }
}

} // namespace Foray
