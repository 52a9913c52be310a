// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/names.h"
#include "engine/plan/step.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace Foray {

namespace {

constexpr qsizetype longest = 40;

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + u'…';
}

QString quoted(const QString &text)
{
    return u'\'' + shortened(text) + u'\'';
}

// What a selector says to a person: the name in "aria/Next page[role="link"]"; nothing if it is of another kind.
QString spokenName(const QString &selector, const QString &kind)
{
    if (!selector.startsWith(kind))
        return {};
    const QString name = selector.mid(kind.size());
    const qsizetype role = name.lastIndexOf(QStringLiteral("[role="));
    return (role > 0 ? name.left(role) : name).trimmed();
}

QString name(const Target &target)
{
    for (const char *kind : {"aria/", "text/", "label/", "placeholder/", "alt/", "title/", "testid/"}) {
        for (const Selector &path : target.selectors) {
            const QString spoken = path.isEmpty() ? QString() : spokenName(path.last(), QString::fromLatin1(kind));
            if (!spoken.isEmpty() && !spoken.startsWith(u'['))
                return quoted(spoken);
        }
    }
    for (const Selector &path : target.selectors) {
        const QString css = path.join(QStringLiteral(" "));
        return quoted(css.startsWith(QStringLiteral("css/")) ? css.mid(4) : css);
    }
    return target.within.isEmpty() ? QStringLiteral("an element") : QStringLiteral("the current ") + quoted(target.within);
}

QString times(int count)
{
    return count == 1 ? QStringLiteral("once") : QStringLiteral("%1 times").arg(count);
}

QString codeLine(const QStringList &code)
{
    return shortened(code.join(QStringLiteral("; ")));
}

struct ActionSentence
{
    const QList<Condition> &waitFor;

    QString operator()(const Navigate &a) const { return QStringLiteral("Open ") + a.url; }
    QString operator()(const Reload &) const { return QStringLiteral("Reload the page"); }
    QString operator()(const Back &) const { return QStringLiteral("Go back"); }
    QString operator()(const Forward &) const { return QStringLiteral("Go forward"); }
    QString operator()(const Click &a) const;
    QString operator()(const Hover &a) const { return QStringLiteral("Point at ") + name(a.target); }
    QString operator()(const Change &a) const;
    QString operator()(const Press &a) const
    {
        return QStringLiteral("Press ") + a.key + (a.target.isEmpty() ? QString() : QStringLiteral(" in ") + name(a.target));
    }
    QString operator()(const KeyDown &a) const { return QStringLiteral("Hold down ") + a.key; }
    QString operator()(const KeyUp &a) const { return QStringLiteral("Release ") + a.key; }
    QString operator()(const Scroll &a) const;
    QString operator()(const Drag &a) const { return QStringLiteral("Drag %1 to %2").arg(name(a.target), name(a.to)); }
    QString operator()(const Upload &a) const
    {
        return QStringLiteral("Upload %1 to %2").arg(a.files.join(QStringLiteral(", ")), name(a.target));
    }
    QString operator()(const Dialog &a) const;
    QString operator()(const SwitchTab &a) const;
    QString operator()(const CloseTab &) const { return QStringLiteral("Close the tab"); }
    QString operator()(const Evaluate &a) const { return QStringLiteral("Run JavaScript: ") + codeLine(a.code); }
    QString operator()(const WaitFor &) const;
    QString operator()(const Extract &a) const;
    QString operator()(const Screenshot &a) const
    {
        return a.fullPage ? QStringLiteral("Take a screenshot of the whole page") : QStringLiteral("Take a screenshot");
    }
    QString operator()(const SetViewport &a) const
    {
        return QStringLiteral("Set the viewport to %1 × %2").arg(a.width).arg(a.height);
    }
    QString operator()(const KillSession &) const { return QStringLiteral("Kill the session"); }
    QString operator()(const Repeat &a) const;
    QString operator()(const ForEach &a) const;
    QString operator()(const If &a) const { return QStringLiteral("If ") + sentence(a.condition); }
    QString operator()(const Paginate &a) const;
};

QString ActionSentence::operator()(const Click &a) const
{
    QString verb = QStringLiteral("Click");
    if (a.button == MouseButton::Right)
        verb = QStringLiteral("Right-click");
    else if (a.button == MouseButton::Middle)
        verb = QStringLiteral("Middle-click");
    else if (a.count == 2)
        verb = QStringLiteral("Double-click");
    QString keys;
    for (const auto &[key, bit] : names(Modifier())) {
        if (a.modifiers & bit)
            keys += key + u'+';
    }
    const bool plain = a.count == 1 || (a.count == 2 && a.button == MouseButton::Left);
    return keys + verb + u' ' + name(a.target) + (plain ? QString() : u' ' + times(a.count));
}

// "select", or an input's type, as the recorder saw it; empty where nobody recorded it.
QString fieldKind(const Target &target)
{
    const Json &print = target.fingerprint.get();
    if (!print.is_object())
        return {};
    if (print.contains("tag") && print.at("tag") == "select")
        return QStringLiteral("select");
    const Json::json_pointer type("/attributes/type");
    return print.contains(type) && print.at(type).is_string() ? toQString(print.at(type)) : QString();
}

QString ActionSentence::operator()(const Change &a) const
{
    const QString value = a.values.value(0);
    if (a.values.size() > 1) {
        QStringList values;
        for (const QString &one : a.values)
            values += quoted(one);
        return QStringLiteral("Select %1 in %2").arg(values.join(QStringLiteral(", ")), name(a.target));
    }
    const QString kind = fieldKind(a.target);
    if (kind == QStringLiteral("select"))
        return QStringLiteral("Choose %1 in %2").arg(quoted(value), name(a.target));
    if (kind == QStringLiteral("range") || kind == QStringLiteral("color"))
        return QStringLiteral("Set %1 to %2").arg(name(a.target), value);
    if (value.isEmpty())
        return QStringLiteral("Clear ") + name(a.target);
    if (value == QStringLiteral("true"))
        return QStringLiteral("Check ") + name(a.target);
    if (value == QStringLiteral("false"))
        return QStringLiteral("Uncheck ") + name(a.target);
    return QStringLiteral("Type %1 into %2").arg(quoted(value), name(a.target));
}

QString ActionSentence::operator()(const Scroll &a) const
{
    const QString of = a.target.isEmpty() ? QString() : QStringLiteral(" in ") + name(a.target);
    if (a.to == ScrollTo::End)
        return QStringLiteral("Scroll to the end") + of;
    if (a.to == ScrollTo::Element)
        return QStringLiteral("Scroll to ") + name(a.target);
    if (a.x == 0)
        return QStringLiteral("Scroll %1 %2 px").arg(QLatin1String(a.y < 0 ? "up" : "down")).arg(std::abs(a.y)) + of;
    if (a.y == 0)
        return QStringLiteral("Scroll %1 %2 px").arg(QLatin1String(a.x < 0 ? "left" : "right")).arg(std::abs(a.x)) + of;
    return QStringLiteral("Scroll by %1, %2 px").arg(a.x).arg(a.y) + of;
}

QString ActionSentence::operator()(const Dialog &a) const
{
    if (!a.accept)
        return QStringLiteral("Dismiss the dialog");
    return a.text.isEmpty() ? QStringLiteral("Accept the dialog") : QStringLiteral("Answer the dialog with ") + quoted(a.text);
}

QString ActionSentence::operator()(const SwitchTab &a) const
{
    const QString which = a.url.isEmpty() ? a.title : a.url;
    if (!which.isEmpty())
        return QStringLiteral("Switch to the tab ") + quoted(which);
    return a.index < 0 ? QStringLiteral("Switch to the newest tab") : QStringLiteral("Switch to tab %1").arg(a.index + 1);
}

QString ActionSentence::operator()(const WaitFor &) const
{
    QStringList all;
    for (const Condition &condition : waitFor)
        all += sentence(condition);
    return all.isEmpty() ? QStringLiteral("Wait") : QStringLiteral("Wait until ") + all.join(QStringLiteral(" and "));
}

QString ActionSentence::operator()(const Extract &a) const
{
    QString text = QStringLiteral("Extract ") + quoted(a.schema);
    if (!a.table.isEmpty() && a.table != a.schema)
        text += QStringLiteral(" into ") + quoted(a.table);
    if (!a.cssSelector.isEmpty())
        text += QStringLiteral(" from ") + quoted(a.cssSelector);
    return text;
}

QString ActionSentence::operator()(const Repeat &a) const
{
    QString text = QStringLiteral("Repeat");
    if (a.times)
        text += u' ' + times(*a.times);
    if (a.whileCondition)
        text += QStringLiteral(" while ") + sentence(*a.whileCondition);
    if (a.untilCondition)
        text += QStringLiteral(" until ") + sentence(*a.untilCondition);
    const bool bounded = a.times && *a.times <= a.max;
    return bounded ? text : text + QStringLiteral(", at most ") + times(a.max);
}

QString ActionSentence::operator()(const ForEach &a) const
{
    const QString most = a.max ? QStringLiteral(", at most %1").arg(*a.max) : QString();
    if (!a.file.isEmpty())
        return QStringLiteral("For each row of ") + a.file + most;
    if (!a.rows.isNull())
        return QStringLiteral("For each of %1 rows").arg(a.rows.get().size()) + most;
    return QStringLiteral("For each ") + name(a.elements) + most;
}

QString ActionSentence::operator()(const Paginate &a) const
{
    const QString of = a.urls.isEmpty() ? QString() : QStringLiteral(" of ") + a.urls;
    return QStringLiteral("On each page%1, at most %2").arg(of).arg(a.max);
}

struct ConditionSentence
{
    QString operator()(const SelectorCondition &c) const;
    QString operator()(const ChangedCondition &c) const;
    QString operator()(const TextCondition &c) const;
    QString operator()(const UrlCondition &c) const { return QStringLiteral("the address matches ") + quoted(c.url); }
    QString operator()(const ResponseCondition &c) const
    {
        return QStringLiteral("a response from %1 has come").arg(quoted(c.url));
    }
    QString operator()(const NetworkIdleCondition &c) const
    {
        return QStringLiteral("the network has been quiet for %1 ms").arg(c.quiet);
    }
    QString operator()(const JsCondition &c) const { return QStringLiteral("this JavaScript is true: ") + shortened(c.js); }
    QString operator()(const DelayCondition &c) const { return QStringLiteral("%1 ms have passed").arg(c.ms); }
};

QString ConditionSentence::operator()(const SelectorCondition &c) const
{
    const QString what = quoted(c.selector);
    const QString states[] = {"in the page", "visible", "hidden", "gone"};
    const QString &state = states[int(c.state)];
    if (!c.count)
        return QStringLiteral("%1 is %2").arg(what, state);
    const QString quantities[] = {"at least ", "exactly ", "at most "};
    return QStringLiteral("%1%2 %3 are %4").arg(quantities[int(c.op)]).arg(*c.count).arg(what, state);
}

QString ConditionSentence::operator()(const ChangedCondition &c) const
{
    const QString what = quoted(c.selector);
    switch (c.what) {
    case ChangedWhat::Text: return QStringLiteral("the first %1 has another text").arg(what);
    case ChangedWhat::Count: return QStringLiteral("the number of %1 has changed").arg(what);
    case ChangedWhat::Identity: return QStringLiteral("the first %1 has been replaced").arg(what);
    }
    return {};
}

QString ConditionSentence::operator()(const TextCondition &c) const
{
    const QString where = c.selector.isEmpty() ? QStringLiteral("the page") : quoted(c.selector);
    const QString verbs[] = {"contains", "says exactly", "matches"};
    return QStringLiteral("%1 %2 %3").arg(where, verbs[int(c.match)], quoted(c.text));
}

} // namespace

QString sentence(const Step &step)
{
    return std::visit(ActionSentence{step.waitFor}, step.action);
}

QString sentence(const Condition &condition)
{
    return std::visit(ConditionSentence(), condition.kind);
}

} // namespace Foray
