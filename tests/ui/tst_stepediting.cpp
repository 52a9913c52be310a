// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepediting.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Foray;

namespace {

const char planText[] = R"({
  "format": "foray-plan", "version": 1, "name": "Shop",
  "schemas": {"cards": {"baseSelector": "article", "fields": [{"name": "title", "selector": "h3", "type": "text"}]}},
  "steps": [
    {"id": "open", "type": "navigate", "url": "about:blank"},
    {"id": "pages", "type": "paginate", "max": 3,
     "next": {"id": "next", "type": "click", "target": "text/Next"},
     "steps": [{"id": "rows", "type": "extract", "schema": "cards"}]},
    {"id": "asked", "type": "if", "condition": "css:.cookies", "then": [{"id": "accept", "type": "reload"}]},
    {"id": "old", "type": "reload"}],
  "finally": [{"id": "kill", "type": "killSession"}]})";

QString drawn(const std::vector<Step> &steps)
{
    QStringList all;
    for (const Step &step : steps) {
        QStringList lists;
        for (const auto &[key, children] : childLists(step)) {
            if (!children->empty())
                lists += key + u':' + drawn(*children);
        }
        all += (step.disabled ? QStringLiteral("-") : QString()) + step.id +
               (lists.isEmpty() ? QString() : u'(' + lists.join(u' ') + u')');
    }
    return all.join(u',');
}

const QString whole = QStringLiteral("open,pages(next:next steps:rows),asked(then:accept),old|kill");

} // namespace

class StepEditingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<PlanDocument>();
        m_document->restore(*planFromText(planText), {});
        m_dock = std::make_unique<StepsDock>(*m_document);
        m_tester =
            std::make_unique<QAbstractItemModelTester>(&m_dock->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_dock->resize(320, 700);
        m_dock->show();
    }

    void cleanup()
    {
        m_tester.reset();
        m_dock.reset();
        m_document.reset();
    }

    void edits_canBeUndone_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("action"); // its text in the menu
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("selected");
        const auto row = [](const char *ids, const char *action, const char *expected, const char *selected) {
            QTest::addRow("%s: %s", action, ids) << ids << action << expected << selected;
        };
        row("open", "Move down", "pages(next:next steps:rows),open,asked(then:accept),old|kill", "open");
        row("rows", "Move up", "open,rows,pages(next:next),asked(then:accept),old|kill", "rows");
        row("asked old", "Move up", "open,asked(then:accept),old,pages(next:next steps:rows)|kill", "asked old");
        row("old", "Delete steps", "open,pages(next:next steps:rows),asked(then:accept)|kill", "asked");
        row("open pages", "Delete steps", "asked(then:accept),old|kill", "asked");
        row("pages", "Duplicate steps",
            "open,pages(next:next steps:rows),pages-2(next:next-2 steps:rows-2),asked(then:accept),old|kill", "pages-2");
        row("open old", "Disable the step", "-open,pages(next:next steps:rows),asked(then:accept),-old|kill", "open old");
        row("asked old", "Group: Repeat", "open,pages(next:next steps:rows),repeat-1(steps:asked(then:accept),old)|kill",
            "repeat-1");
        row("pages", "Ungroup", "open,rows,next,asked(then:accept),old|kill", "rows next");
        row("open", "Cut steps", "pages(next:next steps:rows),asked(then:accept),old|kill", "pages");
    }

    void edits_canBeUndone()
    {
        QFETCH(QString, ids);
        QFETCH(QString, expected);
        QFETCH(QString, action);
        m_dock->selectSteps(ids.split(u' '));
        trigger(action);
        QCOMPARE(now(), expected);
        QTEST(m_dock->selectedIds().join(u' '), "selected");
        QCOMPARE(m_document->undoStack().count(), 1);
        m_document->undoStack().undo();
        QCOMPARE(now(), whole);
        m_document->undoStack().redo();
        QCOMPARE(now(), expected);
    }

    void impossibleEdits_changeNothingAndSaySo()
    {
        QSignalSpy refused(m_dock.get(), &StepsDock::refused);
        m_dock->editing().group({"open", "old"}, "repeat");
        QCOMPARE(refused.count(), 1);
        m_dock->editing().makeNext("rows"); // there is one already
        QCOMPARE(refused.count(), 2);
        QGuiApplication::clipboard()->setText(QStringLiteral("no steps"));
        m_dock->editing().paste("open");
        QCOMPARE(refused.count(), 3);
        m_dock->editing().move({"open"}, Direction::Up);
        QCOMPARE(now(), whole);
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void clipboard_carriesStepsAsAPlan()
    {
        m_dock->editing().copy({"rows", "open"});
        const auto text = QGuiApplication::clipboard()->text();
        QVERIFY2(planFromText(text.toUtf8()).has_value(), qPrintable(text));
        m_dock->editing().paste("old");
        QCOMPARE(now(), QStringLiteral("open,pages(next:next steps:rows),asked(then:accept),old,open-2,rows-2|kill"));
        QCOMPARE(m_dock->selectedIds(), QStringList({"open-2", "rows-2"}));

        PlanDocument other;
        StepModel model;
        StepEditing editing(other, model);
        editing.paste({});
        QCOMPARE(drawn(other.plan().steps), QStringLiteral("open,rows"));
        QCOMPARE(other.plan().schemas.size(), 1);
    }

    void insertedStep_standsAfterTheSelectedOrInAnEmptyGroup()
    {
        m_dock->editing().insert("click", "open");
        m_dock->editing().insert("repeat", "old");
        m_dock->editing().insert("reload", "repeat-1");
        m_dock->editing().insert("back", "next");
        QCOMPARE(now(), QStringLiteral("open,click-1,pages(next:next steps:rows,back-1),asked(then:accept),old,"
                                       "repeat-1(steps:reload-1)|kill"));
        QCOMPARE(m_dock->selectedIds(), QStringList{"back-1"});
    }

    void everyKind_canBeAdded()
    {
        int added = 0;
        for (QAction *group : menuOf("Add a step")->actions()) {
            for (QAction *kind : group->menu()->actions()) {
                kind->trigger();
                ++added;
            }
        }
        QCOMPARE(added, 27);
        QCOMPARE(m_document->undoStack().count(), added);
    }

    void drop_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("parent"); // empty: the plan
        QTest::addColumn<int>("row");        // -1: on the parent
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *ids, const char *parent, int at, const char *expected) {
            QTest::newRow(name) << ids << parent << at << expected;
        };
        row("up", "old", "", 0, "old,open,pages(next:next steps:rows),asked(then:accept)|kill");
        row("down", "open", "", 3, "pages(next:next steps:rows),asked(then:accept),open,old|kill");
        row("behind the last", "open", "", 4, "pages(next:next steps:rows),asked(then:accept),old,open|kill");
        row("on a control step", "open", "asked", -1, "pages(next:next steps:rows),asked(then:accept,open),old|kill");
        row("into one", "open old", "pages", 0, "pages(next:next steps:open,old,rows),asked(then:accept)|kill");
        row("behind next", "old", "pages", 2, "open,pages(next:next steps:rows,old),asked(then:accept)|kill");
        row("out of one", "accept", "", 0, "accept,open,pages(next:next steps:rows),asked,old|kill");
        row("otherwise", "old", "Otherwise", -1, "open,pages(next:next steps:rows),asked(then:accept else:old)|kill");
        row("at the end of all", "old", "At the end", 0, "open,pages(next:next steps:rows),asked(then:accept)|old,kill");
        row("into itself", "pages", "pages", 0, qPrintable(whole));
    }

    void drop()
    {
        QFETCH(QString, ids);
        QFETCH(QString, parent);
        QFETCH(int, row);
        QFETCH(QString, expected);
        StepModel &model = m_dock->model();
        QModelIndexList dragged;
        for (const QString &id : ids.split(u' '))
            dragged += model.indexOf(id);
        const std::unique_ptr<QMimeData> data(model.mimeData(dragged));
        const QModelIndex to = parent.isEmpty() ? QModelIndex() : indexOf(parent);
        QVERIFY(parent.isEmpty() || to.isValid());
        QVERIFY(model.canDropMimeData(data.get(), Qt::MoveAction, row, 0, to));
        QVERIFY(model.dropMimeData(data.get(), Qt::MoveAction, row, 0, to));
        QCOMPARE(now(), expected);
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QCOMPARE(now(), whole);
    }

    void dropFromElsewhere_copies()
    {
        StepModel other;
        other.setPlan(m_document->plan());
        const std::unique_ptr<QMimeData> data(other.mimeData({other.indexOf("old")}));
        QVERIFY(m_dock->model().dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}));
        QCOMPARE(now(), QStringLiteral("old-2,") + whole);
    }

    void actions_acceptNoDrop()
    {
        const StepModel &model = m_dock->model();
        QVERIFY(!(model.flags(model.indexOf("open")) & Qt::ItemIsDropEnabled));
        QVERIFY(model.flags(model.indexOf("pages")) & Qt::ItemIsDropEnabled);
        QVERIFY(!(model.flags(indexOf("Otherwise")) & Qt::ItemIsDragEnabled));
    }

    void edit_keepsFoldsAndWhatTheRunDid()
    {
        StepEvent done;
        done.stepId = QStringLiteral("rows");
        done.state = StepEvent::State::Finished;
        m_dock->model().apply(done);
        view()->collapse(m_dock->model().indexOf("asked"));
        m_dock->editing().duplicate({"open"});
        QVERIFY(!view()->isExpanded(m_dock->model().indexOf("asked")));
        QVERIFY(view()->isExpanded(m_dock->model().indexOf("pages")));
        QCOMPARE(m_dock->model().indexOf("rows").data(StepModel::StateRole).toInt(), int(StepState::Done));
    }

    void keys_workInTheList()
    {
        m_dock->activateWindow();
        m_dock->select("old");
        QVERIFY(QTest::qWaitForWindowActive(m_dock.get()));
        QTest::keyClick(view(), Qt::Key_Space);
        QVERIFY(findStep(m_document->plan(), "old")->disabled);
        QTest::keyClick(view(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_document->plan().steps[2].id, QStringLiteral("old"));
        QTest::keyClick(view(), Qt::Key_D, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(now(), QStringLiteral("open,pages(next:next steps:rows),-old,asked(then:accept)|kill"));
    }

    void everyAction_saysItsShortcut()
    {
        for (const QAction *action : view()->actions()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(action->shortcut().isEmpty() ||
                         action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                     qPrintable(action->toolTip()));
        }
    }

private:
    QString now() const { return drawn(m_document->plan().steps) + u'|' + drawn(m_document->plan().finallySteps); }
    QTreeView *view() const { return m_dock->findChild<QTreeView *>(); }

    QMenu *menuOf(const char *title) const
    {
        for (QMenu *menu : m_dock->findChildren<QMenu *>()) {
            if (menu->title() == QLatin1String(title))
                return menu;
        }
        return nullptr;
    }

    void trigger(const QString &text)
    {
        for (QAction *action : view()->actions()) {
            if (action->text() == text) {
                QVERIFY2(action->isEnabled(), qPrintable(text));
                return action->trigger();
            }
        }
        QFAIL(qPrintable(text));
    }

    // Of a step, or of the heading that begins so.
    QModelIndex indexOf(const QString &name) const
    {
        const StepModel &model = m_dock->model();
        const QModelIndex step = model.indexOf(name);
        const auto found = model.match(model.index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchStartsWith | Qt::MatchRecursive);
        return step.isValid() ? step : found.value(0);
    }

    std::unique_ptr<PlanDocument> m_document;
    std::unique_ptr<StepsDock> m_dock;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(StepEditingTest)
#include "tst_stepediting.moc"
