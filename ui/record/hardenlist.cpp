// SPDX-License-Identifier: MIT
#include "ui/record/hardenlist.h"

#include "ui/inspector/errorlabel.h"

#include <QCheckBox>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace Foray {

namespace {

QString words(const QList<Condition> &waits)
{
    QStringList sentences;
    for (const Condition &condition : waits)
        sentences.append(sentence(condition));
    return waits.isEmpty() ? HardenList::tr("Waits for nothing")
                           : HardenList::tr("Waits until %1").arg(sentences.join(HardenList::tr(" and ")));
}

QString words(const QList<Selector> &selectors)
{
    QStringList quoted;
    for (const Selector &selector : selectors)
        quoted.append(QStringLiteral("'%1'").arg(selector.join(QStringLiteral(" >>> "))));
    return HardenList::tr("Looks for %1").arg(quoted.join(HardenList::tr(", then ")));
}

struct Difference
{
    QString before;
    QString after;
};

Difference differenceOf(const Hardening &hardening)
{
    if (hardening.kind == Hardening::Kind::SelectorsReordered)
        return {words(hardening.selectorsBefore), words(hardening.selectorsAfter)};
    return {words(hardening.waitsBefore), words(hardening.waitsAfter)};
}

} // namespace

HardenList::HardenList(const QList<Item> &items, QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setAccessibleName(tr("Changes"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    for (const Item &item : items) {
        if (!m_boxes.isEmpty()) {
            auto *line = new QFrame;
            line->setFrameShape(QFrame::HLine);
            line->setForegroundRole(QPalette::Mid);
            layout->addWidget(line);
        }
        layout->addWidget(makeCard(item));
    }
    layout->addStretch(1);
    setWidget(content);
    if (!m_boxes.isEmpty())
        setFocusProxy(m_boxes.constFirst().second); // which brings itself into view, as the others do
}

QWidget *HardenList::makeCard(const Item &item)
{
    auto *box = new QCheckBox(QString(item.title).replace(u'&', QStringLiteral("&&")));
    QFont bold = box->font();
    bold.setBold(true);
    box->setFont(bold);
    box->setChecked(true);
    connect(box, &QCheckBox::toggled, this, &HardenList::chosenChanged);
    m_boxes.append({item.hardening, box});

    auto *card = new QWidget;
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(box, 0, 0, 1, 2);
    const Difference difference = differenceOf(item.hardening);
    const std::initializer_list<std::pair<QString, QString>> rows{
        {tr("Before"), difference.before}, {tr("After"), difference.after}, {tr("Why"), item.hardening.because.join(u' ')}};
    QStringList spoken;
    for (const auto &[name, text] : rows) {
        const int row = grid->rowCount();
        auto *label = new QLabel(text);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *heading = makeQuietLabel(name);
        heading->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
        heading->setWordWrap(false);
        heading->setIndent(26); // below the text of the box
        grid->addWidget(heading, row, 0, Qt::AlignTop);
        grid->addWidget(label, row, 1);
        spoken.append(tr("%1: %2").arg(name, text));
    }
    box->setAccessibleDescription(spoken.join(u'\n'));
    return card;
}

QList<Hardening> HardenList::chosen() const
{
    QList<Hardening> ticked;
    for (const auto &[hardening, box] : m_boxes) {
        if (box->isChecked())
            ticked.append(hardening);
    }
    return ticked;
}

} // namespace Foray
