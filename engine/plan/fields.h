// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <type_traits>

namespace Foray {

enum class Need { Optional, Required };

template <typename Io, typename T>
using Ref = std::conditional_t<Io::readOnly, const T, T> &;

// What each kind of action and condition says in a file, stated once: a reader, the writer, the substitution of variables and
// the collector of texts for checks all walk these. The order here is the order of the keys in a written file.
//
// An Io has, for every key: text and texts (people's text), code and codes (JavaScript), flag, number, choice, modifiers,
// point, target, frames, json, condition, steps and oneStep. A value given as `fallback` is not written.

template <typename Io>
void fields(Io &io, Ref<Io, Navigate> a)
{
    io.text("url", a.url, Need::Required);
    io.choice("wait_until", a.waitUntil);
    io.choice("cache_mode", a.cacheMode);
}

template <typename Io>
void fields(Io &, Ref<Io, Reload>)
{
}

template <typename Io>
void fields(Io &, Ref<Io, Back>)
{
}

template <typename Io>
void fields(Io &, Ref<Io, Forward>)
{
}

template <typename Io>
void fields(Io &io, Ref<Io, Click> a)
{
    io.target("target", a.target, Need::Required);
    io.choice("button", a.button, MouseButton::Left);
    if (a.count != 2) // which "doubleClick" says
        io.number("count", a.count, 1, 1);
    io.modifiers("modifiers", a.modifiers);
    io.point("offset", a.offset);
}

template <typename Io>
void fields(Io &io, Ref<Io, Hover> a)
{
    io.target("target", a.target, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, Change> a)
{
    io.target("target", a.target, Need::Required);
    io.texts("value", a.values, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, Press> a)
{
    io.target("target", a.target, Need::Optional);
    io.text("key", a.key, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, KeyDown> a)
{
    io.text("key", a.key, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, KeyUp> a)
{
    io.text("key", a.key, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, Scroll> a)
{
    io.target("target", a.target, Need::Optional);
    io.choice("to", a.to, ScrollTo::By);
    io.number("x", a.x, 0.0);
    io.number("y", a.y, 0.0);
}

template <typename Io>
void fields(Io &io, Ref<Io, Drag> a)
{
    io.target("target", a.target, Need::Required);
    io.target("to", a.to, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, Upload> a)
{
    io.target("target", a.target, Need::Required);
    io.texts("files", a.files, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, Dialog> a)
{
    io.flag("accept", a.accept, true);
    io.text("text", a.text);
}

template <typename Io>
void fields(Io &io, Ref<Io, SwitchTab> a)
{
    io.text("url", a.url);
    io.text("title", a.title);
    io.number("index", a.index, -1, -1);
}

template <typename Io>
void fields(Io &, Ref<Io, CloseTab>)
{
}

template <typename Io>
void fields(Io &io, Ref<Io, Evaluate> a)
{
    io.codes("js_code", a.code, Need::Required);
}

template <typename Io>
void fields(Io &, Ref<Io, WaitFor>)
{
}

template <typename Io>
void fields(Io &io, Ref<Io, Extract> a)
{
    io.text("schema", a.schema, Need::Required);
    io.text("table", a.table);
    io.text("css_selector", a.cssSelector);
    io.frames("frames", a.frames);
    io.text("within", a.within);
    io.choice("cache_mode", a.cacheMode);
}

template <typename Io>
void fields(Io &io, Ref<Io, Screenshot> a)
{
    io.text("file", a.file);
    io.flag("fullPage", a.fullPage, false);
}

template <typename Io>
void fields(Io &io, Ref<Io, SetViewport> a)
{
    io.number("width", a.width, 0, 1, Need::Required);
    io.number("height", a.height, 0, 1, Need::Required);
}

template <typename Io>
void fields(Io &, Ref<Io, KillSession>)
{
}

template <typename Io>
void fields(Io &io, Ref<Io, Repeat> a)
{
    io.number("times", a.times, 0);
    io.condition("while", a.whileCondition);
    io.condition("until", a.untilCondition);
    io.number("max", a.max, 100, 1);
    io.steps("steps", a.steps);
}

template <typename Io>
void fields(Io &io, Ref<Io, ForEach> a)
{
    io.target("elements", a.elements, Need::Optional);
    io.json("rows", a.rows);
    io.text("file", a.file);
    io.text("as", a.as);
    io.number("max", a.max, 1);
    io.steps("steps", a.steps);
}

template <typename Io>
void fields(Io &io, Ref<Io, If> a)
{
    io.condition("condition", a.condition, Need::Required);
    io.steps("then", a.thenSteps);
    io.steps("else", a.elseSteps);
}

template <typename Io>
void fields(Io &io, Ref<Io, Paginate> a)
{
    io.text("urls", a.urls);
    io.number("max", a.max, 100, 1);
    io.oneStep("next", a.next);
    io.steps("steps", a.steps);
}

// -- Conditions -------------------------------------------------------------------------------------------------------

template <typename Io>
void fields(Io &io, Ref<Io, SelectorCondition> c)
{
    io.text("selector", c.selector, Need::Required);
    io.choice("state", c.state, ElementState::Visible);
    io.choice("operator", c.op, CountOperator::AtLeast);
    io.number("count", c.count, 0);
    io.frames("frames", c.frames);
}

template <typename Io>
void fields(Io &io, Ref<Io, ChangedCondition> c)
{
    io.text("selector", c.selector, Need::Required);
    io.choice("what", c.what, ChangedWhat::Text);
    io.frames("frames", c.frames);
}

template <typename Io>
void fields(Io &io, Ref<Io, TextCondition> c)
{
    io.text("text", c.text, Need::Required);
    io.text("selector", c.selector);
    io.choice("match", c.match, TextMatch::Contains);
    io.frames("frames", c.frames);
}

template <typename Io>
void fields(Io &io, Ref<Io, UrlCondition> c)
{
    io.text("url", c.url, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, ResponseCondition> c)
{
    io.text("url", c.url, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, NetworkIdleCondition> c)
{
    io.number("quiet", c.quiet, 500, 0);
}

template <typename Io>
void fields(Io &io, Ref<Io, JsCondition> c)
{
    io.code("js", c.js, Need::Required);
}

template <typename Io>
void fields(Io &io, Ref<Io, DelayCondition> c)
{
    io.number("ms", c.ms, -1, 0, Need::Required);
}

} // namespace Foray
