// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/browser/webbrowser.h"
#include "engine/demo/demosite.h"
#include "engine/plan/edit.h"
#include "engine/plan/planjson.h"
#include "engine/record/hardening.h"
#include "engine/replay/rehearsal.h"
#include "tests/support/fakerun.h"
#include "tests/support/samplerun.h"

#include <QSet>
#include <QSignalSpy>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

constexpr int patience = 60000; // ms

// Four pages of commits: a wait that says nothing, one for what came by chance, an answer that nobody waits for, and a selector
// that means nothing any more.
const QByteArray fragile = R"({
  "format": "foray-plan", "version": 1, "name": "fragile", "page_timeout": 8000,
  "variables": [{"name": "site", "default": ""}, {"name": "seed", "default": "1"}, {"name": "delay", "default": "0"}],
  "schemas": {"commits": {"name": "commits", "baseSelector": "li.commit", "fields": [{"name": "sha", "selector": ".sha", "type": "text"}]}},
  "steps": [
    {"id": "open", "type": "navigate", "url": "${site}/commits?seed=${seed}&delay=${delay}"},
    {"id": "rows1", "type": "extract", "schema": "commits"},
    {"id": "useless", "type": "click", "target": {"selectors": ["css/a.older", "testid/pagination-next-button"]},
     "wait_for": {"type": "selector", "selector": "ol.commits", "inferred": "it appeared"}},
    {"id": "rows2", "type": "extract", "schema": "commits"},
    {"id": "chance", "type": "click", "target": {"selectors": ["testid/pagination-next-button"]}, "timeout": 3000,
     "wait_for": {"type": "selector", "selector": ".advert", "inferred": "it appeared"}},
    {"id": "rows3", "type": "extract", "schema": "commits"},
    {"id": "bare", "type": "click", "target": {"selectors": ["testid/pagination-next-button"]}},
    {"id": "rows4", "type": "extract", "schema": "commits"}]})";

Plan readFragile()
{
    return readPlan(Json::parse(fragile.toStdString())).plan;
}

qsizetype differentRows(const SampleResult &result)
{
    QSet<QByteArray> rows;
    for (const Json &row : result.tables.get().value("commits", Json::array()))
        rows.insert(QByteArray::fromStdString(row.dump()));
    return rows.size();
}

Rehearsal::MakeBrowser offScreen(const Plan &plan)
{
    return [plan]() -> Result<std::unique_ptr<Browser>> {
        return std::make_unique<WebBrowser>(plan.session, plan.browser, QString(), WebBrowser::Visibility::OffScreen);
    };
}

QString waitOf(const Plan &plan, const char *id)
{
    const Step *step = findStep(plan, QString::fromLatin1(id));
    return step && step->waitFor.size() == 1 ? sentence(step->waitFor.first()) : QString();
}

} // namespace

// Plans replayed to be compared, by fakes and in a real browser on the demo site.
class tst_Rehearsal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fragilePlan_becomesOneThatHolds();
    void waitThatNeverComes_doesNotEndATracedRun();
    void waitOfAPerson_doesEndIt();
    void conditionsAreLookedAtBeforeTheAction();
    void failedReplay_isReportedWithWhatCameBefore();
    void browserThatCannotBeMade_isReported();
    void destroying_endsIt();
};

void tst_Rehearsal::fragilePlan_becomesOneThatHolds()
{
    const Plan plan = readFragile();
    const auto site = DemoSite::start({});
    QVERIFY(site.has_value());
    const QHash<QString, QString> values{{"site", (*site)->url().toString()}, {"seed", "1"}, {"delay", "0"}};
    Rehearsal rehearsal(plan, {.variables = values}, offScreen(plan));
    QSignalSpy finished(&rehearsal, &Rehearsal::finished);
    QSignalSpy steps(&rehearsal, &Rehearsal::stepChanged);
    rehearsal.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    const auto report = finished.first().first().value<RunReport>();
    QVERIFY2(report.outcome == RunReport::Outcome::Done, qPrintable(toString(report.error)));
    QCOMPARE(rehearsal.traces().size(), 2);
    QCOMPARE(steps.last().first().toInt(), 2);

    Plan hardened = plan;
    const auto found = findHardenings(plan, rehearsal.traces(), values);
    apply(found, hardened);
    QCOMPARE(waitOf(hardened, "open"), QString());
    QCOMPARE(waitOf(hardened, "useless"), QStringLiteral("a response from '*/api/commits*page=2*' has come"));
    QCOMPARE(waitOf(hardened, "chance"), QStringLiteral("a response from '*/api/commits*page=3*' has come"));
    QCOMPARE(waitOf(hardened, "bare"), QStringLiteral("a response from '*/api/commits*page=4*' has come"));
    const auto click = std::get<Click>(findStep(hardened, "useless")->action);
    QCOMPARE(click.target.selectors.first(), Selector{"testid/pagination-next-button"});
    QCOMPARE(found.size(), 4);

    for (const char *delay : {"0", "400"}) {
        const QHash<QString, QString> other{{"seed", "7"}, {"delay", QString::fromLatin1(delay)}};
        const SampleResult result = runPlan(hardened, 0, other);
        QVERIFY2(result.report.outcome == RunReport::Outcome::Done, qPrintable(result.log()));
        QCOMPARE(differentRows(result), 40);
    }
    const SampleResult before = runPlan(plan, 0, {{"seed", "7"}, {"delay", "400"}});
    QVERIFY(before.report.outcome == RunReport::Outcome::Failed); // or nothing was to be shown here
}

void tst_Rehearsal::waitThatNeverComes_doesNotEndATracedRun()
{
    Condition chance = visible("advert");
    chance.inferredFrom = "it appeared";
    Run run(planOf({click("a", {chance}), click("b")}), {.traced = true});
    run.page().failures["wait advert"] = {late};
    QVERIFY(run.end());
    QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    QCOMPARE(run.last("a").trace.waits, QList<StepTrace::Wait>{StepTrace::Wait::Never});
    QCOMPARE(run.last("b").state, StepEvent::State::Finished);
}

void tst_Rehearsal::waitOfAPerson_doesEndIt()
{
    Run run(planOf({click("a", {visible("advert")}), click("b")}), {.traced = true});
    run.page().failures["wait advert"] = {late};
    QVERIFY(run.end());
    QCOMPARE(run.report.outcome, RunReport::Outcome::Failed);
    QCOMPARE(run.report.error.kind, ErrorKind::Timeout);
}

void tst_Rehearsal::conditionsAreLookedAtBeforeTheAction()
{
    Condition holds = visible("list");
    holds.inferredFrom = "it appeared";
    for (const bool already : {true, false}) {
        Run run(planOf({click("a", {holds})}), {.traced = true});
        run.page().holds = [already](const QString &) { return already; };
        QVERIFY(run.end());
        QCOMPARE(run.last("a").trace.waits.first(), already ? StepTrace::Wait::HeldBefore : StepTrace::Wait::Came);
        QVERIFY2(run.calls().indexOf("check list") < run.calls().indexOf("click a"), qPrintable(run.calls()));
    }
}

void tst_Rehearsal::failedReplay_isReportedWithWhatCameBefore()
{
    const auto make = []() -> Result<std::unique_ptr<Browser>> {
        auto browser = std::make_unique<FakeBrowser>();
        browser->page->failures["click b"] = {broken};
        return browser;
    };
    Rehearsal rehearsal(planOf({click("a"), click("b")}), {}, make);
    QSignalSpy finished(&rehearsal, &Rehearsal::finished);
    rehearsal.start();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<RunReport>().error.kind, broken.kind);
    QCOMPARE(rehearsal.traces().size(), 1);
    QCOMPARE(rehearsal.traces().first().steps.size(), 1);
    QVERIFY(!rehearsal.traces().first().whole);
}

void tst_Rehearsal::browserThatCannotBeMade_isReported()
{
    Rehearsal rehearsal(planOf({click("a")}), {}, []() -> Result<std::unique_ptr<Browser>> {
        return failure(ErrorKind::SessionLocked, QStringLiteral("taken"));
    });
    QSignalSpy finished(&rehearsal, &Rehearsal::finished);
    rehearsal.start();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<RunReport>().error.kind, ErrorKind::SessionLocked);
}

void tst_Rehearsal::destroying_endsIt()
{
    QPointer<FakeBrowser> browser;
    QStringList calls;
    {
        Rehearsal rehearsal(planOf({click("a")}), {}, [&]() -> Result<std::unique_ptr<Browser>> {
            auto made = std::make_unique<FakeBrowser>();
            made->page->hanging.insert("click a");
            browser = made.get();
            return made;
        });
        rehearsal.start();
        QTRY_VERIFY(browser && browser->log.contains("click a"));
    }
    QVERIFY(!browser);
}

QTEST_MAIN(tst_Rehearsal)
#include "tst_rehearsal.moc"
