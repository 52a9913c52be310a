// SPDX-License-Identifier: MIT
#include "ui/window/toolbar.h"

#include "ui/look/icons.h"
#include "ui/window/actions.h"
#include "ui/window/addressbar.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ToolBar)
};

QMenu *makeMenu(QMainWindow &window, Actions &actions)
{
    auto *menu = new QMenu(&window);
    menu->addActions({actions.newPlan, actions.openPlan, actions.savePlan, actions.savePlanAs, actions.exportRows});
    menu->addSeparator();
    menu->addActions({actions.undo, actions.redo, actions.harden});
    menu->addSeparator();
    menu->addActions({actions.checkElement, actions.waitForElement, actions.pickAgain});
    menu->addSeparator();
    menu->addActions({actions.tryDemo, actions.palette});
    menu->addSeparator();
    menu->addActions({actions.systemTheme, actions.lightTheme, actions.darkTheme, actions.resetArrangements});
    menu->addSeparator();
    for (const QDockWidget *panel : window.findChildren<QDockWidget *>())
        menu->addAction(panel->toggleViewAction());
    menu->addSeparator();
    menu->addAction(actions.quit);
    return menu;
}

} // namespace

void addMainToolBar(QMainWindow &window, Actions &actions, AddressBar *address)
{
    auto *bar = new QToolBar(Words::tr("Navigation and run"), &window);
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions({actions.back, actions.forward, actions.reload, actions.home});
    bar->addWidget(address);
    bar->addSeparator();
    bar->addActions({actions.record, actions.pauseRecording, actions.run, actions.step, actions.stop});
    for (QAction *action : {actions.record, actions.pauseRecording, actions.run}) {
        if (auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    bar->addSeparator();
    bar->addAction(actions.palette);
    auto *more = new QToolButton;
    more->setIcon(lineIcon(QStringLiteral("menu")));
    more->setToolTip(Words::tr("Menu"));
    more->setAccessibleName(Words::tr("Menu"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(makeMenu(window, actions));
    bar->addWidget(more);
    window.addToolBar(Qt::TopToolBarArea, bar);
}

} // namespace Foray
