// SPDX-License-Identifier: MIT
#include "engine/plan/selectorcheck.h"

#include "engine/base/suggest.h"

#include <QRegularExpression>
#include <QStringList>

namespace Foray {

namespace {

using Kind = SelectorFault::Kind;

// The pseudo-classes of Soup Sieve, the selector library of Crawl4AI.
const QStringList pseudoClasses{u"any-link"_qs,
                                u"empty"_qs,
                                u"first-child"_qs,
                                u"first-of-type"_qs,
                                u"in-range"_qs,
                                u"open"_qs,
                                u"out-of-range"_qs,
                                u"last-child"_qs,
                                u"last-of-type"_qs,
                                u"link"_qs,
                                u"only-child"_qs,
                                u"only-of-type"_qs,
                                u"root"_qs,
                                u"checked"_qs,
                                u"default"_qs,
                                u"disabled"_qs,
                                u"enabled"_qs,
                                u"indeterminate"_qs,
                                u"optional"_qs,
                                u"placeholder-shown"_qs,
                                u"read-only"_qs,
                                u"read-write"_qs,
                                u"required"_qs,
                                u"scope"_qs,
                                u"defined"_qs,
                                u"muted"_qs,
                                u"contains"_qs,
                                u"-soup-contains"_qs,
                                u"-soup-contains-own"_qs,
                                u"has"_qs,
                                u"is"_qs,
                                u"matches"_qs,
                                u"not"_qs,
                                u"where"_qs,
                                u"dir"_qs,
                                u"lang"_qs,
                                u"nth-child"_qs,
                                u"nth-last-child"_qs,
                                u"nth-last-of-type"_qs,
                                u"nth-of-type"_qs,
                                u"host-context"_qs};

// They are understood and match nothing: the HTML that Crawl4AI reads has no mouse and no history.
const QStringList neverMatching{
    u"active"_qs,        u"autofill"_qs,     u"buffering"_qs,  u"current"_qs,      u"focus"_qs,
    u"focus-visible"_qs, u"focus-within"_qs, u"fullscreen"_qs, u"future"_qs,       u"host"_qs,
    u"hover"_qs,         u"local-link"_qs,   u"past"_qs,       u"paused"_qs,       u"picture-in-picture"_qs,
    u"playing"_qs,       u"popover-open"_qs, u"seeking"_qs,    u"stalled"_qs,      u"target"_qs,
    u"target-within"_qs, u"user-invalid"_qs, u"visited"_qs,    u"volume-locked"_qs};

// What to write for pseudo-classes that people know from jQuery, Playwright and uBlock.
QString insteadOf(const QString &name)
{
    if (name == u"first")
        return u"a field takes the first match anyway; ':first-child' and ':first-of-type' look at the position"_qs;
    if (name == u"last" || name == u"eq" || name == u"gt" || name == u"lt" || name == u"even" || name == u"odd" || name == u"nth")
        return u"write ':nth-child(…)' or ':nth-of-type(…)'"_qs;
    if (name == u"has-text" || name == u"text" || name == u"contains-text" || name == u"text-is")
        return u"write ':-soup-contains(\"…\")'"_qs;
    if (name == u"visible" || name == u"hidden")
        return u"Crawl4AI reads HTML and cannot tell what is visible; name a class or an attribute"_qs;
    if (name == u"any" || name == u"-webkit-any")
        return u"write ':is(…)'"_qs;
    return {};
}

// The selector with its strings, escapes and [attributes] blanked out by letters, so that patterns see the structure alone.
QString skeleton(const QString &selector)
{
    static const QRegularExpression blank(uR"(\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\[[^\]]*\])"_qs,
                                          QRegularExpression::DotMatchesEverythingOption);
    QString bare = selector;
    auto matches = blank.globalMatch(selector);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        // "[" and "]" stay, for counting; letters are harmless anywhere.
        const bool attribute = match.capturedView().startsWith(u'[');
        QString filler(match.capturedLength(), u'x');
        if (attribute) {
            filler.front() = u'[';
            filler.back() = u']';
        }
        bare.replace(match.capturedStart(), match.capturedLength(), filler);
    }
    return bare;
}

SelectorFault broken(const QString &message)
{
    return {Kind::Broken, message};
}

SelectorFault unbalanced(const QString &bare)
{
    for (const auto &[open, close] : {std::pair{u'(', u')'}, std::pair{u'[', u']'}}) {
        if (bare.count(open) != bare.count(close))
            return broken(u"'%1' and '%2' do not match"_qs.arg(QChar(open)).arg(QChar(close)));
    }
    if (bare.contains(u'"') || bare.contains(u'\''))
        return broken(u"a quotation mark is missing"_qs);
    return {};
}

SelectorFault badCombinator(const QString &bare)
{
    static const QRegularExpression leading(uR"((^|,)\s*([>+~]))"_qs);
    static const QRegularExpression doubled(uR"(\s{2,}([>+~,]))"_qs);
    static const QRegularExpression trailing(uR"(([>+~,])\s*$)"_qs);
    QString outside = bare;
    static const QRegularExpression brackets(uR"(\([^()]*\))"_qs); // :has(> b) may begin so
    while (outside.contains(brackets))
        outside.replace(brackets, u"x"_qs);
    if (const auto match = leading.match(outside); match.hasMatch())
        return broken(u"Crawl4AI refuses a selector that begins with '%1'; write ':scope %1 …'"_qs.arg(match.captured(2)));
    if (const auto match = doubled.match(bare); match.hasMatch())
        return broken(u"Crawl4AI refuses more than one space before '%1'; write one"_qs.arg(match.captured(1)));
    if (const auto match = trailing.match(outside); match.hasMatch())
        return broken(u"nothing follows after '%1'"_qs.arg(match.captured(1)));
    return {};
}

SelectorFault badPseudo(const QString &bare)
{
    static const QRegularExpression pseudo(uR"((:{1,2})([A-Za-z_-][\w-]*))"_qs);
    auto matches = pseudo.globalMatch(bare);
    SelectorFault odd;
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(2).toLower();
        if (match.capturedLength(1) == 2)
            return broken(u"Crawl4AI refuses pseudo-elements such as '::%1'; the field's type says what to take"_qs.arg(name));
        if (neverMatching.contains(name)) {
            odd = {Kind::Odd, u"':%1' never matches in Crawl4AI, which reads the HTML and not the living page"_qs.arg(name)};
        } else if (!pseudoClasses.contains(name)) {
            const QString instead = insteadOf(name);
            return broken(u"Crawl4AI knows no ':%1'"_qs.arg(name) +
                          (instead.isEmpty() ? didYouMean(name, pseudoClasses) : u"; "_qs + instead));
        }
    }
    return odd;
}

SelectorFault badName(const QString &selector, const QString &bare)
{
    static const QRegularExpression unquoted(uR"(\[[^\]"'=]*=\s*(-?\d[^\]\s"']*))"_qs);
    static const QRegularExpression digit(uR"(([#.])(-?\d[\w-]*))"_qs);
    if (const auto match = unquoted.match(selector); match.hasMatch())
        return broken(u"a value that begins with a digit needs quotation marks: \"%1\""_qs.arg(match.captured(1)));
    if (const auto match = digit.match(bare); match.hasMatch())
        return broken(u"a name cannot begin with a digit; write '[%1=\"%2\"]'"_qs.arg(
            match.captured(1) == u'#' ? u"id"_qs : u"class~"_qs, match.captured(2)));
    return {};
}

// Parents that libxml2, Crawl4AI's parser, gives other children than a browser does.
SelectorFault otherTree(const QString &bare)
{
    static const QRegularExpression notVoid(uR"(\b(picture|video|audio|object)\s*>\s*(img|source|track|p|a|div)\b)"_qs);
    static const QRegularExpression closed(
        uR"(\bp\s*>\s*(div|ul|ol|dl|table|h[1-6]|p|blockquote|pre|form)\b|\b(a)\s*>\s*a\b|\b(form)\s*>\s*form\b|\b(li)\s*>\s*li\b)"_qs);
    if (bare.contains(notVoid))
        return {Kind::Odd, u"Crawl4AI's parser nests what follows <source>, <track> and <embed> inside of them; write a space "
                           "instead of '>'"_qs};
    if (bare.contains(closed))
        return {Kind::Odd, u"Crawl4AI's parser ends the outer element before the inner one, so that this finds nothing there"_qs};
    return {};
}

} // namespace

SelectorFault checkCssSelector(const QString &selector)
{
    if (selector.trimmed().isEmpty())
        return broken(u"the selector is empty"_qs);
    const QString bare = skeleton(selector);
    for (const SelectorFault &fault : {unbalanced(bare), badCombinator(bare), badName(selector, bare), badPseudo(bare)}) {
        if (fault.kind != Kind::None)
            return fault;
    }
    return otherTree(bare);
}

SelectorFault checkBaseXPath(const QString &selector)
{
    if (selector.trimmed().isEmpty())
        return broken(u"the selector is empty"_qs);
    const SelectorFault fault = unbalanced(skeleton(selector));
    if (fault.kind != Kind::None)
        return fault;
    if (!selector.contains(u'/'))
        return {Kind::Odd, u"'%1' is looked for as a child of <html>; did you mean '//%1'?"_qs.arg(selector)};
    return {};
}

SelectorFault checkFieldXPath(const QString &selector)
{
    if (selector.trimmed().isEmpty())
        return broken(u"the selector is empty"_qs);
    const QString bare = skeleton(selector);
    if (const SelectorFault fault = unbalanced(bare); fault.kind != Kind::None)
        return fault;
    static const QRegularExpression expression(uR"(^\s*(\(|[\w-]+\())"_qs);
    if (bare.contains(expression) && bare.contains(u'/'))
        return broken(u"Crawl4AI puts a '.' before the expression, so that it cannot begin with '(' or a function"_qs);
    static const QRegularExpression css(uR"(^\s*[.#][A-Za-z_-]|^\s*[A-Za-z][\w-]*[.#])"_qs);
    if (!bare.contains(u'/') && bare.contains(css))
        return broken(u"this is a CSS selector, and Crawl4AI does not translate classes and ids to XPath"_qs);
    return {};
}

} // namespace Foray
