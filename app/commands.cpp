// SPDX-License-Identifier: MIT
#include "app/commands.h"

#include <QCoreApplication>

namespace Foray {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(makeRunCommand());
    commands.push_back(makeExtractCommand());
    commands.push_back(makeCheckCommand());
    commands.push_back(makeDetectCommand());
    commands.push_back(makeTargetCommand());
    commands.push_back(makeFindCommand());
    commands.push_back(makeRunsCommand());
    commands.push_back(makeRowsCommand());
    commands.push_back(makeSessionsCommand());
    commands.push_back(makeDemoCommand());
    return commands;
}

QString generalHelp()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Command", text); };
    QString text = tr("Usage: foray [PLAN] [--demo]       opens the window\n"
                      "       foray record URL [-o PLAN]  opens it and records what you do there\n"
                      "       foray COMMAND [arguments]   works without one\n\n"
                      "Commands:\n");
    for (const auto &command : allCommands())
        text += QStringLiteral("  %1  %2\n").arg(command->name(), -10).arg(command->summary());
    return text + tr("\nOptions:\n"
                     "  --data-dir DIR  Where sessions and runs are kept (or set FORAY_DATA_DIR).\n"
                     "  -h, --help      Shows this help; 'foray COMMAND --help' that of a command.\n"
                     "  -v, --version   Shows the version.\n");
}

} // namespace Foray
