// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/replay/browser.h"

#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace Foray {

// What the window needs of the engine that shows pages: Qt WebEngine, or a fake in tests.
struct BrowserParts
{
    std::function<std::unique_ptr<Browser>(const SessionSettings &, const BrowserSettings &)> make;
    std::function<QWidget *(Page *)> view; // the widget a page is shown in
    // Another one that nobody sees, in a copy of the session.
    std::function<Result<std::unique_ptr<Browser>>(Browser &)> makeAside;
};

// The window's browser: the tabs of the current session. It is made when it is first needed.
class BrowserHost final : public QObject
{
    Q_OBJECT
public:
    explicit BrowserHost(BrowserParts parts, QObject *parent = nullptr);
    ~BrowserHost() override;

    const SessionSettings &session() const { return m_session; }
    // Closes the tabs if it is another session, or if it is browsed with other settings.
    void setSession(const SessionSettings &session, const BrowserSettings &settings);

    Browser &browser();
    Page *currentPage() const;
    // For a run: a memory session begins empty each time, as it does on the command line.
    Browser &browserForRun();
    Result<std::unique_ptr<Browser>> makeAside() { return m_parts.makeAside(browser()); }
    QWidget *viewOf(Page *page) const { return m_parts.view(page); }

    void close(); // all tabs

Q_SIGNALS:
    void sessionChanged(const Foray::SessionSettings &session);
    void browserOpened(Foray::Browser *browser);
    void browserClosing(); // its pages go right after this

private:
    BrowserParts m_parts;
    SessionSettings m_session;
    BrowserSettings m_settings;
    std::unique_ptr<Browser> m_browser;
};

} // namespace Foray
