// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace Foray {

class PlanDocument;
class StepEditing;

// What can be done to the steps selected in a view: its actions with their keys, its context menu, and the menu of new steps.
class StepActions final : public QObject
{
    Q_OBJECT
public:
    using Selection = std::function<QStringList()>; // the ids, in the list's order

    StepActions(PlanDocument &document, StepEditing &editing, QWidget &view, Selection selection);

    QMenu *contextMenu() const { return m_contextMenu; }
    QMenu *newStepMenu() const { return m_newMenu; }
    QList<QAction *> all() const { return m_all; } // for a command palette
    void update();                                 // what can be done with the selection

Q_SIGNALS:
    void editWanted();                        // in a form
    void recordWanted(const QString &stepId); // from behind this step on
    void renameWanted();                      // its id
    void noteWanted();

private:
    QAction *add(const char *iconName, const QString &text, const QString &shortcut, const std::function<void()> &act);
    void addEditing();
    void addMoving();
    void addGrouping();
    QMenu *makeNewMenu();

    PlanDocument &m_document;
    StepEditing &m_editing;
    QWidget &m_view;
    Selection m_selection;
    QList<QAction *> m_all;
    QList<QAction *> m_needSelection;
    QAction *m_toggle = nullptr;
    QAction *m_ungroup = nullptr;
    QAction *m_makeNext = nullptr;
    QMenu *m_contextMenu;
    QMenu *m_newMenu;
};

// "Click", "For each element": a kind of step in a menu.
QString stepKindWords(const QString &type);

} // namespace Foray
