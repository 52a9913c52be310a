// SPDX-License-Identifier: MIT
#include "ui/window/actions.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QAction *make(QWidget *window, const char *iconName, const QString &text, const QString &shortcut = {})
{
    auto *action = new QAction(window);
    if (iconName)
        action->setIcon(lineIcon(QLatin1String(iconName)));
    action->setText(text);
    QString tip = text;
    if (!shortcut.isEmpty()) {
        action->setShortcut(QKeySequence(shortcut));
        tip += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    }
    action->setToolTip(tip);
    window->addAction(action);
    return action;
}

void makeExclusive(QWidget *window, std::initializer_list<QAction *> actions)
{
    auto *group = new QActionGroup(window);
    for (QAction *action : actions) {
        action->setCheckable(true);
        group->addAction(action);
    }
}

} // namespace

Actions::Actions(QWidget *window)
    : newPlan(make(window, "new", Words::tr("New plan"), QStringLiteral("Ctrl+N")))
    , openPlan(make(window, "open", Words::tr("Open a plan…"), QStringLiteral("Ctrl+O")))
    , savePlan(make(window, "save", Words::tr("Save the plan"), QStringLiteral("Ctrl+S")))
    , savePlanAs(make(window, "save", Words::tr("Save the plan as…")))
    , undo(make(window, nullptr, Words::tr("Undo"), QStringLiteral("Ctrl+Z")))
    , redo(make(window, nullptr, Words::tr("Redo"), QStringLiteral("Ctrl+Shift+Z")))
    , tryDemo(make(window, "globe", Words::tr("Try the demo")))
    , record(make(window, "record", Words::tr("Record"), QStringLiteral("Ctrl+R")))
    , pauseRecording(make(window, "pause", Words::tr("Pause recording"), QStringLiteral("Ctrl+Shift+R")))
    , checkElement(make(window, "done", Words::tr("Check an element of the page"), QStringLiteral("Ctrl+Shift+K")))
    , waitForElement(make(window, "wait", Words::tr("Wait for an element of the page"), QStringLiteral("Ctrl+Shift+W")))
    , pickAgain(make(window, "target", Words::tr("Pick the step's element again"), QStringLiteral("Ctrl+Shift+G")))
    , harden(make(window, "repeat", Words::tr("Replay to harden"), QStringLiteral("Ctrl+Shift+H")))
    , run(make(window, "run", Words::tr("Run"), QStringLiteral("F5")))
    , step(make(window, "stepover", Words::tr("Run one step"), QStringLiteral("F10")))
    , stop(make(window, "stop", Words::tr("Stop the run"), QStringLiteral("Shift+F5")))
    , exportRows(make(window, "export", Words::tr("Export rows…"), QStringLiteral("Ctrl+Shift+E")))
    , back(make(window, "back", Words::tr("Back"), QStringLiteral("Alt+Left")))
    , forward(make(window, "forward", Words::tr("Forward"), QStringLiteral("Alt+Right")))
    , reload(make(window, "reload", Words::tr("Reload the page")))
    , home(make(window, "home", Words::tr("Close the plan's pages and go to the start")))
    , editAddress(make(window, "globe", Words::tr("Go to an address"), QStringLiteral("Ctrl+L")))
    , focusPage(make(window, "globe", Words::tr("Go to the page"), QStringLiteral("F6")))
    , newTab(make(window, "add", Words::tr("New tab"), QStringLiteral("Ctrl+T")))
    , closeTab(make(window, "close", Words::tr("Close the tab"), QStringLiteral("Ctrl+W")))
    , recordArrangement(make(window, nullptr, Words::tr("Record"), QStringLiteral("Ctrl+1")))
    , extractArrangement(make(window, nullptr, Words::tr("Extract"), QStringLiteral("Ctrl+2")))
    , runArrangement(make(window, nullptr, Words::tr("Run"), QStringLiteral("Ctrl+3")))
    , resetArrangements(make(window, "steps", Words::tr("Reset the panels")))
    , systemTheme(make(window, "theme", Words::tr("Theme: as the system")))
    , lightTheme(make(window, "theme", Words::tr("Theme: light")))
    , darkTheme(make(window, "theme", Words::tr("Theme: dark")))
    , palette(make(window, "palette", Words::tr("All commands"), QStringLiteral("Ctrl+K")))
    , quit(make(window, nullptr, Words::tr("Quit"), QStringLiteral("Ctrl+Q")))
    , closeMessage(make(window, nullptr, Words::tr("Close the message"), QStringLiteral("Esc")))
{
    record->setCheckable(true);
    pauseRecording->setCheckable(true);
    makeExclusive(window, {recordArrangement, extractArrangement, runArrangement});
    makeExclusive(window, {systemTheme, lightTheme, darkTheme});
    harden->setToolTip(Words::tr("Replay the plan twice, see which waits and selectors hold, and improve it (Ctrl+Shift+H)"));
    recordArrangement->setToolTip(Words::tr("Panels for recording: the steps (Ctrl+1)"));
    extractArrangement->setToolTip(Words::tr("Panels for extraction: the steps and a tall table (Ctrl+2)"));
    runArrangement->setToolTip(Words::tr("Panels for running: the steps and the run (Ctrl+3)"));
}

QList<QAction *> Actions::all() const
{
    return {record,
            pauseRecording,
            checkElement,
            waitForElement,
            pickAgain,
            harden,
            run,
            step,
            stop,
            exportRows,
            newPlan,
            openPlan,
            savePlan,
            savePlanAs,
            tryDemo,
            undo,
            redo,
            back,
            forward,
            reload,
            home,
            editAddress,
            focusPage,
            newTab,
            closeTab,
            systemTheme,
            lightTheme,
            darkTheme,
            recordArrangement,
            extractArrangement,
            runArrangement,
            resetArrangements,
            quit};
}

} // namespace Foray
