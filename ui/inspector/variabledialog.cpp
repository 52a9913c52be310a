// SPDX-License-Identifier: MIT
#include "ui/inspector/variabledialog.h"

#include "ui/inspector/errorlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace Foray {

VariableDialog::VariableDialog(const QString &text, const QString &name, bool secret, QWidget *parent)
    : QDialog(parent)
    , m_text(new QLineEdit(text))
    , m_name(new QLineEdit(name))
    , m_secret(new QCheckBox(tr("Secret: the plan keeps no value, a run asks for it")))
    , m_error(makeErrorLabel())
{
    setWindowTitle(tr("Change into a variable"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_secret->setChecked(secret);
    m_name->setMinimumWidth(280);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("Text"), m_text);
    form->addRow(tr("Variable"), m_name);
    form->addRow(QString(), m_secret);
    m_text->setToolTip(tr("The part that becomes a variable"));
    m_name->setToolTip(tr("Letters, digits and _"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &VariableDialog::wanted);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    m_name->selectAll();
    m_name->setFocus();
}

QString VariableDialog::text() const
{
    return m_text->text();
}

Variable VariableDialog::variable() const
{
    return {.name = m_name->text().trimmed(), .defaultValue = {}, .secret = m_secret->isChecked()};
}

void VariableDialog::showError(const QString &message)
{
    m_error->setText(message);
    m_error->show();
}

} // namespace Foray
