// SPDX-License-Identifier: MIT
#pragma once

#include "engine/record/looping.h"
#include "ui/record/rowfiles.h"

#include <QObject>
#include <QTimer>

namespace Foray {

class PlanDocument;
class RecordController;

// Watches what is recorded for a loop that it could be. Looks when the person pauses, never while they type.
class LoopOffers final : public QObject
{
    Q_OBJECT
public:
    // All must outlive it.
    LoopOffers(PlanDocument &document, RecordController &recording, QSettings &settings, QObject *parent = nullptr);

    const std::optional<LoopOffer> &offer() const { return m_offer; }
    QString accept(); // the id of the loop; empty if it cannot be made any more

Q_SIGNALS:
    void changed(); // also: there is none any more

private:
    void look();
    void set(std::optional<LoopOffer> offer);

    PlanDocument &m_document;
    RecordController &m_recording;
    RowFiles m_files;
    QTimer m_pause;
    std::optional<LoopOffer> m_offer;
};

} // namespace Foray
