// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"
#include "ui/record/hardenlist.h"

#include <QDialog>
#include <QHash>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Foray {

// "Replay to harden", from the first step of its replays to the changes that the person takes. Accepted: what is chosen() is to
// be applied. Rejected at any time: nothing is.
class HardenDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit HardenDialog(const Plan &plan, QWidget *parent = nullptr);

    void showStep(int replay, const StepEvent &event);
    // The replays are over. `trouble`: why the last one came to no end, empty otherwise.
    void showFound(const QList<HardenList::Item> &items, const QString &trouble);

    QString words() const; // what it says at its top
    QList<Hardening> chosen() const;

private:
    void showChosen();
    void grow();
    void addButtons();

    QHash<QString, int> m_order; // the steps, as they stand in the plan
    QLabel *m_words;
    QProgressBar *m_progress;
    QLabel *m_step;
    HardenList *m_list = nullptr;
    QVBoxLayout *m_layout;
    QDialogButtonBox *m_buttons;
    QPushButton *m_apply = nullptr; // when there is something to apply
};

} // namespace Foray
