// SPDX-License-Identifier: MIT
#include "engine/replay/loops.h"

#include "engine/base/json.h"
#include "engine/plan/variables.h"
#include "engine/replay/urlrange.h"
#include "engine/results/rowreader.h"

#include <QDir>

#include <nlohmann/json.hpp>

#include <memory>

namespace Foray {

namespace {

Result<> noneMissing(const QStringList &missing)
{
    if (missing.isEmpty())
        return {};
    return failure(ErrorKind::InvalidArgument,
                   QStringLiteral("There is no value for ${%1}.").arg(missing.join(QStringLiteral("}, ${"))));
}

QHash<QString, QString> columnsOf(const Json &row)
{
    QHash<QString, QString> columns;
    for (const auto &[key, value] : row.items())
        columns.insert(QString::fromStdString(key), value.is_null() ? QString() : toQString(value));
    return columns;
}

Result<JsonValue> rowsOf(const ForEach &forEach, const QString &file)
{
    if (file.isEmpty()) {
        for (const Json &row : forEach.rows.get()) {
            if (!row.is_object())
                return failure(ErrorKind::InvalidPlan, QStringLiteral("The rows of a forEach must be objects."));
        }
        return forEach.rows;
    }
    auto rows = readRows(file);
    if (!rows)
        return failure(rows.error());
    return JsonValue(std::move(*rows));
}

} // namespace

Loops::Loops(RunState &run)
    : m_run(run)
{
}

StepPlace Loops::site(const Cursor &cursor, bool isNext) const
{
    StepPlace site{
        .position = cursor.position(), .scopes = {}, .variables = m_run.variables, .dialogsAhead = {}, .isNext = isNext};
    const auto depth = std::min(m_loops.size(), std::size_t(cursor.depth()));
    for (std::size_t i = 0; i < depth; ++i) {
        site.variables.insert(m_loops[i].columns);
        if (m_loops[i].scope)
            site.scopes.append(*m_loops[i].scope);
    }
    for (const Step *step : cursor.dialogsAhead()) {
        Dialog answer = std::get<Dialog>(step->action);
        QStringList missing; // the dialog step itself will complain
        answer.text = substitute(answer.text, site.variables, &missing);
        site.dialogsAhead.append({step, answer});
    }
    return site;
}

QList<Condition> Loops::filled(QList<Condition> conditions, const QHash<QString, QString> &variables)
{
    QStringList missing;
    for (Condition &condition : conditions)
        condition = substituted(condition, variables, &missing);
    return conditions;
}

void Loops::enter(const Cursor &cursor, const Step &step, RunOperation &operation, const Callback<int> &done)
{
    m_loops.resize(std::size_t(cursor.depth()) - 1);
    Loop &loop = m_loops.emplace_back();
    loop.step = &step;
    if (const auto *forEach = std::get_if<ForEach>(&step.action))
        return enterForEach(loop, *forEach, operation, done);
    if (const auto *branch = std::get_if<If>(&step.action))
        return enterIf(*branch, step, operation, done);
    const auto *paginate = std::get_if<Paginate>(&step.action);
    if (!paginate || paginate->urls.isEmpty())
        return done(0);

    QStringList missing;
    const QString range = substitute(paginate->urls, operation.site().variables, &missing);
    const auto filled = noneMissing(missing);
    const auto urls = filled ? urlsOfRange(range, paginate->max) : failure(filled.error());
    if (!urls)
        return done(failure(urls.error()));
    loop.urls = *urls;
    done(int(urls->size()));
}

void Loops::enterForEach(Loop &loop, const ForEach &forEach, RunOperation &operation, const Callback<int> &done)
{
    QStringList missing;
    const auto own = std::get<ForEach>(substituted(forEach, operation.site().variables, &missing));
    if (own.elements.isEmpty()) {
        QString file = own.file;
        if (!file.isEmpty())
            file = QDir(m_run.options.planFolder).absoluteFilePath(file);
        const auto filled = noneMissing(missing);
        const auto rows = filled ? rowsOf(own, file) : failure(filled.error());
        if (!rows)
            return done(failure(rows.error()));
        loop.rows = *rows;
        return done(int(rows->get().size()));
    }
    const Target elements = own.elements;
    if (const auto filled = noneMissing(missing); !filled)
        return done(failure(filled.error()));
    loop.scope = ScopeElement{forEach.as, elements, 0};
    auto count = std::make_shared<int>(0);
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then([&operation, elements, count](const Callback<> &next) {
        operation.page()->probe(elements, operation.site().scopes, &operation, [count, next](const Result<Probe> &probe) {
            if (!probe)
                return next(failure(probe.error()));
            *count = probe->count;
            next({});
        });
    });
    answerAfter(work, count, done);
}

void Loops::enterIf(const If &branch, const Step &step, RunOperation &operation, const Callback<int> &done)
{
    const auto asNumber = [done](const Result<bool> &holds) {
        if (holds)
            done(*holds ? 1 : 0);
        else
            done(failure(holds.error()));
    };
    if (!step.timeout)
        return check(branch.condition, {}, operation, asNumber);

    // With a time limit the condition may still come true.
    QStringList missing;
    const Condition condition = substituted(branch.condition, operation.site().variables, &missing);
    auto holds = std::make_shared<bool>(false);
    auto *work = operation.sequence();
    work->then([missing](const Callback<> &next) { next(noneMissing(missing)); });
    work->then(operation.live());
    work->then([&operation, condition, holds](const Callback<> &next) {
        operation.page()->wait({condition}, {}, operation.left(), &operation, [holds, next](const Result<WaitReport> &report) {
            *holds = report.has_value();
            const bool told = report || report.error().kind == ErrorKind::Timeout;
            next(told ? Result<>() : failure(report.error()));
        });
    });
    answerAfter<bool>(work, holds, asNumber);
}

void Loops::round(const Cursor &cursor, const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done)
{
    m_loops.resize(std::size_t(cursor.depth()));
    Loop &loop = m_loops.back();
    loop.position = cursor.roundPosition();
    loop.extracted = false;
    loop.came = 0;
    loop.fresh = 0;
    if (isPiece(cursor) && m_run.options.donePieces.contains(loop.position))
        return done(Answer{Answer::Kind::Skip, {}});
    if (const auto *repeat = std::get_if<Repeat>(&move.step->action))
        return beginRepeat(*repeat, operation, done);
    if (std::holds_alternative<Paginate>(move.step->action))
        return loop.urls.isEmpty() ? arrive(operation, done) : openPage(move, operation, done);
    if (loop.scope)
        loop.scope->index = move.round;
    else
        loop.columns = columnsOf(loop.rows.get()[std::size_t(move.round)]);
    done(Answer{});
}

// The pages of a next button cannot be left out, since one leads to the other.
bool Loops::isPiece(const Cursor &cursor) const
{
    return cursor.isTopLevelRound() && (!m_loops.back().rows.isNull() || !m_loops.back().urls.isEmpty());
}

void Loops::roundOver(const Cursor &cursor, const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done)
{
    m_loops.resize(std::size_t(cursor.depth()));
    if (const auto *repeat = std::get_if<Repeat>(&move.step->action))
        return repeatOver(*repeat, operation, done);
    if (!std::holds_alternative<Paginate>(move.step->action) || move.last)
        return done(Answer{});
    leavePage(operation, done);
}

void Loops::beginRepeat(const Repeat &repeat, RunOperation &operation, const Callback<Answer> &done)
{
    if (repeat.whileCondition) {
        return check(*repeat.whileCondition, m_loops.back().before, operation, [done](const Result<bool> &holds) {
            if (!holds)
                return done(failure(holds.error()));
            done(*holds ? Answer{} : Answer{Answer::Kind::End, QStringLiteral("stopped: its condition holds no longer")});
        });
    }
    if (!repeat.untilCondition)
        return done(Answer{});
    // What `changed` compares with: the page before the round.
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then(operation.snapshot({*repeat.untilCondition}));
    work->run([this, &operation, done](const Result<> &result) {
        if (!result)
            return done(failure(result.error()));
        m_loops.back().before = operation.before();
        done(Answer{});
    });
}

void Loops::repeatOver(const Repeat &repeat, RunOperation &operation, const Callback<Answer> &done)
{
    if (!repeat.untilCondition)
        return done(Answer{});
    check(*repeat.untilCondition, m_loops.back().before, operation, [done](const Result<bool> &holds) {
        if (!holds)
            return done(failure(holds.error()));
        done(*holds ? Answer{Answer::Kind::End, QStringLiteral("stopped: its condition holds")} : Answer{});
    });
}

void Loops::check(const Condition &condition, const Snapshot &before, RunOperation &operation, const Callback<bool> &done)
{
    QStringList missing;
    const Condition filled = substituted(condition, operation.site().variables, &missing);
    if (const auto complete = noneMissing(missing); !complete)
        return done(failure(complete.error()));
    auto holds = std::make_shared<bool>(false);
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then([&operation, filled, before, holds](const Callback<> &next) {
        operation.page()->check(filled, before, &operation, [holds, next](const Result<bool> &answer) {
            if (!answer)
                return next(failure(answer.error()));
            *holds = *answer;
            next({});
        });
    });
    answerAfter(work, holds, done);
}

} // namespace Foray
