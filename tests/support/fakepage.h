// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/browser.h"
#include "engine/replay/page.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace Foray {

// A page that does what a test tells it, for what a real one cannot be made to do at will: fail, hang, die, answer at once.
// Every call is logged as one line ("click next", "wait li"); failures, hanging calls and values are set by that line.
class FakePage final : public Page
{
    Q_OBJECT
public:
    explicit FakePage(QStringList &callLog, QObject *parent = nullptr);

    QHash<QString, QList<Error>> failures;       // by line, used up one by one
    QSet<QString> hanging;                       // lines that never get an answer; logged as "cancelled …" when given up
    bool synchronous = false;                    // answers from within the call
    std::function<void(const QString &)> called; // after each line

    QUrl address;
    std::function<JsonValue()> rows;
    std::function<QString()> print;
    std::function<Probe(const QString &)> probes;
    std::function<bool(const QString &)> holds;
    Found foundBy;
    bool navigates = true; // what acts report
    ExtractRequest lastRequest;
    QList<ScopeElement> lastScopes;

    QUrl url() const override { return address; }
    QString title() const override { return {}; }
    void navigate(const QUrl &url, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) override;
    void moveInHistory(int delta, WaitUntil until, int timeout, QObject *context, Callback<LoadReport> done) override;
    void act(const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
             Callback<ActReport> done) override;
    void evaluate(const QString &code, int timeout, QObject *context, Callback<JsonValue> done) override;
    void snapshot(const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done) override;
    void wait(const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
              Callback<WaitReport> done) override;
    void check(const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done) override;
    void extract(const ExtractRequest &request, int timeout, QObject *context, Callback<JsonValue> done) override;
    void probe(const Target &target, const QList<ScopeElement> &scopes, QObject *context, Callback<Probe> done) override;
    void fingerprint(QObject *context, Callback<QString> done) override;
    void html(QObject *context, Callback<QString> done) override;
    void screenshot(bool fullPage, QObject *context, Callback<QByteArray> done) override;
    void answerNextDialog(const Dialog &answer) override;
    void awaitDialog(int timeout, QObject *context, Callback<QString> done) override;

    template <typename T>
    void reply(const QString &line, QObject *context, const Callback<T> &done, const Result<T> &value);

private:
    QStringList &m_log;
};

// One tab at a time, opened on demand.
class FakeBrowser final : public Browser
{
    Q_OBJECT
public:
    FakeBrowser();

    QStringList log;
    FakePage *page = nullptr; // made by the constructor; shown once opened
    bool opened = false;

    QList<Page *> pages() const override;
    Page *currentPage() const override;
    void open(QObject *context, Callback<Page *> done) override;
    void switchTab(const SwitchTab &tab, int timeout, QObject *context, Callback<Page *> done) override;
    void closeTab(QObject *context, Callback<Page *> done) override;
    void killSession(QObject *context, Callback<> done) override;
    void setDownloadFolder(const QString &path) override;
};

template <typename T>
void FakePage::reply(const QString &line, QObject *context, const Callback<T> &done, const Result<T> &value)
{
    m_log.append(line);
    Result<T> result = value;
    if (auto &planned = failures[line]; !planned.isEmpty())
        result = failure(planned.takeFirst());
    if (hanging.contains(line)) {
        QObject::connect(context, &QObject::destroyed, this, [this, line] { m_log.append(QStringLiteral("cancelled ") + line); });
        if (called)
            called(line);
        return;
    }
    if (synchronous)
        return done(result);
    QTimer::singleShot(0, context, [done, result] { done(result); });
    if (called)
        called(line);
}

} // namespace Foray
