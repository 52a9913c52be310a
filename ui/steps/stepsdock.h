// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace Foray {

class PlanDocument;
class StepModel;
struct StepEvent;

// The plan's steps, lighting up as they run.
class StepsDock final : public QDockWidget
{
    Q_OBJECT
public:
    explicit StepsDock(PlanDocument &document, QWidget *parent = nullptr);

    StepModel &model() const { return *m_model; }
    void showStep(const StepEvent &event); // keeps the step under way in view
    void mark(const QString &stepId);      // makes it current, in view
    void select(const QString &stepId);
    void toggleSelected(); // disables or enables

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void planChanged();

    PlanDocument &m_document;
    StepModel *m_model;
    QTreeView *m_view;
    QStackedWidget *m_stack;
    QLabel *m_title;
};

} // namespace Foray
