// SPDX-License-Identifier: MIT
#include "ui/window/sessionpicker.h"

#include "engine/browser/session.h"
#include "ui/look/icons.h"
#include "ui/look/tones.h"

#include <QEvent>
#include <QInputDialog>
#include <QMenu>

namespace Foray {

QString sessionText(const SessionSettings &session)
{
    return session.storage == Storage::Memory ? SessionPicker::tr("%1 (in memory)").arg(session.id) : session.id;
}

SessionPicker::SessionPicker(const QString &dataDir, QWidget *parent)
    : QToolButton(parent)
    , m_dataDir(dataDir)
{
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setAccessibleName(tr("Session"));
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &SessionPicker::fillMenu);
    setCurrent({});
}

void SessionPicker::setCurrent(const SessionSettings &session)
{
    m_current = session;
    setIcon(dotIcon(sessionColor(session.id, palette())));
    setText(tr("session: %1").arg(sessionText(session)).replace(u'&', QStringLiteral("&&")));
    setToolTip(plainToolTip(session.storage == Storage::Memory
                                ? tr("Session '%1' is kept in memory: every run begins without cookies.").arg(session.id)
                                : tr("Session '%1' keeps its cookies and storage.").arg(session.id)));
}

void SessionPicker::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        setIcon(dotIcon(sessionColor(m_current.id, palette())));
    QToolButton::changeEvent(event);
}

void SessionPicker::setPlanSession(const SessionSettings &session)
{
    m_planSession = session;
}

QList<SessionSettings> SessionPicker::choices() const
{
    QList<SessionSettings> choices{m_planSession};
    const QStringList kept = Session::list(m_dataDir);
    for (const SessionSettings &other : {m_current, SessionSettings{}}) {
        if (!choices.contains(other))
            choices += other;
    }
    for (const QString &id : kept) {
        if (const SessionSettings session{id, Storage::Persistent}; !choices.contains(session))
            choices += session;
    }
    return choices;
}

void SessionPicker::fillMenu()
{
    menu()->clear();
    for (const SessionSettings &session : choices()) {
        QString text = sessionText(session).replace(u'&', QStringLiteral("&&"));
        if (session == m_planSession)
            text = tr("%1 · the plan's").arg(text);
        QAction *action = menu()->addAction(dotIcon(sessionColor(session.id, palette())), text);
        action->setCheckable(true);
        action->setChecked(session == m_current);
        connect(action, &QAction::triggered, this, [this, session] { Q_EMIT chosen(session); });
    }
    menu()->addSeparator();
    menu()->addAction(lineIcon(QStringLiteral("add")), tr("New session…"), this, &SessionPicker::askForName);
}

void SessionPicker::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New session"));
    dialog->setLabelText(tr("Name of the session. It keeps its cookies and storage until it is deleted."));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &typed) {
        const QString id = typed.trimmed();
        if (Session::isValidId(id))
            Q_EMIT chosen({id, Storage::Persistent});
        else
            askForName();
    });
    dialog->open();
}

} // namespace Foray
