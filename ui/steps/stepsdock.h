// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QList>
#include <QStringList>

class QLabel;
class QModelIndex;
class QSplitter;
class QStackedWidget;
class QTreeView;
class QVBoxLayout;
class QWidget;

namespace Foray {

class Inspector;
class PlanDocument;
class StepActions;
class StepEditing;
class StepModel;
struct StepEvent;

// The plan's steps, lighting up as they run, and under them the inspector of the selected one.
class StepsDock final : public QDockWidget
{
    Q_OBJECT
public:
    explicit StepsDock(PlanDocument &document, QWidget *parent = nullptr);

    StepModel &model() const { return *m_model; }
    StepEditing &editing() const { return *m_editing; }
    StepActions &actions() const { return *m_actions; }
    Inspector &inspector() const { return *m_inspector; }
    void showStep(const StepEvent &event); // keeps the step under way in view
    void mark(const QString &stepId);      // makes it current, in view
    void addNotice(QWidget *notice);       // below the list; the dock owns it then
    void select(const QString &stepId);
    void selectSteps(const QStringList &stepIds); // and leaves the keyboard where it is
    QStringList selectedIds() const;              // in the list's order

Q_SIGNALS:
    void refused(const QString &why);        // an edit that cannot be made
    void stepHovered(const QString &stepId); // empty: none any more
    void revealWanted(const QString &stepId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void setUpView();
    QWidget *makeFooter();
    void planChanged();
    void selectionChanged();
    QString currentId() const;

    PlanDocument &m_document;
    StepModel *m_model;
    QTreeView *m_view;
    StepEditing *m_editing;
    StepActions *m_actions;
    Inspector *m_inspector;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QVBoxLayout *m_notices;
    bool m_changing = false; // the tree is being made anew, and its selection with it
};

} // namespace Foray
