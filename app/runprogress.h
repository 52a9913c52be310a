// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>

namespace Foray {

class Terminal;

// A run as a person at the terminal follows it: one live line, and a line that stays for each thing worth keeping.
class RunProgress final : public QObject
{
    Q_OBJECT
public:
    RunProgress(Terminal &terminal, int parts, QObject *parent = nullptr);

    void showStep(const StepEvent &event);
    void showRows(int part, int rows);
    void partDone();

private:
    void showLine();

    Terminal &m_terminal;
    const int m_parts;
    int m_partsDone = 0;
    QHash<int, int> m_rows; // by part
    QString m_sentence;
    QSet<QString> m_healedSteps; // told once each
};

} // namespace Foray
