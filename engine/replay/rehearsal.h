// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace Foray {

// Replays a plan twice to compare what happens: each time in a browser of its own, the second time slowly, so that what only
// depends on the time differs. Nothing is kept but the traces.
class Rehearsal final : public QObject
{
    Q_OBJECT
public:
    static constexpr int replays = 2;
    using MakeBrowser = std::function<Result<std::unique_ptr<Browser>>()>;

    Rehearsal(Plan plan, RunOptions options, MakeBrowser makeBrowser, QObject *parent = nullptr);
    ~Rehearsal() override; // at once; what is under way is given up

    void start();

    const QList<RunTrace> &traces() const { return m_traces; } // of the last replay as far as it came

Q_SIGNALS:
    void stepChanged(int replay, const Foray::StepEvent &event); // from 1
    void finished(const Foray::RunReport &report);               // of the last replay: of the first that failed

private:
    void next();
    void take(const StepEvent &event);
    void ended(const RunReport &report);

    Plan m_plan;
    RunOptions m_options;
    MakeBrowser m_makeBrowser;
    QTemporaryDir m_folder; // for screenshots and downloads
    QList<RunTrace> m_traces;
    // Destroyed in this order reversed: the runner uses the browser.
    std::unique_ptr<Browser> m_browser;
    std::unique_ptr<Runner> m_runner;
};

} // namespace Foray
