// SPDX-License-Identifier: MIT
#include "engine/browser/acting.h"

#include "engine/base/json.h"
#include "engine/browser/actingactions.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Prepared readPrepared(const Json &json)
{
    Prepared prepared;
    prepared.handle = int(numberAt(json, "handle"));
    prepared.point = {numberAt(json, "x"), numberAt(json, "y")};
    const Json rect = objectAt(json, "rect");
    prepared.size = {numberAt(rect, "width"), numberAt(rect, "height")};
    prepared.found = foundFrom(json);
    return prepared;
}

} // namespace

Acting::Acting(WebPage &page, const QList<ScopeElement> &scopes, int timeout, QObject *context, Callback<ActReport> done)
    : Operation(page, timeout, context, std::move(done))
    , m_scopes(scopes)
{
}

void Acting::prepare(const Target &target, const Request &request, std::function<void(const Prepared &)> next)
{
    Json need = Json::array();
    for (const QString &what : request.need)
        need.push_back(toStd(what));
    Json arguments{{"locator", locatorJson(target, m_scopes)}, {"need", std::move(need)}};
    if (!request.watch.isEmpty())
        arguments["watch"] = toStd(request.watch);
    if (page().isTraced())
        arguments["traced"] = true;
    if (request.offset)
        arguments["offset"] = {{"x", request.offset->first}, {"y", request.offset->second}};
    m_frames = framesOf(target, m_scopes);
    const ScriptCall call{QStringLiteral("prepare"), arguments, m_frames, false};
    page().channel().call(call, remaining(), this, [this, next = std::move(next)](const Result<JsonValue> &answer) {
        if (failed(answer))
            return;
        const Prepared prepared = readPrepared(answer->get());
        m_handle = prepared.handle;
        if (m_report.found.by.isEmpty())
            m_report.found = prepared.found;
        next(prepared);
    });
}

void Acting::call(const QString &method, const JsonValue &arguments, std::function<void(const Json &)> next, bool once)
{
    page().channel().call({method, arguments, m_frames, once}, remaining(), this,
                          [this, next = std::move(next)](const Result<JsonValue> &answer) {
                              if (!failed(answer))
                                  next(answer->get());
                          });
}

void Acting::callUntilGone(const QString &method, const JsonValue &arguments, std::function<void(const Json &)> next)
{
    page().channel().call(
        {method, arguments, m_frames, true}, remaining(), this, [this, next = std::move(next)](const Result<JsonValue> &answer) {
            const bool gone =
                !answer && (answer.error().kind == ErrorKind::StaleElement || answer.error().kind == ErrorKind::NoSuchFrame);
            if (gone) {
                m_report.navigated = true;
                complete();
            } else if (!failed(answer)) {
                next(answer->get());
            }
        });
}

void Acting::awaitGesture(const QString &type, int count, std::function<void()> landed,
                          std::function<void(const QString &)> missed)
{
    Json arguments{{"type", toStd(type)}, {"count", count}};
    arguments["handle"] = m_handle;
    callUntilGone(QStringLiteral("watchInput"), arguments,
                  [landed = std::move(landed), missed = std::move(missed)](const Json &answer) {
                      if (boolAt(answer, "hit", true))
                          landed();
                      else
                          missed(textAt(answer, "by").left(300));
                  });
}

void Acting::complete()
{
    if (!page().isNavigating()) {
        finish(m_report);
        return;
    }
    m_report.navigated = true;
    const auto look = [this] {
        if (!page().isNavigating())
            finish(m_report);
    };
    connect(&page(), &WebPage::documentParsed, this, look);
    connect(&page(), &WebPage::navigationEnded, this, look);
}

void startActing(WebPage &page, const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                 Callback<ActReport> done)
{
    Acting *acting = makeActing(page, action, scopes, timeout, context, done);
    if (acting)
        acting->start();
    else
        done(failure(ErrorKind::UnsupportedOperation, QStringLiteral("This action is not done on an element.")));
}

} // namespace Foray
