// SPDX-License-Identifier: MIT
#include "ui/window/messagebar.h"

#include "ui/look/icons.h"
#include "ui/look/tones.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace Foray {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new QLabel)
    , m_what(new QLabel)
    , m_seen(new QLabel)
    , m_advice(new QLabel)
    , m_buttons(new QHBoxLayout)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Message"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    for (QLabel *label : {m_what, m_seen, m_advice}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        texts->addWidget(label);
    }
    QFont bold = m_what->font();
    bold.setBold(true);
    m_what->setFont(bold);
    m_buttons->setSpacing(8);
    texts->addLayout(m_buttons);
    auto *close = new QToolButton;
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message (Esc)"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void MessageBar::showTrouble(const Trouble &trouble)
{
    present(trouble, true);
}

void MessageBar::showOffer(const Trouble &offer)
{
    present(offer, false);
}

void MessageBar::showNote(const QString &text)
{
    present(Trouble{text, {}, {}, {}, {}}, false);
}

QStringList MessageBar::texts() const
{
    return {m_what->text(), m_seen->text(), m_advice->text()};
}

void MessageBar::present(const Trouble &trouble, bool isTrouble)
{
    m_isTrouble = isTrouble;
    // Messages may quote a page at length; the whole is in the run's log.
    constexpr qsizetype longest = 600;
    const QString seen = trouble.seen.size() > longest ? QString(trouble.seen.left(longest) + u'…') : trouble.seen;
    const std::initializer_list<std::pair<QLabel *, QString>> parts{
        {m_what, trouble.what}, {m_seen, seen}, {m_advice, trouble.advice}};
    for (const auto &[label, text] : parts) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    }
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (Remedy remedy : trouble.remedies) {
        auto *button = new QPushButton(remedyText(remedy));
        connect(button, &QPushButton::clicked, this, [this, remedy, id = trouble.stepId] { Q_EMIT chosen(remedy, id); });
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch(1);
    paintMark();
    show();
}

void MessageBar::paintMark()
{
    const Tones tone = tones(palette());
    m_mark->setPixmap(
        lineIcon(m_isTrouble ? QStringLiteral("error") : QStringLiteral("info"), m_isTrouble ? tone.failure : tone.accent)
            .pixmap(20, 20));
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintMark();
    QFrame::changeEvent(event);
}

void MessageBar::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    Q_EMIT shownChanged(true);
}

void MessageBar::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT shownChanged(false);
}

} // namespace Foray
