// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "ui/inspector/inspector.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/plandialogs.h"
#include "ui/window/sessionpicker.h"
#include "ui/window/welcomepage.h"

#include <QAction>
#include <QLocale>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

// What the window does while a plan is written: a new one, what is not saved, what is not finished.

namespace {

// A plan for the demo site: its `site` is where 'foray demo' serves by itself, or not said.
bool isForDemo(const Plan &plan)
{
    return std::any_of(plan.variables.begin(), plan.variables.end(), [](const Variable &variable) {
        const QString usual = QStringLiteral("http://127.0.0.1:8000");
        return variable.name == u"site" && !variable.secret && variable.defaultValue.value_or(usual).startsWith(usual);
    });
}

} // namespace

void MainWindow::connectEditing()
{
    connect(m_actions.newPlan, &QAction::triggered, this, [this] { whenSaved([this] { newPlan(); }); });
    connect(m_stepsDock, &StepsDock::refused, m_messages, &MessageBar::showNote);
    connect(&m_document, &PlanDocument::planChanged, this, &MainWindow::showRunState);
    connect(&m_document, &PlanDocument::planChanged, m_welcome, [this] {
        if (m_document.isOpen())
            m_welcome->setPlan(m_document.title(), stepCount(m_document.plan()) > 0);
    });
    connect(&m_recovery, &Recovery::failed, this,
            [this](const Error &error) { m_messages->showTrouble(saveTrouble(error, m_dataDir)); });
    QTimer::singleShot(0, this, &MainWindow::offerRecovered);
}

void MainWindow::newPlan()
{
    m_runs.abandon();
    m_document.openNew();
    planShown();
}

void MainWindow::planShown()
{
    m_messages->hide();
    m_variables.clear();
    if (m_demo && isForDemo(m_document.plan()))
        useDemo();
    m_welcome->setPlan(m_document.title(), stepCount(m_document.plan()) > 0);
    m_sessions->setPlanSession(m_document.plan().session);
    setSession(m_document.plan().session);
    if (!m_document.path().isEmpty())
        rememberRecent(m_document.path());
    showRunState();
}

void MainWindow::whenSaved(const std::function<void()> &then)
{
    if (!m_document.isModified())
        return then();
    askAboutUnsaved(this, m_document.title(), [this, then](UnsavedAnswer answer) {
        if (answer == UnsavedAnswer::Save)
            savePlan();
        if (answer == UnsavedAnswer::Discard || !m_document.isModified())
            then();
    });
}

bool MainWindow::isFinished()
{
    const PlanReading reading = readPlan(toJson(m_document.plan()));
    const auto first = std::find_if(reading.problems.begin(), reading.problems.end(),
                                    [](const Problem &p) { return p.severity == Problem::Severity::Error; });
    if (first == reading.problems.end())
        return true;
    const QString id = stepIdAtPointer(m_document.plan(), first->pointer);
    const QModelIndex step = m_stepsDock->model().indexOf(id);
    m_messages->showTrouble(unfinishedTrouble(first->message, id, step.data(StepModel::NumberRole).toString(),
                                              step.data(Qt::DisplayRole).toString()));
    return false;
}

void MainWindow::offerRecovered()
{
    if (m_recovered.isEmpty())
        m_recovered = recoveredPlans(m_dataDir);
    if (m_recovered.isEmpty())
        return;
    const RecoveredPlan &first = m_recovered.first();
    const int steps = int(first.plan.steps.size());
    Trouble offer;
    offer.what = tr("'%1' was not saved when Foray ended.").arg(first.title.isEmpty() ? tr("Untitled") : first.title);
    offer.seen =
        tr("%1, last changed %2.")
            .arg(steps == 1 ? tr("1 step") : tr("%1 steps").arg(steps), QLocale().toString(first.changed, QLocale::ShortFormat));
    offer.remedies = {Remedy::Restore, Remedy::Discard};
    m_messages->showOffer(offer);
}

void MainWindow::answerRecovered(Remedy chosen)
{
    if (m_recovered.isEmpty())
        return;
    const RecoveredPlan recovered = m_recovered.takeFirst();
    m_messages->hide();
    if (chosen == Remedy::Discard) {
        discardRecovered(recovered);
        if (!m_recovered.isEmpty())
            offerRecovered();
        return;
    }
    whenSaved([this, recovered] {
        m_runs.abandon();
        m_recovery.restore(recovered);
        planShown();
    });
}

} // namespace Foray
