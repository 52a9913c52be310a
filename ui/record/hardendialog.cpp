// SPDX-License-Identifier: MIT
#include "ui/record/hardendialog.h"

#include "engine/replay/rehearsal.h"
#include "ui/inspector/errorlabel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Foray {

namespace {

void number(const std::vector<Step> &steps, QHash<QString, int> &order)
{
    for (const Step &step : steps) {
        order.insert(step.id, int(order.size()));
        for (const auto &[key, children] : childLists(step))
            number(*children, order);
    }
}

} // namespace

HardenDialog::HardenDialog(const Plan &plan, QWidget *parent)
    : QDialog(parent)
    , m_words(new QLabel)
    , m_progress(new QProgressBar)
    , m_step(makeQuietLabel({}))
    , m_layout(new QVBoxLayout(this))
{
    setWindowTitle(tr("Replay to harden"));
    setAttribute(Qt::WA_DeleteOnClose);
    number(plan.steps, m_order);
    number(plan.finallySteps, m_order);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setText(tr(
        "The plan is replayed twice to see which of its waits matter and which selectors hold. That happens in a "
        "copy of the session; the page in the window stays as it is. What the plan sends, such as a form, is really sent, each "
        "time."));
    m_progress->setRange(0, Rehearsal::replays * qMax(1, int(m_order.size())));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the replays"));
    m_step->setText(tr("Replay 1 of %1").arg(Rehearsal::replays));
    m_layout->setSpacing(12);
    m_layout->addWidget(m_words);
    m_layout->addWidget(m_progress);
    m_layout->addWidget(m_step);
    addButtons();
    setMinimumWidth(520);
    adjustSize();
}

void HardenDialog::addButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void HardenDialog::showStep(int replay, const StepEvent &event)
{
    const int done = (replay - 1) * int(m_order.size()) + m_order.value(event.stepId);
    m_progress->setValue(std::max(m_progress->value(), done)); // a loop goes back
    m_step->setText(tr("Replay %1 of %2: %3").arg(replay).arg(Rehearsal::replays).arg(event.sentence));
}

void HardenDialog::showFound(const QList<HardenList::Item> &items, const QString &trouble)
{
    m_progress->hide();
    m_step->setText(trouble);
    m_step->setVisible(!trouble.isEmpty());
    if (items.isEmpty()) {
        m_words->setText(tr("Nothing to change: in both replays each wait was for something that its step caused, and the first "
                            "selectors meant their elements."));
        m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
        adjustSize();
        return;
    }
    m_words->setText(
        items.size() == 1
            ? tr("The replays agree upon 1 change. Nothing else is touched; what you wrote stays.")
            : tr("The replays agree upon %1 changes. Nothing else is touched; what you wrote stays.").arg(items.size()));
    m_list = new HardenList(items);
    connect(m_list, &HardenList::chosenChanged, this, &HardenDialog::showChosen);
    m_layout->addWidget(m_list, 1);
    delete m_buttons; // ones before the list would keep Tab to themselves
    addButtons();
    m_apply = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_apply->setDefault(true);
    m_list->setFocus();
    showChosen();
    grow();
}

// Around its middle.
void HardenDialog::grow()
{
    const QPoint middle = geometry().center();
    const QSize room = parentWidget() ? parentWidget()->size() : QSize(720, 560);
    resize(room.boundedTo({720, 560}));
    move(pos() + middle - geometry().center());
}

void HardenDialog::showChosen()
{
    const qsizetype count = chosen().size();
    m_apply->setText(count == 1 ? tr("Apply 1 change") : tr("Apply %1 changes").arg(count));
    m_apply->setEnabled(count > 0);
}

QString HardenDialog::words() const
{
    return m_words->text();
}

QList<Hardening> HardenDialog::chosen() const
{
    return m_list ? m_list->chosen() : QList<Hardening>();
}

} // namespace Foray
