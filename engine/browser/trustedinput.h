// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QHash>
#include <QPointF>
#include <QString>

class QWebEngineView;

namespace Foray {

// Mouse, wheel and keyboard as a person makes them: Qt events to the view's focus proxy, which Chromium takes for real, so
// that isTrusted is true and focus, hover and default actions follow. Points are CSS px in the view (zoom 1).
class TrustedInput final
{
public:
    explicit TrustedInput(QWebEngineView &view);

    void moveMouse(QPointF point, int modifiers = NoModifier);
    void press(QPointF point, MouseButton button, int modifiers, int clickCount = 1);
    void dragMouse(QPointF point); // moves with the left button down
    void release(QPointF point, MouseButton button, int modifiers);
    void click(QPointF point, MouseButton button, int modifiers, int count);
    void scrollWheel(QPointF point, QPointF delta); // CSS px; positive y scrolls down

    // Text as a keyboard gives it; what no key types (emoji, most scripts) is committed as an input method does.
    void type(const QString &text);
    void commitText(const QString &text);

    // "Enter", "a", "Control+Shift+ArrowLeft". InvalidArgument names the key that does not exist.
    Result<> pressKey(const QString &chord);
    Result<> keyDown(const QString &key);
    Result<> keyUp(const QString &key);

    // The page must think that its window has the focus, or focus events do not come.
    void takeFocus();

    // A drag from outside that carries `data` (MIME type → text): dragenter, dragover … drop.
    void dropData(QPointF point, const QHash<QString, QString> &data);

private:
    void sendKey(bool down, int key, const QString &text, int modifiers);
    QObject *receiver() const;
    quint64 timeOfPress(int clickCount);

    QWebEngineView &m_view;
    int m_heldModifiers = NoModifier;
    quint64 m_lastPress = 0;
};

} // namespace Foray
