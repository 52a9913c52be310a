// SPDX-License-Identifier: MIT
#include "app/partrun.h"

#include "engine/browser/session.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"

namespace Foray {

PartRun::PartRun(const RunRequest &request, const RunPlaces &places, RunPart part, bool clone, QObject *parent)
    : QObject(parent)
    , m_request(request)
    , m_places(places)
    , m_part(std::move(part))
    , m_clone(clone && request.plan.session.storage == Storage::Persistent)
{
}

PartRun::~PartRun()
{
    m_recorder.reset();
    m_runner.reset();
    m_browser.reset(); // closes the session, which is then free to be removed
    if (!m_cloneId.isEmpty())
        (void)Session::remove(m_cloneId, m_request.dataDir); // what Chromium writes afterwards goes at the end, in main
}

Result<SessionSettings> PartRun::openClone()
{
    SessionSettings session = m_request.plan.session;
    if (!m_clone)
        return session;
    const QString id = Session::copyId(QStringLiteral("%1-%2").arg(m_places.run).arg(m_part.number));
    if (auto cloned = Session::clone(session.id, id, m_request.dataDir); !cloned)
        return failure(cloned.error());
    m_cloneId = id;
    session.id = id;
    return session;
}

void PartRun::makeBrowser(const SessionSettings &session)
{
    const auto visibility = m_request.headed ? WebBrowser::Visibility::InWindow : WebBrowser::Visibility::OffScreen;
    m_browser = std::make_unique<WebBrowser>(session, m_request.plan.browser, m_request.dataDir, visibility);
    m_browser->setDownloadFolder(m_places.folder);
    if (!m_request.headed)
        return;
    const QSize size(m_request.plan.browser.width, m_request.plan.browser.height);
    connect(m_browser.get(), &Browser::pageOpened, this, [size](Page *page) {
        if (auto *webPage = qobject_cast<WebPage *>(page)) {
            webPage->view()->resize(size);
            webPage->view()->show();
        }
    });
}

Result<> PartRun::start(const Values &values, const QSet<QString> &donePieces)
{
    auto variables = resolveVariables(m_request.plan, values);
    if (!variables)
        return failure(variables.error());
    const auto session = openClone();
    if (!session)
        return failure(session.error());
    makeBrowser(*session);
    RunOptions options{.variables = *variables,
                       .planFolder = m_request.planFolder,
                       .runFolder = m_places.folder,
                       .slowMo = m_request.slowMo,
                       .pageCache = m_places.pageCache,
                       .donePieces = donePieces};
    m_runner = std::make_unique<Runner>(m_request.plan, std::move(options), *m_browser);
    m_recorder = std::make_unique<RunRecorder>(m_places.store, m_places.run, m_places.log, *m_runner, m_part);
    connect(m_recorder.get(), &RunRecorder::rowsKept, this, &PartRun::rowsKept);
    connect(m_recorder.get(), &RunRecorder::failed, this, &PartRun::recordingFailed);
    connect(m_runner.get(), &Runner::stepChanged, this, &PartRun::stepChanged);
    connect(m_runner.get(), &Runner::finished, this, &PartRun::finished); // after the recorder has kept the report
    m_runner->start();
    return {};
}

void PartRun::stop()
{
    if (m_runner)
        m_runner->stop();
}

} // namespace Foray
