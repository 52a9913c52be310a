// SPDX-License-Identifier: MIT
#include "engine/record/rowlooping.h"

#include "engine/base/json.h"
#include "engine/record/rowcolumns.h"

#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

constexpr std::size_t farthest = 40; // steps looked back
constexpr qsizetype telling = 3;     // characters of a value that says something by itself

// A text that was typed or chosen.
struct Typed
{
    std::size_t index = 0;
    QString value;
};

struct Match
{
    const RowTable *table = nullptr;
    std::size_t row = 0;
    QList<QPair<Typed, QString>> columns; // newest first
};

QString cellText(const Json &cell)
{
    return cell.is_string() ? toQString(cell).trimmed() : cell.is_number() ? QString::fromStdString(cell.dump()) : QString();
}

QString typedText(const Step &step)
{
    const auto *change = std::get_if<Change>(&step.action);
    const QString value = change && change->values.size() == 1 ? change->values.constFirst().trimmed() : QString();
    const bool isBox = value == QStringLiteral("true") || value == QStringLiteral("false");
    return isBox || value.contains(QStringLiteral("${")) ? QString() : value;
}

QString fieldOf(const Step &step)
{
    const auto *change = std::get_if<Change>(&step.action);
    return change && !change->target.selectors.isEmpty() ? change->target.selectors.constFirst().join(u' ') : QString();
}

// Newest first; of the round at hand only: the same field again, or another address, is the round before.
QList<Typed> typedLast(std::span<const Step> steps)
{
    QList<Typed> typed;
    QSet<QString> fields;
    for (std::size_t i = steps.size(); i > 0 && steps.size() - i < farthest; --i) {
        const Step &step = steps[i - 1];
        const QString field = fieldOf(step);
        if (std::holds_alternative<Navigate>(step.action) || (!field.isEmpty() && fields.contains(field)))
            break;
        fields.insert(field);
        if (const QString value = typedText(step); !value.isEmpty())
            typed.append({i - 1, value});
    }
    return typed;
}

Match matchOf(const QList<Typed> &typed, const RowTable &table, std::size_t number)
{
    Match match{&table, number, {}};
    QSet<QString> used;
    for (const Typed &each : typed) {
        for (const auto &[name, cell] : table.rows.get()[number].items()) {
            const QString column = QString::fromStdString(name);
            if (used.contains(column) || !canBeVariable(column) || cellText(cell) != each.value)
                continue;
            used.insert(column);
            match.columns.append({each, column});
            break;
        }
    }
    return match;
}

// Whether it is no accident that these stand in one row.
bool tells(const Match &match)
{
    if (match.columns.size() != 1) {
        qsizetype length = 0;
        for (const auto &[typed, column] : match.columns)
            length += typed.value.size();
        return match.columns.size() > 1 && length > telling;
    }
    const auto &[typed, column] = match.columns.constFirst();
    const Json &rows = match.table->rows.get();
    const auto same = std::count_if(rows.begin(), rows.end(), [&, name = toStd(column)](const Json &row) {
        const auto cell = row.find(name);
        return cell != row.end() && cellText(*cell) == typed.value;
    });
    return typed.value.size() >= telling && same == 1;
}

std::optional<Match> bestMatch(const QList<Typed> &typed, const QList<RowTable> &tables)
{
    std::optional<Match> best;
    for (const RowTable &table : tables) {
        const Json &rows = table.rows.get();
        const bool isTable = rows.is_array() && rows.size() > 1;
        for (std::size_t i = 0; isTable && i < rows.size(); ++i) {
            Match match = rows[i].is_object() ? matchOf(typed, table, i) : Match();
            if (match.columns.size() > (best ? best->columns.size() : 0) && tells(match))
                best = std::move(match);
        }
    }
    return best;
}

bool leaves(const Step &step)
{
    const auto isAddress = [](const Condition &c) { return std::holds_alternative<UrlCondition>(c.kind); };
    return std::any_of(step.waitFor.cbegin(), step.waitFor.cend(), isAddress);
}

// What only made the fields appear: a click on 'New', say.
bool opens(const Step &step)
{
    const auto shows = [](const Condition &c) {
        const auto *selector = std::get_if<SelectorCondition>(&c.kind);
        return selector && selector->state == ElementState::Visible;
    };
    const bool acts = std::holds_alternative<Click>(step.action) || std::holds_alternative<Hover>(step.action);
    return acts && std::any_of(step.waitFor.cbegin(), step.waitFor.cend(), shows);
}

bool fills(const Step &step)
{
    return std::holds_alternative<Change>(step.action) || std::holds_alternative<Upload>(step.action);
}

// Where a round begins, given the first value of the row: with the fields filled in before it, and with what opened them. A
// click that follows on filled in fields has sent the round before.
std::size_t roundBegin(std::span<const Step> steps, std::size_t first)
{
    QSet<QString> fields;
    for (std::size_t i = first; i < steps.size(); ++i)
        fields.insert(fieldOf(steps[i]));
    std::size_t begin = first;
    while (begin > 0 && fills(steps[begin - 1]) && !leaves(steps[begin - 1]) && !fields.contains(fieldOf(steps[begin - 1])))
        fields.insert(fieldOf(steps[--begin]));
    std::size_t opened = begin;
    while (opened > 0 && opens(steps[opened - 1]) && !leaves(steps[opened - 1]))
        --opened;
    return opened > 0 && fills(steps[opened - 1]) ? begin : opened;
}

// Whether the steps just before do with another row what the steps of `round` do with theirs.
bool isRound(std::span<const Step> before, std::span<const Step> round, const Match &match, std::size_t begin)
{
    for (std::size_t i = 0; i < round.size(); ++i) {
        if (!isSameAction(before[i], round[i]))
            return false;
    }
    const Json &rows = match.table->rows.get();
    return std::any_of(rows.begin(), rows.end(), [&](const Json &row) {
        return std::all_of(match.columns.cbegin(), match.columns.cend(), [&](const auto &column) {
            const auto cell = row.find(toStd(column.second));
            return cell != row.end() && cellText(*cell) == typedText(before[column.first.index - begin]);
        });
    });
}

QString wordsOf(const Match &match)
{
    QStringList values;
    for (auto it = match.columns.crbegin(); it != match.columns.crend(); ++it)
        values += u'\'' + it->first.value.left(30) + u'\'';
    const QString last = values.takeLast();
    const QString all = values.isEmpty() ? last : values.join(QStringLiteral(", ")) + QStringLiteral(" and ") + last;
    const QString file = match.table->file.section(u'/', -1);
    return QStringLiteral("%1 %2 in row %3 of %4")
        .arg(all, match.columns.size() > 1 ? QStringLiteral("stand") : QStringLiteral("stands"))
        .arg(match.row + 1)
        .arg(file);
}

QStringList idsOf(std::span<const Step> steps)
{
    QStringList ids;
    for (const Step &step : steps)
        ids += step.id;
    return ids;
}

} // namespace

bool isSameAction(const Step &a, const Step &b)
{
    const auto selectors = [](const Step &step) {
        return std::visit(
            [](const auto &action) {
                if constexpr (requires { action.target.selectors; })
                    return action.target.selectors.value(0);
                else
                    return Selector();
            },
            step.action);
    };
    return typeName(a) == typeName(b) && selectors(a) == selectors(b);
}

std::optional<LoopOffer> offeredTable(std::span<const Step> steps, const LoopHints &hints)
{
    const auto match = bestMatch(typedLast(steps), hints.tables);
    if (!match || (match->columns.size() == 1 && fills(steps.back()))) // one value may be the first of several
        return {};
    const std::size_t begin = roundBegin(steps, match->columns.constLast().first.index);
    const auto round = steps.subspan(begin);
    std::size_t first = begin;
    while (first >= round.size() && isRound(steps.subspan(first - round.size(), round.size()), round, *match, begin))
        first -= round.size();
    LoopOffer offer{.kind = LoopOffer::Kind::Rows,
                    .stepIds = idsOf(steps.subspan(first)),
                    .words = wordsOf(*match),
                    .body = idsOf(round),
                    .file = match->table->file};
    // The page is another one after a round, or its form is gone; only its address brings it back.
    if (first > 0 && std::holds_alternative<Navigate>(steps[first - 1].action)) {
        offer.stepIds.prepend(steps[first - 1].id);
        offer.body.prepend(steps[first - 1].id);
    } else {
        offer.address = hints.addresses.value(steps[begin].id);
        if (offer.address.isEmpty() && std::any_of(round.begin(), round.end(), leaves))
            return {};
    }
    for (const auto &[typed, column] : match->columns)
        offer.columns.append({typed.value, column});
    return offer;
}

Step tableLoop(std::vector<Step> body, const LoopOffer &offer)
{
    ForEach loop;
    loop.file = offer.file;
    if (!offer.address.isEmpty()) {
        Step open;
        open.id = QStringLiteral("navigate-1");
        open.action = Navigate{offer.address, {}, {}};
        body.insert(body.begin(), open);
    }
    for (Step &step : body)
        putColumns(step, offer.columns);
    loop.steps = std::move(body);
    Step step;
    step.action = std::move(loop);
    return step;
}

} // namespace Foray
