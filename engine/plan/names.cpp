// SPDX-License-Identifier: MIT
#include "engine/plan/names.h"

#include <iterator>
#include <utility>

namespace Foray {

const Names<ElementState> &names(ElementState)
{
    static const Names<ElementState> all{{"attached", ElementState::Attached},
                                         {"visible", ElementState::Visible},
                                         {"hidden", ElementState::Hidden},
                                         {"detached", ElementState::Detached}};
    return all;
}

const Names<CountOperator> &names(CountOperator)
{
    static const Names<CountOperator> all{
        {">=", CountOperator::AtLeast}, {"==", CountOperator::Equal}, {"<=", CountOperator::AtMost}};
    return all;
}

const Names<ChangedWhat> &names(ChangedWhat)
{
    static const Names<ChangedWhat> all{
        {"text", ChangedWhat::Text}, {"count", ChangedWhat::Count}, {"identity", ChangedWhat::Identity}};
    return all;
}

const Names<TextMatch> &names(TextMatch)
{
    static const Names<TextMatch> all{
        {"contains", TextMatch::Contains}, {"equals", TextMatch::Equals}, {"regex", TextMatch::Regex}};
    return all;
}

const Names<MouseButton> &names(MouseButton)
{
    static const Names<MouseButton> all{{"left", MouseButton::Left},        {"middle", MouseButton::Middle},
                                        {"right", MouseButton::Right},      {"primary", MouseButton::Left},
                                        {"auxiliary", MouseButton::Middle}, {"secondary", MouseButton::Right}};
    return all;
}

const Names<Modifier> &names(Modifier)
{
    static const Names<Modifier> all{{"Alt", AltKey}, {"Control", ControlKey}, {"Meta", MetaKey}, {"Shift", ShiftKey}};
    return all;
}

const Names<WaitUntil> &names(WaitUntil)
{
    static const Names<WaitUntil> all{{"load", WaitUntil::Load},
                                      {"domcontentloaded", WaitUntil::DomContentLoaded},
                                      {"commit", WaitUntil::Commit},
                                      {"networkidle", WaitUntil::NetworkIdle}};
    return all;
}

const Names<CacheMode> &names(CacheMode)
{
    static const Names<CacheMode> all{{"bypass", CacheMode::Bypass},
                                      {"enabled", CacheMode::Enabled},
                                      {"disabled", CacheMode::Disabled},
                                      {"read_only", CacheMode::ReadOnly},
                                      {"write_only", CacheMode::WriteOnly}};
    return all;
}

const Names<ScrollTo> &names(ScrollTo)
{
    static const Names<ScrollTo> all{{"by", ScrollTo::By}, {"element", ScrollTo::Element}, {"end", ScrollTo::End}};
    return all;
}

const Names<Storage> &names(Storage)
{
    static const Names<Storage> all{{"persistent", Storage::Persistent}, {"memory", Storage::Memory}};
    return all;
}

namespace {

// In the order of the variants' alternatives.
const char16_t *const actionNames[] = {
    u"navigate", u"reload",     u"back",        u"forward",     u"click",  u"hover",     u"change",   u"press",    u"keyDown",
    u"keyUp",    u"scroll",     u"drag",        u"upload",      u"dialog", u"switchTab", u"closeTab", u"evaluate", u"waitFor",
    u"extract",  u"screenshot", u"setViewport", u"killSession", u"repeat", u"forEach",   u"if",       u"paginate"};
static_assert(std::size(actionNames) == std::variant_size_v<Action>);

const char16_t *const conditionNames[] = {u"selector", u"changed", u"text", u"url", u"response", u"networkidle", u"js", u"delay"};
static_assert(std::size(conditionNames) == std::variant_size_v<Condition::Kind>);

template <std::size_t N>
QStringList toList(const char16_t *const (&all)[N])
{
    QStringList list;
    for (const char16_t *name : all)
        list += QString::fromUtf16(name);
    return list;
}

template <typename Variant, std::size_t... I>
Variant alternative(std::size_t index, std::index_sequence<I...>)
{
    Variant value;
    ((I == index ? void(value.template emplace<I>()) : void()), ...);
    return value;
}

template <typename Variant>
Variant alternative(qsizetype index)
{
    return alternative<Variant>(std::size_t(index), std::make_index_sequence<std::variant_size_v<Variant>>());
}

} // namespace

QStringList stepTypes()
{
    return toList(actionNames) << QStringLiteral("doubleClick");
}

Action actionOfType(const QString &type)
{
    if (type == QStringLiteral("doubleClick")) {
        Click twice;
        twice.count = 2;
        return twice;
    }
    return alternative<Action>(toList(actionNames).indexOf(type));
}

QString typeName(const Action &action)
{
    const auto *click = std::get_if<Click>(&action);
    return click && click->count == 2 ? QStringLiteral("doubleClick") : QString::fromUtf16(actionNames[action.index()]);
}

QStringList conditionTypes()
{
    return toList(conditionNames);
}

Condition::Kind conditionOfType(const QString &type)
{
    return alternative<Condition::Kind>(toList(conditionNames).indexOf(type));
}

QString typeName(const Condition::Kind &kind)
{
    return QString::fromUtf16(conditionNames[kind.index()]);
}

QStringList blockNames()
{
    return {QStringLiteral("images"), QStringLiteral("media"), QStringLiteral("fonts"), QStringLiteral("ads")};
}

} // namespace Foray
