// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QDialog>
#include <QHash>
#include <QList>
#include <QPair>

class QLineEdit;

namespace Foray {

// Asks for the variables that a plan leaves open, before a run. Secrets are typed hidden and kept nowhere.
class VariablesDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit VariablesDialog(const QList<Variable> &variables, QWidget *parent = nullptr);

    QHash<QString, QString> values() const;

    // The variables for which neither `known` nor a default nor the environment has a value.
    static QList<Variable> openVariables(const Plan &plan, const QHash<QString, QString> &known);

private:
    QList<QPair<QString, QLineEdit *>> m_fields;
};

} // namespace Foray
