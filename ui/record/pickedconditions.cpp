// SPDX-License-Identifier: MIT
#include "ui/record/pickedconditions.h"

#include <QCoreApplication>

namespace Foray {

namespace {

constexpr qsizetype shownText = 40; // of a text in a menu

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PickedConditions)
};

QString brief(const QString &text)
{
    return text.size() > shownText ? QString(text.left(shownText - 1) + u'…') : text;
}

Condition condition(Condition::Kind kind)
{
    return {std::move(kind), {}, {}};
}

// By what the element is, not by what it says: that is what the condition asks.
QString selectorFor(const Pointed &pointed)
{
    return pointed.css;
}

bool isRow(const Pointed &pointed)
{
    return pointed.rowCount > 1 && !pointed.rows.isEmpty();
}

} // namespace

QList<PickedCondition> checksOf(const Pointed &pointed)
{
    const QString selector = selectorFor(pointed);
    const QList<FrameRef> &frames = pointed.target.frames;
    QList<PickedCondition> checks;
    if (!pointed.text.isEmpty() && !pointed.text.endsWith(u'…')) {
        checks += {Words::tr("It says '%1'").arg(brief(pointed.text)),
                   condition(TextCondition{pointed.text, selector, TextMatch::Equals, frames})};
    }
    checks += {Words::tr("It is there, and visible"), condition(SelectorCondition{.selector = selector, .frames = frames})};
    if (isRow(pointed)) {
        checks +=
            {Words::tr("There are %1 of '%2'").arg(pointed.rowCount).arg(brief(pointed.rows)),
             condition(SelectorCondition{pointed.rows, ElementState::Visible, CountOperator::Equal, pointed.rowCount, frames})};
        checks +=
            {Words::tr("There are at least %1 of '%2'").arg(pointed.rowCount).arg(brief(pointed.rows)),
             condition(SelectorCondition{pointed.rows, ElementState::Visible, CountOperator::AtLeast, pointed.rowCount, frames})};
    }
    return checks;
}

QList<PickedCondition> waitsOf(const Pointed &pointed)
{
    const QString selector = selectorFor(pointed);
    const QList<FrameRef> &frames = pointed.target.frames;
    QList<PickedCondition> waits{
        {Words::tr("Until it is there, and visible"), condition(SelectorCondition{.selector = selector, .frames = frames})},
        {Words::tr("Until it has another text"), condition(ChangedCondition{selector, ChangedWhat::Text, frames})},
        {Words::tr("Until it is gone, or hidden"),
         condition(SelectorCondition{.selector = selector, .state = ElementState::Hidden, .frames = frames})}};
    if (!pointed.text.isEmpty() && !pointed.text.endsWith(u'…')) {
        waits += {Words::tr("Until it says '%1'").arg(brief(pointed.text)),
                  condition(TextCondition{pointed.text, selector, TextMatch::Equals, frames})};
    }
    if (isRow(pointed)) {
        const QString rows = brief(pointed.rows);
        waits += {Words::tr("Until other '%1' have come in their place").arg(rows),
                  condition(ChangedCondition{pointed.rows, ChangedWhat::Identity, frames})};
        waits += {Words::tr("Until there are more or fewer '%1'").arg(rows),
                  condition(ChangedCondition{pointed.rows, ChangedWhat::Count, frames})};
    }
    return waits;
}

} // namespace Foray
