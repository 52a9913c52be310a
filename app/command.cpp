// SPDX-License-Identifier: MIT
#include "app/command.h"

#include "engine/base/suggest.h"

#include <QCoreApplication>

namespace Foray {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Command", text);
}

} // namespace

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::InvalidArgument:
    case ErrorKind::InvalidPlan:
    case ErrorKind::InvalidSelector: return ExitUsage;
    case ErrorKind::Io:
    case ErrorKind::SessionLocked:
    case ErrorKind::SessionNotCreated: return ExitEnvironment;
    case ErrorKind::Cancelled: return ExitCancelled;
    default: return ExitFailed;
    }
}

void Command::describe(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(description());
    parser.addOptions(options());
    parser.addOption({QStringLiteral("data-dir"), tr("Where sessions and runs are kept (or set FORAY_DATA_DIR)."), tr("DIR")});
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, tr("Shows this help.")});
}

QString Command::help() const
{
    QCommandLineParser parser;
    describe(parser);
    QString text = parser.helpText();
    // Qt's first line names the program alone.
    const QString usage = QStringLiteral("foray ") + name() + u' ' + arguments();
    text.replace(0, text.indexOf(u'\n'), tr("Usage: %1").arg(usage.trimmed() + tr(" [options]")));
    return text;
}

QString Command::problem(const QCommandLineParser &parser) const
{
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        QStringList known;
        for (const QCommandLineOption &option : options())
            known += option.names();
        return tr("unknown option '%1'%2").arg(unknown.first(), didYouMean(unknown.first(), known));
    }
    if (!parser.errorText().isEmpty())
        return parser.errorText();
    const QStringList words = arguments().split(u' ', Qt::SkipEmptyParts);
    const qsizetype given = parser.positionalArguments().size() - 1; // the first is the command
    qsizetype required = 0;
    bool open = false;
    for (const QString &word : words) {
        required += !word.startsWith(u'[');
        open = open || word.contains(u'…');
    }
    if (given < required)
        return tr("%1 is missing").arg(words.at(given));
    if (given > words.size() && !open)
        return tr("unexpected argument '%1'").arg(parser.positionalArguments().at(words.size() + 1));
    return {};
}

} // namespace Foray
