// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector.h"

#include "engine/plan/names.h"
#include "engine/plan/planjson.h"
#include "engine/plan/planproblems.h"
#include "engine/plan/reader.h"
#include "ui/inspector/errorlabel.h"
#include "ui/inspector/fieldeditor.h"
#include "ui/inspector/jsonbox.h"
#include "ui/inspector/stepform.h"
#include "ui/inspector/variabledialog.h"
#include "ui/look/emptystate.h"
#include "ui/look/icons.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepactions.h"
#include "ui/steps/stepwords.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// A field whose value is typed; its letters are undone together.
bool isTyped(const JsonValue &value)
{
    return !value.get().is_boolean();
}

// What is wrong with this step alone, its own children aside.
QStringList problemsOf(const Step &step)
{
    QList<Problem> found;
    readStep(toJson(step), QString(), found);
    QStringList messages;
    for (const Problem &problem : found) {
        const QString list = problem.pointer.section(u'/', 1, 1);
        const bool isChilds = QStringList{"steps", "then", "else", "next"}.contains(list) && problem.pointer.count(u'/') > 1;
        if (problem.severity == Problem::Severity::Error && !isChilds)
            messages += problem.message;
    }
    return messages;
}

} // namespace

Inspector::Inspector(PlanDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_icon(new QLabel)
    , m_title(new QLabel)
    , m_problems(makeErrorLabel())
    , m_toggle(new QToolButton)
    , m_stack(new QStackedWidget)
    , m_form(new StepForm)
    , m_json(new JsonBox)
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto *toggle = new QAction(tr("JSON"), this);
    toggle->setCheckable(true);
    toggle->setShortcut(QKeySequence(QStringLiteral("Ctrl+J")));
    toggle->setToolTip(tr("Show the step as JSON (Ctrl+J)"));
    addAction(toggle);
    m_toggle->setDefaultAction(toggle);
    m_toggle->setAutoRaise(true);
    connect(toggle, &QAction::toggled, this, &Inspector::showJson);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 4, 4);
    top->setSpacing(8);
    top->addWidget(m_icon);
    top->addWidget(m_title, 1);
    top->addWidget(m_toggle);
    m_problems->setContentsMargins(8, 0, 8, 4);
    m_stack->addWidget(new EmptyState(tr("No step selected"), tr("Select a step above to see and change it here.")));
    m_stack->addWidget(m_form);
    m_stack->addWidget(m_json);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_problems);
    layout->addWidget(m_stack, 1);
    connect(m_form, &StepForm::fieldEdited, this, &Inspector::setField);
    connect(m_form, &StepForm::waitsEdited, this, &Inspector::setWaits);
    connect(m_form, &StepForm::variableWanted, this, &Inspector::askForVariable);
    connect(m_form, &StepForm::pickWanted, this, [this](const QString &key) { Q_EMIT pickWanted(m_stepId, key); });
    connect(m_json, &JsonBox::applied, this, &Inspector::applyJson);
    connect(qApp, &QApplication::focusChanged, this, [this] { ++m_focusChanges; });
    setStep({});
}

void Inspector::setStep(const QString &stepId)
{
    m_stepId = stepId;
    const Step *step = findStep(m_document.plan(), stepId);
    m_toggle->setEnabled(step);
    m_icon->setVisible(step);
    m_problems->hide();
    m_title->setText(step ? stepKindWords(typeName(*step)) : QString());
    if (!step) {
        m_stack->setCurrentIndex(0);
        return;
    }
    m_icon->setPixmap(lineIcon(iconName(*step)).pixmap(16, 16));
    showProblems(*step);
    m_form->setStep(m_document.plan(), *step);
    m_json->setStep(*step);
    m_stack->setCurrentWidget(m_toggle->isChecked() ? static_cast<QWidget *>(m_json) : m_form);
    Q_EMIT shown(stepId);
}

void Inspector::showProblems(const Step &step)
{
    const QStringList problems = problemsOf(step);
    m_problems->setText(tr("Not finished: %1").arg(problems.join(QStringLiteral("; "))));
    m_problems->setVisible(!problems.isEmpty());
}

void Inspector::showJson(bool on)
{
    m_toggle->defaultAction()->setChecked(on);
    setStep(m_stepId);
    if (on)
        m_json->revert();
}

void Inspector::focusField(const QString &key)
{
    showJson(false);
    m_form->focusField(key);
}

Result<> Inspector::replaceStep(const std::function<Result<Step>(const Step &)> &change, const QString &key)
{
    const QString before = m_stepId;
    QString after = before;
    const auto done = m_document.tryEdit(
        tr("change a step"),
        [&](Plan &plan) -> Result<> {
            Step *step = findStep(plan, before);
            if (!step)
                return failure(ErrorKind::InvalidArgument, tr("The step is gone."));
            const Result<Step> changed = change(*step);
            if (!changed)
                return failure(changed.error());
            if (changed->id != before && findStep(plan, changed->id))
                return failure(ErrorKind::InvalidArgument, tr("Another step is called '%1'.").arg(changed->id));
            *step = *changed;
            giveIds(plan);
            after = step->id;
            return {};
        },
        key);
    if (done && after != before)
        Q_EMIT renamed(after);
    return done;
}

QString Inspector::mergeKey(const QString &key) const
{
    return QStringLiteral("%1/%2/%3").arg(m_stepId, key).arg(m_focusChanges);
}

void Inspector::setField(const QString &key, const JsonValue &value)
{
    const auto done =
        replaceStep([&](const Step &step) { return withField(step, key, value); }, isTyped(value) ? mergeKey(key) : QString());
    m_form->showError(key, done ? QString() : done.error().message);
}

void Inspector::setWaits(const QList<Condition> &conditions)
{
    replaceStep(
        [&](Step step) -> Result<Step> {
            step.waitFor = conditions;
            return step;
        },
        mergeKey(QStringLiteral("wait_for")));
}

void Inspector::applyJson(const Step &step)
{
    const auto done = replaceStep([&](const Step &) -> Result<Step> { return step; }, {});
    if (!done)
        m_json->showError(done.error().message);
}

void Inspector::askForVariable(const QString &key, const QString &text)
{
    const bool secret = text.contains(QStringLiteral("password"), Qt::CaseInsensitive);
    auto *dialog = new VariableDialog(text, freeVariableName(m_document.plan(), key == u"value" ? m_stepId : key), secret, this);
    connect(dialog, &VariableDialog::wanted, this, [this, dialog, key, id = m_stepId] {
        const auto done = m_document.tryEdit(tr("change into a variable"), [&](Plan &plan) {
            return makeVariable(plan, id, key, dialog->text(), dialog->variable());
        });
        if (done)
            dialog->accept();
        else
            dialog->showError(done.error().message);
    });
    dialog->open();
}

} // namespace Foray
