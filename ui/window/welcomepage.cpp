// SPDX-License-Identifier: MIT
#include "ui/window/welcomepage.h"

#include "ui/look/tones.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

namespace Foray {

namespace {

constexpr int columnWidth = 460;

QCommandLinkButton *linkFor(QAction *action, const QString &description)
{
    auto *button = new QCommandLinkButton(action->text(), description);
    button->setIcon(action->icon());
    button->setToolTip(action->toolTip());
    button->setAccessibleName(action->text());
    QObject::connect(button, &QCommandLinkButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    return button;
}

QWidget *group(std::initializer_list<QWidget *> children)
{
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (QWidget *child : children)
        layout->addWidget(child);
    return widget;
}

QLabel *heading(const QString &text, double scale)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QAction *openPlan, QAction *tryDemo, QAction *run, QWidget *parent)
    : QScrollArea(parent)
    , m_title(heading({}, 1.6))
    , m_text(new QLabel)
    , m_begin(group({linkFor(openPlan, tr("A crawl that was kept in a .foray.json file")),
                     linkFor(tryDemo, tr("Foray serves a small site of its own and opens a plan that crawls it"))}))
    , m_run(group({linkFor(run, tr("Its pages open here; its rows arrive in the table below"))}))
    , m_recentList(new QVBoxLayout)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setBackgroundRole(QPalette::Base);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_recent = group({heading(tr("Recent plans"), 1.0)});
    static_cast<QVBoxLayout *>(m_recent->layout())->addLayout(m_recentList);
    m_recentList->setSpacing(0);

    auto *column = new QWidget;
    column->setFixedWidth(columnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(12);
    layout->addStretch(2);
    for (QWidget *child : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text), m_begin, m_run, m_recent})
        layout->addWidget(child);
    layout->addStretch(3);
    auto *page = new QWidget;
    auto *center = new QHBoxLayout(page);
    center->addWidget(column, 0, Qt::AlignHCenter);
    setWidget(page);
    setPlan({});
    setRecent({});
}

void WelcomePage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &path : paths) {
        QString name = QFileInfo(path).fileName();
        auto *button = new QCommandLinkButton(name.replace(u'&', QStringLiteral("&&")), QFileInfo(path).absolutePath());
        button->setToolTip(plainToolTip(path));
        connect(button, &QCommandLinkButton::clicked, this, [this, path] { Q_EMIT recentChosen(path); });
        m_recentList->addWidget(button);
    }
    m_recent->setVisible(!paths.isEmpty() && m_begin->isVisibleTo(widget()));
}

void WelcomePage::setPlan(const QString &title, bool hasSteps)
{
    const bool open = !title.isEmpty();
    m_title->setText(open ? title : tr("Crawl by pointing"));
    m_text->setText(open && hasSteps ? tr("The plan is ready. Its steps stand at the left.")
                    : open           ? tr("The plan has no steps yet. Type an address above and press Record, then use the page.")
                                     : tr("Foray replays what you do in a browser and gives you the rows."));
    m_begin->setVisible(!open);
    m_run->setVisible(open && hasSteps);
    m_recent->setVisible(!open && m_recentList->count() > 0);
}

} // namespace Foray
