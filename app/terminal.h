// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QString>

namespace Foray {

// The two streams of a command: stdout takes what a program can read and nothing else; stderr takes what a person reads.
class Terminal final
{
public:
    Terminal();
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    Result<> print(const QByteArray &bytes); // to stdout, at once; a full disk or a closed pipe is an Io error
    void say(const QString &text);           // a line to stderr
    void error(const QString &text);         // "foray: text"
    void error(const Error &error);
    // The one line that says how things stand: rewritten in place on a terminal; elsewhere a line now and then, at most one a
    // second unless it is `notable`.
    void progress(const QString &text, bool notable = false);
    void endProgress(); // the live line is no longer needed

    bool isInteractive() const { return m_interactive; }

private:
    bool m_interactive = false;
    bool m_live = false; // there is a live line that the next text must clear
    QElapsedTimer m_sinceLine;
};

// Without control characters: what a page says must not command the terminal.
QString printable(const QString &text);

} // namespace Foray
