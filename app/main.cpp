// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/environment.h"
#include "app/terminal.h"
#include "engine/base/suggest.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include <csignal>

using namespace Foray;

namespace {

// The command's name is the first argument that is no option; --data-dir may stand before it.
qsizetype commandIndex(const QStringList &arguments)
{
    qsizetype i = 1;
    while (i < arguments.size() && arguments.at(i).startsWith(u'-'))
        i += arguments.at(i) == u"--data-dir" ? 2 : 1;
    return i;
}

std::unique_ptr<QCoreApplication> makeApplication(Platform platform, int &argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("foray"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FORAY_VERSION));
    if (platform == Platform::Console)
        return std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    return std::make_unique<QApplication>(argc, argv);
}

int execute(Command &command, const QStringList &arguments, Terminal &terminal, int &argc, char **argv)
{
    QCommandLineParser parser;
    command.describe(parser);
    parser.parse(arguments);
    if (parser.isSet(QStringLiteral("help")))
        return terminal.print(command.help().toUtf8()) ? ExitDone : ExitEnvironment;
    if (const QString problem = command.problem(parser); !problem.isEmpty()) {
        terminal.error(problem);
        terminal.say(QCoreApplication::translate("main", "'foray %1 --help' shows how it is used.").arg(command.name()));
        return ExitUsage;
    }
    const Platform platform = command.platform(parser);
    const auto warning = preparePlatform(platform);
    if (!warning) {
        terminal.error(warning.error());
        return exitCodeFor(warning.error());
    }
    if (!warning->isEmpty())
        terminal.error(*warning);
    const auto application = makeApplication(platform, argc, argv);
    return command.execute({.options = parser,
                            .arguments = parser.positionalArguments().mid(1),
                            .dataDir = dataDirFrom(parser.value(QStringLiteral("data-dir"))),
                            .terminal = terminal});
}

int unknownCommand(const QString &word, Terminal &terminal)
{
    QStringList names;
    for (const auto &command : allCommands())
        names.append(command->name());
    terminal.error(QCoreApplication::translate("main", "unknown command '%1'%2").arg(word, didYouMean(word, names)));
    terminal.say(QCoreApplication::translate("main", "'foray --help' lists the commands."));
    return ExitUsage;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is an error of the write
    Terminal terminal;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    const qsizetype at = commandIndex(arguments);
    const QString word = arguments.value(at);
    for (const auto &command : allCommands()) {
        if (command->name() == word)
            return execute(*command, arguments, terminal, argc, argv);
    }
    const QStringList before = arguments.mid(1, at - 1);
    if (before.contains(QStringLiteral("--version")) || before.contains(QStringLiteral("-v")))
        return terminal.print("foray " FORAY_VERSION "\n") ? ExitDone : ExitEnvironment;
    if (before.contains(QStringLiteral("--help")) || before.contains(QStringLiteral("-h")) || word == u"help")
        return terminal.print(generalHelp().toUtf8()) ? ExitDone : ExitEnvironment;
    return unknownCommand(word, terminal);
}
