// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/pagerecording.h"
#include "engine/record/looping.h"
#include "engine/record/recorder.h"

#include <QObject>
#include <QUrl>

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

    bool isRecording() const { return m_recorder != nullptr; } // also while paused
    bool isPaused() const { return m_paused; }
    // Opens an empty plan if none is open. New steps go after `stepId`, or to the end of the plan.
    void start(const QString &stepId = {});
    void stop();
    void planRan(); // the page is where the plan ends
    void setPaused(bool paused);
    // What was typed into secret fields; null while not recording.
    std::shared_ptr<const KnownSecrets> secrets() const;
    // What offeredLoop() is to know of the recording; without tables.
    LoopHints hints() const;
    // Of what has just been recorded. A round that is still being typed goes on within the loop.
    void loopMade(const LoopOffer &loop);
    // The person used the window: an address, back, forward, reload. Does nothing while not recording.
    void command(const Action &action);
    void openingTab();          // the same for a blank one
    void add(const Step &step); // one that the person has made by hand; only while recording

Q_SIGNALS:
    void stateChanged(); // begun, paused, going on, ended
    void stepRecorded(const QString &stepId);

private:
    void edit(const QString &what, const std::function<void(Plan &)> &change);
    void follow(Browser *browser);
    void attend(Page *page, bool attended);

    PlanDocument &m_document;
    BrowserHost &m_host;
    int m_steps = 0; // recorded so far
    QUrl m_endsAt;   // where the plan has left the page
    bool m_paused = false;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_pages; // of the browser that is open
};

} // namespace Foray
