// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"

#include <memory>
#include <vector>

namespace Foray {

std::unique_ptr<Command> makeCheckCommand();
std::unique_ptr<Command> makeDemoCommand();
std::unique_ptr<Command> makeExtractCommand();
std::unique_ptr<Command> makeFindCommand();
std::unique_ptr<Command> makeRowsCommand();
std::unique_ptr<Command> makeRunCommand();
std::unique_ptr<Command> makeRunsCommand();
std::unique_ptr<Command> makeSessionsCommand();
std::unique_ptr<Command> makeDetectCommand();
std::unique_ptr<Command> makeTargetCommand();

// All, in the order of the help.
std::vector<std::unique_ptr<Command>> allCommands();

// What `foray --help` says.
QString generalHelp();

} // namespace Foray
