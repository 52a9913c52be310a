// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "engine/demo/demosite.h"
#include "engine/replay/page.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/look/tones.h"
#include "ui/record/hardendialog.h"
#include "ui/record/loopoffers.h"
#include "ui/record/pagepointer.h"
#include "ui/record/recordcontroller.h"
#include "ui/run/rundock.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/addressbar.h"
#include "ui/window/commands.h"
#include "ui/window/messagebar.h"
#include "ui/window/navigator.h"
#include "ui/window/sessionpicker.h"
#include "ui/window/settingskeys.h"
#include "ui/window/tabarea.h"
#include "ui/window/toolbar.h"
#include "ui/window/welcomepage.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QScreen>
#include <QStatusBar>
#include <QToolButton>

namespace Foray {

namespace {

QString samplePath(const QString &fileName)
{
    return QStringLiteral(":/samples/%1").arg(fileName);
}

} // namespace

MainWindow::MainWindow(BrowserParts parts, const QString &dataDir, Theme *theme, QWidget *parent)
    : QMainWindow(parent)
    , m_dataDir(dataDir)
    , m_settings(QDir(dataDir).filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
    , m_theme(theme)
    , m_actions(this)
    , m_recovery(m_document, dataDir)
    , m_host(std::move(parts))
    , m_runs(dataDir)
    , m_recording(new RecordController(m_document, m_host, this))
    , m_loops(new LoopOffers(m_document, *m_recording, m_settings, this))
    , m_pointer(new PagePointer(this))
    , m_address(new AddressBar)
    , m_messages(new MessageBar)
    , m_offers(new MessageBar)
    , m_welcome(new WelcomePage(m_actions.openPlan, m_actions.tryDemo, m_actions.run))
    , m_tabs(new TabArea(m_host, m_actions.newTab, m_welcome))
    , m_sessions(new SessionPicker(dataDir))
    , m_stepsDock(new StepsDock(m_document, this))
    , m_runDock(new RunDock(m_actions.exportRows, this))
    , m_navigator(new Navigator(m_host, this))
    , m_arrangements(new Arrangements(*this, *m_stepsDock, *m_runDock, m_settings))
    , m_planStatus(new QLabel)
    , m_runStatus(new QLabel)
{
    layOut();
    connectPlan();
    connectEditing();
    connectRun();
    connectRecording();
    connectPicking();
    connectHardening();
    connectBrowsing();
    connectLook();
    m_welcome->setRecent(m_settings.value(SettingsKey::recentPlans).toStringList());
    m_arrangements->set(Arrangement::Run);
    showRunState();
    showStatus();
}

// The runner goes before its browser, and the pages before the widgets that show them.
MainWindow::~MainWindow()
{
    m_runs.disconnect(this);
    m_runs.abandon();
    delete m_hardening;
    m_host.close();
    m_document.disconnect(this);
    m_runDock->disconnect(this); // docks say that they hide
}

void MainWindow::layOut()
{
    constexpr int titleBar = 40; // which the window's own size does not count
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(0, titleBar)));
    restoreGeometry(m_settings.value(SettingsKey::geometry).toByteArray());
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    addMainToolBar(*this, m_actions, m_address);
    m_tabs->addCorner(m_sessions);
    m_tabs->addCorner(makeCorner());
    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_tabs, 1);
    setCentralWidget(center);
    for (QLabel *label : {m_planStatus, m_runStatus})
        label->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_planStatus, 1);
    statusBar()->addPermanentWidget(m_runStatus);
    statusBar()->setContentsMargins(8, 0, 8, 0);
    statusBar()->setSizeGripEnabled(false);
}

QWidget *MainWindow::makeCorner()
{
    auto *corner = new QWidget;
    auto *layout = new QHBoxLayout(corner);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->setSpacing(0);
    for (QAction *action : {m_actions.recordArrangement, m_actions.extractArrangement, m_actions.runArrangement}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    return corner;
}

void MainWindow::connectPlan()
{
    connect(m_actions.openPlan, &QAction::triggered, this, &MainWindow::askWhatToOpen);
    connect(m_actions.savePlan, &QAction::triggered, this, &MainWindow::savePlan);
    connect(m_actions.savePlanAs, &QAction::triggered, this, &MainWindow::askWhereToSave);
    connect(&m_document, &PlanDocument::opened, m_runDock, &RunDock::clear);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.tryDemo, &QAction::triggered, this, [this] { whenSaved([this] { startDemo(); }); });
    connect(m_actions.undo, &QAction::triggered, &m_document.undoStack(), &QUndoStack::undo);
    connect(m_actions.redo, &QAction::triggered, &m_document.undoStack(), &QUndoStack::redo);
    connect(&m_document.undoStack(), &QUndoStack::canUndoChanged, m_actions.undo, &QAction::setEnabled);
    connect(&m_document.undoStack(), &QUndoStack::canRedoChanged, m_actions.redo, &QAction::setEnabled);
    connect(&m_document, &PlanDocument::planChanged, this, &MainWindow::showStatus);
    connect(&m_document, &PlanDocument::modifiedChanged, this, &MainWindow::showStatus);
    connect(m_welcome, &WelcomePage::recentChosen, this,
            [this](const QString &path) { whenSaved([this, path] { openPlan(path); }); });
    m_actions.undo->setEnabled(false);
    m_actions.redo->setEnabled(false);
}

void MainWindow::connectRun()
{
    connect(m_actions.run, &QAction::triggered, this, &MainWindow::runPlan);
    connect(m_actions.step, &QAction::triggered, this, [this] { m_runs.isActive() ? m_runs.stepOnce() : askAndRun(true); });
    connect(m_actions.stop, &QAction::triggered, &m_runs, &RunController::stop);
    connect(m_actions.exportRows, &QAction::triggered, m_runDock,
            [this] { m_runDock->askToExport(m_document.fileNamed(QStringLiteral("json"))); });
    connect(m_runDock, &RunDock::exported, this, [this](const QStringList &files) {
        m_messages->showNote(tr("The rows stand in '%1'.").arg(QDir::toNativeSeparators(files.join(tr("' and '")))));
    });
    connect(m_runDock, &RunDock::notExported, this,
            [this](const Error &error, const QString &path) { m_messages->showTrouble(saveTrouble(error, path)); });
    connect(&m_runs, &RunController::started, m_runDock, &RunDock::begin);
    connect(&m_runs, &RunController::stepChanged, m_stepsDock, &StepsDock::showStep);
    connect(&m_runs, &RunController::stepChanged, m_runDock, &RunDock::showStep);
    connect(&m_runs, &RunController::stepChanged, this, &MainWindow::showStatus);
    connect(&m_runs, &RunController::stepChanged, this, [this](const StepEvent &event) {
        if (event.state == StepEvent::State::Finished && event.found.healed)
            m_healed.insert(event.stepId, event.found);
    });
    connect(&m_runs, &RunController::rowsExtracted, m_runDock, &RunDock::addRows);
    connect(&m_runs, &RunController::pausedAt, m_stepsDock, &StepsDock::mark);
    connect(&m_runs, &RunController::stateChanged, this, &MainWindow::showRunState);
    connect(&m_runs, &RunController::finished, this, &MainWindow::runEnded);
    connect(&m_runs, &RunController::notKept, this,
            [this](const Error &error) { m_messages->showTrouble(saveTrouble(error, m_dataDir)); });
    connect(m_messages, &MessageBar::chosen, this, &MainWindow::remedy);
    connect(m_messages, &MessageBar::shownChanged, m_actions.closeMessage, &QAction::setEnabled);
    connect(m_actions.closeMessage, &QAction::triggered, m_messages, &QWidget::hide);
    m_actions.closeMessage->setEnabled(false);
}

void MainWindow::connectBrowsing()
{
    connect(m_address, &AddressBar::entered, m_navigator, &Navigator::go);
    connect(m_address, &AddressBar::refused, this, [this](const QString &text) {
        m_messages->showTrouble({tr("'%1' is no address.").arg(text.left(80)),
                                 {},
                                 tr("Type an address such as example.com or http://127.0.0.1:8000/."),
                                 {},
                                 {}});
    });
    connect(m_actions.editAddress, &QAction::triggered, m_address, &AddressBar::edit);
    // Where the person goes on.
    const auto focusPage = [this] {
        if (QWidget *view = m_page ? m_host.viewOf(m_page) : nullptr)
            view->setFocus(Qt::ShortcutFocusReason);
    };
    connect(m_actions.focusPage, &QAction::triggered, this, focusPage);
    connect(m_address, &AddressBar::entered, this, focusPage, Qt::QueuedConnection);
    connect(m_actions.back, &QAction::triggered, m_navigator, [this] { m_navigator->move(-1); });
    connect(m_actions.forward, &QAction::triggered, m_navigator, [this] { m_navigator->move(1); });
    connect(m_actions.reload, &QAction::triggered, m_navigator,
            [this] { m_navigator->isLoading() ? m_navigator->stop() : m_navigator->move(0); });
    connect(m_actions.home, &QAction::triggered, &m_host, &BrowserHost::close);
    connect(m_actions.newTab, &QAction::triggered, this, [this] {
        m_navigator->openTab();
        m_address->edit();
    });
    connect(m_actions.closeTab, &QAction::triggered, m_tabs, &TabArea::closeCurrent);
    connect(m_navigator, &Navigator::loadingChanged, this, [this](bool loading) {
        m_actions.reload->setIcon(lineIcon(loading ? QStringLiteral("close") : QStringLiteral("reload")));
        m_actions.reload->setText(loading ? tr("Stop loading") : tr("Reload the page"));
        m_actions.reload->setToolTip(m_actions.reload->text());
    });
    connect(m_navigator, &Navigator::failed, this,
            [this](const Error &error, const QString &address) { m_messages->showTrouble(pageTrouble(error, address)); });
    connect(m_tabs, &TabArea::currentPageChanged, this, &MainWindow::followPage);
    connect(m_sessions, &SessionPicker::chosen, this, &MainWindow::setSession);
    connect(&m_host, &BrowserHost::sessionChanged, m_sessions, &SessionPicker::setCurrent);
    followPage(nullptr);
}

void MainWindow::connectLook()
{
    const std::initializer_list<std::pair<QAction *, Arrangement>> arrangements{
        {m_actions.recordArrangement, Arrangement::Record},
        {m_actions.extractArrangement, Arrangement::Extract},
        {m_actions.runArrangement, Arrangement::Run}};
    for (const auto &[action, arrangement] : arrangements) {
        connect(action, &QAction::triggered, m_arrangements, [this, which = arrangement] { m_arrangements->set(which); });
        connect(m_arrangements, &Arrangements::changed, action,
                [button = action, which = arrangement](Arrangement now) { button->setChecked(now == which); });
    }
    connect(m_actions.resetArrangements, &QAction::triggered, m_arrangements, &Arrangements::reset);
    connect(m_runDock, &QDockWidget::visibilityChanged, this, &MainWindow::showStatus);
    connect(m_actions.palette, &QAction::triggered, this, &MainWindow::showPalette);
    const std::initializer_list<std::pair<QAction *, ThemeChoice>> themes{{m_actions.systemTheme, ThemeChoice::System},
                                                                          {m_actions.lightTheme, ThemeChoice::Light},
                                                                          {m_actions.darkTheme, ThemeChoice::Dark}};
    const ThemeChoice remembered = themeFromName(m_settings.value(SettingsKey::theme).toString());
    for (const auto &[action, choice] : themes) {
        action->setChecked(choice == remembered);
        connect(action, &QAction::triggered, this, [this, which = choice] {
            m_settings.setValue(SettingsKey::theme, themeName(which));
            if (m_theme)
                m_theme->setChoice(which);
        });
    }
    if (m_theme)
        m_theme->setChoice(remembered);
}

void MainWindow::showStatus()
{
    m_actions.exportRows->setEnabled(m_runDock->rowCount() > 0);
    m_runStatus->setText(m_runDock->isVisible() ? QString() : m_runDock->words());
    if (!m_document.isOpen()) {
        setWindowTitle(QStringLiteral("Foray"));
        m_planStatus->setText(tr("No plan is open"));
        return;
    }
    setWindowTitle(QStringLiteral("%1[*] – Foray").arg(m_document.title()));
    setWindowModified(m_document.isModified());
    const int steps = stepCount(m_document.plan());
    const QStringList states{tr("ready"), tr("running"), tr("paused"), tr("stopping")};
    m_planStatus->setText(QStringList{m_recording->isPaused()      ? tr("recording paused")
                                      : m_recording->isRecording() ? tr("recording")
                                                                   : states[int(m_runs.state())],
                                      (steps == 1 ? tr("1 step") : tr("%1 steps").arg(steps)),
                                      m_document.isModified() ? tr("not saved") : QString()}
                              .filter(QRegularExpression(QStringLiteral(".")))
                              .join(QStringLiteral(" · ")));
}

void MainWindow::followPage(Page *page)
{
    if (m_page)
        disconnect(m_page, nullptr, m_address, nullptr);
    if (page != m_page)
        m_address->setModified(false); // what was typed was for the other page
    m_page = page;
    m_address->setUrl(page ? page->url() : QUrl());
    if (page) {
        connect(page, &Page::urlChanged, m_address, &AddressBar::setUrl);
        connect(page, &Page::urlChanged, m_address, [this] { showRunState(); });
        connect(page, &Page::loadFinished, m_address, [this] {
            showRunState();
            countMatches();
        });
    }
    showRunState();
}

void MainWindow::setSession(const SessionSettings &session)
{
    m_host.setSession(session, m_document.plan().browser);
}

void MainWindow::showPalette()
{
    QList<PaletteEntry> commands = actionCommands(m_actions);
    commands += stepCommands(*m_stepsDock);
    if (!m_runs.isActive()) {
        for (const SessionSettings &session : m_sessions->choices()) {
            commands += PaletteEntry{sessionText(session), tr("session"), dotIcon(sessionColor(session.id, palette())),
                                     [this, session] { setSession(session); }};
        }
        for (const QString &path : m_settings.value(SettingsKey::recentPlans).toStringList())
            commands += PaletteEntry{QFileInfo(path).fileName(), tr("recent plan"), lineIcon(QStringLiteral("open")),
                                     [this, path] { whenSaved([this, path] { openPlan(path); }); }};
    }
    for (const QString &name : QDir(samplePath({})).entryList({QStringLiteral("*.foray.json")})) {
        commands +=
            PaletteEntry{tr("Demo: %1").arg(name.section(u'.', 0, 0)), tr("sample plan"), lineIcon(QStringLiteral("globe")),
                         [this, name] { whenSaved([this, name] { startDemo(samplePath(name)); }); }};
    }
    auto *dialog = new CommandPalette(commands, this);
    dialog->move(mapToGlobal(QPoint((width() - dialog->width()) / 2, 64)));
    dialog->open();
}

} // namespace Foray
