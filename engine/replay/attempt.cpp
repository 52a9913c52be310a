// SPDX-License-Identifier: MIT
#include "engine/replay/attempt.h"

#include "engine/plan/variables.h"
#include "engine/replay/browser.h"
#include "engine/replay/screenshotfile.h"

#include <QDir>

#include <utility>

namespace Foray {

namespace {

// What a `next` without a condition waits for, when it did not navigate: that what it asked the site for has come.
Condition settled()
{
    return {.kind = NetworkIdleCondition{}, .inferredFrom = {}, .original = {}};
}

} // namespace

// Adds to the sequence what an action needs; the variant makes the compiler ask for each new kind.
struct Attempt::Visitor
{
    Attempt &attempt;
    Sequence &work;
    const QList<Condition> &waitFor;

    void operator()(const Navigate &navigate) const
    {
        const auto url = attempt.resolved(navigate.url);
        if (!url)
            return fail(url.error());
        work.then(attempt.goTo({.url = *url,
                                .until = navigate.waitUntil,
                                .waitFor = waitFor,
                                .cacheMode = navigate.cacheMode.value_or(attempt.state().plan.cacheMode)}));
        work.then(attempt.settle());
    }
    void operator()(const Reload &) const { moveInHistory(0); }
    void operator()(const Back &) const { moveInHistory(-1); }
    void operator()(const Forward &) const { moveInHistory(1); }
    void operator()(const Click &action) const { act(action); }
    void operator()(const Hover &action) const { act(action); }
    void operator()(const Change &action) const { act(action); }
    void operator()(const Press &action) const { act(action); }
    void operator()(const KeyDown &action) const { act(action); }
    void operator()(const KeyUp &action) const { act(action); }
    void operator()(const Scroll &action) const { act(action); }
    void operator()(const Drag &action) const { act(action); }
    void operator()(const SetViewport &action) const { act(action); }
    void operator()(Upload action) const
    {
        for (QString &file : action.files)
            file = QDir(attempt.state().options.planFolder).absoluteFilePath(file);
        act(action);
    }
    void operator()(const Dialog &action) const { onPage(attempt.answer(action)); }
    void operator()(const Evaluate &action) const { onPage(attempt.evaluate(action.code)); }
    void operator()(const WaitFor &) const
    {
        // Nothing is done, so the snapshot of 'just before' is from now.
        onPage([](const Callback<> &next) { next({}); });
    }
    void operator()(const Screenshot &action) const
    {
        onPage([](const Callback<> &next) { next({}); });
        work.then(attempt.shoot(action));
    }
    void operator()(const Extract &action) const { work.then(attempt.extract(action)); }
    void operator()(const SwitchTab &tab) const
    {
        inTabs([this_ = &attempt, tab](const Callback<Page *> &done) {
            this_->state().browser.switchTab(tab, this_->left(), this_, done);
        });
    }
    void operator()(const CloseTab &) const
    {
        inTabs([this_ = &attempt](const Callback<Page *> &done) { this_->state().browser.closeTab(this_, done); });
    }
    void operator()(const KillSession &) const { work.then(attempt.killSession()); }
    void operator()(const Repeat &) const { notAnAction(); }
    void operator()(const ForEach &) const { notAnAction(); }
    void operator()(const If &) const { notAnAction(); }
    void operator()(const Paginate &) const { notAnAction(); }

    void moveInHistory(int delta) const
    {
        work.then(attempt.live());
        work.then(attempt.navigate({.url = {}, .history = delta, .until = {}, .waitFor = waitFor}));
        work.then(attempt.settle());
    }
    void act(const Action &action) const { onPage(attempt.act(action)); }
    void onPage(const Work &trigger) const
    {
        work.then(attempt.live());
        work.then(attempt.snapshot(waitFor));
        work.then(attempt.look(waitFor));
        work.then(trigger);
        work.then([this_ = &attempt](const Callback<> &next) { this_->wait(this_->m_step.waitFor)(next); });
        work.then(attempt.settle());
    }
    void inTabs(const std::function<void(Callback<Page *>)> &change) const
    {
        work.then(attempt.changeTab(change));
        work.then(attempt.wait(waitFor));
    }
    void notAnAction() const
    {
        fail({ErrorKind::UnsupportedOperation, QStringLiteral("A control step has no action of its own."), {}});
    }
    void fail(const Error &error) const
    {
        work.then([error](const Callback<> &next) { next(failure(error)); });
    }
};

void Attempt::perform(const Step &step, Callback<> done)
{
    m_original = &step;
    auto *work = sequence();
    if (const auto prepared = prepare(step); !prepared) {
        work->then([prepared](const Callback<> &next) { next(prepared); });
    } else {
        if (reopen && lastUrl().isValid() && !std::holds_alternative<Navigate>(m_step.action))
            work->then(navigate({.url = lastUrl()}));
        std::visit(Visitor{*this, *work, m_step.waitFor}, m_step.action);
    }
    begin(std::move(done));
    work->run([this](const Result<> &result) { finish(result); });
}

Result<> Attempt::prepare(const Step &step)
{
    m_step = step;
    QStringList missing;
    m_step.action = substituted(step.action, site().variables, &missing);
    for (Condition &condition : m_step.waitFor)
        condition = substituted(condition, site().variables, &missing);
    missing.removeDuplicates();
    if (missing.isEmpty())
        return {};
    return failure(ErrorKind::InvalidArgument,
                   QStringLiteral("There is no value for ${%1}.").arg(missing.join(QStringLiteral("}, ${"))));
}

// What the page showed, or else where it was last sent.
QUrl Attempt::lastUrl() const
{
    const Page *shown = state().browser.currentPage();
    return shown && isCacheable(shown->url()) ? shown->url() : state().lastUrl;
}

Result<QUrl> Attempt::resolved(const QString &text) const
{
    QUrl url(text.trimmed());
    const Page *shown = state().browser.currentPage();
    const QUrl base = state().held ? state().held->page.finalUrl : shown ? shown->url() : QUrl();
    if (url.isRelative() && isCacheable(base))
        url = base.resolved(url);
    if (url.isValid() && !url.isRelative())
        return url;
    return failure(ErrorKind::InvalidArgument,
                   QStringLiteral("'%1' is not a whole URL, and no page is open that it could be relative to; begin it with "
                                  "https://.")
                       .arg(text));
}

RunOperation::Work Attempt::act(const Action &action)
{
    return [this, action](const Callback<> &next) {
        state().pristine = false;
        m_closedByAction = [this, next] {
            note(QStringLiteral("the tab closed itself"));
            next({});
        };
        page()->act(action, site().scopes, left(), this, [this, next](const Result<ActReport> &report) {
            if (!std::exchange(m_closedByAction, {}))
                return; // the closed tab has said it all
            if (!report)
                return next(failure(report.error()));
            found = report->found;
            if (site().isNext && m_step.waitFor.isEmpty() && !report->navigated)
                m_step.waitFor.append(settled());
            next({});
        });
    };
}

RunOperation::Work Attempt::evaluate(const QStringList &code)
{
    return [this, code](const Callback<> &next) {
        state().pristine = false;
        auto *scripts = sequence();
        for (const QString &script : code) {
            scripts->then([this, script](const Callback<> &done) {
                page()->evaluate(script, left(), this, [done](const Result<JsonValue> &value) {
                    if (value)
                        return done({});
                    Error error = value.error();
                    if (error.message.startsWith(QStringLiteral("SyntaxError")))
                        error.message.prepend(QStringLiteral("The step's js_code is no JavaScript: "));
                    done(failure(error));
                });
            });
        }
        // As in Crawl4AI, both come after the code.
        scripts->then(hook(QStringLiteral("on_execution_started")));
        scripts->then(hook(QStringLiteral("on_execution_ended")));
        scripts->run(next);
    };
}

RunOperation::Work Attempt::answer(const Dialog &dialog)
{
    return [this, dialog](const Callback<> &next) {
        // Usually the step before has passed the answer on already, since it is what opened the dialog.
        if (!state().answered.remove(m_original))
            page()->answerNextDialog(dialog);
        page()->awaitDialog(left(), this, [this, next](const Result<QString> &message) {
            if (!message)
                return next(failure(message.error()));
            note(QStringLiteral("it said: %1").arg(*message));
            next({});
        });
    };
}

RunOperation::Work Attempt::changeTab(const std::function<void(Callback<Page *>)> &change)
{
    return [this, change](const Callback<> &next) {
        state().held.reset();
        state().pristine = false;
        change([this, next](const Result<Page *> &changed) { next(changed ? Result<>() : failure(changed.error())); });
    };
}

RunOperation::Work Attempt::killSession()
{
    return [this](const Callback<> &next) {
        state().opened = false;
        state().held.reset();
        state().pristine = false;
        state().browser.killSession(this, next);
    };
}

RunOperation::Work Attempt::shoot(const Screenshot &action)
{
    return [this, action](const Callback<> &next) {
        acted = 0; // what this step does comes after its wait
        page()->screenshot(action.fullPage, this, [this, action, next](const Result<QByteArray> &png) {
            if (!png)
                return next(failure(png.error()));
            const QString place = action.file.isEmpty() ? site().position : loopsOf(site().position) + action.file;
            const auto file = saveScreenshot(state().options.runFolder, redact(place, state().secrets), *png);
            if (!file)
                return next(failure(file.error()));
            screenshot = *file;
            next({});
        });
    };
}

} // namespace Foray
