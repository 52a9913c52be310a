// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/pagerecording.h"
#include "engine/record/recorder.h"

#include <QObject>

#include <memory>

namespace Foray {

class Browser;
class BrowserHost;
class Page;
class PlanDocument;

// Records what the person does in the window's tabs into the open plan, from start() to stop().
class RecordController final : public QObject
{
    Q_OBJECT
public:
    // Both must outlive it.
    RecordController(PlanDocument &document, BrowserHost &host, QObject *parent = nullptr);
    ~RecordController() override;

    bool isRecording() const { return m_recorder != nullptr; }
    // Opens an empty plan if none is open. New steps go after `stepId`, or to the end of the plan.
    void start(const QString &stepId = {});
    void stop();
    // The person used the window: an address, back, forward, reload. Does nothing while not recording.
    void command(const Action &action);

Q_SIGNALS:
    void stateChanged(bool recording);
    void stepRecorded(const QString &stepId);

private:
    void follow(Browser *browser);
    void attend(Page *page, bool attended);

    PlanDocument &m_document;
    BrowserHost &m_host;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_pages; // of the browser that is open
};

} // namespace Foray
