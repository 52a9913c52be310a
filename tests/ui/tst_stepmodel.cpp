// SPDX-License-Identifier: MIT
#include "engine/plan/planjson.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepdelegate.h"
#include "ui/steps/stepmodel.h"
#include "ui/steps/stepwords.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace Foray;

namespace {

const char planText[] = R"({
  "format": "foray-plan", "version": 1, "name": "Shop",
  "schemas": {"cards": {"baseSelector": "article", "fields": [{"name": "title", "selector": "h3", "type": "text"}]}},
  "steps": [
    {"id": "open", "type": "navigate", "url": "about:blank", "wait_for": "css:article"},
    {"id": "pages", "type": "paginate", "max": 3,
     "next": {"id": "next", "type": "click", "target": {"selectors": ["text/Next"]}},
     "steps": [{"id": "rows", "type": "extract", "schema": "cards"}]},
    {"id": "asked", "type": "if", "condition": "css:.cookies",
     "then": [{"id": "accept", "type": "click", "target": {"selectors": ["text/Accept"]}}],
     "else": [{"id": "shot", "type": "screenshot"}]},
    {"id": "old", "type": "reload", "disabled": true}],
  "finally": [{"id": "kill", "type": "killSession"}]})";

Plan readPlanText()
{
    const Result<Plan> plan = planFromText(planText);
    if (!plan)
        qFatal("%s", qPrintable(toString(plan.error())));
    return *plan;
}

// One line a step: number, id (a heading has none) and icon, indented by depth.
QStringList drawn(const StepModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString id = index.data(StepModel::StepIdRole).toString();
        const QString line = id.isEmpty() ? index.data().toString()
                                          : QString(index.data(StepModel::NumberRole).toString() + u' ' + id + u' ' +
                                                    index.data(StepModel::IconRole).toString());
        lines += QString(depth * 2, u' ') + line;
        lines += drawn(model, index, depth + 1);
    }
    return lines;
}

StepEvent eventOf(const QString &id, StepEvent::State state)
{
    StepEvent event;
    event.stepId = id;
    event.state = state;
    return event;
}

} // namespace

class StepModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plan_isATreeInTheOrderOfRunning()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlan(readPlanText());
        const QStringList expected{"1 open navigate",    "2 pages pages",
                                   "  2.1 rows extract", "  2.2 next click",
                                   "3 asked branch",     "  3.1 accept click",
                                   "  Otherwise",        "    3.e1 shot screenshot",
                                   "4 old reload",       "At the end, whatever happened",
                                   "  f1 kill delete"};
        QCOMPARE(drawn(model), expected);
        QVERIFY(model.indexOf(QStringLiteral("open")).data(StepModel::WaitRole).toString().contains(QStringLiteral("article")));
        QVERIFY(model.indexOf(QStringLiteral("old")).data(StepModel::DisabledRole).toBool());
    }

    void events_lightUpTheirStep()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlan(readPlanText());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(eventOf(QStringLiteral("open"), StepEvent::State::Started));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(state(model, "open"), StepState::Running);
        model.apply(eventOf(QStringLiteral("open"), StepEvent::State::Waiting));
        QCOMPARE(state(model, "open"), StepState::Waiting);

        StepEvent finished = eventOf(QStringLiteral("open"), StepEvent::State::Finished);
        finished.acted = 300;
        finished.waited = 112;
        model.apply(finished);
        QCOMPARE(state(model, "open"), StepState::Done);
        QCOMPARE(model.indexOf(QStringLiteral("open")).data(StepModel::DurationRole).toInt(), 412);
        QCOMPARE(state(model, "rows"), StepState::None);
        model.apply(eventOf(QStringLiteral("no such step"), StepEvent::State::Started));
        QCOMPARE(changed.count(), 3);
    }

    void healedStep_saysHowItWasFound()
    {
        StepModel model;
        model.setPlan(readPlanText());
        StepEvent healed = eventOf(QStringLiteral("next"), StepEvent::State::Finished);
        healed.found.healed = true;
        healed.found.by = QStringLiteral("fingerprint");
        model.apply(healed);
        QCOMPARE(state(model, "next"), StepState::Healed);
        QVERIFY(message(model, "next").contains(QStringLiteral("fingerprint")));
    }

    void failedStep_saysOneSentence()
    {
        StepModel model;
        model.setPlan(readPlanText());
        StepEvent failed = eventOf(QStringLiteral("open"), StepEvent::State::Failed);
        failed.error = {ErrorKind::Timeout, QStringLiteral("Waited 30 s for 'css:article'. It never came."),
                        QStringLiteral("open")};
        model.apply(failed);
        QCOMPARE(state(model, "open"), StepState::Failed);
        QCOMPARE(message(model, "open"), QStringLiteral("Waited 30 s for 'css:article'."));
    }

    void newRun_forgetsTheLast()
    {
        StepModel model;
        model.setPlan(readPlanText());
        model.apply(eventOf(QStringLiteral("rows"), StepEvent::State::Finished));
        model.clearRun();
        QCOMPARE(state(model, "rows"), StepState::None);
        QVERIFY(!model.indexOf(QStringLiteral("rows")).data(StepModel::DurationRole).isValid());
    }

    void endedRun_leavesNoStepUnderWay()
    {
        StepModel model;
        model.setPlan(readPlanText());
        for (const char *id : {"pages", "rows", "open"})
            model.apply(eventOf(QLatin1String(id), StepEvent::State::Started));
        model.apply(eventOf(QStringLiteral("rows"), StepEvent::State::Waiting));
        model.apply(eventOf(QStringLiteral("open"), StepEvent::State::Finished));
        model.endRun();
        QCOMPARE(state(model, "pages"), StepState::None);
        QCOMPARE(state(model, "rows"), StepState::None);
        QCOMPARE(state(model, "open"), StepState::Done);
    }

    void editThatKeepsTheShape_keepsIndexesAndRun()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Plan plan = readPlanText();
        model.setPlan(plan);
        model.apply(eventOf(QStringLiteral("rows"), StepEvent::State::Finished));
        const QPersistentModelIndex rows = model.indexOf(QStringLiteral("rows"));
        findStep(plan, QStringLiteral("rows"))->disabled = true;
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setPlan(plan);
        QCOMPARE(reset.count(), 0);
        QVERIFY(rows.isValid());
        QVERIFY(rows.data(StepModel::DisabledRole).toBool());
        QCOMPARE(state(model, "rows"), StepState::Done);

        plan.steps.pop_back();
        model.setPlan(plan);
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.indexOf(QStringLiteral("old")).isValid());
    }

    void screenReader_hearsNumberSentenceAndState()
    {
        StepModel model;
        model.setPlan(readPlanText());
        StepEvent finished = eventOf(QStringLiteral("rows"), StepEvent::State::Finished);
        finished.acted = 12;
        model.apply(finished);
        const QString heard = model.indexOf(QStringLiteral("rows")).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(heard.contains(QStringLiteral("Step 2.1")) && heard.contains(QStringLiteral("done in 12 ms")),
                 qPrintable(heard));
    }

    void narrowPanel_keepsTheSentenceAndDropsTheDuration_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("dropped");
        QTest::newRow("narrow") << 180 << true;
        QTest::newRow("wide") << 400 << false;
    }
    void narrowPanel_keepsTheSentenceAndDropsTheDuration()
    {
        QFETCH(int, width);
        QFETCH(bool, dropped);
        QImage images[2];
        for (const int run : {0, 1}) {
            StepModel model;
            model.setPlan(readPlanText());
            StepEvent finished = eventOf(QStringLiteral("open"), StepEvent::State::Finished);
            finished.acted = run ? 1 : 123456;
            model.apply(finished);
            images[run] = QImage(width, 60, QImage::Format_RGB32);
            images[run].fill(Qt::white);
            QPainter painter(&images[run]);
            QStyleOptionViewItem option;
            option.rect = images[run].rect();
            StepDelegate().paint(&painter, option, model.indexOf(QStringLiteral("open")));
        }
        QCOMPARE(images[0] == images[1], dropped);
    }

    void durations_carryUnits()
    {
        QCOMPARE(milliseconds(0), QStringLiteral("0 ms"));
        QCOMPARE(milliseconds(999), QStringLiteral("999 ms"));
        QVERIFY(milliseconds(3240).endsWith(QStringLiteral("s")));
        QCOMPARE(milliseconds(125000), QStringLiteral("2 min 5 s"));
    }

private:
    static StepState state(const StepModel &model, const char *id)
    {
        return StepState(model.indexOf(QLatin1String(id)).data(StepModel::StateRole).toInt());
    }
    static QString message(const StepModel &model, const char *id)
    {
        return model.indexOf(QLatin1String(id)).data(StepModel::MessageRole).toString();
    }
};

QTEST_MAIN(StepModelTest)
#include "tst_stepmodel.moc"
