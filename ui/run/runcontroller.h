// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

namespace Foray {

class Browser;
class RunKeeper;

// The run of the window: at most one at a time, with where it is kept.
class RunController final : public QObject
{
    Q_OBJECT
public:
    enum class State { Idle, Running, Paused, Stopping };
    Q_ENUM(State)

    explicit RunController(const QString &dataDir, QObject *parent = nullptr);
    ~RunController() override;

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }

    struct Request
    {
        Plan plan;
        QString planFolder;
        QString session;
        QHash<QString, QString> variables;
        bool oneStep = false; // pauses after the first
    };
    void start(const Request &request, Browser &browser);
    void pause();
    void resume();
    void stepOnce();
    void stop();    // `finally` steps still run
    void abandon(); // at once, without them: the browser is about to go

Q_SIGNALS:
    void started(const Foray::Plan &plan);
    void stateChanged();
    void pausedAt(const QString &stepId); // the step that comes next
    void stepChanged(const Foray::StepEvent &event);
    void rowsExtracted(const QString &table, const Foray::JsonValue &rows);
    void finished(const Foray::RunReport &report);
    void notKept(const Foray::Error &error); // the run goes on, but its rows are not stored

private:
    void setState(State state);
    void end(const RunReport &report);

    void pauseChanged(bool paused);

    QString m_dataDir;
    State m_state = State::Idle;
    std::unique_ptr<RunKeeper> m_keeper;
    std::unique_ptr<Runner> m_runner;
    bool m_firstStep = false; // is to be done although the run begins paused
};

} // namespace Foray
