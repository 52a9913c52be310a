// SPDX-License-Identifier: MIT
#pragma once

#include "app/runrequest.h"
#include "engine/replay/runner.h"
#include "engine/replay/runrecorder.h"

#include <QObject>
#include <QString>

#include <memory>

namespace Foray {

class Browser;
class RunLog;
class RunStore;

// What the parts of a run share. Nothing is owned.
struct RunPlaces
{
    RunStore &store;
    RunId run = 0;
    RunLog *log = nullptr; // may be null
    PageCache *pageCache = nullptr;
    QString folder;
};

// One replay of the plan in a browser of its own: the whole run, or one of its parts.
class PartRun final : public QObject
{
    Q_OBJECT
public:
    // `clone`: the part works on a copy of the plan's saved session, which is removed afterwards.
    PartRun(const RunRequest &request, const RunPlaces &places, RunPart part, bool clone, QObject *parent = nullptr);
    ~PartRun() override;

    const RunPart &part() const { return m_part; }

    // Fails where the session cannot be copied, or a variable has no value.
    Result<> start(const Values &values, const QSet<QString> &donePieces);
    void stop();

Q_SIGNALS:
    void stepChanged(const Foray::StepEvent &event);
    void rowsKept(int rows); // by this part so far
    void recordingFailed(const Foray::Error &error);
    void finished(const Foray::RunReport &report);

private:
    Result<SessionSettings> openClone();
    void makeBrowser(const SessionSettings &session);

    const RunRequest &m_request;
    RunPlaces m_places;
    RunPart m_part;
    bool m_clone = false;
    QString m_cloneId;
    // Destroyed in this order reversed: the runner uses the browser.
    std::unique_ptr<Browser> m_browser;
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<RunRecorder> m_recorder;
};

} // namespace Foray
