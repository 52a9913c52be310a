// SPDX-License-Identifier: MIT
#include "app/runprogress.h"

#include "app/failuretext.h"
#include "app/terminal.h"

#include <numeric>

namespace Foray {

namespace {

// "pages[2]/rows" -> "pages 2": the outermost loop and its round.
QString roundOf(const QString &position)
{
    const qsizetype open = position.indexOf(u'[');
    const qsizetype close = position.indexOf(u']', open);
    bool isNumber = false;
    const int round = open > 0 && close > open ? position.mid(open + 1, close - open - 1).toInt(&isNumber) : 0;
    return isNumber ? position.left(open) + u' ' + QString::number(round) : QString();
}

} // namespace

RunProgress::RunProgress(Terminal &terminal, int parts, QObject *parent)
    : QObject(parent)
    , m_terminal(terminal)
    , m_parts(parts)
{
}

void RunProgress::showStep(const StepEvent &event)
{
    switch (event.state) {
    case StepEvent::State::Started:
    case StepEvent::State::Waiting: {
        const QString round = roundOf(event.position);
        m_sentence = round.isEmpty() ? event.sentence : round + QStringLiteral(": ") + event.sentence;
        showLine();
        break;
    }
    case StepEvent::State::Finished:
        // Why a loop ended: a mistyped `next` looks like the last page otherwise.
        if (event.note.startsWith(QStringLiteral("stopped:")))
            m_terminal.progress(event.stepId + u' ' + event.note, true);
        if (event.found.healed && !m_healedSteps.contains(event.stepId)) {
            m_healedSteps.insert(event.stepId);
            m_terminal.progress(
                tr("%1: none of its selectors matched; the element was found by %2").arg(event.stepId, event.found.by), true);
        }
        break;
    case StepEvent::State::Skipped:
        if (event.error != Error())
            m_terminal.progress(tr("%1: skipped: %2").arg(event.sentence, event.error.message), true);
        break;
    case StepEvent::State::Retrying:
        m_terminal.progress(tr("%1: trying again: %2").arg(event.sentence, event.error.message), true);
        break;
    case StepEvent::State::Failed: // said when the run ends
        break;
    }
}

void RunProgress::showRows(int part, int rows)
{
    m_rows.insert(part, rows);
    showLine();
}

void RunProgress::partDone()
{
    ++m_partsDone;
    showLine();
}

void RunProgress::showLine()
{
    const int rows = std::accumulate(m_rows.begin(), m_rows.end(), 0);
    QString line = rows > 0 ? tr("%1 · %2").arg(m_sentence, rowsText(rows)) : m_sentence;
    if (m_parts > 1)
        line = tr("%1 of %2 done · ").arg(m_partsDone).arg(m_parts) + line;
    m_terminal.progress(line);
}

} // namespace Foray
