// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plan/plandocument.h"
#include "ui/plan/recovery.h"
#include "ui/run/failure.h"
#include "ui/run/runcontroller.h"
#include "ui/window/actions.h"
#include "ui/window/arrangements.h"
#include "ui/window/browserhost.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QSettings>

#include <functional>

class QLabel;

namespace Foray {

class AddressBar;
class DemoSite;
class HardenDialog;
class LoopOffers;
class MessageBar;
class Navigator;
class Page;
class PagePointer;
class RecordController;
class Rehearsal;
class RunDock;
class SessionPicker;
class StepsDock;
class TabArea;
class Theme;
class WelcomePage;

// The window: it makes the parts, lays them out and connects them (mainwindow.cpp), and has them work together on a plan
// (mainwindowplan.cpp, mainwindowedit.cpp), on a run (mainwindowrun.cpp) and on a recording (mainwindowrecord.cpp,
// mainwindowpick.cpp, mainwindowharden.cpp). What each part does stands in its own file.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(BrowserParts parts, const QString &dataDir, Theme *theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    bool openPlan(const QString &path);
    void newPlan();
    void offerRecovered(); // what an earlier window left unsaved
    void startDemo(const QString &sample = QStringLiteral(":/samples/commits.foray.json"));
    void runPlan();
    void startRecording(const QString &afterStep = {});
    // An empty plan that records from this address on, and is saved there after each step if a path is given.
    void record(const QUrl &url, const QString &path);
    void setSession(const SessionSettings &session);

    Actions &actions() { return m_actions; }
    PlanDocument &document() { return m_document; }
    RunController &runs() { return m_runs; }
    RunDock &runDock() { return *m_runDock; }
    StepsDock &stepsDock() { return *m_stepsDock; }
    MessageBar &messages() { return *m_messages; }
    TabArea &tabs() { return *m_tabs; }
    PagePointer &pointer() { return *m_pointer; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    QWidget *makeCorner();
    void connectPlan();
    void connectEditing();
    void connectRun();
    void connectRecording();
    void connectPicking();
    void showRecording();
    void outlineStep(const QString &stepId);
    void countMatches();
    void revealStep(const QString &stepId);
    void pickTarget(const QString &stepId, const QString &key);
    void pickCheck();
    void pickWait();
    void showPickingState();
    void offerLoop();
    void connectHardening();
    void showHardenState();
    void harden();
    void beginHardening(const QHash<QString, QString> &values);
    void hardeningEnded(const Rehearsal &rehearsal, const RunReport &report, const QHash<QString, QString> &values);
    void offerHardening();
    void stopRecording();
    void saveRecorded();
    void connectBrowsing();
    void connectLook();

    void beginRun(bool oneStep, const QHash<QString, QString> &variables);
    void askAndRun(bool oneStep);
    void askForValues(const std::function<void(const QHash<QString, QString> &)> &then); // of the plan's open variables
    void runEnded(const RunReport &report);
    void showRunState();
    void keepHealed();
    void remedy(Remedy chosen, const QString &stepId);
    void useDemo();
    void savePlan();
    void askWhereToSave();
    void whenSaved(const std::function<void()> &then); // or the person does not want to save
    void planShown();
    void answerRecovered(Remedy chosen);
    bool isFinished(); // says what is missing otherwise
    void askWhatToOpen();
    void rememberRecent(const QString &path);
    void showStatus();
    void followPage(Page *page);
    void showPalette();

    QString m_dataDir;
    QSettings m_settings;
    Theme *m_theme;
    Actions m_actions;
    PlanDocument m_document;
    Recovery m_recovery;
    QList<RecoveredPlan> m_recovered; // offered, the first of them now
    std::unique_ptr<DemoSite> m_demo;
    BrowserHost m_host;
    RunController m_runs;
    RecordController *m_recording;
    LoopOffers *m_loops;
    PagePointer *m_pointer;
    QPointer<HardenDialog> m_hardening;
    bool m_hardeningOffered = false;     // for this plan
    QHash<QString, QString> m_variables; // over the plan's defaults: the demo's address
    QPointer<Page> m_page;               // whose address is shown
    QHash<QString, Found> m_healed;      // of the last run, by step
    QString m_recordsTo;                 // where the open plan is saved after each step that is recorded
    bool m_closing = false;              // the person has said what to do with unsaved changes

    AddressBar *m_address;
    MessageBar *m_messages;
    MessageBar *m_offers; // beside the steps
    WelcomePage *m_welcome;
    TabArea *m_tabs;
    SessionPicker *m_sessions;
    StepsDock *m_stepsDock;
    RunDock *m_runDock;
    Navigator *m_navigator;
    Arrangements *m_arrangements;
    QLabel *m_planStatus;
    QLabel *m_runStatus;
};

} // namespace Foray
