// SPDX-License-Identifier: MIT
#include "ui/run/variablesdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Foray {

VariablesDialog::VariablesDialog(const QList<Variable> &variables, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Values for this run"));
    auto *form = new QFormLayout;
    form->setSpacing(8);
    for (const Variable &variable : variables) {
        auto *field = new QLineEdit;
        field->setAccessibleName(variable.name);
        field->setMinimumWidth(280);
        if (variable.secret)
            field->setEchoMode(QLineEdit::Password);
        auto *label = new QLabel(variable.name);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(field);
        form->addRow(label, field);
        m_fields.append({variable.name, field});
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Run"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(new QLabel(tr("The plan needs these values. They are used for this run and kept nowhere.")));
    layout->addLayout(form);
    layout->addWidget(buttons);
}

QHash<QString, QString> VariablesDialog::values() const
{
    QHash<QString, QString> values;
    for (const auto &[name, field] : m_fields)
        values.insert(name, field->text());
    return values;
}

QList<Variable> VariablesDialog::openVariables(const Plan &plan, const QHash<QString, QString> &known)
{
    QList<Variable> open;
    for (const Variable &variable : plan.variables) {
        const QByteArray environment = "FORAY_SECRET_" + variable.name.toUpper().toUtf8();
        const bool given = known.contains(variable.name) || (!variable.secret && variable.defaultValue) ||
                           (variable.secret && qEnvironmentVariableIsSet(environment.constData()));
        if (!given)
            open += variable;
    }
    return open;
}

} // namespace Foray
