// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/stepfields.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace Foray {

// The input for one field of a step or condition, and under it what is wrong with what it holds. It changes nothing itself.
class FieldEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit FieldEditor(const StepField &field, const QStringList &suggestions = {}, QWidget *parent = nullptr);

    const StepField &field() const { return m_field; }
    bool canShow(const StepField &field) const;
    void setField(const StepField &field); // leaves what the person is typing alone if it means the same
    void showError(const QString &message);
    QString error() const;
    QString selectedText() const; // what is marked, else all
    void offerVariable();         // with a button in the input

Q_SIGNALS:
    void edited(const QString &key, const Foray::JsonValue &value);
    void variableWanted(const QString &key, const QString &text);

private:
    QWidget *makeInput(const QStringList &suggestions);
    QWidget *makeLine(const QStringList &suggestions);
    QWidget *makeText();
    QWidget *makeChoice();
    QWidget *makeModifiers();
    void show(const StepField &field);
    void textEdited(const QString &text);
    QString text() const;

    StepField m_field;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_flag = nullptr;
    QList<QCheckBox *> m_modifiers;
    QLabel *m_error;
    bool m_showing = false;
};

} // namespace Foray
