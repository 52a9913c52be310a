// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QIcon>
#include <QList>

#include <functional>

class QLineEdit;
class QListWidget;

namespace Foray {

struct PaletteEntry
{
    QString text;
    QString hint; // its shortcut, or what kind of thing it is
    QIcon icon;
    std::function<void()> run;
};

// Everything the window can do, found by typing a few letters of each word.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    explicit CommandPalette(const QList<PaletteEntry> &commands, QWidget *parent = nullptr);

    int shownCount() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &typed);
    void runCurrent();

    QList<PaletteEntry> m_commands;
    QLineEdit *m_input;
    QListWidget *m_list;
};

} // namespace Foray
