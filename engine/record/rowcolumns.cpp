// SPDX-License-Identifier: MIT
#include "engine/record/rowcolumns.h"

#include "engine/plan/fields.h"

#include <QUrl>

namespace Foray {

namespace {

constexpr qsizetype telling = 3; // characters; shorter values stand in too much that has nothing to do with them

using Columns = QList<QPair<QString, QString>>;

QString variableOf(const QString &column)
{
    return QStringLiteral("${%1}").arg(column);
}

// "text/Ada", "aria/Ada[role=…]", "//b[.='Ada']": the value with nothing of a word around it.
QString inSelector(QString selector, const Columns &columns)
{
    for (const auto &[value, column] : columns) {
        qsizetype at = value.size() < telling ? -1 : selector.indexOf(value);
        while (at >= 0) {
            const QChar before = at > 0 ? selector.at(at - 1) : u'/';
            const QChar after = at + value.size() < selector.size() ? selector.at(at + value.size()) : u'[';
            const QString variable = variableOf(column);
            const bool isWhole = QStringView(u"/\"'").contains(before) && QStringView(u"[\"'").contains(after);
            if (isWhole)
                selector.replace(at, value.size(), variable);
            at = selector.indexOf(value, at + (isWhole ? variable.size() : 1));
        }
    }
    return selector;
}

// An Io of engine/plan/fields.h that puts columns in the place of values.
class ColumnIo
{
public:
    static constexpr bool readOnly = false;

    explicit ColumnIo(const Columns &columns)
        : m_columns(columns)
    {
    }

    void text(const QString &key, QString &text, Need = Need::Optional)
    {
        for (const auto &[value, column] : m_columns) {
            if (text.trimmed() == value)
                text = variableOf(column);
            else if (key == QStringLiteral("url") && value.size() >= telling)
                text.replace(value, variableOf(column));
        }
    }
    void texts(const QString &key, QStringList &texts, Need = Need::Optional)
    {
        for (QString &each : texts)
            text(key, each);
    }
    void target(const QString &, Target &target, Need)
    {
        QList<Selector> replaced;
        for (Selector path : target.selectors) {
            for (QString &part : path)
                part = inSelector(part, m_columns);
            if (!target.selectors.contains(path))
                replaced.append(path);
        }
        if (!replaced.isEmpty()) {
            target.selectors = replaced;
            target.fingerprint = {};
        }
    }

    // Scripts, rows and everything that is no text.
    void code(const QString &, QString &, Need = Need::Optional) {}
    void codes(const QString &, QStringList &, Need = Need::Optional) {}
    void frames(const QString &, QList<FrameRef> &) {}
    void json(const QString &, JsonValue &) {}
    void condition(const QString &, Condition &, Need = Need::Optional) {}
    void condition(const QString &, std::optional<Condition> &) {}
    template <typename... Arguments>
    void flag(const QString &, Arguments &&...)
    {
    }
    template <typename... Arguments>
    void number(const QString &, Arguments &&...)
    {
    }
    template <typename... Arguments>
    void choice(const QString &, Arguments &&...)
    {
    }
    void modifiers(const QString &, int) {}
    template <typename Point>
    void point(const QString &, const Point &)
    {
    }
    void steps(const QString &, std::vector<Step> &) {}
    void oneStep(const QString &, std::vector<Step> &) {}

private:
    const Columns &m_columns;
};

// How another row's value is written in an address is the page's choice, so any text may stand there.
void openAddress(QString &glob, const Columns &columns)
{
    for (const auto &[value, column] : columns) {
        if (value.size() < telling)
            continue;
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(value));
        for (const QString &form : {value, encoded, QString(encoded).replace(QStringLiteral("%20"), QStringLiteral("+"))})
            glob.replace(form, QStringLiteral("*"));
    }
    while (glob.contains(QStringLiteral("**")))
        glob.replace(QStringLiteral("**"), QStringLiteral("*"));
}

void putColumns(Condition &condition, const Columns &columns)
{
    std::visit(
        [&](auto &kind) {
            if constexpr (requires { kind.selector; })
                kind.selector = inSelector(kind.selector, columns);
            if constexpr (requires { kind.url; })
                openAddress(kind.url, columns);
            if constexpr (requires { kind.text; })
                ColumnIo(columns).text(QStringLiteral("url"), kind.text);
        },
        condition.kind);
}

} // namespace

bool canBeVariable(const QString &column)
{
    return !column.trimmed().isEmpty() && !column.contains(u'{') && !column.contains(u'}') && !column.contains(u'\n');
}

void putColumns(Step &step, const QList<QPair<QString, QString>> &columns)
{
    ColumnIo io(columns);
    std::visit([&](auto &action) { fields(io, action); }, step.action);
    for (Condition &condition : step.waitFor)
        putColumns(condition, columns);
    for (const auto &[key, children] : childLists(step)) {
        for (Step &child : *children)
            putColumns(child, columns);
    }
}

} // namespace Foray
