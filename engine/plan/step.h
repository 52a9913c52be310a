// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/plan/condition.h"
#include "engine/plan/target.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace Foray {

struct Step;

enum class MouseButton {
    Left,
    Middle,
    Right
}; // "left", "middle", "right"; Chrome's "primary", "auxiliary", "secondary" are read too
enum Modifier {
    NoModifier = 0,
    AltKey = 1,
    ControlKey = 2,
    MetaKey = 4,
    ShiftKey = 8
}; // DevTools protocol's bits; ["Alt", "Control", …] in files
enum class WaitUntil { Load, DomContentLoaded, Commit, NetworkIdle };
enum class CacheMode {
    Bypass,
    Enabled,
    Disabled,
    ReadOnly,
    WriteOnly
}; // Crawl4AI's; "bypass", "enabled", "disabled", "read_only", "write_only"

// -- Actions ----------------------------------------------------------------------------------------------------------

struct Navigate
{
    QString url;
    std::optional<WaitUntil> waitUntil; // default: load or, with a wait_for, that after domcontentloaded
    std::optional<CacheMode> cacheMode; // default: the plan's
    bool operator==(const Navigate &) const = default;
};
struct Reload
{
    bool operator==(const Reload &) const = default;
};
struct Back
{
    bool operator==(const Back &) const = default;
};
struct Forward
{
    bool operator==(const Forward &) const = default;
};

struct Click // type "click", or "doubleClick" for count 2
{
    Target target;
    MouseButton button = MouseButton::Left;
    int count = 1;
    int modifiers = NoModifier;
    std::optional<QPair<double, double>> offset; // from the element's top left corner, CSS px; default its middle
    bool operator==(const Click &) const = default;
};
struct Hover
{
    Target target;
    bool operator==(const Hover &) const = default;
};
// Sets the value of a field, whatever its kind: text is filled in, an option selected by value, label or index,
// a box checked ("true"/"false"), a date, range or colour set. Several values only for <select multiple>.
struct Change
{
    Target target;
    QStringList values; // "value" in files: a string, a bool, or a list of strings
    bool operator==(const Change &) const = default;
};
struct Press // a whole key stroke on the target or, without one, on what has the focus
{
    Target target;
    QString key; // "Enter", "a", "Control+A": W3C UI Events key values
    bool operator==(const Press &) const = default;
};
struct KeyDown
{
    QString key;
    bool operator==(const KeyDown &) const = default;
};
struct KeyUp
{
    QString key;
    bool operator==(const KeyUp &) const = default;
};
enum class ScrollTo { By, Element, End };
struct Scroll
{
    Target target;              // By and End: the element that scrolls (default the document); Element: what must come into view
    ScrollTo to = ScrollTo::By; // "to": "element" | "end"; default by x, y
    double x = 0;               // CSS px, relative
    double y = 0;
    bool operator==(const Scroll &) const = default;
};
struct Drag
{
    Target target;
    Target to;
    bool operator==(const Drag &) const = default;
};
struct Upload
{
    Target target;
    QStringList files; // relative to the plan file
    bool operator==(const Upload &) const = default;
};
// How the next dialog is answered. It stands after the step that opens it, as a person meets it; the runner looks ahead.
struct Dialog
{
    bool accept = true;
    QString text; // for a prompt
    bool operator==(const Dialog &) const = default;
};
struct SwitchTab // the first that says anything decides
{
    QString url;    // glob
    QString title;  // glob
    int index = -1; // in the order of opening; -1 and nothing else said: the newest
    bool operator==(const SwitchTab &) const = default;
};
struct CloseTab
{
    bool operator==(const CloseTab &) const = default;
}; // the current one; its opener becomes current
struct Evaluate
{
    QStringList code; // "js_code": a string or a list; each a function body in the page's own world, awaited in turn
    bool operator==(const Evaluate &) const = default;
};
struct WaitFor
{
    bool operator==(const WaitFor &) const = default;
}; // nothing but the step's wait_for
struct Extract
{
    QString schema;      // a key of the plan's schemas
    QString table;       // where the rows go; default the schema's key
    QString cssSelector; // "css_selector": rows are taken from these elements only
    QList<FrameRef> frames;
    QString within; // as in Target
    std::optional<CacheMode> cacheMode;
    bool operator==(const Extract &) const = default;
};
struct Screenshot
{
    QString file; // a name in the run's folder; default the step's id
    bool fullPage = false;
    bool operator==(const Screenshot &) const = default;
};
struct SetViewport
{
    int width = 1280; // CSS px
    int height = 800;
    bool operator==(const SetViewport &) const = default;
};
struct KillSession
{
    bool operator==(const KillSession &) const = default;
}; // closes its pages and removes all it kept

// -- Control ----------------------------------------------------------------------------------------------------------

struct Repeat
{
    std::optional<int> times;
    std::optional<Condition> whileCondition; // asked before each round
    std::optional<Condition> untilCondition; // asked after each round
    int max = 100;                           // rounds, always
    std::vector<Step> steps;
    friend bool operator==(const Repeat &, const Repeat &);
};
// How often is counted once, at its start. A round that fails is what on_error is about: skip leaves it out and goes on.
struct ForEach
{
    Target elements; // either elements …
    JsonValue rows;  // … or rows: an array of objects …
    QString file;    // … or a CSV or JSON file of them, relative to the plan file
    QString as;      // elements: what `within` names; rows: every column is a variable
    std::optional<int> max;
    std::vector<Step> steps;
    friend bool operator==(const ForEach &, const ForEach &);
};
struct If
{
    Condition condition; // asked once, without waiting, unless the step has a timeout
    std::vector<Step> thenSteps;
    std::vector<Step> elseSteps;
    friend bool operator==(const If &, const If &);
};
// Does `steps` on each page, then moves on, until one of: `max` pages, no row on this page that was not seen before,
// next absent, hidden or disabled, the page's fingerprint repeats. The reason stands in the step's note.
// - A page of `urls` without any rows does not end the loop: somebody has named these pages.
// - A next that has no wait_for and does not navigate waits for network idle, so that no page is read half loaded.
// - A next that times out ends the loop if the page has not changed and next is gone by now; otherwise it fails.
// - Where next scrolls, two rounds on end without a new row (without extraction: with the page unchanged) end the loop, and
//   so does its wait_for timing out on an unchanged page: nothing else tells the end of an endless list.
// - A growing page (load more, endless list) shows old rows again: those of the round before, still in front, are given once;
//   where next scrolls, rows of any round before.
// - With urls each page is a navigation with the plan's cache_mode that waits for this step's wait_for; on_error is asked for
//   each page alone.
struct Paginate
{
    std::vector<Step> next; // 0 or 1 steps: a click for next and load more, a scroll to the end for infinite scroll
    QString urls;           // "https://x/list?page=[1-50]", webscraper.io's range: [from-to] or [from-to:step], zero padding kept
    int max = 100;          // pages, counting the first
    std::vector<Step> steps;
    friend bool operator==(const Paginate &, const Paginate &);
};

using Action = std::variant<Navigate, Reload, Back, Forward, Click, Hover, Change, Press, KeyDown, KeyUp, Scroll, Drag, Upload,
                            Dialog, SwitchTab, CloseTab, Evaluate, WaitFor, Extract, Screenshot, SetViewport, KillSession, Repeat,
                            ForEach, If, Paginate>;

struct OnError // "stop", "skip", or {"retry": n, "then": "stop"|"skip"}
{
    int retries = 0;   // further attempts after the first
    bool skip = false; // when all attempts failed: go on with the next step
    bool operator==(const OnError &) const = default;
};

struct Step
{
    QString id; // unique in the plan; made up on load where missing ("click-3")
    QString note;
    bool disabled = false;
    std::optional<int> timeout; // ms, for finding, acting and waiting together; default the plan's
    QList<Condition> waitFor;   // all must hold
    OnError onError;
    Action action;
    JsonValue original; // as it stood in the file; see planjson.h

    // By meaning: how the file spelled it does not count.
    friend bool operator==(const Step &, const Step &);
};

// "click", "doubleClick", "forEach" …: the `type` in files.
QString typeName(const Step &step);

// The lists of child steps a control step holds, with their JSON keys ("steps", "then", "else", "next"); empty for actions.
QList<QPair<QString, std::vector<Step> *>> childLists(Step &step);
QList<QPair<QString, const std::vector<Step> *>> childLists(const Step &step);

// The step as a person reads it: "Click 'Next page'", "Type ${query} into 'Search'". English; tr() is for ui.
QString sentence(const Step &step);
QString sentence(const Condition &condition);

} // namespace Foray
