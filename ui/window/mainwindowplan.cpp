// SPDX-License-Identifier: MIT
#include "engine/demo/demosite.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/plandialogs.h"
#include "ui/window/sessionpicker.h"
#include "ui/window/settingskeys.h"
#include "ui/window/welcomepage.h"

#include <QCloseEvent>

#include <algorithm>

namespace Foray {

// What the window does with its plan: opening, saving, the demo.

namespace {

constexpr qsizetype recentCount = 8;

} // namespace

bool MainWindow::openPlan(const QString &path)
{
    m_runs.abandon();
    if (const auto opened = m_document.open(path); !opened) {
        m_messages->showTrouble(openTrouble(opened.error(), path));
        return false;
    }
    planShown();
    return true;
}

void MainWindow::startDemo(const QString &sample)
{
    if (!m_demo) {
        auto site = DemoSite::start({});
        if (!site) {
            m_messages->showTrouble({tr("The demo site did not start."), toString(site.error()), {}, {}, {}});
            return;
        }
        m_demo = std::move(*site);
    }
    if (openPlan(sample))
        useDemo();
}

void MainWindow::useDemo()
{
    m_variables.insert(QStringLiteral("site"), m_demo->url().toString(QUrl::StripTrailingSlash));
}

void MainWindow::rememberRecent(const QString &path)
{
    QStringList recent = m_settings.value(SettingsKey::recentPlans).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    recent = recent.mid(0, recentCount);
    m_settings.setValue(SettingsKey::recentPlans, recent);
    m_welcome->setRecent(recent);
}

void MainWindow::askWhatToOpen()
{
    askForPlanToOpen(this, m_document.saveFolder(), [this](const QString &path) { whenSaved([this, path] { openPlan(path); }); });
}

void MainWindow::savePlan()
{
    if (m_document.path().isEmpty())
        askWhereToSave();
    else if (const auto saved = m_document.saveAs(m_document.path()); !saved)
        m_messages->showTrouble(saveTrouble(saved.error(), m_document.path()));
}

void MainWindow::askWhereToSave()
{
    const QString own = m_document.path();
    askForPlanToSave(this, own.isEmpty() ? m_document.fileNamed(QStringLiteral("foray.json")) : own, [this](const QString &path) {
        if (const auto saved = m_document.saveAs(path); !saved)
            m_messages->showTrouble(saveTrouble(saved.error(), path));
        else
            rememberRecent(m_document.path());
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_document.isModified() && !m_closing) {
        event->ignore();
        askAboutUnsaved(this, m_document.title(), [this](UnsavedAnswer answer) {
            if (answer == UnsavedAnswer::Save)
                savePlan();
            m_closing = answer == UnsavedAnswer::Discard || !m_document.isModified();
            if (answer == UnsavedAnswer::Discard)
                m_recovery.discard();
            if (m_closing)
                close();
        });
        return;
    }
    m_arrangements->remember();
    m_settings.setValue(SettingsKey::geometry, saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace Foray
