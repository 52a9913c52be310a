// SPDX-License-Identifier: MIT
#include "engine/browser/pagerecording.h"

#include "engine/base/json.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/webpage.h"
#include "engine/plan/variables.h"
#include "engine/replay/browser.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLoggingCategory>

#include <nlohmann/json.hpp>

namespace Foray {

Q_LOGGING_CATEGORY(recordLog, "foray.record", QtWarningMsg)

namespace {

constexpr int loadTimeout = 10000; // ms for a new document to say what came with it

double now()
{
    return double(QDateTime::currentMSecsSinceEpoch());
}

bool isBlank(const QUrl &url)
{
    return url.isEmpty() || url.scheme() == QStringLiteral("about");
}

} // namespace

PageRecording::PageRecording(Browser &browser, Recorder &recorder, QObject *parent)
    : QObject(parent)
    , m_browser(browser)
    , m_recorder(recorder)
    , m_current(browser.currentPage())
{
    for (Page *page : browser.pages())
        watch(page);
    m_newest = nullptr;
    connect(&browser, &Browser::pageOpened, this, &PageRecording::watch);
    connect(&browser, &Browser::pageClosed, this, &PageRecording::closed);
    connect(&browser, &Browser::currentPageChanged, this, &PageRecording::currentChanged);
}

PageRecording::~PageRecording()
{
    for (Page *page : m_browser.pages()) {
        if (auto *web = qobject_cast<WebPage *>(page))
            web->setRecording(false);
    }
}

void PageRecording::watch(Page *page)
{
    m_tabs.append(page);
    m_urls.insert(page, page->url());
    m_newest = page == m_current ? m_newest : page;
    connect(page, &Page::urlChanged, this, [this, page](const QUrl &url) {
        const QUrl from = std::exchange(m_urls[page], url);
        if (!isBlank(from) && !isBlank(url) && page == m_current && !m_paused)
            m_recorder.moved(from, url, now());
    });
    auto *web = qobject_cast<WebPage *>(page);
    if (!web)
        return;
    web->setRecording(!m_paused);
    connect(web, &WebPage::recorded, this, [this, web](const JsonValue &message) { hear(web, message); });
    connect(web, &WebPage::documentCreated, this, [this, web] { documentCame(web); });
    connect(web, &WebPage::dialogAnsweredByPerson, this, [this, web](const Dialog &answer, const QString &question) {
        if (!m_paused)
            m_recorder.answered(answer, question, web->url());
    });
    connect(web, &WebPage::filesChosenByPerson, this, [this](const QStringList &paths) { m_chosen = paths; });
}

void PageRecording::hear(WebPage *page, const JsonValue &message)
{
    m_recorder.secrets().learn(message);
    auto read = readPageMessage(m_recorder.secrets().redacted(message));
    if (!read) {
        qCWarning(recordLog, "what a page told is not recorded: %s", qPrintable(read.error().message));
        return;
    }
    if (const auto *effects = std::get_if<PageEffects>(&*read))
        return m_recorder.explain(*effects);
    if (const auto *outline = std::get_if<PageOutline>(&*read)) {
        m_outlines.insert(page, outline->kinds);
        return;
    }
    auto &action = std::get<PageAction>(*read);
    action.address = page->url().toString();
    if (auto *upload = std::get_if<Upload>(&action.step.action)) {
        for (QString &file : upload->files) {
            for (const QString &path : m_chosen)
                file = QFileInfo(path).fileName() == file ? literal(path) : file;
        }
    }
    m_recorder.act(action);
}

// The old document cannot tell any more what came of the last action, so the new one does.
void PageRecording::documentCame(WebPage *page)
{
    const JsonValue outline = m_outlines.take(page);
    const auto cause = page == m_current && !outline.isNull() ? m_recorder.causeOfLoad(now()) : std::nullopt;
    if (!cause)
        return;
    const auto told = [this, cause](const Result<JsonValue> &effects) {
        if (!effects || !effects->get().is_object())
            return;
        Json message{{"documentId", toStd(cause->document)}, {"effects", effects->get()}};
        message["effects"]["n"] = cause->n;
        const auto read = readPageMessage(m_recorder.secrets().redacted(JsonValue(std::move(message))));
        if (const auto *explained = read ? std::get_if<PageEffects>(&*read) : nullptr)
            m_recorder.explainLoad(*explained);
    };
    page->channel().call({QStringLiteral("sinceOutline"), Json{{"outline", outline.get()}}, {}, true}, loadTimeout, this, told);
}

// A new tab is what an action of the page has opened; others are found again by their address.
void PageRecording::currentChanged(Page *page)
{
    if (page == m_current || !page)
        return;
    const bool isNew = page == m_newest || !m_urls.contains(page);
    const bool chosen = m_current == nullptr; // by the browser, as it will again
    m_current = page;
    m_newest = nullptr;
    if (std::exchange(m_opening, false) || chosen || m_paused)
        return;
    SwitchTab tab;
    if (!isNew)
        tab.index = int(m_browser.pages().indexOf(page));
    m_recorder.command(tab, now());
}

void PageRecording::closed(Page *page)
{
    const qsizetype tab = m_tabs.indexOf(page);
    m_tabs.removeOne(page);
    m_urls.remove(page);
    m_outlines.remove(page);
    m_newest = page == m_newest ? nullptr : m_newest;
    const auto *web = qobject_cast<WebPage *>(page);
    const bool byItself = web && web->closesItself();
    if (page != m_current) {
        if (!byItself && m_current)
            closedBehind(tab);
        return;
    }
    if (byItself && (m_paused || !m_recorder.tabClosedItself()))
        return; // going back is told, as nobody knows how soon it closes
    m_current = nullptr;
    if (!byItself)
        command(CloseTab()); // its opener becomes current, as here
}

// A plan closes the tab in front: it goes there and comes back.
void PageRecording::closedBehind(qsizetype tab)
{
    SwitchTab there;
    there.index = int(tab);
    command(there);
    command(CloseTab());
    SwitchTab back;
    back.index = int(m_tabs.indexOf(m_current));
    if (back.index != std::max(0, int(tab) - 1)) // which is in front when a tab has been closed
        command(back);
}

void PageRecording::command(const Action &action)
{
    if (!m_paused)
        m_recorder.command(action, now());
}

void PageRecording::setPaused(bool paused)
{
    m_paused = paused;
    for (Page *page : m_browser.pages()) {
        if (auto *web = qobject_cast<WebPage *>(page))
            web->setRecording(!paused);
    }
}

} // namespace Foray
