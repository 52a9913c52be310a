// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/target.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace Foray {

// A target's selectors, best first: to rank, to change, to add and to remove. Its frames and fingerprint stay as they are.
class SelectorList final : public QWidget
{
    Q_OBJECT
public:
    enum class Emptiness { Allowed, Refused };

    SelectorList(const QString &name, Emptiness emptiness, QWidget *parent = nullptr);

    const Target &target() const { return m_target; }
    void setTarget(const Target &target);
    void setLoops(const QStringList &names); // the `as` of the loops around, for `within`
    void showError(const QString &message);
    void showMatches(const QList<int> &counts); // of each selector, in the page in front; fewer: the others are not known
    int current() const;
    void setCurrent(int row);
    void move(int from, int to);
    void add();
    void removeCurrent();

Q_SIGNALS:
    void edited(const Foray::Target &target);
    void pickWanted();

private:
    QWidget *makeButtons();
    QToolButton *makeButton(const char *iconName, const QString &text, const QString &shortcut, void (SelectorList::*act)());
    void showCurrent();
    void selectorTyped();
    void rowsMoved();
    void moveUp() { move(current(), current() - 1); }
    void moveDown() { move(current(), current() + 1); }
    void tell();
    void fill(int row);

    Target m_target;
    Emptiness m_emptiness;
    bool m_adding = false; // the line holds a selector that the target does not have yet
    QListWidget *m_list;
    QComboBox *m_kind;
    QLineEdit *m_text;
    QComboBox *m_within;
    QWidget *m_withinRow;
    QLabel *m_error;
};

// The parts of a selector as one text; a path through shadow roots is joined by " >>> ".
QString selectorText(const Selector &selector);
Selector selectorOf(const QString &text);

} // namespace Foray
