// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/acting.h"

#include <QPointer>

namespace Foray {

class EnginePage;

// One class an action; null for actions that are not done on elements, keys or the viewport.
Acting *makeActing(WebPage &page, const Action &action, const QList<ScopeElement> &scopes, int timeout, QObject *context,
                   Callback<ActReport> done);

class ClickActing final : public Acting
{
public:
    template <typename... Args>
    explicit ClickActing(Click click, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_click(std::move(click))
    {
    }
    void start() override;

private:
    Click m_click;
};

class HoverActing final : public Acting
{
public:
    template <typename... Args>
    explicit HoverActing(Hover hover, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_hover(std::move(hover))
    {
    }
    void start() override;

private:
    Hover m_hover;
};

class ChangeActing final : public Acting
{
public:
    template <typename... Args>
    explicit ChangeActing(Change change, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_change(std::move(change))
    {
    }
    void start() override;

private:
    void fill(const QString &kind, const Json &field);
    void type(const QString &text, const QString &kind);
    void check(bool checked);

    Change m_change;
    Prepared m_prepared;
    int m_retypings = 0;
};

class PressActing final : public Acting
{
public:
    template <typename... Args>
    explicit PressActing(Press press, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_press(std::move(press))
    {
    }
    void start() override;

private:
    void pressHere(bool watched);

    Press m_press;
};

class KeyActing final : public Acting // one half of a stroke
{
public:
    template <typename... Args>
    KeyActing(QString key, bool down, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_key(std::move(key))
        , m_down(down)
    {
    }
    void start() override;

private:
    QString m_key;
    bool m_down;
};

class ScrollActing final : public Acting
{
public:
    template <typename... Args>
    explicit ScrollActing(Scroll scroll, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_scroll(std::move(scroll))
    {
    }
    void start() override;

private:
    void scroll(int handle);

    Scroll m_scroll;
};

// Pointer drags are mouse moves. An HTML5 drag is taken over from the browser when the page has begun it (resources/js/gestures.js),
// since Chromium hands it to the platform, and there is none off the screen.
class DragActing final : public Acting
{
public:
    template <typename... Args>
    explicit DragActing(Drag drag, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_drag(std::move(drag))
    {
    }
    void start() override;

private:
    void grab(const Prepared &source);
    void carry(int step);
    void drop();

    Drag m_drag;
    Prepared m_source;
    QPointF m_from;
    QPointF m_to;
    QList<FrameRef> m_sourceFrames;
    bool m_native = false;
    QHash<QString, QString> m_data;
};

class UploadActing final : public Acting
{
public:
    template <typename... Args>
    explicit UploadActing(Upload upload, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_upload(std::move(upload))
    {
    }
    ~UploadActing() override; // takes back files that no chooser asked for
    void start() override;

private:
    void choose();
    void setDirectly(int handle);

    Upload m_upload;
    QPointer<EnginePage> m_chooser;
};

class ViewportActing final : public Acting
{
public:
    template <typename... Args>
    explicit ViewportActing(SetViewport viewport, Args &&...args)
        : Acting(std::forward<Args>(args)...)
        , m_viewport(viewport)
    {
    }
    void start() override;

private:
    SetViewport m_viewport;
};

} // namespace Foray
