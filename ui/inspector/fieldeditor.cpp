// SPDX-License-Identifier: MIT
#include "ui/inspector/fieldeditor.h"

#include "engine/base/json.h"
#include "ui/inspector/errorlabel.h"
#include "ui/inspector/fieldwords.h"
#include "ui/look/icons.h"
#include "ui/look/tones.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

using Kind = StepField::Kind;

bool isCode(Kind kind)
{
    return kind == Kind::Code || kind == Kind::Codes || kind == Kind::Frames || kind == Kind::Rows;
}

bool isSelector(const QString &key)
{
    return key == u"selector" || key == u"css_selector";
}

} // namespace

FieldEditor::FieldEditor(const StepField &field, const QStringList &suggestions, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_error(makeErrorLabel())
{
    const FieldWords words = fieldWords(field.key);
    QWidget *input = makeInput(suggestions);
    input->setAccessibleName(words.label);
    if (!words.hint.isEmpty())
        input->setToolTip(QStringLiteral("%1: %2").arg(words.label, words.hint));
    setFocusProxy(input);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(input);
    layout->addWidget(m_error);
    show(field);
}

QWidget *FieldEditor::makeInput(const QStringList &suggestions)
{
    switch (m_field.kind) {
    case Kind::Flag: {
        m_flag = new QCheckBox(fieldWords(m_field.key).label);
        connect(m_flag, &QCheckBox::toggled, this, [this](bool on) {
            if (!m_showing)
                Q_EMIT edited(m_field.key, Json(on));
        });
        return m_flag;
    }
    case Kind::Choice: return makeChoice();
    case Kind::Modifiers: return makeModifiers();
    case Kind::Texts:
    case Kind::Code:
    case Kind::Codes:
    case Kind::Frames:
    case Kind::Rows: return makeText();
    default: return makeLine(suggestions);
    }
}

QWidget *FieldEditor::makeLine(const QStringList &suggestions)
{
    m_line = new QLineEdit;
    m_line->setPlaceholderText(fieldWords(m_field.key).hint);
    if (isSelector(m_field.key))
        m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    if (!suggestions.isEmpty()) {
        auto *completer = new QCompleter(suggestions, m_line);
        completer->setFilterMode(Qt::MatchContains);
        completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
        m_line->setCompleter(completer);
        connect(completer, QOverload<const QString &>::of(&QCompleter::activated), this, &FieldEditor::textEdited);
    }
    if (m_field.key == u"id") // half a name is another step's
        connect(m_line, &QLineEdit::editingFinished, this, [this] { textEdited(m_line->text()); });
    else
        connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::textEdited);
    return m_line;
}

QWidget *FieldEditor::makeText()
{
    m_text = new QPlainTextEdit;
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(fieldWords(m_field.key).hint);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    if (isCode(m_field.kind))
        m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const int lines = m_field.kind == Kind::Code || m_field.kind == Kind::Codes ? 5 : 2;
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * lines + 12);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            textEdited(m_text->toPlainText());
    });
    return m_text;
}

QWidget *FieldEditor::makeChoice()
{
    m_choice = new QComboBox;
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    if (m_field.optional) {
        const QString none = choiceWords(m_field.key, {});
        m_choice->addItem(none.isEmpty() ? tr("default") : none, QString());
    }
    for (const QString &choice : std::as_const(m_field.choices))
        m_choice->addItem(choiceWords(m_field.key, choice), choice);
    connect(m_choice, &QComboBox::activated, this, [this](int index) {
        const QString chosen = m_choice->itemData(index).toString();
        Q_EMIT edited(m_field.key, chosen.isEmpty() ? JsonValue() : JsonValue(Json(toStd(chosen))));
    });
    return m_choice;
}

QWidget *FieldEditor::makeModifiers()
{
    auto *row = new QWidget;
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (const QString &name : std::as_const(m_field.choices)) {
        auto *box = new QCheckBox(name == u"Control" ? tr("Ctrl") : name);
        box->setAccessibleName(tr("%1 is held").arg(name));
        connect(box, &QCheckBox::toggled, this, [this] {
            Json held = Json::array();
            for (qsizetype i = 0; i < m_modifiers.size(); ++i) {
                if (m_modifiers[i]->isChecked())
                    held.push_back(toStd(m_field.choices[i]));
            }
            if (!m_showing)
                Q_EMIT edited(m_field.key, held);
        });
        layout->addWidget(box, int(m_modifiers.size()) / 2, int(m_modifiers.size()) % 2);
        m_modifiers += box;
    }
    return row;
}

bool FieldEditor::canShow(const StepField &field) const
{
    return field.key == m_field.key && field.kind == m_field.kind && field.optional == m_field.optional;
}

void FieldEditor::setField(const StepField &field)
{
    if (field == m_field)
        return;
    const auto typed = valueOf(field, text());
    const bool isText = m_line || m_text;
    const StepField before = std::exchange(m_field, field);
    if (isText && typed && (*typed == field.value || textOf(field) == text()))
        showError({});
    else if (!(before.value == field.value))
        show(field);
}

void FieldEditor::show(const StepField &field)
{
    m_showing = true;
    const Json &value = field.value.get();
    if (m_line && m_line->text() != textOf(field))
        m_line->setText(textOf(field));
    if (m_text && m_text->toPlainText() != textOf(field))
        m_text->setPlainText(textOf(field));
    if (m_choice)
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(value.is_null() ? QString() : toQString(value))));
    if (m_flag)
        m_flag->setChecked(value == Json(true));
    for (qsizetype i = 0; i < m_modifiers.size(); ++i)
        m_modifiers[i]->setChecked(value.is_array() &&
                                   std::find(value.begin(), value.end(), Json(toStd(m_field.choices[i]))) != value.end());
    m_showing = false;
    showError({});
}

void FieldEditor::showError(const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    if (focusProxy())
        focusProxy()->setAccessibleDescription(message);
}

QString FieldEditor::error() const
{
    return m_error->text();
}

QString FieldEditor::text() const
{
    return m_line ? m_line->text() : m_text ? m_text->toPlainText() : QString();
}

QString FieldEditor::selectedText() const
{
    const QString selected = m_line ? m_line->selectedText() : m_text ? m_text->textCursor().selectedText() : QString();
    return selected.isEmpty() ? text() : selected;
}

void FieldEditor::offerVariable()
{
    auto *action = new QAction(lineIcon(QStringLiteral("code")), tr("Change into a variable (Ctrl+Alt+V)"), this);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Alt+V")));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this] { Q_EMIT variableWanted(m_field.key, selectedText()); });
    addAction(action);
    if (m_line) {
        m_line->addAction(action, QLineEdit::TrailingPosition);
    } else if (m_text) {
        m_text->addAction(action);
        m_text->setToolTip(m_text->toolTip() + u'\n' + action->text());
    }
}

void FieldEditor::textEdited(const QString &text)
{
    const auto value = valueOf(m_field, text);
    if (!value)
        showError(value.error().message);
    else if (!(*value == m_field.value) || !error().isEmpty())
        Q_EMIT edited(m_field.key, *value);
}

} // namespace Foray
