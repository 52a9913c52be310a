// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace Foray {

// Asks what part of a text becomes a variable, how it is called, and whether it is a secret.
class VariableDialog final : public QDialog
{
    Q_OBJECT
public:
    VariableDialog(const QString &text, const QString &name, bool secret, QWidget *parent = nullptr);

    QString text() const;
    Variable variable() const;
    void showError(const QString &message); // and stay open

Q_SIGNALS:
    void wanted();

private:
    QLineEdit *m_text;
    QLineEdit *m_name;
    QCheckBox *m_secret;
    QLabel *m_error;
};

} // namespace Foray
