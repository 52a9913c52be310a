// SPDX-License-Identifier: MIT
#include "engine/replay/runner.h"
#include "tests/support/fakerun.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Foray;

class tst_Runner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void step_triggersThenWaitsThenExtracts()
    {
        Run run(planOf({go(QStringLiteral("http://x/"), {visible(QStringLiteral("li"))}),
                        click(QStringLiteral("more"), {visible(QStringLiteral("p"))}), rows()}));
        run.page().rows = [] { return numbered(1, 2); };
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/ (parsed); wait li; click more; wait p; extract"));
        QCOMPARE(run.states(), QStringLiteral("open:started open:waiting open:finished more:started more:waiting "
                                              "more:finished rows:started rows:finished"));
        QCOMPARE(run.extracted, QStringList{QStringLiteral("s rows [{\"n\":1},{\"n\":2}]")});
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
        QCOMPARE(run.report.steps, 3);
        QCOMPARE(run.report.rows, 2);
        QCOMPARE(run.last(QStringLiteral("more")).waited, 7);
        QCOMPARE(run.last(QStringLiteral("rows")).newRows, 2);
    }

    void snapshot_isTakenOnlyForWhatNeedsIt()
    {
        const Condition changed{ChangedCondition{QStringLiteral("h4"), ChangedWhat::Text, {}}, {}, {}};
        Run run(planOf({click(QStringLiteral("a"), {changed})}));
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; snapshot; click a; wait changed h4"));
    }

    void failure_stopsAndIsReported()
    {
        Run run(planOf({click(QStringLiteral("a")), click(QStringLiteral("b"))}));
        run.page().failures[QStringLiteral("click a")] = {broken};
        QVERIFY(run.end());
        QCOMPARE(run.states(), QStringLiteral("a:started a:failed"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Failed);
        QCOMPARE(run.report.error.message, QStringLiteral("nothing there"));
        QCOMPARE(run.report.error.where, QStringLiteral("a"));
        QCOMPARE(run.finished, 1);
    }

    void onError_skips()
    {
        Run run(planOf({skipping(click(QStringLiteral("a"))), click(QStringLiteral("b"))}));
        run.page().failures[QStringLiteral("click a")] = {broken};
        QVERIFY(run.end());
        QCOMPARE(run.states(), QStringLiteral("a:started a:skipped b:started b:finished"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    }

    void onError_retriesTheWholeStep()
    {
        Run run(planOf({retrying(click(QStringLiteral("a"), {visible(QStringLiteral("p"))}), 2)}));
        run.page().failures[QStringLiteral("wait p")] = {late, late};
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; wait p; click a; wait p; click a; wait p"));
        QCOMPARE(run.last(QStringLiteral("a")).attempt, 3);
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    }

    void timeout_saysWhatWasWaitedForAndWhatWasSeen()
    {
        Run run(planOf({click(QStringLiteral("a"), {visible(QStringLiteral("li.row"))})}));
        run.page().failures[QStringLiteral("wait li.row")] = {late};
        QVERIFY(run.end());
        const QString message = run.report.error.message;
        QCOMPARE(run.report.error.kind, ErrorKind::Timeout);
        QCOMPARE(run.report.error.where, QStringLiteral("a"));
        QVERIFY2(message.contains(QStringLiteral("li.row")) && message.contains(QStringLiteral("Waited 0.")) &&
                     message.endsWith(QStringLiteral("0 elements match")),
                 qPrintable(message));
    }

    void deadPage_isNoticed()
    {
        Step slow = click(QStringLiteral("a"));
        slow.timeout = 10;
        Run run(planOf({slow}));
        run.page().hanging = {QStringLiteral("click a")};
        QVERIFY(run.end());
        QCOMPARE(run.report.error.kind, ErrorKind::Timeout);
        QVERIFY2(run.report.error.message.contains(QStringLiteral("did not answer")), qPrintable(run.report.error.message));
    }

    void http404_endsTheWaitAtOnce()
    {
        Run run(planOf({go(QStringLiteral("http://x/"), {visible(QStringLiteral("li"))})}));
        run.page().hanging = {QStringLiteral("wait li")};
        run.page().called = [&](const QString &line) {
            if (line == QStringLiteral("wait li"))
                Q_EMIT run.page().loadFailed({ErrorKind::HttpStatus, QStringLiteral("404 Not Found"), {}});
        };
        QVERIFY(run.end());
        QCOMPARE(run.report.error.kind, ErrorKind::HttpStatus);
        QVERIFY(run.calls().endsWith(QStringLiteral("cancelled wait li")));
    }

    void stop_cancelsWhatIsPendingAndRunsFinally()
    {
        Plan plan = planOf({click(QStringLiteral("a")), click(QStringLiteral("b"))});
        plan.finallySteps = {step(QStringLiteral("kill"), KillSession{})};
        Run run(plan);
        run.page().hanging = {QStringLiteral("click a")};
        run.page().called = [&](const QString &line) {
            if (line == QStringLiteral("click a"))
                run.runner.stop();
        };
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; cancelled click a; killSession"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Cancelled);
        QCOMPARE(run.states(), QStringLiteral("a:started a:failed kill:started kill:finished"));
        QCOMPARE(run.events[1].error.kind, ErrorKind::Cancelled);
    }

    void stop_twiceEndsAtOnce()
    {
        Plan plan = planOf({click(QStringLiteral("a"))});
        plan.finallySteps = {click(QStringLiteral("f")), click(QStringLiteral("g"))};
        Run run(plan);
        run.page().hanging = {QStringLiteral("click a"), QStringLiteral("click f")};
        run.page().called = [&](const QString &line) {
            if (line == QStringLiteral("click a") || line == QStringLiteral("click f"))
                run.runner.stop();
        };
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; cancelled click a; click f; cancelled click f"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Cancelled);
    }

    void stop_fromASlotWorks()
    {
        Run run(planOf({click(QStringLiteral("a")), click(QStringLiteral("b"))}));
        QObject::connect(&run.runner, &Runner::stepChanged, &run.runner, [&](const StepEvent &event) {
            if (event.state == StepEvent::State::Started && event.stepId == QStringLiteral("b"))
                run.runner.stop();
        });
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Cancelled);
    }

    void destruction_cancelsWhatIsPending()
    {
        FakeBrowser browser;
        browser.page->hanging = {QStringLiteral("click a")};
        auto runner = std::make_unique<Runner>(planOf({click(QStringLiteral("a"))}), RunOptions(), browser);
        runner->start();
        QTRY_VERIFY(browser.log.contains(QStringLiteral("click a")));
        runner.reset();
        QCOMPARE(browser.log.last(), QStringLiteral("cancelled click a"));
    }

    void closedTab_failsTheStepThatWaitsInIt()
    {
        Run run(planOf({click(QStringLiteral("a"), {visible(QStringLiteral("p"))})}));
        run.page().hanging = {QStringLiteral("wait p")};
        run.page().called = [&](const QString &line) {
            if (line != QStringLiteral("wait p"))
                return;
            run.browser.opened = false;
            run.page().deleteLater();
        };
        QVERIFY(run.end());
        QCOMPARE(run.report.error.kind, ErrorKind::NoSuchWindow);
    }

    void pause_standsStillUntilResumed()
    {
        RunOptions options;
        options.startPaused = true;
        Run run(planOf({click(QStringLiteral("a")), click(QStringLiteral("b")), click(QStringLiteral("c"))}), options);
        QSignalSpy paused(&run.runner, &Runner::pausedChanged);
        run.runner.start();
        QTRY_VERIFY(run.runner.isPaused());
        QCOMPARE(run.calls(), QString());
        run.runner.stepOnce();
        QTRY_COMPARE(paused.size(), 3);
        QCOMPARE(run.calls(), QStringLiteral("open; click a"));
        QVERIFY(run.runner.isPaused());
        run.runner.resume();
        QTRY_COMPARE(run.finished, 1);
        QCOMPARE(run.calls(), QStringLiteral("open; click a; click b; click c"));
    }

    void pause_canBeStopped()
    {
        RunOptions options;
        options.startPaused = true;
        Run run(planOf({click(QStringLiteral("a"))}), options);
        run.runner.start();
        QTRY_VERIFY(run.runner.isPaused());
        run.runner.stop();
        QTRY_COMPARE(run.finished, 1);
        QVERIFY(!run.runner.isPaused());
        QCOMPARE(run.calls(), QString());
    }

    void finally_runsAfterAFailureAndKeepsTheFirstError()
    {
        Plan plan = planOf({click(QStringLiteral("a"))});
        plan.finallySteps = {click(QStringLiteral("f")), click(QStringLiteral("g"))};
        Run run(plan);
        run.page().failures[QStringLiteral("click a")] = {broken};
        run.page().failures[QStringLiteral("click f")] = {late};
        QVERIFY(run.end());
        QCOMPARE(run.states(), QStringLiteral("a:started a:failed f:started f:failed g:started g:finished"));
        QCOMPARE(run.report.error.where, QStringLiteral("a"));
    }

    void hooks_comeInCrawl4AIsOrder()
    {
        Plan plan = planOf({go(QStringLiteral("http://x/")),
                            step(QStringLiteral("js"), Evaluate{{QStringLiteral("one"), QStringLiteral("two")}}), rows()});
        for (const char *name :
             {"on_browser_created", "on_page_context_created", "before_goto", "after_goto", "before_retrieve_html",
              "before_return_html", "on_execution_started", "on_execution_ended", "on_user_agent_updated"})
            plan.hooks.append({QString::fromLatin1(name), QString::fromLatin1(name)});
        Run run(plan);
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; evaluate on_browser_created; evaluate on_page_context_created; "
                                             "evaluate before_goto; navigate http://x/; evaluate after_goto; evaluate one; "
                                             "evaluate two; evaluate on_execution_started; evaluate on_execution_ended; "
                                             "evaluate before_retrieve_html; extract; evaluate before_return_html"));
    }

    void hook_thatThrowsFailsTheStepByName()
    {
        Plan plan = planOf({go(QStringLiteral("http://x/"))});
        plan.hooks = {{QStringLiteral("before_goto"), QStringLiteral("boom()")}};
        Run run(plan);
        run.page().failures[QStringLiteral("evaluate boom()")] = {
            {ErrorKind::JavascriptError, QStringLiteral("boom is not defined"), {}}};
        QVERIFY(run.end());
        QCOMPARE(run.report.error.message, QStringLiteral("The hook before_goto failed: boom is not defined"));
    }

    void dialog_isAnsweredBeforeTheStepThatOpensIt()
    {
        Plan plan = planOf({click(QStringLiteral("a")), step(QStringLiteral("d"), Dialog{true, QStringLiteral("one")}),
                            step(QStringLiteral("e"), Dialog{false, {}})});
        plan.steps[0] = retrying(plan.steps[0], 1);
        Run run(plan);
        run.page().failures[QStringLiteral("click a")] = {broken};
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; answer yes one; answer no ; click a; click a; await dialog; await dialog"));
        QCOMPARE(run.last(QStringLiteral("d")).note, QStringLiteral("it said: Sure?"));
    }

    void variables_areFilledInAndSecretsAreBlottedOut()
    {
        Change change;
        change.target.selectors = {{QStringLiteral("#p")}};
        change.values = {QStringLiteral("${password}")};
        Plan plan = planOf({step(QStringLiteral("type"), change)});
        plan.variables = {{QStringLiteral("password"), {}, true}};
        RunOptions options;
        options.variables = {{QStringLiteral("password"), QStringLiteral("hunter22")}};
        Run run(plan, options);
        run.page().failures[QStringLiteral("change #p=hunter22")] = {
            {ErrorKind::NoSuchElement, QStringLiteral("cannot type hunter22"), {}}};
        QVERIFY(run.end());
        QVERIFY(run.calls().contains(QStringLiteral("change #p=hunter22")));
        QVERIFY2(!run.report.error.message.contains(QStringLiteral("hunter22")), qPrintable(run.report.error.message));
        QVERIFY(!run.last(QStringLiteral("type")).error.message.contains(QStringLiteral("hunter22")));
    }

    void missingVariable_failsBeforeAnything()
    {
        Plan plan = planOf({click(QStringLiteral("a"))});
        plan.variables = {{QStringLiteral("q"), {}, false}};
        Run run(plan);
        QVERIFY(run.end());
        QCOMPARE(run.report.outcome, RunReport::Outcome::Failed);
        QCOMPARE(run.calls(), QString());
    }

    void crash_isRetriedOnThePageOpenedAnew()
    {
        Run run(planOf({go(QStringLiteral("http://x/")), retrying(click(QStringLiteral("a")), 1)}));
        run.page().failures[QStringLiteral("click a")] = {{ErrorKind::PageCrashed, QStringLiteral("gone"), {}}};
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; navigate http://x/; click a; navigate http://x/; click a"));
        QCOMPARE(run.report.outcome, RunReport::Outcome::Done);
    }

    void killSession_letsLaterStepsOpenAfresh()
    {
        Run run(planOf({click(QStringLiteral("a")), step(QStringLiteral("kill"), KillSession{}), click(QStringLiteral("b"))}));
        QVERIFY(run.end());
        QCOMPARE(run.calls(), QStringLiteral("open; click a; killSession; open; click b"));
    }

    void screenshots_stayInTheRunsFolder()
    {
        QTemporaryDir folder;
        RunOptions options;
        options.runFolder = folder.path();
        Run run(planOf({step(QStringLiteral("shot"), Screenshot{QStringLiteral("../../x"), false}), click(QStringLiteral("a"))}),
                options);
        run.page().failures[QStringLiteral("click a")] = {broken};
        QVERIFY(run.end());
        QCOMPARE(run.last(QStringLiteral("shot")).screenshot, QStringLiteral("x.png"));
        QCOMPARE(run.last(QStringLiteral("a")).screenshot, QStringLiteral("a-failed.png"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
                 (QStringList{QStringLiteral("a-failed.png"), QStringLiteral("x.png")}));
    }

    void steps_20000DoNotNest()
    {
        QElapsedTimer clock;
        clock.start();
        Run run(planOf({step(QStringLiteral("r"), Repeat{20000, {}, {}, 20000, {click(QStringLiteral("a"))}})}));
        run.page().synchronous = true;
        QVERIFY(run.end());
        QCOMPARE(run.report.steps, 20000);
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(tst_Runner)
#include "tst_runner.moc"
