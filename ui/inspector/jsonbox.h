// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Foray {

// One step as JSON text. It can be applied only while it is a step; what is wrong is said with line, column and pointer.
class JsonBox final : public QWidget
{
    Q_OBJECT
public:
    explicit JsonBox(QWidget *parent = nullptr);

    void setStep(const Step &step); // not while the person has changed the text
    void revert();
    bool isChanged() const;
    void showError(const QString &message);

Q_SIGNALS:
    void applied(const Foray::Step &step);

private:
    void check();
    void apply();

    Step m_step;
    QString m_shown; // the step's text
    bool m_applying = false;
    QPlainTextEdit *m_text;
    QLabel *m_error;
    QPushButton *m_apply;
    QPushButton *m_revert;
};

// The step that the text is, or the first thing wrong with it: "line 3, column 7, /target: …".
Result<Step> stepOfText(const QByteArray &text);

} // namespace Foray
