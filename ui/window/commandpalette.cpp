// SPDX-License-Identifier: MIT
#include "ui/window/commandpalette.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace Foray {

namespace {

constexpr QSize startSize(560, 380);
constexpr int indexRole = Qt::UserRole;

bool matches(const PaletteEntry &command, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return command.text.contains(word, Qt::CaseInsensitive) || command.hint.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

CommandPalette::CommandPalette(const QList<PaletteEntry> &commands, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_commands(commands)
    , m_input(new QLineEdit)
    , m_list(new QListWidget)
{
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(startSize);
    m_input->setPlaceholderText(tr("What do you want to do?"));
    m_input->setAccessibleName(tr("Search commands, steps, sessions and plans"));
    m_input->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::runCurrent);
    filter({});
}

int CommandPalette::shownCount() const
{
    return m_list->count();
}

// The arrow keys move in the list while the input keeps the focus.
bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::filter(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (int i = 0; i < m_commands.size(); ++i) {
        const PaletteEntry &command = m_commands[i];
        if (!matches(command, words))
            continue;
        const QString text = command.hint.isEmpty() ? command.text : QString(command.text + u"   —   " + command.hint);
        auto *item = new QListWidgetItem(command.icon, text, m_list);
        item->setSizeHint({0, 28});
        item->setData(indexRole, i);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const auto run = m_commands[item->data(indexRole).toInt()].run;
    close();
    run();
}

} // namespace Foray
