// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/environment.h"
#include "app/interrupt.h"
#include "app/terminal.h"
#include "engine/base/suggest.h"
#include "engine/browser/session.h"
#include "ui/application.h"
#include "ui/window/addressbar.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include <csignal>

using namespace Foray;

namespace {

const QString windowName = QStringLiteral("window"); // not to be typed

// What runs without a command's name: the window. It is the one command that knows ui.
class WindowCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(WindowCommand)
public:
    QString name() const override { return windowName; }
    QString arguments() const override { return QStringLiteral("[PLAN]"); }
    QString summary() const override { return tr("Opens the window."); }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("session"), tr("The session to browse and run in, whatever the plan says."), tr("NAME")},
                {QStringLiteral("demo"), tr("Serves the built-in site, opens its plan, or PLAN on it, and runs that.")}};
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Display; }

    int execute(const Invocation &invocation) override
    {
        const QString plan = invocation.arguments.value(0);
        Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::interrupted, qApp, &QCoreApplication::quit);
        return runWindow(*qApp, {.planPath = plan,
                                 .dataDir = invocation.dataDir,
                                 .session = invocation.options.value(QStringLiteral("session")),
                                 .demo = invocation.options.isSet(QStringLiteral("demo"))});
    }
};

// The window again, recording at once.
class RecordCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(RecordCommand)
public:
    QString name() const override { return QStringLiteral("record"); }
    QString arguments() const override { return QStringLiteral("URL"); }
    QString summary() const override { return tr("Opens the window and records what you do from an address on."); }
    QList<QCommandLineOption> options() const override
    {
        return {{QStringLiteral("session"), tr("The session to record in."), tr("NAME")},
                {{QStringLiteral("o"), QStringLiteral("output")}, tr("The plan; it is saved after each step."), tr("PLAN")}};
    }
    Platform platform(const QCommandLineParser &) const override { return Platform::Display; }

    int execute(const Invocation &invocation) override
    {
        const auto url = urlFromTyped(invocation.arguments.value(0));
        if (!url) {
            invocation.terminal.error(
                tr("'%1' is no address; type one such as https://example.com").arg(invocation.arguments.value(0)));
            return ExitUsage;
        }
        Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::interrupted, qApp, &QCoreApplication::quit);
        return runWindow(*qApp, {.dataDir = invocation.dataDir,
                                 .session = invocation.options.value(QStringLiteral("session")),
                                 .recordUrl = *url,
                                 .savePath = invocation.options.value(QStringLiteral("o"))});
    }
};

bool looksLikeFile(const QString &word)
{
    return word.contains(u'/') || word.endsWith(u".json", Qt::CaseInsensitive) || QFileInfo::exists(word);
}

// The command's name is the first argument that is no option; --data-dir and the window's --session may stand before it.
qsizetype commandIndex(const QStringList &arguments)
{
    qsizetype i = 1;
    while (i < arguments.size() && arguments.at(i).startsWith(u'-'))
        i += arguments.at(i) == u"--data-dir" || arguments.at(i) == u"--session" ? 2 : 1;
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
        const QString word = command.name() == windowName ? QString() : command.name() + u' ';
        terminal.say(QCoreApplication::translate("main", "'foray %1--help' shows how it is used.").arg(word));
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
    auto application = makeApplication(platform, argc, argv);
    const QString dataDir = dataDirFrom(parser.value(QStringLiteral("data-dir")));
    const int code = command.execute(
        {.options = parser, .arguments = parser.positionalArguments().mid(1), .dataDir = dataDir, .terminal = terminal});
    application.reset(); // ends Chromium
    if (platform != Platform::Console)
        Session::removeCopies(dataDir);
    return code;
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
    silenceLibraries();
    Terminal terminal;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    const qsizetype at = commandIndex(arguments);
    const QString word = arguments.value(at);
    if (RecordCommand record; word == record.name())
        return execute(record, arguments, terminal, argc, argv);
    for (const auto &command : allCommands()) {
        if (command->name() == word)
            return execute(*command, arguments, terminal, argc, argv);
    }
    const QStringList before = arguments.mid(1, at - 1);
    if (before.contains(QStringLiteral("--version")) || before.contains(QStringLiteral("-v")))
        return terminal.print("foray " FORAY_VERSION "\n") ? ExitDone : ExitEnvironment;
    if (before.contains(QStringLiteral("--help")) || before.contains(QStringLiteral("-h")) || word == u"help")
        return terminal.print(generalHelp().toUtf8()) ? ExitDone : ExitEnvironment;
    if (!word.isEmpty() && !looksLikeFile(word))
        return unknownCommand(word, terminal);
    // Said before a display is asked for.
    if (!word.isEmpty() && !QFileInfo(word).isFile()) {
        terminal.error(QCoreApplication::translate("main", "there is no file '%1'").arg(word));
        return ExitUsage;
    }
    WindowCommand window;
    arguments.insert(1, windowName);
    return execute(window, arguments, terminal, argc, argv);
}
