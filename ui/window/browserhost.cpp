// SPDX-License-Identifier: MIT
#include "ui/window/browserhost.h"

namespace Foray {

BrowserHost::BrowserHost(BrowserParts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

BrowserHost::~BrowserHost()
{
    close();
}

void BrowserHost::setSession(const SessionSettings &session, const BrowserSettings &settings)
{
    if (session == m_session && settings == m_settings)
        return;
    close();
    m_session = session;
    m_settings = settings;
    Q_EMIT sessionChanged(m_session);
}

Browser &BrowserHost::browser()
{
    if (!m_browser) {
        m_browser = m_parts.make(m_session, m_settings);
        Q_EMIT browserOpened(m_browser.get());
    }
    return *m_browser;
}

Page *BrowserHost::currentPage() const
{
    return m_browser ? m_browser->currentPage() : nullptr;
}

Browser &BrowserHost::browserForRun()
{
    if (m_session.storage == Storage::Memory)
        close();
    return browser();
}

void BrowserHost::close()
{
    if (!m_browser)
        return;
    Q_EMIT browserClosing();
    m_browser.reset();
}

} // namespace Foray
