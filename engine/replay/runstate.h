// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"
#include "engine/replay/runner.h"
#include "engine/results/pagecache.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Foray {

class Browser;

// One load of the main document: to a URL or, without one, in the history.
struct DocumentLoad
{
    QUrl url;
    int history = 0; // -1 back, 0 reload, 1 forward
    std::optional<WaitUntil> until;
    QList<Condition> waitFor;
    CacheMode cacheMode = CacheMode::Bypass;
};

// A document that came from the page cache in place of a load, and the load that would have brought it.
struct HeldPage
{
    CachedPage page;
    DocumentLoad navigation;
};

// What the steps of one run share.
struct RunState
{
    Plan plan;
    RunOptions options;
    Browser &browser;

    QHash<QString, QString> variables; // of the plan; those of loops stand in StepPlace
    QStringList secrets;               // values that no text may show
    bool opened = false;               // since the start or the last killSession
    std::optional<HeldPage> held;      // while it is set, the tab shows something older
    bool pristine = false;             // nothing but loads and looks since the document came: it may be cached
    QUrl lastUrl;                      // where to go again after a crash
    Snapshot settled;                  // of a traced run: when the last step was over
    QSet<const Step *> answered;       // dialog steps whose answer the page has been given
};

// What a dialog step further down says to a dialog that the step under way may open.
struct DialogAhead
{
    const Step *step = nullptr;
    Dialog answer;
};

// Where a step stands in the run.
struct StepPlace
{
    QString position; // "pages[2]/rows"
    QList<ScopeElement> scopes;
    QHash<QString, QString> variables; // the plan's, and over them those of the loops around
    QList<DialogAhead> dialogsAhead;
    bool isNext = false; // it moves a paginate on
};

} // namespace Foray
