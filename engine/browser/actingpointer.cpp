// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/browser/actingactions.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

const QStringList clickable{QStringLiteral("visible"), QStringLiteral("stable"), QStringLiteral("enabled"),
                            QStringLiteral("receivesEvents")};
const QStringList pointable{QStringLiteral("visible"), QStringLiteral("stable"), QStringLiteral("receivesEvents")};

constexpr int dragSteps = 8;

QString gestureOf(const Click &click)
{
    if (click.button == MouseButton::Right)
        return QStringLiteral("contextmenu");
    return click.count == 2 ? QStringLiteral("dblclick") : QStringLiteral("click");
}

} // namespace

void ClickActing::start()
{
    const QString gesture = gestureOf(m_click);
    prepare(m_click.target, {clickable, gesture, m_click.offset}, [this, gesture](const Prepared &prepared) {
        mayCloseTab();
        page().input().click(prepared.point, m_click.button, m_click.modifiers, m_click.count);
        // What came in between was kept from the page: look again.
        awaitGesture(
            gesture, m_click.count, [this] { complete(); }, [this](const QString &) { start(); });
    });
}

void HoverActing::start()
{
    prepare(m_hover.target, {pointable, QStringLiteral("mousemove"), {}}, [this](const Prepared &prepared) {
        // From beside the point: a mouse that is there already would not move.
        page().input().moveMouse(prepared.point + QPointF(1, 0));
        page().input().moveMouse(prepared.point);
        awaitGesture(
            QStringLiteral("mousemove"), 1, [this] { complete(); }, [this](const QString &) { start(); });
    });
}

void ScrollActing::start()
{
    if (m_scroll.target.isEmpty()) {
        scroll(0);
        return;
    }
    prepare(m_scroll.target, {{}, {}, {}}, [this](const Prepared &prepared) { scroll(prepared.handle); });
}

void ScrollActing::scroll(int handle)
{
    static const QHash<ScrollTo, const char *> names{
        {ScrollTo::By, "by"}, {ScrollTo::Element, "element"}, {ScrollTo::End, "end"}};
    Json arguments{{"to", names.value(m_scroll.to)}, {"x", m_scroll.x}, {"y", m_scroll.y}};
    if (handle)
        arguments["handle"] = handle;
    call(QStringLiteral("scrollTo"), arguments, [this](const Json &) { complete(); });
}

void DragActing::start()
{
    prepare(m_drag.target, {clickable, {}, {}}, [this](const Prepared &source) {
        m_source = source;
        m_sourceFrames = m_frames;
        // Where it goes is only looked up: what covers it now may move out of the way of the drag.
        prepare(m_drag.to, {pointable, {}, {}}, [this](const Prepared &target) {
            m_to = target.point;
            // Bringing the second into view may have moved the first.
            prepare(m_drag.target, {clickable, {}, {}}, [this](const Prepared &again) { grab(again); });
        });
    });
}

void DragActing::grab(const Prepared &source)
{
    m_source = source;
    m_from = source.point;
    const ScriptCall watch{QStringLiteral("watchDrag"), Json::object(), m_sourceFrames, true};
    page().channel().call(watch, remaining(), this, [this](const Result<JsonValue> &answer) {
        if (failed(answer))
            return;
        m_native = boolAt(answer->get(), "native");
        const Json data = objectAt(answer->get(), "data");
        for (const auto &[type, text] : data.items())
            m_data.insert(QString::fromStdString(type), toQString(text));
        if (!m_native)
            complete();
    });
    // In order behind watchDrag: when this answers, that is listening.
    call(QStringLiteral("frame"), {}, [this](const Json &) {
        page().input().moveMouse(m_from);
        page().input().press(m_from, MouseButton::Left, NoModifier);
        carry(1);
    });
}

// Step by step, each seen by the page in a frame of its own: pages sort under the pointer as it passes.
void DragActing::carry(int step)
{
    if (m_native || step > dragSteps) {
        drop();
        return;
    }
    page().input().dragMouse(m_from + (m_to - m_from) * step / dragSteps);
    call(QStringLiteral("frame"), {}, [this, step](const Json &) { carry(step + 1); });
}

void DragActing::drop()
{
    if (!m_native) {
        page().input().dragMouse(m_to);
        page().input().release(m_to, MouseButton::Left, NoModifier);
        return; // watchDrag hears the end
    }
    page().input().dropData(m_to, m_data);
    call(QStringLiteral("frame"), {}, [this](const Json &) {
        page().input().release(m_to, MouseButton::Left, NoModifier);
        m_frames = m_sourceFrames;
        call(QStringLiteral("endDrag"), Json{{"handle", m_source.handle}}, [this](const Json &) { complete(); });
    });
}

void ViewportActing::start()
{
    page().setViewport(m_viewport.width, m_viewport.height);
    call(
        QStringLiteral("frame"), {}, [this](const Json &) { complete(); }, false);
}

Acting *makeActing(WebPage &page, const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                   Callback<ActReport> done)
{
    if (const auto *a = std::get_if<Click>(&action))
        return new ClickActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Hover>(&action))
        return new HoverActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Change>(&action))
        return new ChangeActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Press>(&action))
        return new PressActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<KeyDown>(&action))
        return new KeyActing(a->key, true, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<KeyUp>(&action))
        return new KeyActing(a->key, false, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Scroll>(&action))
        return new ScrollActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Drag>(&action))
        return new DragActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<Upload>(&action))
        return new UploadActing(*a, page, scopes, timeout, context, std::move(done));
    if (const auto *a = std::get_if<SetViewport>(&action))
        return new ViewportActing(*a, page, scopes, timeout, context, std::move(done));
    return nullptr;
}

} // namespace Foray
