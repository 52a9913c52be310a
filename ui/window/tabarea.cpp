// SPDX-License-Identifier: MIT
#include "ui/window/tabarea.h"

#include "engine/replay/page.h"
#include "ui/look/icons.h"
#include "ui/look/tones.h"
#include "ui/window/browserhost.h"
#include "ui/window/pageframe.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTabBar>
#include <QToolButton>

namespace Foray {

TabArea::TabArea(BrowserHost &host, QAction *newTab, QWidget *empty, QWidget *parent)
    : QWidget(parent)
    , m_host(host)
    , m_bar(new QTabBar)
    , m_row(new QHBoxLayout)
    , m_stack(new QStackedLayout)
    , m_empty(empty)
    , m_recording(RecordingFrame::None)
{
    m_bar->setDocumentMode(true);
    m_bar->setExpanding(false);
    m_bar->setDrawBase(false);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setAccessibleName(tr("Tabs"));
    m_bar->hide(); // an empty one still takes room
    auto *add = new QToolButton;
    add->setDefaultAction(newTab);
    add->setAutoRaise(true);
    m_row->setContentsMargins(4, 2, 4, 2);
    m_row->setSpacing(4);
    m_row->addWidget(m_bar, 0, Qt::AlignBottom);
    m_row->addWidget(add);
    m_row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(m_row);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_empty);

    connect(&host, &BrowserHost::browserOpened, this, &TabArea::follow);
    connect(&host, &BrowserHost::browserClosing, this, &TabArea::clear);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int tab) {
        if (Page *page = pageAt(tab); page && m_browser)
            m_browser->setCurrentPage(page);
    });
}

void TabArea::addCorner(QWidget *widget)
{
    m_row->addWidget(widget);
}

int TabArea::tabCount() const
{
    return m_bar->count();
}

QString TabArea::tabText(int index) const
{
    return m_bar->tabText(index);
}

QSize TabArea::pageSize() const
{
    return m_stack->currentWidget()->size();
}

void TabArea::closeCurrent()
{
    if (Page *page = pageAt(m_bar->currentIndex()); page && m_browser)
        m_browser->closePage(page);
}

void TabArea::beginRun(const QSize &viewport)
{
    m_viewport = viewport;
    m_stack->setStackingMode(QStackedLayout::StackAll);
    for (PageFrame *frame : std::as_const(m_frames))
        frame->setViewportSize(m_viewport);
}

void TabArea::endRun()
{
    m_viewport.reset();
    m_stack->setStackingMode(QStackedLayout::StackOne);
    for (PageFrame *frame : std::as_const(m_frames))
        frame->setViewportSize({});
}

Page *TabArea::currentPage() const
{
    return pageAt(m_bar->currentIndex());
}

PageOverlay *TabArea::overlayOf(Page *page) const
{
    const PageFrame *frame = m_frames.value(page);
    return frame ? frame->overlay() : nullptr;
}

void TabArea::setRecording(RecordingFrame recording)
{
    m_recording = recording;
    for (PageFrame *frame : std::as_const(m_frames))
        frame->setRecording(recording);
}

void TabArea::follow(Browser *browser)
{
    m_browser = browser;
    connect(browser, &Browser::pageOpened, this, &TabArea::addPage);
    connect(browser, &Browser::pageClosed, this, &TabArea::removePage);
    connect(browser, &Browser::currentPageChanged, this, &TabArea::showPage);
    for (Page *page : browser->pages())
        addPage(page);
    showPage(browser->currentPage());
}

void TabArea::addPage(Page *page)
{
    if (m_frames.contains(page))
        return;
    auto *frame = new PageFrame(m_host.viewOf(page));
    frame->setViewportSize(m_viewport);
    frame->setRecording(m_recording);
    m_frames.insert(page, frame);
    m_stack->addWidget(frame);
    const QSignalBlocker quiet(m_bar);
    const int tab = m_bar->addTab(QString());
    m_bar->setTabData(tab, QVariant::fromValue(static_cast<QObject *>(page)));
    m_bar->setTabButton(tab, QTabBar::RightSide, makeCloseButton(page));
    m_bar->show();
    nameTab(page);
    connect(page, &Page::titleChanged, this, [this, page] { nameTab(page); });
    connect(page, &Page::urlChanged, this, [this, page] { nameTab(page); });
    // A person who opens a page in a new tab wants to see it; a plan switches by a step of its own.
    if (!m_viewport && m_browser)
        m_browser->setCurrentPage(page);
    showPage(m_browser ? m_browser->currentPage() : page);
}

QWidget *TabArea::makeCloseButton(Page *page)
{
    auto *button = new QToolButton;
    button->setIcon(lineIcon(QStringLiteral("close")));
    button->setIconSize({12, 12});
    button->setAutoRaise(true);
    button->setToolTip(tr("Close the tab (Ctrl+W)"));
    button->setAccessibleName(tr("Close the tab"));
    connect(button, &QToolButton::clicked, this, [this, page] {
        if (m_browser && !m_viewport)
            m_browser->closePage(page);
    });
    return button;
}

void TabArea::removePage(Page *page)
{
    PageFrame *frame = m_frames.take(page);
    if (!frame)
        return;
    if (const int tab = tabOf(page); tab >= 0) {
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(tab);
        m_bar->setVisible(m_bar->count() > 0);
    }
    page->disconnect(this);
    // The view belongs to the page.
    if (QWidget *view = frame->takeWidget())
        view->setParent(nullptr);
    frame->deleteLater();
    showPage(m_browser ? m_browser->currentPage() : nullptr);
}

void TabArea::showPage(Page *page)
{
    PageFrame *frame = m_frames.value(page);
    m_stack->setCurrentWidget(frame ? static_cast<QWidget *>(frame) : m_empty);
    if (const int tab = tabOf(page); tab >= 0) {
        const QSignalBlocker quiet(m_bar);
        m_bar->setCurrentIndex(tab);
    }
    Q_EMIT currentPageChanged(frame ? page : nullptr);
}

void TabArea::clear()
{
    if (m_browser)
        m_browser->disconnect(this);
    m_browser = nullptr;
    const QList<Page *> pages = m_frames.keys();
    for (Page *page : pages)
        removePage(page);
}

int TabArea::tabOf(Page *page) const
{
    for (int tab = 0; tab < m_bar->count(); ++tab) {
        if (page && pageAt(tab) == page)
            return tab;
    }
    return -1;
}

Page *TabArea::pageAt(int tab) const
{
    return tab < 0 ? nullptr : static_cast<Page *>(m_bar->tabData(tab).value<QObject *>());
}

void TabArea::nameTab(Page *page)
{
    const int tab = tabOf(page);
    if (tab < 0)
        return;
    constexpr qsizetype longest = 28;
    QString title = page->title().simplified();
    if (page->url() == QUrl(QStringLiteral("about:blank"))) // which Chromium takes for the title
        title.clear();
    if (title.isEmpty())
        title = page->url().host();
    if (title.isEmpty())
        title = tr("New tab");
    m_bar->setTabToolTip(tab, plainToolTip(title + u'\n' + page->url().toDisplayString()));
    if (title.size() > longest)
        title = title.left(longest - 1) + u'…';
    m_bar->setTabText(tab, title.replace(u'&', QStringLiteral("&&")));
}

} // namespace Foray
