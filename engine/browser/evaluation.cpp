// SPDX-License-Identifier: MIT
#include "engine/browser/evaluation.h"

#include "engine/base/json.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/scriptchannel.h"

#include <QRandomGenerator>
#include <QWebEngineScript>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

QString randomName()
{
    return QStringLiteral("e%1%2")
        .arg(QRandomGenerator::system()->generate64(), 0, 36)
        .arg(QRandomGenerator::system()->generate64(), 0, 36);
}

} // namespace

void runInPageWorld(WebPage &page, const QString &code, PageWorldMode mode, int timeout, QObject *context,
                    Callback<JsonValue> done)
{
    const QDeadlineTimer deadline(timeout);
    const auto checked = [&page, code, mode, deadline, context, done](const Result<JsonValue> &syntax) {
        if (!syntax) {
            done(failure(syntax.error()));
            return;
        }
        const QString event = randomName();
        page.channel().call({QStringLiteral("awaitPageWorld"), Json{{"event", toStd(event)}}, {}, true},
                            int(deadline.remainingTime()), context, done);
        page.engine().runJavaScript(pageWorldCall(event, code, mode), QWebEngineScript::MainWorld);
    };
    page.channel().call(
        {QStringLiteral("checkSyntax"), Json{{"code", toStd(code)}, {"expression", mode == PageWorldMode::Until}}, {}, false},
        timeout, context, checked);
}

void Evaluation::run(const QString &code)
{
    runInPageWorld(page(), code, PageWorldMode::Once, remaining(), this,
                   [this](const Result<JsonValue> &result) { outcome(result); });
}

void Evaluation::outcome(const Result<JsonValue> &result)
{
    if (!result && result.error().kind == ErrorKind::StaleElement) {
        afterNavigation({});
        return;
    }
    if (failed(result))
        return;
    if (page().isNavigating())
        afterNavigation(*result);
    else
        finish(*result);
}

void Evaluation::afterNavigation(const JsonValue &value)
{
    if (!page().isNavigating()) {
        finish(value);
        return;
    }
    const auto look = [this, value] {
        if (!page().isNavigating())
            finish(value);
    };
    connect(&page(), &WebPage::documentParsed, this, look);
    connect(&page(), &WebPage::navigationEnded, this, look);
}

} // namespace Foray
