// SPDX-License-Identifier: MIT
#include "ui/record/loopoffers.h"

#include "ui/plan/plandocument.h"
#include "ui/record/recordcontroller.h"

#include <QDir>

namespace Foray {

namespace {

constexpr int pause = 300; // ms after the last step

} // namespace

LoopOffers::LoopOffers(PlanDocument &document, RecordController &recording, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_recording(recording)
    , m_files(settings)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &LoopOffers::look);
    connect(&recording, &RecordController::stepRecorded, &m_pause, qOverload<>(&QTimer::start));
    connect(&document, &PlanDocument::opened, this, [this] {
        m_pause.stop();
        set({});
        m_files.rememberThoseOf(m_document.plan(), m_document.folder());
    });
}

void LoopOffers::look()
{
    LoopHints hints = m_recording.hints();
    hints.tables = m_files.tables(m_document.folder());
    set(offeredLoop(m_document.plan(), hints));
}

void LoopOffers::set(std::optional<LoopOffer> offer)
{
    if (offer == m_offer)
        return;
    m_offer = std::move(offer);
    Q_EMIT changed();
}

QString LoopOffers::accept()
{
    QString id;
    if (!m_offer)
        return id;
    const LoopOffer offer = *m_offer;
    m_document.edit(tr("make a loop"), [&](Plan &plan) { id = foldLoop(plan, offer); });
    if (!offer.file.isEmpty() && !id.isEmpty()) {
        m_files.remember(QDir(m_document.folder()).absoluteFilePath(offer.file));
        m_recording.loopMade(offer);
    }
    set({});
    return id;
}

} // namespace Foray
