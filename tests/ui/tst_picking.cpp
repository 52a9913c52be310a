// SPDX-License-Identifier: MIT
// Steps outlined in the page, and elements picked in it, in the whole window.
#include "engine/demo/demosite.h"
#include "engine/plan/planjson.h"
#include "tests/support/windowparts.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/matchdelegate.h"
#include "ui/record/pagepointer.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepsdock.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/tabarea.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

constexpr int patience = 20000; // ms

const char plan[] = R"({"format": "foray-plan", "version": 1, "name": "Picks", "steps": [
    {"id": "open", "type": "navigate", "url": "%1/commits", "wait_for": "css:li.commit"},
    {"id": "next", "type": "click", "target": "#absent", "wait_for": {"type": "delay", "ms": 1, "inferred": "by the clock"}},
    {"id": "rows", "type": "forEach", "elements": "#absent", "as": "row", "steps": [
        {"id": "title", "type": "click", "target": {"within": "row", "selectors": ["h5"]}}]}]})";

} // namespace

class PickingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto site = DemoSite::start({});
        QVERIFY(site.has_value());
        m_site = std::move(*site);
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(windowParts(m_dir->path()), m_dir->path(), nullptr);
        m_window->resize(1280, 800);
        m_window->show();
        const QString path = m_dir->filePath(QStringLiteral("plan.foray.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QString::fromLatin1(plan).arg(m_site->url().toString(QUrl::StripTrailingSlash)).toUtf8());
        file.close();
        QVERIFY(m_window->openPlan(path));
        m_window->actions().step->trigger(); // opens the page, then stands still
        QTRY_VERIFY_WITH_TIMEOUT(m_window->runs().state() == RunController::State::Paused, patience);
        m_window->actions().stop->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isActive(), patience);
    }

    void cleanup() { m_window.reset(); }

    void pickedElement_becomesTheTarget()
    {
        m_window->stepsDock().select(QStringLiteral("next"));
        m_window->actions().pickAgain->trigger();
        QVERIFY(m_window->pointer().isPicking());
        QVERIFY(clickAt(QStringLiteral("a[rel=next]")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pointer().isPicking(), patience);
        QVERIFY2(targetOf("next").contains(QStringLiteral("aria/Next[role")), qPrintable(targetOf("next")));
        m_window->actions().undo->trigger();
        QVERIFY2(targetOf("next").contains(QStringLiteral("#absent")), qPrintable(targetOf("next")));
    }

    void pickedRow_becomesTheLoop()
    {
        m_window->stepsDock().select(QStringLiteral("rows"));
        m_window->actions().pickAgain->trigger();
        QVERIFY(clickAt(QStringLiteral("li.commit:nth-child(2) h4")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pointer().isPicking(), patience);
        const auto *loop = std::get_if<ForEach>(&findStep(m_window->document().plan(), QStringLiteral("rows"))->action);
        QVERIFY(loop);
        QCOMPARE(loop->elements.selectors, QList<Selector>{{QStringLiteral("css/li.commit")}});

        m_window->stepsDock().select(QStringLiteral("title"));
        m_window->actions().pickAgain->trigger();
        QVERIFY(clickAt(QStringLiteral("li.commit:nth-child(2) h4 a")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pointer().isPicking(), patience);
        QVERIFY2(targetOf("title").contains(QStringLiteral("\"within\":\"row\"")), qPrintable(targetOf("title")));
        QVERIFY2(!targetOf("title").contains(QStringLiteral("h5")), qPrintable(targetOf("title")));
    }

    void escape_leavesTheTargetAsItWas()
    {
        m_window->stepsDock().select(QStringLiteral("next"));
        m_window->actions().pickAgain->trigger();
        QTest::keyClick(overlay(), Qt::Key_Escape);
        QVERIFY(!m_window->pointer().isPicking());
        QVERIFY(targetOf("next").contains(QStringLiteral("#absent")));
        QVERIFY(overlay()->outlines().isEmpty());
    }

    void keyboard_goesToRelativesAndTakes()
    {
        m_window->stepsDock().select(QStringLiteral("next"));
        m_window->actions().pickAgain->trigger();
        QVERIFY(pointAt(QStringLiteral("li.commit:nth-child(2)")));
        const QRectF second = overlay()->outlines().constFirst().box;
        QTest::keyClick(overlay(), Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(overlay()->outlines().constFirst().box.top() >= second.bottom(), patience);
        QTest::keyClick(overlay(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pointer().isPicking(), patience);
        QVERIFY(!targetOf("next").contains(QStringLiteral("#absent")));
    }

    void checkedElement_becomesAStep()
    {
        m_window->stepsDock().select(QStringLiteral("open"));
        m_window->actions().checkElement->trigger();
        QVERIFY(clickAt(QStringLiteral("h1")));
        QVERIFY(takeFromMenu(QStringLiteral("It says 'Commits'")));
        const std::vector<Step> &steps = m_window->document().plan().steps;
        QCOMPARE(steps.size(), 4U);
        QVERIFY(std::holds_alternative<WaitFor>(steps[1].action));
        const auto *text = std::get_if<TextCondition>(&steps[1].waitFor.constFirst().kind);
        QVERIFY(text);
        QCOMPARE(text->text, QStringLiteral("Commits"));
    }

    void countedRows_becomeACondition()
    {
        m_window->stepsDock().select(QStringLiteral("open"));
        m_window->actions().checkElement->trigger();
        QVERIFY(clickAt(QStringLiteral("li.commit")));
        QVERIFY(takeFromMenu(QStringLiteral("There are 10 of 'li.commit'")));
        const auto *rows = std::get_if<SelectorCondition>(&m_window->document().plan().steps[1].waitFor.constFirst().kind);
        QVERIFY(rows);
        QCOMPARE(rows->selector, QStringLiteral("li.commit"));
        QCOMPARE(rows->count, 10);
        QCOMPARE(rows->op, CountOperator::Equal);
    }

    void waitedElement_takesThePlaceOfWhatWasInferred()
    {
        m_window->stepsDock().select(QStringLiteral("next"));
        m_window->actions().waitForElement->trigger();
        QVERIFY(clickAt(QStringLiteral("h1")));
        QVERIFY(takeFromMenu(QStringLiteral("Until it has another text")));
        const Step *step = findStep(m_window->document().plan(), QStringLiteral("next"));
        QCOMPARE(step->waitFor.size(), 1);
        QVERIFY(std::holds_alternative<ChangedCondition>(step->waitFor.constFirst().kind));
    }

    void selectors_sayHowManyTheyFind()
    {
        m_window->document().edit(QStringLiteral("two ways"), [](Plan &edited) {
            const Target target{
                {{QStringLiteral("li.commit")}, {QStringLiteral("a[rel=next]")}, {QStringLiteral("li[")}}, {}, {}, {}};
            findStep(edited, QStringLiteral("next"))->action = Click{target};
        });
        m_window->stepsDock().select(QStringLiteral("next"));
        const auto *list = m_window->stepsDock().inspector().findChild<QListWidget *>();
        QVERIFY(list);
        const auto counted = [&](int row) { return list->item(row)->data(MatchDelegate::CountRole).toInt(); };
        QTRY_COMPARE_WITH_TIMEOUT(counted(0), 10, patience);
        QCOMPARE(counted(1), 1);
        QCOMPARE(counted(2), 0);
    }

    void hoveredStep_isOutlined()
    {
        Q_EMIT m_window->stepsDock().stepHovered(QStringLiteral("open")); // waits for the rows
        QTRY_COMPARE_WITH_TIMEOUT(overlay()->outlines().size(), 10, patience);
        Q_EMIT m_window->stepsDock().stepHovered({});
        QVERIFY(overlay()->outlines().isEmpty());
        QVERIFY(!overlay()->isVisible());
    }

    void outlines_areThoseOfTheLastWish()
    {
        const auto wishFor = [](const QString &css) {
            return OutlineWish{
                Target{{{QStringLiteral("css/") + css}}, {}, {}, {}}, {}, Matches::TheOne, Outline::Kind::Target, css};
        };
        m_window->pointer().outline({wishFor(QStringLiteral("h1"))});
        m_window->pointer().outline({wishFor(QStringLiteral("a[rel=next]"))}); // while the page is still looking for the first
        QTRY_VERIFY_WITH_TIMEOUT(!overlay()->outlines().isEmpty(), patience);
        QCOMPARE(overlay()->outlines().constFirst().label, QStringLiteral("a[rel=next]"));
    }

    void healedStep_canKeepItsNewSelectors()
    {
        m_window->stepsDock().select(QStringLiteral("next"));
        m_window->actions().pickAgain->trigger();
        QVERIFY(clickAt(QStringLiteral("a[rel=next]")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pointer().isPicking(), patience);
        Target old = std::get<Click>(findStep(m_window->document().plan(), QStringLiteral("next"))->action).target;
        const QString good = old.selectors.constFirst().constFirst();
        old.selectors = {{QStringLiteral("#absent")}};
        m_window->document().edit(QStringLiteral("an old recording"), [&](Plan &edited) {
            findStep(edited, QStringLiteral("next"))->action = Click{old};
            removeSteps(edited, {QStringLiteral("rows")});
        });
        m_window->runPlan();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messages().isVisible(), patience);
        auto *keep = m_window->messages().findChild<QPushButton *>();
        QVERIFY(keep && keep->text() == QStringLiteral("Keep the new selectors"));
        keep->click();
        QVERIFY2(targetOf("next").contains(good), qPrintable(targetOf("next")));
        m_window->actions().undo->trigger();
        QVERIFY(!targetOf("next").contains(good));
    }

    void pausedRecording_recordsNothing()
    {
        m_window->actions().record->trigger();
        const std::size_t before = m_window->document().plan().steps.size();
        m_window->actions().pauseRecording->trigger();
        QVERIFY(m_window->pointer().isPicking() == false);
        m_window->actions().reload->trigger();
        QCOMPARE(m_window->document().plan().steps.size(), before);
        m_window->actions().pauseRecording->trigger();
        m_window->actions().reload->trigger();
        QCOMPARE(m_window->document().plan().steps.size(), before + 1);
        m_window->actions().record->trigger();
        QVERIFY(!m_window->actions().pauseRecording->isEnabled());
    }

    void recordingFromAStep_goesOnBehindIt()
    {
        m_window->startRecording(QStringLiteral("open"));
        m_window->actions().reload->trigger();
        const std::vector<Step> &steps = m_window->document().plan().steps;
        QCOMPARE(steps.size(), 4U);
        QVERIFY(std::holds_alternative<Reload>(steps[1].action));
    }

private:
    PageOverlay *overlay() const { return m_window->tabs().overlayOf(page()); }
    WebPage *page() const { return qobject_cast<WebPage *>(m_window->tabs().currentPage()); }

    QString targetOf(const char *stepId) const
    {
        const Step *step = findStep(m_window->document().plan(), QLatin1String(stepId));
        return step ? JsonValue(toJson(*step)).dump() : QString();
    }

    // Where the element is now: a page that has just got another size still moves.
    std::optional<QPoint> placeOf(const QString &selector)
    {
        QObject context;
        std::optional<Boxes> found;
        const Target target{.selectors = {{selector}}, .frames = {}, .within = {}, .fingerprint = {}};
        reveal(*page(), target, {}, &context, [](const Result<bool> &) {});
        boxesOf(*page(), target, {}, Matches::Every, &context,
                [&](const Result<Boxes> &boxes) { found = boxes.value_or(Boxes()); });
        if (!QTest::qWaitFor([&] { return found.has_value(); }, patience) || found->boxes.isEmpty())
            return {};
        return found->boxes.constFirst().center().toPoint();
    }

    bool pointAt(const QString &selector)
    {
        const auto isOutlined = [&] {
            const QList<Outline> &outlines = overlay()->outlines();
            return !outlines.isEmpty() && outlines.constFirst().box.contains(m_point);
        };
        QElapsedTimer clock;
        for (clock.start(); !clock.hasExpired(patience);) {
            m_point = placeOf(selector).value_or(QPoint(-1, -1));
            QTest::mouseMove(overlay(), m_point);
            if (QTest::qWaitFor(isOutlined, 1000) && placeOf(selector) == m_point)
                return true;
        }
        return false;
    }

    bool clickAt(const QString &selector)
    {
        if (!pointAt(selector))
            return false;
        QTest::mouseClick(overlay(), Qt::LeftButton, {}, m_point);
        return true;
    }

    bool takeFromMenu(const QString &text)
    {
        const auto menu = [] { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); };
        if (!QTest::qWaitFor([&] { return menu() != nullptr; }, patience))
            return false;
        for (QAction *action : menu()->actions()) {
            if (action->text() != text)
                continue;
            action->trigger();
            menu()->close();
            return true;
        }
        return false;
    }

    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    QPoint m_point;
};

QTEST_MAIN(PickingTest)
#include "tst_picking.moc"
