// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/browser/actingactions.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

const QStringList fillable{QStringLiteral("visible"), QStringLiteral("enabled"), QStringLiteral("editable")};
const QStringList usable{QStringLiteral("visible"), QStringLiteral("enabled")};

// Longer texts are put in as a whole, as an input method does: keys one by one would take the page a while.
constexpr qsizetype typedKeyByKey = 200;

// Chromium throws input away that comes before a new document has drawn its first frame; then it is typed again.
constexpr int lostAfterFrames = 30;
constexpr int maxRetypings = 5;

bool isText(const QString &kind)
{
    return kind == QStringLiteral("text") || kind == QStringLiteral("textarea") || kind == QStringLiteral("contenteditable");
}

} // namespace

void ChangeActing::start()
{
    prepare(m_change.target, {fillable, {}, {}}, [this](const Prepared &prepared) {
        m_prepared = prepared;
        page().input().takeFocus();
        call(QStringLiteral("focusField"), Json{{"handle", prepared.handle}},
             [this](const Json &field) { fill(textAt(field, "kind"), field); });
    });
}

void ChangeActing::fill(const QString &kind, const Json &field)
{
    const QString value = m_change.values.value(0);
    if (isText(kind)) {
        type(kind == QStringLiteral("text") ? QString(value).remove(u'\n').remove(u'\r') : value, kind);
    } else if (kind == QStringLiteral("checkbox") || kind == QStringLiteral("radio")) {
        const bool wanted = value != QStringLiteral("false");
        if (boolAt(field, "checked") == wanted)
            complete();
        else
            check(wanted);
    } else if (kind == QStringLiteral("file")) {
        finish(failure(ErrorKind::InvalidArgument, QStringLiteral("A file field cannot be typed into: use an upload step.")));
    } else {
        Json values = Json::array();
        for (const QString &one : m_change.values)
            values.push_back(toStd(one));
        callUntilGone(QStringLiteral("setValue"), Json{{"handle", m_handle}, {"values", std::move(values)}},
                      [this](const Json &) { callUntilGone(QStringLiteral("frame"), {}, [this](const Json &) { complete(); }); });
    }
}

// The field's content is selected, so typing replaces it.
void ChangeActing::type(const QString &text, const QString &kind)
{
    if (text.isEmpty())
        (void)page().input().pressKey(QStringLiteral("Delete"));
    else if (text.size() > typedKeyByKey || text.contains(u'\t') ||
             (kind == QStringLiteral("contenteditable") && text.contains(u'\n')))
        page().input().commitText(text);
    else
        page().input().type(text);
    Json arguments{{"handle", m_handle}, {"text", toStd(text)}};
    if (m_retypings < maxRetypings)
        arguments["patience"] = lostAfterFrames;
    callUntilGone(QStringLiteral("awaitText"), arguments, [this, text, kind](const Json &answer) {
        if (!boolAt(answer, "lost", false))
            return complete();
        ++m_retypings;
        page().input().takeFocus();
        call(QStringLiteral("focusField"), Json{{"handle", m_handle}}, [this, text, kind](const Json &) { type(text, kind); });
    });
}

void ChangeActing::check(bool checked)
{
    const QStringList clickable{QStringLiteral("visible"), QStringLiteral("stable"), QStringLiteral("enabled"),
                                QStringLiteral("receivesEvents")};
    prepare(m_change.target, {clickable, QStringLiteral("click"), {}}, [this, checked](const Prepared &prepared) {
        page().input().click(prepared.point, MouseButton::Left, NoModifier, 1);
        const auto look = [this, checked] {
            callUntilGone(QStringLiteral("readValue"), Json{{"handle", m_handle}}, [this, checked](const Json &value) {
                if (value == Json(checked))
                    complete();
                else
                    finish(failure(ErrorKind::ElementNotInteractable,
                                   checked ? QStringLiteral("The box was clicked but is not checked.")
                                           : QStringLiteral("The box was clicked but is still checked.")));
            });
        };
        awaitGesture(QStringLiteral("click"), 1, look, [this](const QString &) { start(); });
    });
}

void PressActing::start()
{
    page().input().takeFocus();
    if (m_press.target.isEmpty()) {
        pressHere(false);
        return;
    }
    prepare(m_press.target, {usable, {}, {}}, [this](const Prepared &prepared) {
        call(QStringLiteral("focusField"), Json{{"handle", prepared.handle}, {"select", false}},
             [this](const Json &) { pressHere(true); });
    });
}

// Keys go to whatever frame has the focus; only for a target is it known which, and can be watched.
void PressActing::pressHere(bool watched)
{
    const auto press = [this] {
        if (const auto pressed = page().input().pressKey(m_press.key); failed(pressed))
            return false;
        return true;
    };
    if (!watched) {
        if (press())
            callUntilGone(QStringLiteral("frame"), {}, [this](const Json &) { complete(); });
        return;
    }
    callUntilGone(QStringLiteral("awaitKeys"), Json{{"count", 1}}, [this](const Json &) { complete(); });
    // In order behind awaitKeys: when this answers, that is listening.
    call(QStringLiteral("checkSyntax"), Json{{"code", ""}}, [press](const Json &) { press(); });
}

void KeyActing::start()
{
    page().input().takeFocus();
    const auto sent = m_down ? page().input().keyDown(m_key) : page().input().keyUp(m_key);
    if (!failed(sent))
        callUntilGone(QStringLiteral("frame"), {}, [this](const Json &) { complete(); });
}

} // namespace Foray
