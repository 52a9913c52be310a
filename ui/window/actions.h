// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace Foray {

// Everything the window can do, each with its text, icon, shortcut and tool tip. MainWindow connects them.
struct Actions
{
    explicit Actions(QWidget *window);

    QAction *newPlan;
    QAction *openPlan;
    QAction *savePlan;
    QAction *savePlanAs;
    QAction *undo;
    QAction *redo;
    QAction *tryDemo;

    QAction *record; // also ends it
    QAction *pauseRecording;
    QAction *checkElement;   // picks one: a step that checks it
    QAction *waitForElement; // picks one: the step waits for it
    QAction *pickAgain;      // picks the element that the step is about
    QAction *harden;
    QAction *run; // also pauses and continues
    QAction *step;
    QAction *stop;
    QAction *exportRows;

    QAction *back;
    QAction *forward;
    QAction *reload;
    QAction *home;
    QAction *editAddress;
    QAction *focusPage;
    QAction *newTab;
    QAction *closeTab;

    QAction *recordArrangement;
    QAction *extractArrangement;
    QAction *runArrangement;
    QAction *resetArrangements;
    QAction *systemTheme;
    QAction *lightTheme;
    QAction *darkTheme;

    QAction *palette;
    QAction *quit;
    QAction *closeMessage;

    QList<QAction *> all() const; // in the order of the command palette
};

} // namespace Foray
