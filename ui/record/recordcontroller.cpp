// SPDX-License-Identifier: MIT
#include "ui/record/recordcontroller.h"

#include "engine/browser/webpage.h"
#include "engine/plan/edit.h"
#include "engine/record/credentials.h"
#include "ui/plan/plandocument.h"
#include "ui/window/browserhost.h"

namespace Foray {

RecordController::RecordController(PlanDocument &document, BrowserHost &host, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_host(host)
{
    connect(&host, &BrowserHost::browserOpened, this, &RecordController::follow);
    connect(&host, &BrowserHost::browserClosing, this, [this] { m_pages.reset(); });
    connect(&document, &PlanDocument::opened, this, [this] {
        stop();
        m_endsAt.clear();
    });
}

RecordController::~RecordController()
{
    m_pages.reset(); // before the recorder that it tells
}

void RecordController::start(const QString &stepId)
{
    if (isRecording())
        return;
    if (!m_document.isOpen())
        m_document.openNew();
    m_recorder = std::make_unique<Recorder>(
        [this](const QString &what, const std::function<void(Plan &)> &change) { edit(what, change); });
    m_recorder->recordAfter(stepId);
    Page *page = m_host.currentPage();
    if (page) {
        follow(&m_host.browser());
        const QUrl url = page->url();
        const bool isElsewhere = m_document.plan().steps.empty() || (stepId.isEmpty() && url != m_endsAt);
        if (isElsewhere && (url.scheme() == u"http" || url.scheme() == u"https"))
            command(Navigate{withoutCredentials(url).toString(), {}, {}});
    }
    Q_EMIT stateChanged();
}

void RecordController::stop()
{
    if (!isRecording())
        return;
    planRan();
    if (m_pages) {
        for (Page *page : m_host.browser().pages())
            attend(page, false);
    }
    m_pages.reset();
    m_recorder.reset();
    m_paused = false;
    Q_EMIT stateChanged();
}

void RecordController::planRan()
{
    const Page *page = m_host.currentPage();
    m_endsAt = page ? page->url() : QUrl();
}

// The letters of a word and the wait of a click are undone with their step.
void RecordController::edit(const QString &what, const std::function<void(Plan &)> &change)
{
    const QString newest = m_recorder->lastStep();
    const Step *step = findStep(m_document.plan(), newest);
    const std::optional<Step> before = step ? std::optional<Step>(*step) : std::nullopt;
    const int count = stepCount(m_document.plan());
    Plan after = m_document.plan();
    change(after);
    m_steps += stepCount(after) > count ? 1 : 0;
    const Step *changed = findStep(after, newest);
    const bool isNewest = stepCount(after) > count || (before && changed && !(*changed == *before));
    const QString key = isNewest ? QStringLiteral("recorded step %1").arg(m_steps) : QString();
    (void)m_document.tryEdit(
        what,
        [&](Plan &plan) -> Result<> {
            plan = after;
            return {};
        },
        key);
    Q_EMIT stepRecorded(m_recorder->lastStep());
}

void RecordController::setPaused(bool paused)
{
    if (!isRecording() || paused == m_paused)
        return;
    m_paused = paused;
    if (m_pages)
        m_pages->setPaused(paused);
    Q_EMIT stateChanged();
}

void RecordController::add(const Step &step)
{
    if (m_recorder)
        m_recorder->add(step);
}

std::shared_ptr<const KnownSecrets> RecordController::secrets() const
{
    return isRecording() ? m_recorder->sharedSecrets() : nullptr;
}

LoopHints RecordController::hints() const
{
    return isRecording() ? LoopHints{m_recorder->lastStep(), {}, m_recorder->addresses()} : LoopHints();
}

void RecordController::loopMade(const LoopOffer &loop)
{
    const Step *last = findStep(m_document.plan(), loop.body.value(loop.body.size() - 1));
    if (isRecording() && last && std::holds_alternative<Change>(last->action))
        m_recorder->recordAfter(last->id);
}

void RecordController::command(const Action &action)
{
    if (m_pages)
        m_pages->command(action);
    else if (m_recorder && !m_paused)
        m_recorder->command(action, 0); // the browser opens only now
}

void RecordController::openingTab()
{
    if (m_pages)
        m_pages->openingTab();
}

void RecordController::follow(Browser *browser)
{
    if (!isRecording())
        return;
    m_pages = std::make_unique<PageRecording>(*browser, *m_recorder);
    m_pages->setPaused(m_paused);
    for (Page *page : browser->pages())
        attend(page, true);
    connect(browser, &Browser::pageOpened, m_pages.get(), [this](Page *page) { attend(page, true); });
}

void RecordController::attend(Page *page, bool attended)
{
    if (auto *web = qobject_cast<WebPage *>(page))
        web->setAttended(attended);
}

} // namespace Foray
