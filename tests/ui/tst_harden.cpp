// SPDX-License-Identifier: MIT
#include "tests/support/fakepage.h"
#include "ui/record/hardendialog.h"
#include "ui/run/variablesdialog.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Foray;

namespace {

const char twoWaits[] = R"({
  "format": "foray-plan", "version": 1, "name": "Recorded", "session": {"id": "r", "storage": "memory"},
  "steps": [
    {"id": "a", "type": "click", "target": {"selectors": ["a"]}, "wait_for": {"type": "selector", "selector": "#one", "inferred": "it appeared"}},
    {"id": "b", "type": "click", "target": {"selectors": ["b"]}, "wait_for": {"type": "selector", "selector": "#two", "inferred": "it appeared"}},
    {"id": "c", "type": "click", "target": {"selectors": ["c"]}, "wait_for": {"type": "selector", "selector": "#three"}}]})";

const char withSecret[] = R"({
  "format": "foray-plan", "version": 1, "name": "Log in", "session": {"id": "r", "storage": "memory"},
  "variables": [{"name": "password", "secret": true}],
  "steps": [{"id": "a", "type": "change", "target": {"selectors": ["a"]}, "value": "${password}"}]})";

} // namespace

// "Replay to harden" in the window. The replays are fakes that do what each test needs.
class HardenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void changes_areShownAppliedAndUndone();
    void uncheckedChange_isNotMade();
    void keyboard_reachesEverything();
    void nothingToChange_isSaid();
    void cancelling_endsTheReplays();
    void failingReplay_isReportedAsARunIs();
    void failingReplay_leavesWhatWasLearned();
    void openVariables_areAskedFor();
    void action_isThereWhenItCanBeDone();
    void finishedRecording_offersItOnce();
    void closingTheWindow_endsIt();

private:
    bool open(const char *plan);
    HardenDialog *dialog() const { return m_window->findChild<HardenDialog *>(); }
    QPushButton *button(const QString &text) const;
    bool harden(); // until the replays are over

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    std::function<void(FakePage &, int)> m_prepare; // page and replay
    int m_replays = 0;
    QPointer<FakeBrowser> m_replayed;
};

void HardenTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_replays = 0;
    m_prepare = [](FakePage &page, int) { page.holds = [](const QString &name) { return name != u"#three"; }; };
    BrowserParts parts;
    parts.make = [](const SessionSettings &, const BrowserSettings &) { return std::make_unique<FakeBrowser>(); };
    parts.view = [](Page *) { return new QWidget; };
    parts.makeAside = [this](Browser &) -> Result<std::unique_ptr<Browser>> {
        auto made = std::make_unique<FakeBrowser>();
        m_replayed = made.get();
        m_prepare(*made->page, ++m_replays);
        return made;
    };
    m_window = std::make_unique<MainWindow>(std::move(parts), m_dir->path(), nullptr);
    m_window->show();
}

void HardenTest::cleanup()
{
    m_window.reset();
}

bool HardenTest::open(const char *plan)
{
    const QString path = m_dir->filePath("plan.foray.json");
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(plan) > 0 && (file.close(), m_window->openPlan(path));
}

QPushButton *HardenTest::button(const QString &text) const
{
    const QWidget *where = dialog() ? static_cast<const QWidget *>(dialog()) : m_window.get();
    for (QPushButton *each : where->findChildren<QPushButton *>()) {
        if (each->text().startsWith(text))
            return each;
    }
    return nullptr;
}

bool HardenTest::harden()
{
    m_window->actions().harden->trigger();
    const auto isThere = [this](const char *text) {
        const QPushButton *there = button(QString::fromLatin1(text));
        return there && there->isVisible();
    };
    return QTest::qWaitFor([&] { return !dialog() || isThere("Apply") || isThere("Close"); }, 20000);
}

void HardenTest::changes_areShownAppliedAndUndone()
{
    QVERIFY(open(twoWaits));
    const Plan before = m_window->document().plan();
    QVERIFY(harden());
    QVERIFY2(dialog(), qPrintable(m_window->messages().texts().join(u'|')));
    QCOMPARE(m_replays, 2);
    QCOMPARE(dialog()->chosen().size(), 2);
    QVERIFY2(dialog()->words().contains("2 changes"), qPrintable(dialog()->words()));
    const auto boxes = dialog()->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 2);
    const QString said = boxes.first()->accessibleDescription();
    for (const char *part : {"Before: Waits until '#one' is visible", "After: Waits for nothing", "In both replays"})
        QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
    QCOMPARE(m_window->document().plan(), before);

    QTest::keyClick(dialog(), Qt::Key_Return);
    QVERIFY(m_window->document().plan().steps[0].waitFor.isEmpty());
    QVERIFY(m_window->document().plan().steps[1].waitFor.isEmpty());
    QCOMPARE(m_window->document().plan().steps[2].waitFor.size(), 1);
    QCOMPARE(m_window->document().undoStack().count(), 1);
    m_window->actions().undo->trigger();
    QCOMPARE(m_window->document().plan(), before);
    QTRY_VERIFY(!dialog());
    QVERIFY(m_window->actions().harden->isEnabled());
}

void HardenTest::uncheckedChange_isNotMade()
{
    QVERIFY(open(twoWaits));
    QVERIFY(harden());
    auto *box = dialog()->findChildren<QCheckBox *>().first();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(button("Apply 1 change"));
    button("Apply")->click();
    QCOMPARE(m_window->document().plan().steps[0].waitFor.size(), 1);
    QVERIFY(m_window->document().plan().steps[1].waitFor.isEmpty());
}

void HardenTest::keyboard_reachesEverything()
{
    QVERIFY(open(twoWaits));
    QVERIFY(harden());
    QTRY_VERIFY(dialog()->findChild<QCheckBox *>()->isVisible());
    QStringList reached;
    for (int i = 0; i < 5; ++i) {
        reached.append(qobject_cast<QAbstractButton *>(dialog()->focusWidget())->text());
        QTest::keyClick(dialog()->focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached, QStringList({"1  Click 'a'", "2  Click 'b'", "Apply 2 changes", "Cancel", "1  Click 'a'"}));
}

void HardenTest::nothingToChange_isSaid()
{
    m_prepare = [](FakePage &, int) {};
    QVERIFY(open(twoWaits));
    QVERIFY(harden());
    QVERIFY2(dialog()->words().startsWith("Nothing to change"), qPrintable(dialog()->words()));
    button("Close")->click();
    QVERIFY(!m_window->document().isModified());
}

void HardenTest::cancelling_endsTheReplays()
{
    m_prepare = [](FakePage &page, int) { page.hanging.insert("click b"); };
    QVERIFY(open(twoWaits));
    m_window->actions().harden->trigger();
    QTRY_VERIFY(m_replayed && m_replayed->log.contains("click b"));
    QVERIFY(!m_window->actions().harden->isEnabled());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!m_replayed);
    QVERIFY(!m_window->document().isModified());
    QVERIFY(!m_window->messages().isVisible());
    QTRY_VERIFY(m_window->actions().harden->isEnabled());
}

void HardenTest::failingReplay_isReportedAsARunIs()
{
    m_prepare = [](FakePage &page, int) { page.failures["click b"] = {{ErrorKind::NoSuchElement, "nothing there", {}}}; };
    QVERIFY(open(twoWaits));
    QVERIFY(harden());
    QTRY_VERIFY(!dialog());
    const QStringList texts = m_window->messages().texts();
    QVERIFY2(texts[0].startsWith("Replay 1 of 2"), qPrintable(texts[0]));
    QVERIFY2(texts[0].contains("Step 2 failed"), qPrintable(texts[0]));
    QCOMPARE(texts[1], QStringLiteral("nothing there"));
    QVERIFY(button("Show the step"));
}

void HardenTest::failingReplay_leavesWhatWasLearned()
{
    m_prepare = [](FakePage &page, int replay) {
        page.holds = [](const QString &) { return true; };
        if (replay == 2)
            page.failures["click b"] = {{ErrorKind::NoSuchElement, "nothing there", {}}};
    };
    QVERIFY(open(twoWaits));
    QVERIFY(harden());
    QVERIFY(m_window->messages().isVisible());
    QCOMPARE(dialog()->chosen().size(), 1);
    QCOMPARE(dialog()->chosen().first().stepId, QStringLiteral("a"));
}

void HardenTest::openVariables_areAskedFor()
{
    m_prepare = [](FakePage &page, int) { page.called = [](const QString &) {}; };
    QVERIFY(open(withSecret));
    m_window->actions().harden->trigger();
    auto *asking = m_window->findChild<VariablesDialog *>();
    QVERIFY(asking);
    QCOMPARE(m_replays, 0);
    asking->findChild<QLineEdit *>()->setText("geheim");
    asking->accept();
    QTRY_VERIFY_WITH_TIMEOUT(button("Close"), 20000);
    QCOMPARE(m_replays, 2);
}

void HardenTest::action_isThereWhenItCanBeDone()
{
    QAction *action = m_window->actions().harden;
    QVERIFY(!action->isEnabled());
    m_window->newPlan();
    QVERIFY(!action->isEnabled());
    QVERIFY(open(twoWaits));
    QVERIFY(action->isEnabled());
    m_window->startRecording();
    QVERIFY(!action->isEnabled());
    m_window->actions().record->trigger();
    QVERIFY(action->isEnabled());
    QVERIFY(m_window->actions().all().contains(action));
    QCOMPARE(action->shortcut(), QKeySequence("Ctrl+Shift+H"));
}

void HardenTest::finishedRecording_offersItOnce()
{
    QVERIFY(open(twoWaits));
    m_window->startRecording();
    QVERIFY(!button("Replay to harden"));
    m_window->actions().record->trigger();
    QVERIFY(!dialog());
    QPushButton *offered = button("Replay to harden");
    QVERIFY(offered && offered->isVisible());
    offered->click();
    QVERIFY(dialog());
    QVERIFY(!offered->isVisible());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    m_window->startRecording();
    m_window->actions().record->trigger();
    QVERIFY(!button("Replay to harden") || !button("Replay to harden")->isVisible());
}

void HardenTest::closingTheWindow_endsIt()
{
    m_prepare = [](FakePage &page, int) { page.hanging.insert("click a"); };
    QVERIFY(open(twoWaits));
    m_window->actions().harden->trigger();
    QTRY_VERIFY(m_replayed && m_replayed->log.contains("click a"));
    m_window.reset();
    QVERIFY(!m_replayed);
}

QTEST_MAIN(HardenTest)
#include "tst_harden.moc"
