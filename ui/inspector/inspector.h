// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QWidget>

#include <functional>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace Foray {

class JsonBox;
class PlanDocument;
class StepForm;

// The selected step, to be changed: as a form or as JSON. Every change that can be read goes straight into the document.
class Inspector final : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(PlanDocument &document, QWidget *parent = nullptr);

    QString stepId() const { return m_stepId; }
    void setStep(const QString &stepId); // also after a change; empty: none
    void focusField(const QString &key); // empty: the first
    StepForm &form() const { return *m_form; }
    JsonBox &json() const { return *m_json; }
    void showJson(bool on);

Q_SIGNALS:
    void pickWanted(const QString &stepId, const QString &key); // a target is to be picked again in the page
    void renamed(const QString &stepId);
    void shown(const QString &stepId); // or another version of it

private:
    void setField(const QString &key, const JsonValue &value);
    void setWaits(const QList<Condition> &conditions);
    void applyJson(const Step &step);
    void askForVariable(const QString &key, const QString &text);
    void showProblems(const Step &step);
    QString mergeKey(const QString &key) const;
    Result<> replaceStep(const std::function<Result<Step>(const Step &)> &change, const QString &key);

    PlanDocument &m_document;
    QString m_stepId;
    int m_focusChanges = 0;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_problems;
    QToolButton *m_toggle;
    QStackedWidget *m_stack;
    StepForm *m_form;
    JsonBox *m_json;
};

} // namespace Foray
