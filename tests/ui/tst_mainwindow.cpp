// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/demo/demosite.h"
#include "engine/plan/planjson.h"
#include "engine/results/datapaths.h"
#include "engine/results/runstore.h"
#include "tests/support/windowparts.h"
#include "ui/run/rowmodel.h"
#include "ui/run/rundock.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/addressbar.h"
#include "ui/window/commandpalette.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/tabarea.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QWebEngineView>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

constexpr int patience = 30000; // ms

const char commitsPlan[] = R"({
  "format": "foray-plan", "version": 1, "name": "Commits",
  "session": {"id": "commits", "storage": "memory"},
  "browser": {"viewport": {"width": 1000, "height": 700}},
  "schemas": {"commits": {"name": "Commits", "baseSelector": "li.commit",
    "fields": [{"name": "title", "selector": "h4", "type": "text"}, {"name": "author", "selector": ".author", "type": "text"}]}},
  "steps": [
    {"id": "open", "type": "navigate", "url": "%1/commits", "wait_for": "css:li.commit"},
    {"id": "pages", "type": "paginate", "max": 3,
     "next": {"id": "next", "type": "click", "target": {"selectors": ["css/a[rel=next]"]},
              "wait_for": {"type": "changed", "selector": "li.commit h4", "what": "text"}},
     "steps": [{"id": "rows", "type": "extract", "schema": "commits"}]}]})";

const char failingPlan[] = R"({
  "format": "foray-plan", "version": 1, "name": "Fails",
  "steps": [
    {"id": "open", "type": "navigate", "url": "%1/commits"},
    {"id": "profile", "type": "waitFor", "wait_for": "css:.user-profile", "timeout": 300}]})";

} // namespace

// The whole window over real pages of the demo site.
class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto site = DemoSite::start({});
        QVERIFY2(site.has_value(), site ? "" : qPrintable(toString(site.error())));
        m_site = std::move(*site);
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(windowParts(m_dir->path()), m_dir->path(), nullptr);
        m_window->resize(1280, 800);
        m_window->show();
    }

    void cleanup() { m_window.reset(); }

    void openedPlan_listsItsSteps()
    {
        QVERIFY(!m_window->actions().run->isEnabled());
        QVERIFY(open(commitsPlan));
        QCOMPARE(m_window->stepsDock().model().rowCount(), 2);
        QVERIFY(m_window->actions().run->isEnabled());
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("Commits")));
        QCOMPARE(m_window->tabs().tabCount(), 0);
    }

    void runPlan_lightsStepsAndFillsTheTable()
    {
        QVERIFY(open(commitsPlan));
        QVERIFY(run());
        QCOMPARE(m_report.error.message, QString());
        QCOMPARE(m_report.outcome, RunReport::Outcome::Done);
        const RowModel *rows = m_window->runDock().table(QStringLiteral("commits"));
        QVERIFY(rows);
        QCOMPARE(rows->rowCount(), 30);
        QCOMPARE(rows->columnCount(), 2);
        for (const char *id : {"open", "pages", "rows", "next"})
            QCOMPARE(state(id), StepState::Done);
        QVERIFY2(m_window->runDock().words().contains(QStringLiteral("30 row")), qPrintable(m_window->runDock().words()));
        QVERIFY(!m_window->messages().isVisible());
        QVERIFY(m_window->actions().exportRows->isEnabled());
        QVERIFY2(m_window->runDock().words().startsWith(QStringLiteral("page 3 of at most 3")),
                 qPrintable(m_window->runDock().words()));
        QCOMPARE(m_window->tabs().tabCount(), 1);
    }

    void run_isKept()
    {
        QVERIFY(open(commitsPlan));
        QVERIFY(run());
        const auto store = RunStore::open(runStorePath(m_dir->path()));
        QVERIFY(store.has_value());
        const auto runs = (*store)->runs();
        QVERIFY(runs.has_value());
        QCOMPARE(runs->size(), 1);
        QCOMPARE(runs->first().planName, QStringLiteral("Commits"));
        QCOMPARE(runs->first().outcome, QStringLiteral("done"));
        QCOMPARE(runs->first().rows, 30);
    }

    void demo_opensItsPlanReadyToRun()
    {
        m_window->actions().tryDemo->trigger();
        QVERIFY(m_window->document().isOpen());
        QVERIFY(!m_window->messages().isVisible());
        QVERIFY(run());
        QCOMPARE(m_report.error.message, QString());
        QVERIFY(m_window->runDock().rowCount() > 0);
    }

    void demo_isForEveryPlanThatWantsIt_data()
    {
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<RunReport::Outcome>("outcome");
        QTest::newRow("usual address") << QByteArray("{\"name\": \"site\", \"default\": \"http://127.0.0.1:8000\"}")
                                       << RunReport::Outcome::Done;
        QTest::newRow("no address") << QByteArray("{\"name\": \"site\"}") << RunReport::Outcome::Done;
        QTest::newRow("an address of its own")
            << QByteArray("{\"name\": \"site\", \"default\": \"http://127.0.0.1:9\"}") << RunReport::Outcome::Failed;
    }
    void demo_isForEveryPlanThatWantsIt()
    {
        QFETCH(QByteArray, site);
        QFETCH(RunReport::Outcome, outcome);
        m_window->startDemo();
        const QByteArray variables = QByteArrayLiteral("\"name\": \"Commits\", \"variables\": [") + site + "],";
        QVERIFY(open(QByteArray(commitsPlan).replace("\"name\": \"Commits\",", variables).replace("%1", "${site}").constData()));
        QVERIFY(run());
        QCOMPARE(m_report.outcome, outcome);
    }

    void dialogs_startWhereAPersonKeepsFiles()
    {
        m_window->startDemo();
        QVERIFY(run());
        QCOMPARE(folderAskedBy(m_window->actions().openPlan), QDir::homePath());
        QCOMPARE(folderAskedBy(m_window->actions().savePlanAs), QDir::homePath());
        QCOMPARE(folderAskedBy(m_window->actions().exportRows), QDir::homePath());
        QVERIFY(open(commitsPlan));
        QVERIFY(run());
        QCOMPARE(folderAskedBy(m_window->actions().exportRows), QDir(m_dir->path()).absolutePath());
    }

    void otherPlan_clearsTheRun()
    {
        QVERIFY(open(commitsPlan));
        QVERIFY(run());
        QVERIFY(open(failingPlan));
        QCOMPARE(m_window->runDock().rowCount(), 0);
        QCOMPARE(m_window->runDock().words(), QString());
        QVERIFY(!m_window->runDock().table(QStringLiteral("commits")));
        QVERIFY(!m_window->actions().exportRows->isEnabled());
    }

    void secondRun_beginsAfresh()
    {
        QVERIFY(open(commitsPlan));
        QVERIFY(run());
        QVERIFY(run());
        QCOMPARE(m_window->runDock().table(QStringLiteral("commits"))->rowCount(), 30);
        QCOMPARE(m_window->tabs().tabCount(), 1);
    }

    void page_hasThePlansViewportWhileItRuns()
    {
        QVERIFY(open(commitsPlan));
        QSize seen;
        connect(&m_window->runs(), &RunController::rowsExtracted, this, [&] {
            const auto views = m_window->findChildren<QWebEngineView *>();
            seen = views.isEmpty() ? QSize() : views.first()->size();
        });
        QVERIFY(run());
        QCOMPARE(seen, QSize(1000, 700));
        QTRY_VERIFY(m_window->findChildren<QWebEngineView *>().first()->size() != QSize(1000, 700));
    }

    void failedStep_saysWhatWasSeenAndWhatToDo()
    {
        QVERIFY(open(failingPlan));
        QVERIFY(run());
        QCOMPARE(m_report.outcome, RunReport::Outcome::Failed);
        QCOMPARE(state("open"), StepState::Done);
        QCOMPARE(state("profile"), StepState::Failed);
        QVERIFY(m_window->messages().isVisible());
        const QStringList texts = m_window->messages().texts();
        QCOMPARE(texts.size(), 3);
        QVERIFY2(texts[0].startsWith(QStringLiteral("Step 2 failed")), qPrintable(texts[0]));
        QVERIFY2(texts[1].contains(QStringLiteral(".user-profile")), qPrintable(texts[1]));
        QVERIFY(!texts[2].isEmpty());
    }

    void waitLonger_raisesTheTimeoutAndCanBeUndone()
    {
        QVERIFY(open(failingPlan));
        QVERIFY(run());
        QSignalSpy finished(&m_window->runs(), &RunController::finished);
        Q_EMIT m_window->messages().chosen(Remedy::WaitLonger, QStringLiteral("profile"));
        QCOMPARE(findStep(m_window->document().plan(), QStringLiteral("profile"))->timeout, std::optional(900));
        QVERIFY(m_window->isWindowModified());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        m_window->actions().undo->trigger();
        QCOMPARE(findStep(m_window->document().plan(), QStringLiteral("profile"))->timeout, std::optional(300));
        QVERIFY(!m_window->isWindowModified());
    }

    void stop_endsTheRunAndKeepsTheRows()
    {
        QVERIFY(open(commitsPlan));
        connect(&m_window->runs(), &RunController::rowsExtracted, this, [&] { m_window->actions().stop->trigger(); });
        QVERIFY(run());
        QCOMPARE(m_report.outcome, RunReport::Outcome::Cancelled);
        QCOMPARE(m_window->runDock().rowCount(), 10);
        QVERIFY(!m_window->runs().isActive());
        for (const char *id : {"pages", "rows", "next"})
            QVERIFY2(state(id) != StepState::Running && state(id) != StepState::Waiting, id);
    }

    void stepping_runsOneStepAtATime()
    {
        QVERIFY(open(commitsPlan));
        m_window->actions().step->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(state("open"), StepState::Done, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->runs().state(), RunController::State::Paused, patience);
        QCOMPARE(m_window->runDock().rowCount(), 0);
        const auto *steps = m_window->stepsDock().findChild<QTreeView *>();
        QCOMPARE(steps->currentIndex().data(StepModel::StepIdRole).toString(), QStringLiteral("rows")); // the next
        while (m_window->runDock().rowCount() == 0) {
            m_window->actions().step->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(m_window->runs().state(), RunController::State::Paused, patience);
        }
        QCOMPARE(m_window->runDock().rowCount(), 10);
        QSignalSpy finished(&m_window->runs(), &RunController::finished);
        m_window->actions().run->trigger(); // goes on
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QCOMPARE(m_window->runDock().rowCount(), 30);
    }

    void closingTheWindowDuringARun_isQuiet()
    {
        QVERIFY(open(commitsPlan));
        connect(
            &m_window->runs(), &RunController::rowsExtracted, m_window.get(), [this] { m_window->close(); },
            Qt::QueuedConnection);
        m_window->actions().run->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
        m_window.reset();
    }

    void badPlan_namesThePlaceAndKeepsTheOpenOne()
    {
        QVERIFY(open(commitsPlan));
        QVERIFY(!open(R"({"format": "foray-plan", "version": 1, "name": "x", "steps": [{"id": "a", "type": "clik"}]})"));
        QVERIFY(m_window->messages().isVisible());
        const QString seen = m_window->messages().texts().at(1);
        QVERIFY2(seen.contains(QStringLiteral("clik")) && seen.contains(QStringLiteral("/steps/0/type")), qPrintable(seen));
        QCOMPARE(seen.count(QStringLiteral("/steps/0/type")), 1);
        QCOMPARE(m_window->document().title(), QStringLiteral("Commits"));
        m_window->actions().closeMessage->trigger();
        QVERIFY(!m_window->messages().isVisible());
    }

    void address_opensAPageAndItsTabIsNamed()
    {
        Q_EMIT address()->entered(m_site->url().resolved(QUrl(QStringLiteral("/commits"))));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->tabs().tabText(0).contains(QStringLiteral("ommit")), patience);
        QTRY_VERIFY_WITH_TIMEOUT(address()->text().endsWith(QStringLiteral("/commits")), patience);
        m_window->actions().newTab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 2, patience);
        QTRY_COMPARE(address()->text(), QString());
        QCOMPARE(m_window->tabs().tabText(1), QStringLiteral("New tab"));
        m_window->actions().closeTab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 1, patience);
        QTRY_VERIFY(address()->text().endsWith(QStringLiteral("/commits")));
    }

    // With the mouse on the page and the keys going to whatever has the focus, as a person's do.
    void recording_writesWhatIsDoneAndLeavesTheFocusThere()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->actions().record->trigger();
        Q_EMIT address()->entered(m_site->url().resolved(QUrl(QStringLiteral("/login"))));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->tabs().tabText(0).contains(QStringLiteral("Log in")), patience);
        QCOMPARE(m_window->stepsDock().model().rowCount(), 1);
        auto *view = m_window->findChild<QWebEngineView *>();
        QVERIFY(view && view->focusProxy());
        QTRY_VERIFY_WITH_TIMEOUT(!middleOf(view, QStringLiteral("#email")).isNull(), patience);
        clickOn(view, QStringLiteral("#email"));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->stepsDock().model().rowCount(), 2, patience);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("demo"));
        QTRY_COMPARE_WITH_TIMEOUT(stepText(1), QStringLiteral("Type 'demo' into 'E-mail'"), patience);
        clickOn(view, QStringLiteral("[type=password]"));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->stepsDock().model().rowCount(), 3, patience);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("geheim"));
        QTRY_COMPARE_WITH_TIMEOUT(stepText(2), QStringLiteral("Type '${password}' into 'Password'"), patience);
        QVERIFY(!QString::fromUtf8(dumpJson(toJson(m_window->document().plan()))).contains(QStringLiteral("geheim")));
        while (m_window->actions().undo->isEnabled())
            m_window->actions().undo->trigger();
        QCOMPARE(m_window->stepsDock().model().rowCount(), 0);
        m_window->actions().record->trigger();
        QVERIFY(!m_window->actions().record->isChecked());
    }

    void typedRow_isOfferedAsALoop()
    {
        QFile file(m_dir->filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,message\nAda,Engines\nBob,Boats\nEve,Apples\n");
        file.close();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->record(m_site->url().resolved(QUrl(QStringLiteral("/form"))), m_dir->filePath(QStringLiteral("p.foray.json")));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->tabs().tabText(0).contains(QStringLiteral("Form")), patience);
        auto *view = m_window->findChild<QWebEngineView *>();
        for (const auto &[field, text] : {std::pair("#name", "Bob"), std::pair("#message", "Boats")}) {
            QTRY_VERIFY_WITH_TIMEOUT(!middleOf(view, QLatin1String(field)).isNull(), patience);
            clickOn(view, QLatin1String(field));
            QTRY_VERIFY_WITH_TIMEOUT(stepText(-1).startsWith(QStringLiteral("Click")), patience);
            QTest::keyClicks(QApplication::focusWidget(), QLatin1String(text));
            QTRY_VERIFY_WITH_TIMEOUT(stepText(-1).contains(QLatin1String(text)), patience);
        }
        clickOn(view, QStringLiteral("#post button"));
        QTRY_VERIFY_WITH_TIMEOUT(middleOf(view, QStringLiteral(".result")) != QPoint(), patience);
        auto *bar = m_window->stepsDock().findChild<MessageBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible() && m_window->stepsDock().model().rowCount() == 4, patience);
        QCOMPARE(bar->texts().constFirst(), QStringLiteral("'Bob' and 'Boats' stand in row 2 of people.csv"));
        bar->findChild<QPushButton *>()->click();
        m_window->actions().record->trigger();
        QCOMPARE(m_window->document().plan().steps.size(), 1u);
        QCOMPARE(stepText(0), QStringLiteral("For each row of people.csv"));
        QVERIFY(run());
        QCOMPARE(m_report.error.message, QString());
        QTRY_COMPARE(m_window->tabs().tabCount(), 1);
    }

    void typedAddress_staysWithItsTab()
    {
        m_window->actions().newTab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 1, patience);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(address()->hasFocus());
        QTest::keyClicks(address(), QStringLiteral("two words"));
        QTest::keyClick(address(), Qt::Key_Return);
        QTRY_VERIFY(m_window->messages().isVisible());
        QCOMPARE(address()->text(), QStringLiteral("two words"));
        m_window->actions().newTab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 2, patience);
        QTRY_COMPARE(address()->text(), QString());
    }

    void backAndForward_needSomewhereToGo()
    {
        m_window->actions().newTab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tabs().tabCount(), 1, patience);
        QVERIFY(!m_window->actions().back->isEnabled() && !m_window->actions().forward->isEnabled());
        for (const char *path : {"/commits", "/dialogs"}) {
            Q_EMIT address()->entered(m_site->url().resolved(QUrl(QLatin1String(path))));
            QTRY_VERIFY_WITH_TIMEOUT(address()->text().endsWith(QLatin1String(path)), patience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->actions().back->isEnabled(), patience);
        QVERIFY(!m_window->actions().forward->isEnabled());
        m_window->actions().back->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->actions().forward->isEnabled(), patience);
    }

    void status_countsNestedStepsToo()
    {
        QVERIFY(open(commitsPlan));
        const auto labels = m_window->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text().contains(QStringLiteral("4 steps")); }));
    }

    void menu_showsAndHidesThePanels()
    {
        const auto menus = m_window->findChildren<QMenu *>();
        for (QDockWidget *dock : m_window->findChildren<QDockWidget *>())
            QVERIFY2(std::any_of(menus.begin(), menus.end(),
                                 [&](const QMenu *menu) { return menu->actions().contains(dock->toggleViewAction()); }),
                     qPrintable(dock->windowTitle()));
    }

    void stepsPanel_keepsRoomForASentence()
    {
        QVERIFY(open(commitsPlan));
        m_window->resizeDocks({&m_window->stepsDock()}, {60}, Qt::Horizontal);
        QTRY_VERIFY(m_window->stepsDock().width() < 300);
        QVERIFY2(m_window->stepsDock().width() >= 240, qPrintable(QString::number(m_window->stepsDock().width())));
    }

    void pageThatFails_isSaidInThreeParts()
    {
        Q_EMIT address()->entered(m_site->url().resolved(QUrl(QStringLiteral("/status/404"))));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messages().isVisible(), patience);
        QVERIFY(m_window->messages().texts().at(1).contains(QStringLiteral("404")));
    }

    void typedAddress_isWebOrNothing()
    {
        QCOMPARE(urlFromTyped(QStringLiteral("example.com/a")), std::optional(QUrl(QStringLiteral("http://example.com/a"))));
        QCOMPARE(urlFromTyped(QStringLiteral(" https://x.y/?q=1 ")), std::optional(QUrl(QStringLiteral("https://x.y/?q=1"))));
        for (const char *refused :
             {"", "two words", "file:///etc/passwd", "javascript:alert(1)", "qrc:/icons/run.svg", "chrome://gpu"})
            QVERIFY2(!urlFromTyped(QLatin1String(refused)), refused);
    }

    void arrangements_leaveThePageItsRoom()
    {
        const QByteArray longName = '"' + QByteArray("A name ").repeated(30) + "\",\n";
        QVERIFY(open(QByteArray(commitsPlan).replace("\"Commits\",\n", longName).constData()));
        QVERIFY(m_window->document().title().size() > 100);
        for (QAction *action : {m_window->actions().recordArrangement, m_window->actions().extractArrangement,
                                m_window->actions().runArrangement}) {
            action->trigger();
            QTRY_VERIFY2(action->isChecked(), qPrintable(action->text()));
            QTRY_VERIFY2(m_window->tabs().pageSize().width() >= 820 && m_window->tabs().pageSize().height() >= 420,
                         qPrintable(QStringLiteral("%1: %2×%3")
                                        .arg(action->text())
                                        .arg(m_window->tabs().pageSize().width())
                                        .arg(m_window->tabs().pageSize().height())));
        }
        m_window->actions().recordArrangement->trigger();
        QVERIFY(!m_window->runDock().isVisible());
        m_window->actions().runArrangement->trigger();
        QVERIFY(m_window->runDock().isVisible());
    }

    void palette_findsActionsAndSteps()
    {
        QVERIFY(open(commitsPlan));
        m_window->actions().palette->trigger();
        auto *palette = m_window->findChild<CommandPalette *>();
        QVERIFY(palette);
        const int all = palette->shownCount();
        QVERIFY(all > 15);
        auto *input = palette->findChild<QLineEdit *>();
        QTest::keyClicks(input, QStringLiteral("theme dark"));
        QCOMPARE(palette->shownCount(), 1);
        input->clear();
        QTest::keyClicks(input, QStringLiteral("step 2.1"));
        QCOMPARE(palette->shownCount(), 1);
        QTest::keyClick(input, Qt::Key_Escape);
    }

    void everyControl_hasANameAndATip()
    {
        for (QAction *action : m_window->actions().all()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
            if (!action->shortcut().isEmpty())
                QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(action->toolTip()));
        }
    }

private:
    bool open(const char *text)
    {
        const QString path = m_dir->filePath(QStringLiteral("plan.foray.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write(QByteArray(text).replace("%1", m_site->url().toString(QUrl::StripTrailingSlash).toUtf8()));
        file.close();
        return m_window->openPlan(path);
    }

    bool run()
    {
        bool ended = false;
        const auto connection = connect(&m_window->runs(), &RunController::finished, this, [&](const RunReport &report) {
            m_report = report;
            ended = true;
        });
        m_window->actions().run->trigger();
        const bool inTime = QTest::qWaitFor([&] { return ended; }, patience);
        disconnect(connection);
        return inTime;
    }

    StepState state(const char *id) const
    {
        return StepState(m_window->stepsDock().model().indexOf(QLatin1String(id)).data(StepModel::StateRole).toInt());
    }

    QString folderAskedBy(QAction *action) const
    {
        action->trigger();
        auto *dialog = m_window->findChild<QFileDialog *>();
        const QString folder = dialog ? dialog->directory().absolutePath() : QString();
        delete dialog;
        return folder;
    }

    // The middle of an element once it is drawn; null before.
    static QPoint middleOf(QWebEngineView *view, const QString &css)
    {
        const QString code =
            QStringLiteral("(() => { const e = document.querySelector('%1'); if (!e) return [];"
                           "const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()");
        std::optional<QPoint> found;
        view->page()->runJavaScript(code.arg(css), [&](const QVariant &at) {
            const QVariantList xy = at.toList();
            found = xy.size() == 2 ? QPoint(qRound(xy[0].toDouble()), qRound(xy[1].toDouble())) : QPoint();
        });
        return QTest::qWaitFor([&] { return found.has_value(); }, patience) ? *found : QPoint();
    }
    static void clickOn(QWebEngineView *view, const QString &css)
    {
        QTest::mouseClick(view->focusProxy(), Qt::LeftButton, {}, middleOf(view, css));
    }
    QString stepText(int row) const // -1: the last
    {
        const auto &model = m_window->stepsDock().model();
        return model.index(row < 0 ? model.rowCount() - 1 : row, 0).data().toString();
    }

    AddressBar *address() const { return m_window->findChild<AddressBar *>(); }

    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    RunReport m_report;
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
