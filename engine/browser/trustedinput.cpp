// SPDX-License-Identifier: MIT
#include "engine/browser/trustedinput.h"

#include "engine/browser/keys.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWebEngineView>
#include <QWheelEvent>

namespace Foray {

namespace {

Qt::MouseButton qtButton(MouseButton button)
{
    switch (button) {
    case MouseButton::Left: return Qt::LeftButton;
    case MouseButton::Middle: return Qt::MiddleButton;
    case MouseButton::Right: return Qt::RightButton;
    }
    return Qt::LeftButton;
}

} // namespace

TrustedInput::TrustedInput(QWebEngineView &view)
    : m_view(view)
{
}

QObject *TrustedInput::receiver() const
{
    return m_view.focusProxy() ? m_view.focusProxy() : &m_view;
}

void TrustedInput::moveMouse(QPointF point, int modifiers)
{
    QMouseEvent event(QEvent::MouseMove, point, m_view.mapToGlobal(point), Qt::NoButton, Qt::NoButton,
                      qtModifiers(modifiers | m_heldModifiers));
    QCoreApplication::sendEvent(receiver(), &event);
}

// Chromium counts presses that follow each other closely as one multiple click, also when they are steps of their own. Its clock
// for that is the event's time, in ms, so it must be told when a new click begins.
quint64 TrustedInput::timeOfPress(int clickCount)
{
    const int interval = QGuiApplication::styleHints()->mouseDoubleClickInterval();
    m_lastPress += clickCount > 1 ? 1 : quint64(interval) + 1;
    return m_lastPress;
}

void TrustedInput::press(QPointF point, MouseButton button, int modifiers, int clickCount)
{
    const auto b = qtButton(button);
    QMouseEvent event(clickCount > 1 ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, point, m_view.mapToGlobal(point),
                      b, b, qtModifiers(modifiers | m_heldModifiers));
    event.setTimestamp(timeOfPress(clickCount));
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::dragMouse(QPointF point)
{
    QMouseEvent event(QEvent::MouseMove, point, m_view.mapToGlobal(point), Qt::NoButton, Qt::LeftButton,
                      qtModifiers(m_heldModifiers));
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::release(QPointF point, MouseButton button, int modifiers)
{
    QMouseEvent event(QEvent::MouseButtonRelease, point, m_view.mapToGlobal(point), qtButton(button), Qt::NoButton,
                      qtModifiers(modifiers | m_heldModifiers));
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::click(QPointF point, MouseButton button, int modifiers, int count)
{
    moveMouse(point, modifiers);
    for (int n = 1; n <= count; ++n) {
        press(point, button, modifiers, n);
        release(point, button, modifiers);
    }
}

void TrustedInput::scrollWheel(QPointF point, QPointF delta)
{
    const QPoint pixels = (-delta).toPoint();
    QWheelEvent event(point, m_view.mapToGlobal(point), pixels, pixels, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::sendKey(bool down, int key, const QString &text, int modifiers)
{
    QKeyEvent event(down ? QEvent::KeyPress : QEvent::KeyRelease, key, qtModifiers(modifiers), text);
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::type(const QString &text)
{
    QString other; // what no key types, collected so that a surrogate pair stays whole
    const auto commitOther = [&] {
        if (!other.isEmpty())
            commitText(std::exchange(other, {}));
    };
    for (const QChar c : text) {
        const auto key = keyForCharacter(c);
        if (!key) {
            other += c;
            continue;
        }
        commitOther();
        sendKey(true, key->qtKey, key->text, key->modifiers | m_heldModifiers);
        sendKey(false, key->qtKey, key->text, key->modifiers | m_heldModifiers);
    }
    commitOther();
}

void TrustedInput::commitText(const QString &text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(receiver(), &event);
}

Result<> TrustedInput::pressKey(const QString &chord)
{
    const auto parsed = parseChord(chord);
    if (!parsed)
        return failure(parsed.error());
    const int before = m_heldModifiers;
    for (const int modifier : {ControlKey, ShiftKey, AltKey, MetaKey}) {
        if (parsed->modifiers & modifier & ~before) {
            m_heldModifiers |= modifier;
            sendKey(true, qtModifierKey(modifier), {}, m_heldModifiers);
        }
    }
    sendKey(true, parsed->key.qtKey, parsed->text(), m_heldModifiers | parsed->key.modifiers);
    sendKey(false, parsed->key.qtKey, parsed->text(), m_heldModifiers | parsed->key.modifiers);
    for (const int modifier : {MetaKey, AltKey, ShiftKey, ControlKey}) {
        if (parsed->modifiers & modifier & ~before) {
            m_heldModifiers &= ~modifier;
            sendKey(false, qtModifierKey(modifier), {}, m_heldModifiers);
        }
    }
    return {};
}

Result<> TrustedInput::keyDown(const QString &name)
{
    const auto key = keyForName(name);
    if (!key)
        return failure(key.error());
    m_heldModifiers |= modifierOfKey(key->qtKey);
    sendKey(true, key->qtKey, m_heldModifiers & (ControlKey | MetaKey) ? QString() : key->text, m_heldModifiers | key->modifiers);
    return {};
}

Result<> TrustedInput::keyUp(const QString &name)
{
    const auto key = keyForName(name);
    if (!key)
        return failure(key.error());
    m_heldModifiers &= ~modifierOfKey(key->qtKey);
    sendKey(false, key->qtKey, key->text, m_heldModifiers | key->modifiers);
    return {};
}

void TrustedInput::takeFocus()
{
    QFocusEvent event(QEvent::FocusIn, Qt::OtherFocusReason);
    QCoreApplication::sendEvent(receiver(), &event);
}

void TrustedInput::dropData(QPointF point, const QHash<QString, QString> &data)
{
    QMimeData mime;
    for (auto it = data.cbegin(); it != data.cend(); ++it)
        mime.setData(it.key(), it.value().toUtf8());
    const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction | Qt::LinkAction;
    QDragEnterEvent enter(point.toPoint(), actions, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(receiver(), &enter);
    QDragMoveEvent move(point.toPoint(), actions, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(receiver(), &move);
    QDropEvent drop(point, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(receiver(), &drop);
}

} // namespace Foray
