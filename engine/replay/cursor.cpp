// SPDX-License-Identifier: MIT
#include "engine/replay/cursor.h"

#include <algorithm>
#include <utility>

namespace Foray {

namespace {

template <typename T>
const T *as(const Step *step)
{
    return step ? std::get_if<T>(&step->action) : nullptr;
}

bool isLoop(const Step *step)
{
    return as<Repeat>(step) || as<ForEach>(step) || as<Paginate>(step);
}

// Loops whose rounds do not build on each other: one can fail, or be done again, without the others.
bool hasOwnRounds(const Step *step)
{
    const auto *paginate = as<Paginate>(step);
    return as<ForEach>(step) || (paginate && !paginate->urls.isEmpty());
}

bool isControl(const Step &step)
{
    return isLoop(&step) || as<If>(&step);
}

const std::vector<Step> &bodyOf(const Step &step)
{
    static const std::vector<Step> none;
    if (const auto *repeat = as<Repeat>(&step))
        return repeat->steps;
    if (const auto *forEach = as<ForEach>(&step))
        return forEach->steps;
    if (const auto *paginate = as<Paginate>(&step))
        return paginate->steps;
    return none;
}

int limitOf(const Step &step, int count)
{
    if (const auto *repeat = as<Repeat>(&step))
        return std::min(repeat->times.value_or(repeat->max), repeat->max);
    if (const auto *forEach = as<ForEach>(&step))
        return std::min(count, forEach->max.value_or(count));
    if (const auto *paginate = as<Paginate>(&step))
        return paginate->urls.isEmpty() ? paginate->max : std::min(count, paginate->max);
    return 0;
}

// Why a loop ended of itself; nothing where it did all there was.
QString limitNote(const Step &step, int limit)
{
    if (const auto *repeat = as<Repeat>(&step)) {
        if (limit < repeat->times.value_or(0))
            return QStringLiteral("stopped: max of %1 rounds reached before %2 times").arg(limit).arg(*repeat->times);
        if (repeat->untilCondition && !repeat->times)
            return QStringLiteral("stopped: max of %1 rounds reached, and still not: %2")
                .arg(limit)
                .arg(sentence(*repeat->untilCondition));
        if (repeat->whileCondition && !repeat->times)
            return QStringLiteral("stopped: max of %1 rounds reached").arg(limit);
    }
    if (const auto *paginate = as<Paginate>(&step); paginate && limit == paginate->max)
        return QStringLiteral("stopped: max of %1 pages reached").arg(limit);
    return {};
}

} // namespace

Cursor::Cursor(const std::vector<Step> &steps)
{
    m_frames.push_back({.step = nullptr, .steps = &steps, .index = 0, .phase = Phase::Walking});
}

Cursor::Move Cursor::next()
{
    for (;;) {
        Frame &frame = m_frames.back();
        switch (frame.phase) {
        case Phase::Entering: return {.kind = Kind::Enter, .step = frame.step};
        case Phase::Deciding: return {.kind = Kind::Round, .step = frame.step, .round = frame.round};
        case Phase::Ended:
            return {.kind = Kind::RoundOver, .step = frame.step, .round = frame.round, .last = frame.round + 1 >= frame.limit};
        case Phase::Leaving: {
            const Move move{.kind = Kind::Leave, .step = frame.step, .note = frame.note};
            m_current = frame.step;
            m_frames.pop_back();
            return move;
        }
        case Phase::Over: return {};
        case Phase::Walking:
        case Phase::Turning: break;
        }
        if (frame.index == frame.steps->size()) {
            listEnded(frame);
            continue;
        }
        const Step &step = (*frame.steps)[frame.index++];
        if (step.disabled)
            continue;
        m_current = &step;
        if (!isControl(step))
            return {.kind = Kind::Act, .step = &step, .isNext = frame.phase == Phase::Turning};
        m_frames.push_back({.step = &step, .phase = Phase::Entering});
    }
}

void Cursor::listEnded(Frame &frame)
{
    if (!frame.step)
        frame.phase = Phase::Over;
    else if (frame.phase == Phase::Turning)
        nextRound(frame);
    else
        frame.phase = as<If>(frame.step) ? Phase::Leaving : Phase::Ended;
}

void Cursor::walk(Frame &frame, const std::vector<Step> &steps, Phase phase)
{
    frame.steps = &steps;
    frame.index = 0;
    frame.phase = phase;
}

void Cursor::nextRound(Frame &frame)
{
    ++frame.round;
    // Elsewhere all rounds share the attempts of the whole step.
    if (hasOwnRounds(frame.step))
        frame.failures = 0;
    frame.phase = Phase::Deciding;
}

void Cursor::rounds(int count)
{
    Frame &frame = m_frames.back();
    if (const auto *branch = as<If>(frame.step)) {
        walk(frame, count ? branch->thenSteps : branch->elseSteps, Phase::Walking);
        return;
    }
    frame.limit = limitOf(*frame.step, count);
    frame.round = 0;
    frame.phase = frame.limit > 0 ? Phase::Deciding : Phase::Leaving;
    if (frame.limit <= 0)
        frame.note = QStringLiteral("nothing to go through");
}

void Cursor::go()
{
    Frame &frame = m_frames.back();
    if (frame.phase == Phase::Deciding) {
        walk(frame, bodyOf(*frame.step), Phase::Walking);
        return;
    }
    if (frame.round + 1 >= frame.limit)
        return end(limitNote(*frame.step, frame.limit));
    const auto *paginate = as<Paginate>(frame.step);
    if (paginate && paginate->urls.isEmpty())
        walk(frame, paginate->next, Phase::Turning);
    else
        nextRound(frame);
}

void Cursor::skipRound()
{
    Frame &frame = m_frames.back();
    if (frame.round + 1 >= frame.limit)
        end(limitNote(*frame.step, frame.limit));
    else
        nextRound(frame);
}

void Cursor::end(const QString &note)
{
    m_frames.back().note = note;
    m_frames.back().phase = Phase::Leaving;
}

Cursor::Recovery Cursor::fail()
{
    for (; m_frames.size() > 1; m_frames.pop_back()) {
        Frame &frame = m_frames.back();
        const OnError &onError = frame.step->onError;
        // A forEach that has not begun a round (its elements could not be counted) fails as a whole.
        const bool inRound = hasOwnRounds(frame.step) && frame.phase != Phase::Entering;
        const QString place = inRound ? roundPosition() : path(m_frames.size() - 1) + frame.step->id;
        if (frame.failures < onError.retries) {
            ++frame.failures;
            m_current = frame.step;
            frame.phase = inRound ? Phase::Deciding : Phase::Entering;
            return {Recovery::Kind::Retry, frame.step, place};
        }
        if (onError.skip) {
            Recovery recovery{Recovery::Kind::Skip, frame.step, place};
            m_current = frame.step;
            if (inRound)
                skipRound();
            else
                m_frames.pop_back();
            return recovery;
        }
    }
    return {};
}

QString Cursor::path(std::size_t frames) const
{
    QString text;
    for (std::size_t i = 1; i < frames; ++i) {
        if (isLoop(m_frames[i].step))
            text += m_frames[i].step->id + u'[' + QString::number(m_frames[i].round + 1) + QStringLiteral("]/");
    }
    return text;
}

QString Cursor::position() const
{
    // A control step that begins or ends stands in the list around it, not in a round of its own.
    const bool own = m_frames.back().step && m_frames.back().step == m_current;
    return path(m_frames.size() - (own ? 1 : 0)) + (m_current ? m_current->id : QString());
}

QString Cursor::roundPosition() const
{
    QString text = path(m_frames.size());
    text.chop(1);
    return text;
}

bool Cursor::isTopLevelRound() const
{
    return m_frames.size() == 2 && isLoop(m_frames.back().step);
}

QList<const Step *> Cursor::dialogsAhead() const
{
    QList<const Step *> dialogs;
    const Frame &frame = m_frames.back();
    for (std::size_t i = frame.index; frame.steps && i < frame.steps->size(); ++i) {
        const Step &step = (*frame.steps)[i];
        if (step.disabled)
            continue;
        if (!as<Dialog>(&step))
            break;
        dialogs.append(&step);
    }
    return dialogs;
}

} // namespace Foray
