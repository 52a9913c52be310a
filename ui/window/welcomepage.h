// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>
#include <QStringList>

class QAction;
class QLabel;
class QVBoxLayout;

namespace Foray {

// What the window shows while no page is open: how to begin; or, with a plan, how to run it.
class WelcomePage final : public QScrollArea
{
    Q_OBJECT
public:
    WelcomePage(QAction *openPlan, QAction *tryDemo, QAction *run, QWidget *parent = nullptr);

    void setRecent(const QStringList &paths);
    void setPlan(const QString &title, bool hasSteps = true); // empty: none is open

Q_SIGNALS:
    void recentChosen(const QString &path);

private:
    QLabel *m_title;
    QLabel *m_text;
    QWidget *m_begin;
    QWidget *m_run;
    QWidget *m_recent;
    QVBoxLayout *m_recentList;
};

} // namespace Foray
