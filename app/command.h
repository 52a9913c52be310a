// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

namespace Foray {

class Terminal;

enum ExitCode {
    ExitDone = 0,
    ExitFailed = 1,      // the plan failed, or a check found problems
    ExitUsage = 2,       // bad usage or bad input
    ExitEnvironment = 3, // no display, no disk space, a locked session, a missing tool
    ExitCancelled = 130,
};

// The code for an error that kept the work from beginning.
ExitCode exitCodeFor(const Error &error);

// What a command line says, once it is known to be well-formed.
struct Invocation
{
    const QCommandLineParser &options;
    QStringList arguments; // without the command's name
    QString dataDir;
    Terminal &terminal;
};

// What a command needs to stand before it is executed.
enum class Platform {
    Console,  // an event loop
    Headless, // web pages, but no display
    Display,  // windows
};

// One word of the command line, such as "run". A new one is a class in a file of its own and a line in commands.cpp.
class Command
{
public:
    virtual ~Command() = default;

    virtual QString name() const = 0;
    virtual QString arguments() const = 0; // "PLAN [OUT]": capitals are required; brackets may be left out; … may be repeated
    virtual QString summary() const = 0;   // one line, for the list of commands
    virtual QString description() const { return summary(); }
    virtual QList<QCommandLineOption> options() const { return {}; }
    virtual Platform platform(const QCommandLineParser &) const { return Platform::Console; }

    // Does the work, with the application's event loop at its disposal, and gives the exit code.
    virtual int execute(const Invocation &invocation) = 0;

    // The options of this command and those of all commands.
    void describe(QCommandLineParser &parser) const;
    QString help() const;
    // Nothing, or what is wrong with the parsed command line.
    QString problem(const QCommandLineParser &parser) const;
};

} // namespace Foray
