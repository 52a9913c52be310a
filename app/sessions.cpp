// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/terminal.h"
#include "engine/base/suggest.h"
#include "engine/browser/session.h"

#include <QCoreApplication>

namespace Foray {

namespace {

class SessionsCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(SessionsCommand)
public:
    QString name() const override { return QStringLiteral("sessions"); }
    QString arguments() const override { return QStringLiteral("VERB [NAME…]"); }
    QString summary() const override { return tr("Lists, makes, copies and removes saved sessions."); }
    QString description() const override
    {
        return tr("foray sessions list               the saved sessions, one a line\n"
                  "foray sessions create NAME…       new, empty ones\n"
                  "foray sessions clone NAME NEW     a copy, logged in where the first is\n"
                  "foray sessions delete NAME…       removes all that they kept");
    }

    int execute(const Invocation &invocation) override
    {
        const QString verb = invocation.arguments.first();
        const QStringList names = invocation.arguments.mid(1);
        const Result<> done = dispatch(verb, names, invocation);
        if (done)
            return ExitDone;
        invocation.terminal.error(done.error());
        return exitCodeFor(done.error());
    }

private:
    static Result<> dispatch(const QString &verb, const QStringList &names, const Invocation &invocation)
    {
        const QStringList verbs{QStringLiteral("list"), QStringLiteral("create"), QStringLiteral("clone"),
                                QStringLiteral("delete")};
        switch (verbs.indexOf(verb)) {
        case 0: return wanted(names, 0, 0) ? list(invocation) : usage(tr("'list' takes no names"));
        case 1: return wanted(names, 1, names.size()) ? each(names, invocation, Session::create) : usage(tr("NAME is missing"));
        case 2:
            return wanted(names, 2, 2) ? Session::clone(names.at(0), names.at(1), invocation.dataDir)
                                       : usage(tr("'clone' wants NAME and NEW"));
        case 3: return wanted(names, 1, names.size()) ? each(names, invocation, Session::remove) : usage(tr("NAME is missing"));
        default: return usage(tr("unknown verb '%1'%2").arg(verb, didYouMean(verb, verbs)));
        }
    }

    static bool wanted(const QStringList &names, qsizetype least, qsizetype most)
    {
        return names.size() >= least && names.size() <= most;
    }

    static Result<> usage(const QString &text) { return failure(ErrorKind::InvalidArgument, text); }

    static Result<> list(const Invocation &invocation)
    {
        QString text;
        for (const QString &id : Session::list(invocation.dataDir))
            text += id + u'\n';
        return invocation.terminal.print(text.toUtf8());
    }

    static Result<> each(const QStringList &names, const Invocation &invocation,
                         Result<> (*work)(const QString &, const QString &))
    {
        for (const QString &name : names) {
            if (auto done = work(name, invocation.dataDir); !done)
                return done;
        }
        return {};
    }
};

} // namespace

std::unique_ptr<Command> makeSessionsCommand()
{
    return std::make_unique<SessionsCommand>();
}

} // namespace Foray
