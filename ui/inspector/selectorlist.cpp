// SPDX-License-Identifier: MIT
#include "ui/inspector/selectorlist.h"

#include "ui/inspector/errorlabel.h"
#include "ui/inspector/matchdelegate.h"
#include "ui/look/icons.h"
#include "ui/look/tones.h"

#include <QAction>
#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Foray {

namespace {

const QString pathSeparator = QStringLiteral(" >>> ");

struct SelectorKind
{
    const char *prefix;
    const char *words;
};

// Best first, as the recorder ranks them. Bare text is CSS, so that comes last of all that may match.
constexpr SelectorKind kinds[] = {{"testid/", QT_TRANSLATE_NOOP("Foray::SelectorList", "test id")},
                                  {"aria/", QT_TRANSLATE_NOOP("Foray::SelectorList", "role, name")},
                                  {"label/", QT_TRANSLATE_NOOP("Foray::SelectorList", "label")},
                                  {"placeholder/", QT_TRANSLATE_NOOP("Foray::SelectorList", "placeholder")},
                                  {"text/", QT_TRANSLATE_NOOP("Foray::SelectorList", "text")},
                                  {"alt/", QT_TRANSLATE_NOOP("Foray::SelectorList", "alt text")},
                                  {"title/", QT_TRANSLATE_NOOP("Foray::SelectorList", "title")},
                                  {"pierce/", QT_TRANSLATE_NOOP("Foray::SelectorList", "CSS, deep")},
                                  {"xpath/", QT_TRANSLATE_NOOP("Foray::SelectorList", "XPath")},
                                  {"css/", QT_TRANSLATE_NOOP("Foray::SelectorList", "CSS")}};

QString prefixOf(const QString &selector)
{
    for (const SelectorKind &kind : kinds) {
        if (selector.startsWith(QLatin1String(kind.prefix)))
            return QLatin1String(kind.prefix);
    }
    return QStringLiteral("css/");
}

QString withoutPrefix(const QString &selector)
{
    const QString prefix = prefixOf(selector);
    return selector.startsWith(prefix) ? selector.mid(prefix.size()) : selector;
}

} // namespace

QString selectorText(const Selector &selector)
{
    return selector.join(pathSeparator);
}

Selector selectorOf(const QString &text)
{
    Selector parts;
    for (const QString &part : text.split(pathSeparator))
        parts += part.trimmed();
    parts.removeAll(QString());
    return parts;
}

SelectorList::SelectorList(const QString &name, Emptiness emptiness, QWidget *parent)
    : QWidget(parent)
    , m_emptiness(emptiness)
    , m_list(new QListWidget)
    , m_kind(new QComboBox)
    , m_text(new QLineEdit)
    , m_within(new QComboBox)
    , m_withinRow(new QWidget)
    , m_error(makeErrorLabel())
{
    m_list->setAccessibleName(tr("Selectors of %1, best first").arg(name));
    m_list->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_list->setItemDelegate(new MatchDelegate(m_list));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentRowChanged, this, &SelectorList::showCurrent);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &SelectorList::rowsMoved);
    m_kind->setAccessibleName(tr("Kind of the selector"));
    m_kind->setToolTip(tr("Kind of the selector"));
    for (const SelectorKind &kind : kinds)
        m_kind->addItem(tr(kind.words), QLatin1String(kind.prefix));
    m_text->setAccessibleName(tr("Selector"));
    m_text->setFont(m_list->font());
    m_text->setPlaceholderText(tr("selector"));
    connect(m_kind, &QComboBox::activated, this, &SelectorList::selectorTyped);
    connect(m_text, &QLineEdit::textEdited, this, &SelectorList::selectorTyped);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_kind);
    line->addWidget(m_text, 1);
    auto *withinLayout = new QHBoxLayout(m_withinRow);
    withinLayout->setContentsMargins({});
    withinLayout->addWidget(new QLabel(tr("Looked for in")));
    withinLayout->addWidget(m_within, 1);
    m_within->setAccessibleName(tr("Where the selectors start"));
    connect(m_within, &QComboBox::activated, this, [this](int index) {
        m_target.within = m_within->itemData(index).toString();
        tell();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_list);
    layout->addLayout(line);
    layout->addWidget(m_error);
    layout->addWidget(makeButtons());
    layout->addWidget(m_withinRow);
    setLoops({});
    fill(0);
}

QToolButton *SelectorList::makeButton(const char *iconName, const QString &text, const QString &shortcut,
                                      void (SelectorList::*act)())
{
    auto *action = new QAction(lineIcon(QLatin1String(iconName)), text, this);
    if (!shortcut.isEmpty()) {
        action->setShortcut(QKeySequence(shortcut));
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    }
    connect(action, &QAction::triggered, this, act);
    m_list->addAction(action);
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    return button;
}

QWidget *SelectorList::makeButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeButton("up", tr("Try this selector earlier"), QStringLiteral("Alt+Up"), &SelectorList::moveUp));
    layout->addWidget(makeButton("down", tr("Try this selector later"), QStringLiteral("Alt+Down"), &SelectorList::moveDown));
    layout->addWidget(makeButton("add", tr("Add a selector"), QStringLiteral("Ins"), &SelectorList::add));
    layout->addWidget(makeButton("delete", tr("Remove this selector"), QStringLiteral("Del"), &SelectorList::removeCurrent));
    layout->addStretch(1);
    auto *pick = new QToolButton;
    pick->setIcon(lineIcon(QStringLiteral("target")));
    pick->setText(tr("Pick"));
    pick->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    pick->setAutoRaise(true);
    pick->setToolTip(tr("Point at the element in the page (Ctrl+Shift+G)"));
    pick->setAccessibleName(tr("Pick the element in the page"));
    connect(pick, &QToolButton::clicked, this, &SelectorList::pickWanted);
    layout->addWidget(pick);
    return row;
}

void SelectorList::setTarget(const Target &target)
{
    if (target == m_target)
        return;
    const bool keepsPlace = target.selectors.size() == m_target.selectors.size();
    m_target = target;
    m_adding = false;
    m_within->setCurrentIndex(std::max(0, m_within->findData(target.within)));
    fill(keepsPlace ? current() : 0);
}

void SelectorList::setLoops(const QStringList &names)
{
    m_within->clear();
    m_within->addItem(tr("the whole page"), QString());
    QStringList all = names;
    if (!m_target.within.isEmpty() && !all.contains(m_target.within))
        all += m_target.within;
    for (const QString &name : std::as_const(all))
        m_within->addItem(tr("the current %1").arg(name), name);
    m_within->setCurrentIndex(std::max(0, m_within->findData(m_target.within)));
    m_withinRow->setVisible(!all.isEmpty());
}

void SelectorList::showError(const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    m_text->setAccessibleDescription(message);
}

void SelectorList::showMatches(const QList<int> &counts)
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const QString text = item->text();
        const bool isKnown = row < counts.size();
        item->setData(MatchDelegate::CountRole, isKnown ? QVariant(counts[row]) : QVariant());
        item->setData(Qt::AccessibleTextRole, isKnown ? tr("%1, %2").arg(text, MatchDelegate::words(counts[row])) : text);
    }
    m_list->viewport()->update();
}

int SelectorList::current() const
{
    return m_list->currentRow();
}

void SelectorList::setCurrent(int row)
{
    m_list->setCurrentRow(row);
}

void SelectorList::fill(int row)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Selector &selector : std::as_const(m_target.selectors)) {
        auto *item = new QListWidgetItem(selectorText(selector), m_list);
        item->setToolTip(plainToolTip(selectorText(selector)));
    }
    const int shown = std::clamp(int(m_target.selectors.size()), 1, 5);
    m_list->setFixedHeight(shown * std::max(m_list->sizeHintForRow(0), m_list->fontMetrics().height()) + 8);
    m_list->setCurrentRow(std::clamp(row, -1, m_list->count() - 1));
    showCurrent();
    showError({});
}

void SelectorList::showCurrent()
{
    m_adding = current() < 0;
    const Selector selector = m_adding ? Selector() : m_target.selectors.value(current());
    const bool isPath = selector.size() > 1;
    const QString text = selectorText(selector);
    m_kind->setEnabled(!isPath);
    m_kind->setCurrentIndex(m_kind->findData(prefixOf(text)));
    const QString shown = isPath ? text : withoutPrefix(text);
    if (m_text->text() != shown)
        m_text->setText(shown);
}

void SelectorList::selectorTyped()
{
    const Selector before = m_adding ? Selector() : m_target.selectors.value(current());
    const QString typed = m_text->text().trimmed();
    if (typed.isEmpty()) {
        showError(m_adding ? QString() : tr("the selector is empty"));
        return;
    }
    // A path names the kind of each of its parts.
    const QString prefix = before.size() > 1 || typed.contains(pathSeparator) ? QString() : m_kind->currentData().toString();
    const Selector selector = selectorOf(prefix + typed);
    showError({});
    if (m_adding) {
        m_target.selectors += selector;
        m_adding = false;
    } else {
        m_target.selectors[current()] = selector;
    }
    const int row = before.isEmpty() ? int(m_target.selectors.size()) - 1 : current();
    const int cursor = m_text->cursorPosition();
    const QString text = m_text->text();
    fill(row);
    m_text->setText(text); // with the spaces that fill() has trimmed
    m_text->setCursorPosition(cursor);
    tell();
}

void SelectorList::move(int from, int to)
{
    if (from < 0 || to < 0 || to >= m_target.selectors.size())
        return;
    m_target.selectors.move(from, to);
    fill(to);
    tell();
}

void SelectorList::rowsMoved()
{
    QList<Selector> ranked;
    for (int row = 0; row < m_list->count(); ++row)
        ranked += selectorOf(m_list->item(row)->text());
    m_target.selectors = ranked;
    tell();
}

void SelectorList::add()
{
    m_list->setCurrentRow(-1);
    showCurrent();
    m_text->setFocus();
}

void SelectorList::removeCurrent()
{
    const int row = current();
    if (row < 0)
        return;
    Target without = m_target;
    without.selectors.removeAt(row);
    if (without.isEmpty() && m_emptiness == Emptiness::Refused)
        return showError(tr("the target needs at least one selector"));
    m_target = without;
    fill(std::min(row, int(m_target.selectors.size()) - 1));
    tell();
}

void SelectorList::tell()
{
    Q_EMIT edited(m_target);
}

} // namespace Foray
