// SPDX-License-Identifier: MIT
#include "ui/window/navigator.h"

#include "engine/replay/page.h"
#include "ui/window/browserhost.h"

namespace Foray {

namespace {

// A person can see that a page is slow, and stop it.
constexpr int loadTimeout = 120000; // ms

} // namespace

Navigator::Navigator(BrowserHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&host, &BrowserHost::browserClosing, this, &Navigator::stop);
}

void Navigator::go(const QUrl &url)
{
    m_host.browser().open(begin(), [this, url](const Result<Page *> &page) {
        if (page)
            load(*page, url);
        else
            ended(&page.error(), url.toDisplayString());
    });
}

void Navigator::load(Page *page, const QUrl &url)
{
    page->navigate(url, WaitUntil::Load, loadTimeout, m_loading.get(), [this, url](const Result<LoadReport> &report) {
        ended(report ? nullptr : &report.error(), url.toDisplayString());
    });
}

void Navigator::move(int delta)
{
    Page *page = m_host.currentPage();
    if (!page)
        return;
    const QString address = page->url().toDisplayString();
    page->moveInHistory(delta, WaitUntil::Load, loadTimeout, begin(), [this, address](const Result<LoadReport> &report) {
        ended(report ? nullptr : &report.error(), address);
    });
}

void Navigator::stop()
{
    if (!m_loading)
        return;
    m_loading.reset();
    Q_EMIT loadingChanged(false);
}

void Navigator::openTab()
{
    // open() gives the first tab of a browser that has none.
    const bool first = m_host.currentPage() == nullptr;
    const auto done = [this](const Result<Page *> &page) { ended(page ? nullptr : &page.error(), {}); };
    if (first)
        m_host.browser().open(begin(), done);
    else
        m_host.browser().openTab(begin(), done);
}

QObject *Navigator::begin()
{
    m_loading = std::make_unique<QObject>();
    Q_EMIT loadingChanged(true);
    return m_loading.get();
}

void Navigator::ended(const Error *error, const QString &address)
{
    // The caller may still look at its context.
    if (m_loading)
        m_loading.release()->deleteLater();
    Q_EMIT loadingChanged(false);
    if (error && error->kind != ErrorKind::Cancelled)
        Q_EMIT failed(*error, address);
}

} // namespace Foray
