// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/plan/variables.h"
#include "engine/replay/loops.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace Foray {

// The part of Loops that knows when a paginate has come to its end, and which rows are new.

namespace {

// How many rounds in a row an endless scroll may bring nothing new.
constexpr int quietRounds = 2;

bool isScroll(const Step &step)
{
    const auto *paginate = std::get_if<Paginate>(&step.action);
    return paginate && !paginate->next.empty() && std::holds_alternative<Scroll>(paginate->next.front().action);
}

// The target of a paginate's next step, if that has one that can be absent.
std::optional<Target> nextTarget(const Step &step, const Values &variables)
{
    const auto *paginate = std::get_if<Paginate>(&step.action);
    if (!paginate || paginate->next.empty())
        return {};
    const Action next = substituted(paginate->next.front().action, variables);
    const auto *click = std::get_if<Click>(&next);
    return click && !click->target.isEmpty() ? std::optional(click->target) : std::nullopt;
}

QString lack(const Probe &probe)
{
    if (probe.count == 0)
        return QStringLiteral("stopped: no next");
    if (!probe.visible)
        return QStringLiteral("stopped: next is hidden");
    if (!probe.enabled)
        return QStringLiteral("stopped: next is disabled");
    return {};
}

Loops::Answer endBecause(const QString &note)
{
    return {Loops::Answer::Kind::End, note};
}

} // namespace

Loops::Kept Loops::keep(const Cursor &cursor, const QString &table, const QString &position, const JsonValue &rows)
{
    m_loops.resize(std::size_t(cursor.depth()));
    QList<QByteArray> hashes;
    for (const Json &row : rows.get())
        hashes.append(QCryptographicHash::hash(QByteArray(table.toUtf8() + '\0' + dumpJson(row)), QCryptographicHash::Sha1));

    const auto around = std::find_if(m_loops.rbegin(), m_loops.rend(),
                                     [](const Loop &loop) { return std::holds_alternative<Paginate>(loop.step->action); });
    QSet<QByteArray> given;
    qsizetype from = 0;
    if (around != m_loops.rend()) {
        // Extracts inside of further loops are told apart by their place there.
        const QString place = position.mid(around->position.size());
        const auto &before = around->shown[place];
        // A page that grows shows the rows of the round before first; they are taken once.
        // A URL's page does not grow, but a site may show its last page again for one beyond the end.
        if ((around->urls.isEmpty() || hashes.size() == before.size()) && !before.isEmpty() && hashes.size() >= before.size() &&
            std::equal(before.begin(), before.end(), hashes.begin()))
            from = before.size();
        // A page that is scrolled may drop rows above while it adds some below.
        if (isScroll(*around->step))
            given = around->given[place];
        around->given[place].unite(QSet<QByteArray>(hashes.begin(), hashes.end()));
        around->shown[place] = hashes;
    }

    Json kept = Json::array();
    int fresh = 0;
    for (qsizetype i = from; i < hashes.size(); ++i) {
        if (given.contains(hashes[i]))
            continue;
        kept.push_back(rows.get()[std::size_t(i)]);
        if (!m_seenRows.contains(hashes[i]))
            ++fresh;
        m_seenRows.insert(hashes[i]);
    }
    for (Loop &loop : m_loops) {
        loop.extracted = true;
        loop.came += int(hashes.size());
        loop.fresh += fresh;
    }
    const int count = int(kept.size());
    return {JsonValue(std::move(kept)), count, fresh};
}

void Loops::openPage(const Cursor::Move &move, RunOperation &operation, const Callback<Answer> &done)
{
    const QUrl url(m_loops.back().urls[move.round]);
    if (!url.isValid() || url.isRelative())
        return done(failure(ErrorKind::InvalidArgument, QStringLiteral("'%1' is not a whole URL.").arg(url.toString())));
    const DocumentLoad navigation{.url = url,
                                  .history = 0,
                                  .until = {},
                                  .waitFor = filled(move.step->waitFor, operation.site().variables),
                                  .cacheMode = m_run.plan.cacheMode};
    auto *work = operation.sequence();
    work->then(operation.goTo(navigation));
    answerAfter(work, std::make_shared<Answer>(), done);
}

// On a page that `next` led to; of a page that only scrolls its rows tell.
void Loops::arrive(RunOperation &operation, const Callback<Answer> &done)
{
    if (m_loops.back().page.isEmpty() || isScroll(*m_loops.back().step))
        return done(Answer{});
    fingerprint(operation, [this, done](const Result<QString> &shown) {
        if (!shown)
            return done(failure(shown.error()));
        const bool known = m_loops.back().pages.contains(*shown);
        done(known ? endBecause(QStringLiteral("stopped: this page has been before")) : Answer{});
    });
}

void Loops::leavePage(RunOperation &operation, const Callback<Answer> &done)
{
    Loop &loop = m_loops.back();
    const bool nothingNew = loop.extracted && loop.fresh == 0;
    // Somebody has named the pages of `urls`: one without any rows is no reason not to look at the rest.
    if (!isScroll(*loop.step) && nothingNew && (loop.urls.isEmpty() || loop.came > 0))
        return done(endBecause(QStringLiteral("stopped: no new rows")));
    if (!loop.urls.isEmpty())
        return done(Answer{});
    if (loop.extracted)
        loop.quiet = nothingNew ? loop.quiet + 1 : 0;
    if (loop.quiet >= quietRounds)
        return done(endBecause(QStringLiteral("stopped: no new rows")));

    askNext(operation, [this, &operation, done](const Result<Answer> &answer) {
        if (!answer || answer->kind == Answer::Kind::End)
            return done(answer);
        fingerprint(operation, [this, done](const Result<QString> &shown) {
            if (!shown)
                return done(failure(shown.error()));
            Loop &leaving = m_loops.back();
            if (isScroll(*leaving.step) && !leaving.extracted)
                leaving.quiet = leaving.pages.contains(*shown) ? leaving.quiet + 1 : 0;
            if (leaving.quiet >= quietRounds)
                return done(endBecause(QStringLiteral("stopped: the page stays as it is")));
            leaving.page = *shown;
            leaving.pages.insert(*shown);
            done(Answer{});
        });
    });
}

void Loops::askNext(RunOperation &operation, const Callback<Answer> &done)
{
    const auto target = nextTarget(*m_loops.back().step, operation.site().variables);
    if (!target)
        return done(Answer{});
    auto answer = std::make_shared<Answer>();
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then([&operation, target, answer](const Callback<> &then) {
        operation.page()->probe(*target, operation.site().scopes, &operation, [answer, then](const Result<Probe> &probe) {
            if (!probe)
                return then(failure(probe.error()));
            if (const QString reason = lack(*probe); !reason.isEmpty())
                *answer = endBecause(reason);
            then({});
        });
    });
    answerAfter(work, answer, done);
}

void Loops::nextTimedOut(RunOperation &operation, const Callback<Answer> &done)
{
    fingerprint(operation, [this, &operation, done](const Result<QString> &shown) {
        if (!shown)
            return done(failure(shown.error()));
        const Loop &loop = m_loops.back();
        if (*shown != loop.page)
            return done(Answer{});
        if (isScroll(*loop.step))
            return done(endBecause(QStringLiteral("stopped: nothing more came")));
        askNext(operation, done);
    });
}

void Loops::fingerprint(RunOperation &operation, const Callback<QString> &done)
{
    auto shown = std::make_shared<QString>();
    auto *work = operation.sequence();
    work->then(operation.live());
    work->then([&operation, shown](const Callback<> &next) {
        operation.page()->fingerprint(&operation, [&operation, shown, next](const Result<QString> &print) {
            if (!print)
                return next(failure(print.error()));
            *shown = operation.page()->url().toString() + u' ' + *print;
            next({});
        });
    });
    answerAfter(work, shown, done);
}

} // namespace Foray
