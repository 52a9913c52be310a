// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QToolButton>

namespace Foray {

// The session whose tabs are shown, and the choice of another: the plan's, a kept one, or a new one.
class SessionPicker final : public QToolButton
{
    Q_OBJECT
public:
    explicit SessionPicker(const QString &dataDir, QWidget *parent = nullptr);

    void setCurrent(const SessionSettings &session);
    void setPlanSession(const SessionSettings &session); // what the open plan asks for
    QList<SessionSettings> choices() const;

Q_SIGNALS:
    void chosen(const Foray::SessionSettings &session);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillMenu();
    void askForName();

    QString m_dataDir;
    SessionSettings m_current;
    SessionSettings m_planSession;
};

// "commits", or "commits (in memory)".
QString sessionText(const SessionSettings &session);

} // namespace Foray
