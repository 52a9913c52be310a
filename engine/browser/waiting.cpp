// SPDX-License-Identifier: MIT
#include "engine/browser/waiting.h"

#include "engine/base/json.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/evaluation.h"
#include "engine/browser/network.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"

#include <QDateTime>
#include <QTimer>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int lookTimeout = 10000; // ms
constexpr int jsLookTimeout = 250; // ms a predicate gets when it is only asked once

const QList<FrameRef> &framesOf(const Condition &condition)
{
    static const QList<FrameRef> none;
    if (const auto *c = std::get_if<SelectorCondition>(&condition.kind))
        return c->frames;
    if (const auto *c = std::get_if<ChangedCondition>(&condition.kind))
        return c->frames;
    if (const auto *c = std::get_if<TextCondition>(&condition.kind))
        return c->frames;
    return none;
}

bool isInPage(const Condition &condition)
{
    return !scriptJson(condition).is_null();
}

// Two conditions that ask the same of the same frame share a state.
std::string stateKey(const Condition &condition)
{
    Json key = Json::array({scriptJson(condition)});
    for (const FrameRef &frame : framesOf(condition))
        key.push_back(scriptJson(frame));
    return toStd(JsonValue(std::move(key)).dump());
}

Json beforeOf(const Snapshot &before, const Condition &condition)
{
    const Json states = objectAt(before.get(), "states");
    const auto state = states.find(stateKey(condition));
    return Json::array({state == states.end() ? Json() : *state});
}

double timeOf(const Snapshot &before)
{
    return numberAt(before.get(), "time");
}

bool hasResponse(const WebPage &page, const ResponseCondition &condition, const Snapshot &before)
{
    const QRegularExpression pattern = urlPattern(condition.url);
    const QStringList urls = page.network().responsesSince(timeOf(before));
    // People write addresses as they read them or as they copy them.
    return std::any_of(urls.cbegin(), urls.cend(), [&](const QString &url) {
        return pattern.match(url).hasMatch() || pattern.match(QUrl(url).toString()).hasMatch();
    });
}

bool urlMatches(const WebPage &page, const UrlCondition &condition)
{
    const QRegularExpression pattern = urlPattern(condition.url);
    return pattern.match(page.url().toString()).hasMatch() || pattern.match(page.url().toString(QUrl::FullyEncoded)).hasMatch();
}

ScriptCall pageCall(const QString &method, const Condition &condition, const Snapshot &before)
{
    return {method, Json{{"conditions", Json::array({scriptJson(condition)})}, {"before", beforeOf(before, condition)}},
            framesOf(condition), false};
}

// Collects the states of the conditions, each from its own frame.
class SnapshotTaking final : public Operation<Snapshot>
{
public:
    SnapshotTaking(WebPage &page, const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done)
        : Operation(page, lookTimeout, context, std::move(done))
        , m_conditions(conditions)
    {
    }

    void next()
    {
        while (m_index < m_conditions.size() && !isInPage(m_conditions.at(m_index)))
            ++m_index;
        if (m_index == m_conditions.size()) {
            finish(JsonValue(Json{{"states", m_states}, {"time", m_time}}));
            return;
        }
        const Condition &condition = m_conditions.at(m_index);
        // A page that was never loaded has nothing to compare with.
        if (!page().channel().isReady()) {
            ++m_index;
            next();
            return;
        }
        const ScriptCall call{QStringLiteral("snapshot"), Json{{"conditions", Json::array({scriptJson(condition)})}},
                              framesOf(condition), false};
        page().channel().call(call, remaining(), this, [this](const Result<JsonValue> &answer) { taken(answer); });
    }

private:
    void taken(const Result<JsonValue> &answer)
    {
        // Without its frame the element was simply not there.
        if (!answer && answer.error().kind != ErrorKind::NoSuchFrame) {
            finish(failure(answer.error()));
            return;
        }
        if (answer && answer->get().is_array() && !answer->get().empty())
            m_states[stateKey(m_conditions.at(m_index))] = answer->get().front();
        ++m_index;
        next();
    }

    QList<Condition> m_conditions;
    // From before the first question: what ends while the page is being asked counts as after.
    double m_time = double(QDateTime::currentMSecsSinceEpoch());
    qsizetype m_index = 0;
    Json m_states = Json::object();
};

} // namespace

void takeSnapshot(WebPage &page, const QList<Condition> &conditions, QObject *context, Callback<Snapshot> done)
{
    (new SnapshotTaking(page, conditions, context, std::move(done)))->next();
}

void checkCondition(WebPage &page, const Condition &condition, const Snapshot &before, QObject *context, Callback<bool> done)
{
    if (const auto *url = std::get_if<UrlCondition>(&condition.kind)) {
        done(urlMatches(page, *url));
    } else if (const auto *response = std::get_if<ResponseCondition>(&condition.kind)) {
        done(hasResponse(page, *response, before));
    } else if (const auto *idle = std::get_if<NetworkIdleCondition>(&condition.kind)) {
        done(page.network().quietFor() >= idle->quiet);
    } else if (std::holds_alternative<DelayCondition>(condition.kind)) {
        done(true);
    } else if (const auto *js = std::get_if<JsCondition>(&condition.kind)) {
        runInPageWorld(page, js->js, PageWorldMode::Until, jsLookTimeout, context,
                       [done = std::move(done)](const Result<JsonValue> &answer) {
                           if (answer || answer.error().kind == ErrorKind::Timeout)
                               done(answer.has_value());
                           else
                               done(failure(answer.error()));
                       });
    } else {
        page.channel().call(pageCall(QStringLiteral("look"), condition, before), lookTimeout, context,
                            [done = std::move(done)](const Result<JsonValue> &answer) {
                                if (!answer && answer.error().kind != ErrorKind::NoSuchFrame)
                                    done(failure(answer.error()));
                                else
                                    done(answer && answer->get().is_array() && !answer->get().empty() &&
                                         boolAt(answer->get().front(), "holds"));
                            });
    }
}

QStringList fetchedResponses(const WebPage &page, const Snapshot &before)
{
    return page.network().responsesSince(timeOf(before), Network::Which::Fetched);
}

Waiting::Waiting(WebPage &page, const QList<Condition> &conditions, const Snapshot &before, int timeout, QObject *context,
                 Callback<WaitReport> done)
    : Operation(page, timeout, context, std::move(done))
    , m_conditions(conditions)
    , m_before(before)
    , m_delayed(size_t(conditions.size()), false)
{
    m_clock.start();
}

void Waiting::start()
{
    m_index = 0;
    m_waitedFor = 0;
    next();
}

void Waiting::next()
{
    if (isOver())
        return;
    if (m_index < m_conditions.size())
        awaitCurrent();
    else if (m_conditions.size() > 1 && m_waitedFor > 0)
        verify(0);
    else
        finish(WaitReport{int(m_clock.elapsed())});
}

void Waiting::verify(qsizetype index)
{
    if (index == m_conditions.size()) {
        finish(WaitReport{int(m_clock.elapsed())});
        return;
    }
    checkCondition(page(), m_conditions.at(index), m_before, this, [this, index](const Result<bool> &holds) {
        if (failed(holds))
            return;
        if (*holds)
            verify(index + 1);
        else
            start();
    });
}

void Waiting::awaitCurrent()
{
    m_current = std::make_unique<QObject>();
    const Condition &condition = m_conditions.at(m_index);
    std::visit(
        [&](const auto &kind) {
            using K = std::decay_t<decltype(kind)>;
            if constexpr (std::is_same_v<K, UrlCondition>)
                awaitUrl(kind);
            else if constexpr (std::is_same_v<K, ResponseCondition>)
                awaitResponse(kind);
            else if constexpr (std::is_same_v<K, NetworkIdleCondition>)
                awaitIdle(kind);
            else if constexpr (std::is_same_v<K, JsCondition>)
                awaitJs(kind);
            else if constexpr (std::is_same_v<K, DelayCondition>)
                awaitDelay(kind);
            else
                awaitInPage(condition);
        },
        condition.kind);
}

void Waiting::held()
{
    // Not at once: what calls this may be a child of the object that goes.
    if (m_current)
        m_current.release()->deleteLater();
    ++m_index;
    next();
}

void Waiting::fail(const QString &lastSeen)
{
    finish(failure(ErrorKind::Timeout, lastSeen));
}

void Waiting::awaitUrl(const UrlCondition &condition)
{
    if (urlMatches(page(), condition)) {
        held();
        return;
    }
    ++m_waitedFor;
    connect(&page(), &Page::urlChanged, m_current.get(), [this, condition] {
        if (urlMatches(page(), condition))
            held();
    });
    QTimer::singleShot(remaining(), m_current.get(),
                       [this] { fail(QStringLiteral("the address is %1").arg(page().url().toString())); });
}

void Waiting::awaitResponse(const ResponseCondition &condition)
{
    if (hasResponse(page(), condition, m_before)) {
        held();
        return;
    }
    ++m_waitedFor;
    connect(&page().network(), &Network::changed, m_current.get(), [this, condition] {
        if (hasResponse(page(), condition, m_before))
            held();
    });
    QTimer::singleShot(remaining(), m_current.get(), [this] {
        const QStringList urls = page().network().responsesSince(timeOf(m_before));
        fail(urls.isEmpty() ? QStringLiteral("no response came at all")
                            : QStringLiteral("%1 other responses came, the last from %2").arg(urls.size()).arg(urls.constLast()));
    });
}

void Waiting::awaitIdle(const NetworkIdleCondition &condition)
{
    const qint64 quiet = page().network().quietFor();
    if (quiet >= condition.quiet) {
        held();
        return;
    }
    ++m_waitedFor;
    if (remaining() == 0) {
        const QStringList urls = page().network().underWay();
        fail(urls.isEmpty()
                 ? QStringLiteral("requests kept coming")
                 : QStringLiteral("%1 requests are under way, one of them to %2").arg(urls.size()).arg(urls.constFirst()));
        return;
    }
    const int pause = int(qMin(qint64(remaining()), condition.quiet - quiet));
    QTimer::singleShot(qMax(1, pause), m_current.get(), [this, condition] { awaitIdle(condition); });
}

void Waiting::awaitJs(const JsCondition &condition)
{
    ++m_waitedFor;
    runInPageWorld(page(), condition.js, PageWorldMode::Until, remaining(), m_current.get(),
                   [this, condition](const Result<JsonValue> &answer) {
                       if (answer)
                           held();
                       else if (answer.error().kind == ErrorKind::StaleElement)
                           awaitJs(condition); // the page went on to another document: ask that one
                       else
                           finish(failure(answer.error()));
                   });
}

void Waiting::awaitDelay(const DelayCondition &condition)
{
    if (m_delayed.at(size_t(m_index))) {
        held();
        return;
    }
    m_delayed.at(size_t(m_index)) = true;
    QTimer::singleShot(condition.ms, m_current.get(), [this] { held(); });
}

void Waiting::awaitInPage(const Condition &condition)
{
    const qint64 begun = m_clock.elapsed();
    page().channel().call(pageCall(QStringLiteral("waitFor"), condition, m_before), remaining(), m_current.get(),
                          [this, begun](const Result<JsonValue> &answer) {
                              if (failed(answer))
                                  return;
                              m_waitedFor += m_clock.elapsed() - begun > 5;
                              held();
                          });
}

DialogWait::DialogWait(WebPage &page, int timeout, QObject *context, Callback<QString> done)
    : Operation(page, timeout, context, std::move(done))
{
}

void DialogWait::start()
{
    connect(&page(), &WebPage::dialogAnswered, this, [this](const QString &message) { finish(message); });
    QTimer::singleShot(remaining(), this, [this] {
        page().engine().withdrawAnswers(); // or a later dialog, of which the plan knows nothing, would get one
        finish(failure(ErrorKind::NoSuchAlert, QStringLiteral("No dialog opened.")));
    });
}

} // namespace Foray
