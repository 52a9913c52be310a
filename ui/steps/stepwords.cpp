// SPDX-License-Identifier: MIT
#include "ui/steps/stepwords.h"

#include "engine/plan/stepfields.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StepWords)
};

// No `default`: a new kind of step fails to compile until it has an icon.
struct IconOf
{
    QLatin1String operator()(const Navigate &) const { return QLatin1String("navigate"); }
    QLatin1String operator()(const Reload &) const { return QLatin1String("reload"); }
    QLatin1String operator()(const Back &) const { return QLatin1String("back"); }
    QLatin1String operator()(const Forward &) const { return QLatin1String("forward"); }
    QLatin1String operator()(const Click &) const { return QLatin1String("click"); }
    QLatin1String operator()(const Hover &) const { return QLatin1String("hover"); }
    QLatin1String operator()(const Change &) const { return QLatin1String("type"); }
    QLatin1String operator()(const Press &) const { return QLatin1String("type"); }
    QLatin1String operator()(const KeyDown &) const { return QLatin1String("type"); }
    QLatin1String operator()(const KeyUp &) const { return QLatin1String("type"); }
    QLatin1String operator()(const Scroll &) const { return QLatin1String("scroll"); }
    QLatin1String operator()(const Drag &) const { return QLatin1String("drag"); }
    QLatin1String operator()(const Upload &) const { return QLatin1String("upload"); }
    QLatin1String operator()(const Dialog &) const { return QLatin1String("dialog"); }
    QLatin1String operator()(const SwitchTab &) const { return QLatin1String("tab"); }
    QLatin1String operator()(const CloseTab &) const { return QLatin1String("close"); }
    QLatin1String operator()(const Evaluate &) const { return QLatin1String("code"); }
    QLatin1String operator()(const WaitFor &) const { return QLatin1String("wait"); }
    QLatin1String operator()(const Extract &) const { return QLatin1String("extract"); }
    QLatin1String operator()(const Screenshot &) const { return QLatin1String("screenshot"); }
    QLatin1String operator()(const SetViewport &) const { return QLatin1String("viewport"); }
    QLatin1String operator()(const KillSession &) const { return QLatin1String("delete"); }
    QLatin1String operator()(const Repeat &) const { return QLatin1String("repeat"); }
    QLatin1String operator()(const ForEach &) const { return QLatin1String("repeat"); }
    QLatin1String operator()(const If &) const { return QLatin1String("branch"); }
    QLatin1String operator()(const Paginate &) const { return QLatin1String("pages"); }
};

// Messages are several sentences for a person who reads; a list has room for the first.
QString firstSentence(const QString &text)
{
    const QString line = text.section(u'\n', 0, 0);
    const qsizetype end = line.indexOf(QStringLiteral(". "));
    return end < 0 ? line : line.left(end + 1);
}

QString lowerFirst(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toLower();
    return text;
}

} // namespace

QString iconName(const Step &step)
{
    return std::visit(IconOf{}, step.action);
}

QString waitWords(const Step &step)
{
    QStringList conditions;
    for (const Condition &condition : step.waitFor)
        conditions += lowerFirst(sentence(condition));
    // A step that only waits says the condition in its sentence.
    if (conditions.isEmpty() || std::holds_alternative<WaitFor>(step.action))
        return {};
    const bool inferred = std::all_of(step.waitFor.begin(), step.waitFor.end(),
                                      [](const Condition &condition) { return !condition.inferredFrom.isEmpty(); });
    const QString words = conditions.join(Words::tr(" and "));
    return inferred ? Words::tr("%1 · inferred").arg(words) : words;
}

QString rowCountWords(int rows)
{
    return rows == 1 ? Words::tr("1 row") : Words::tr("%1 rows").arg(rows);
}

QString milliseconds(qint64 ms)
{
    if (ms < 1000)
        return Words::tr("%1 ms").arg(ms);
    if (ms < 60000)
        return Words::tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 1));
    return Words::tr("%1 min %2 s").arg(ms / 60000).arg(ms % 60000 / 1000);
}

QString stateWords(const StepNode &node)
{
    switch (node.state) {
    case StepState::None: return node.step && node.step->disabled ? Words::tr("disabled") : QString();
    case StepState::Running: return Words::tr("running");
    case StepState::Waiting: return Words::tr("waiting");
    case StepState::Done: return node.duration ? Words::tr("done in %1").arg(milliseconds(*node.duration)) : Words::tr("done");
    case StepState::Healed: return Words::tr("done in %1, healed").arg(milliseconds(node.duration.value_or(0)));
    case StepState::Failed: return Words::tr("failed");
    case StepState::Skipped: return Words::tr("skipped");
    }
    return {};
}

QString messageOf(const StepEvent &event)
{
    switch (event.state) {
    case StepEvent::State::Failed: return firstSentence(event.error.message);
    case StepEvent::State::Retrying: return Words::tr("Trying again: %1").arg(firstSentence(event.error.message));
    case StepEvent::State::Skipped:
        return event.error.message.isEmpty() ? event.note : Words::tr("Skipped: %1").arg(firstSentence(event.error.message));
    case StepEvent::State::Finished:
        if (event.found.healed)
            return Words::tr("The selectors no longer fit; found it by %1.").arg(event.found.by);
        return {};
    case StepEvent::State::Started:
    case StepEvent::State::Waiting: break;
    }
    return {};
}

// What the element is found by, best first.
QStringList targetLines(const Step &step)
{
    QStringList lines;
    for (const Target &target : targetsOf(step.action)) {
        for (const Selector &selector : target.selectors.mid(0, 3))
            lines += Words::tr("Found by %1").arg(selector.join(QStringLiteral(" >>> ")));
    }
    return lines;
}

QString stepToolTip(const StepNode &node)
{
    if (!node.step)
        return {};
    QStringList lines{sentence(*node.step)};
    if (const QString wait = waitWords(*node.step); !wait.isEmpty())
        lines += Words::tr("Waits until %1").arg(wait);
    for (const Condition &condition : node.step->waitFor) {
        if (!condition.inferredFrom.isEmpty())
            lines += Words::tr("Inferred from: %1").arg(condition.inferredFrom);
    }
    lines += targetLines(*node.step);
    for (const QString &line : {node.step->note, stateWords(node), node.message}) {
        if (!line.isEmpty())
            lines += line;
    }
    return lines.join(u'\n');
}

QString accessibleText(const StepNode &node)
{
    if (!node.step)
        return node.id;
    QStringList parts{Words::tr("Step %1").arg(node.number), sentence(*node.step)};
    for (const QString &part : {waitWords(*node.step), stateWords(node), node.message}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace Foray
