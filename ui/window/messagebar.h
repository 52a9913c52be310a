// SPDX-License-Identifier: MIT
#pragma once

#include "ui/run/failure.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace Foray {

// Says what went wrong, above the page: what happened, what was expected and seen, what to do, with the buttons for it.
class MessageBar final : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showTrouble(const Trouble &trouble);
    void showOffer(const Trouble &offer); // the same without anything being wrong
    void showNote(const QString &text);   // something that worked and is worth knowing
    QStringList texts() const;            // the parts shown

Q_SIGNALS:
    void chosen(Foray::Remedy remedy, const QString &stepId);
    void shownChanged(bool shown);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void present(const Trouble &trouble, bool isTrouble);
    void paintMark();

    bool m_isTrouble = true;
    QLabel *m_mark;
    QLabel *m_what;
    QLabel *m_seen;
    QLabel *m_advice;
    QHBoxLayout *m_buttons;
};

} // namespace Foray
