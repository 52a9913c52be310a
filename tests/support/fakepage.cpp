// SPDX-License-Identifier: MIT
#include "tests/support/fakepage.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

QString nameOf(const Target &target)
{
    return target.selectors.isEmpty() ? QString() : target.selectors.first().join(u'>');
}

QString nameOf(const Condition &condition)
{
    if (const auto *selector = std::get_if<SelectorCondition>(&condition.kind))
        return selector->selector;
    if (const auto *changed = std::get_if<ChangedCondition>(&condition.kind))
        return QStringLiteral("changed ") + changed->selector;
    return std::holds_alternative<NetworkIdleCondition>(condition.kind) ? QStringLiteral("idle") : QStringLiteral("other");
}

QString lineOf(const Action &action)
{
    if (const auto *click = std::get_if<Click>(&action))
        return QStringLiteral("click ") + nameOf(click->target);
    if (const auto *change = std::get_if<Change>(&action))
        return QStringLiteral("change ") + nameOf(change->target) + u'=' + change->values.join(u',');
    if (std::holds_alternative<Scroll>(action))
        return QStringLiteral("scroll");
    return QStringLiteral("act");
}

} // namespace

FakePage::FakePage(QStringList &callLog, QObject *parent)
    : Page(parent)
    , m_log(callLog)
{
}

void FakePage::navigate(const QUrl &url, WaitUntil until, int, QObject *context, Callback<LoadReport> done)
{
    address = url;
    const QString how = until == WaitUntil::DomContentLoaded ? QStringLiteral(" (parsed)") : QString();
    reply<LoadReport>(QStringLiteral("navigate ") + url.toString() + how, context, done, LoadReport{url, 200});
}

void FakePage::moveInHistory(int delta, WaitUntil, int, QObject *context, Callback<LoadReport> done)
{
    reply<LoadReport>(QStringLiteral("history %1").arg(delta), context, done, LoadReport{address, 200});
}

void FakePage::act(const Action &action, const QList<ScopeElement> &scopes, int, QObject *context, Callback<ActReport> done)
{
    lastScopes = scopes;
    reply<ActReport>(lineOf(action), context, done, ActReport{foundBy, navigates});
}

void FakePage::evaluate(const QString &code, int, QObject *context, Callback<JsonValue> done)
{
    reply<JsonValue>(QStringLiteral("evaluate ") + code, context, done, JsonValue());
}

void FakePage::snapshot(const QList<Condition> &, QObject *context, Callback<Snapshot> done)
{
    reply<Snapshot>(QStringLiteral("snapshot"), context, done, Snapshot(Json("before")));
}

void FakePage::wait(const QList<Condition> &conditions, const Snapshot &, int, QObject *context, Callback<WaitReport> done)
{
    QStringList names;
    for (const Condition &condition : conditions)
        names.append(nameOf(condition));
    reply<WaitReport>(QStringLiteral("wait ") + names.join(u' '), context, done, WaitReport{7});
}

void FakePage::check(const Condition &condition, const Snapshot &, QObject *context, Callback<bool> done)
{
    const QString name = nameOf(condition);
    reply<bool>(QStringLiteral("check ") + name, context, done, holds && holds(name));
}

void FakePage::extract(const ExtractRequest &request, int, QObject *context, Callback<JsonValue> done)
{
    lastRequest = request;
    const QString source = request.html.isNull() ? QString() : QStringLiteral(" from html");
    reply<JsonValue>(QStringLiteral("extract") + source, context, done, rows ? rows() : JsonValue(Json::array()));
}

void FakePage::probe(const Target &target, const QList<ScopeElement> &, QObject *context, Callback<Probe> done)
{
    const QString name = nameOf(target);
    reply<Probe>(QStringLiteral("probe ") + name, context, done, probes ? probes(name) : Probe{1, true, true});
}

void FakePage::fingerprint(QObject *context, Callback<QString> done)
{
    reply<QString>(QStringLiteral("fingerprint"), context, done, print ? print() : QStringLiteral("same"));
}

void FakePage::html(QObject *context, Callback<QString> done)
{
    reply<QString>(QStringLiteral("html"), context, done, QStringLiteral("<p>live</p>"));
}

void FakePage::screenshot(bool, QObject *context, Callback<QByteArray> done)
{
    reply<QByteArray>(QStringLiteral("screenshot"), context, done, QByteArray("PNG"));
}

void FakePage::answerNextDialog(const Dialog &answer)
{
    m_log.append(QStringLiteral("answer %1 %2").arg(answer.accept ? QStringLiteral("yes") : QStringLiteral("no"), answer.text));
}

void FakePage::awaitDialog(int, QObject *context, Callback<QString> done)
{
    reply<QString>(QStringLiteral("await dialog"), context, done, QStringLiteral("Sure?"));
}

FakeBrowser::FakeBrowser()
    : page(new FakePage(log, this))
{
}

QList<Page *> FakeBrowser::pages() const
{
    return opened ? QList<Page *>{page} : QList<Page *>();
}

Page *FakeBrowser::currentPage() const
{
    return opened ? page : nullptr;
}

void FakeBrowser::open(QObject *context, Callback<Page *> done)
{
    opened = true;
    page->reply<Page *>(QStringLiteral("open"), context, done, static_cast<Page *>(page));
}

void FakeBrowser::switchTab(const SwitchTab &, int, QObject *context, Callback<Page *> done)
{
    page->reply<Page *>(QStringLiteral("switchTab"), context, done, static_cast<Page *>(page));
}

void FakeBrowser::closeTab(QObject *context, Callback<Page *> done)
{
    page->reply<Page *>(QStringLiteral("closeTab"), context, done, static_cast<Page *>(page));
}

void FakeBrowser::killSession(QObject *context, Callback<> done)
{
    opened = false;
    page->reply<void>(QStringLiteral("killSession"), context, done, Result<>());
}

void FakeBrowser::setDownloadFolder(const QString &) {}

} // namespace Foray
