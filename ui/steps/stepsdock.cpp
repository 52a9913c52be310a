// SPDX-License-Identifier: MIT
#include "ui/steps/stepsdock.h"

#include "ui/inspector/inspector.h"
#include "ui/look/emptystate.h"
#include "ui/look/icons.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepactions.h"
#include "ui/steps/stepdelegate.h"
#include "ui/steps/stepediting.h"
#include "ui/steps/stepmodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace Foray {

namespace {

constexpr int narrowest = 240; // number, icon and a sentence that can be read
// The rows on the way to an index: its place when its id is gone.
QList<int> rowsTo(QModelIndex index)
{
    QList<int> rows;
    for (; index.isValid(); index = index.parent())
        rows.prepend(index.row());
    return rows;
}

QModelIndex indexAt(const QAbstractItemModel &model, const QList<int> &rows)
{
    QModelIndex index;
    for (int row : rows)
        index = model.index(std::min(row, model.rowCount(index) - 1), 0, index);
    return index;
}

} // namespace

StepsDock::StepsDock(PlanDocument &document, QWidget *parent)
    : QDockWidget(tr("Steps"), parent)
    , m_document(document)
    , m_model(new StepModel(this))
    , m_view(new QTreeView)
    , m_editing(new StepEditing(document, *m_model, this))
    , m_actions(nullptr)
    , m_inspector(new Inspector(document))
    , m_stack(new QStackedWidget)
    , m_title(new QLabel)
    , m_notices(new QVBoxLayout)
{
    setObjectName(QStringLiteral("steps"));
    setUpView();
    m_actions = new StepActions(document, *m_editing, *m_view, [this] { return selectedIds(); });
    layOut();
    connect(m_editing, &StepEditing::selectionWanted, this, &StepsDock::selectSteps);
    connect(m_editing, &StepEditing::refused, this, &StepsDock::refused);
    connect(m_inspector, &Inspector::renamed, this, [this](const QString &id) { selectSteps({id}); });
    connect(m_actions, &StepActions::editWanted, m_inspector, [this] { m_inspector->focusField({}); });
    connect(m_actions, &StepActions::renameWanted, m_inspector, [this] { m_inspector->focusField(QStringLiteral("id")); });
    connect(m_actions, &StepActions::noteWanted, m_inspector, [this] { m_inspector->focusField(QStringLiteral("note")); });
    connect(&document, &PlanDocument::planChanged, this, &StepsDock::planChanged);
    connect(&document, &PlanDocument::opened, m_model, &StepModel::clearRun);
    planChanged();
}

void StepsDock::setUpView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new StepDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(16);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Steps of the plan"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setMouseTracking(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setExpandsOnDoubleClick(false);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QAbstractItemView::entered, this,
            [this](const QModelIndex &index) { Q_EMIT stepHovered(index.data(StepModel::StepIdRole).toString()); });
    connect(m_view, &QAbstractItemView::viewportEntered, this, [this] { Q_EMIT stepHovered({}); });
    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT revealWanted(index.data(StepModel::StepIdRole).toString()); });
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_actions->contextMenu()->popup(m_view->viewport()->mapToGlobal(at)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StepsDock::selectionChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &StepsDock::selectionChanged);
}

bool StepsDock::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Leave)
        Q_EMIT stepHovered({});
    return QDockWidget::eventFilter(watched, event);
}

void StepsDock::addNotice(QWidget *notice)
{
    m_notices->addWidget(notice);
}

void StepsDock::layOut()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(8);
    m_title->setWordWrap(true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name must not widen the panel
    m_title->setAccessibleName(tr("Name of the plan"));
    m_stack->addWidget(new EmptyState(
        tr("No steps yet"), tr("Press Record, then use the page: everything you do appears here. Or add a step below.")));
    m_stack->addWidget(m_view);
    auto *list = new QWidget;
    list->setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_stack, 1);
    layout->addLayout(m_notices);
    layout->addWidget(makeFooter());
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(list);
    splitter->addWidget(m_inspector);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    list->setMinimumHeight(120);
    m_inspector->setMinimumHeight(120);
    setWidget(splitter);
}

QWidget *StepsDock::makeFooter()
{
    auto *footer = new QWidget;
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    auto *add = new QToolButton;
    add->setText(tr("Step"));
    add->setIcon(lineIcon(QStringLiteral("add")));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setPopupMode(QToolButton::InstantPopup);
    add->setMenu(m_actions->newStepMenu());
    add->setAutoRaise(true);
    add->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+A")));
    add->setToolTip(tr("Add a step after the selected one (Ctrl+Shift+A)"));
    add->setAccessibleName(tr("Add a step"));
    layout->addWidget(add);
    layout->addStretch(1);
    return footer;
}

void StepsDock::planChanged()
{
    const QStringList selected = selectedIds();
    const QString current = currentId();
    const QList<int> rows = rowsTo(m_view->currentIndex());
    QStringList folded;
    for (QModelIndex index = m_model->index(0, 0); index.isValid(); index = m_view->indexBelow(index)) {
        if (m_model->hasChildren(index) && !m_view->isExpanded(index))
            folded += index.data(StepModel::StepIdRole).toString();
    }
    m_changing = true;
    m_model->setPlan(m_document.plan());
    m_view->expandAll();
    for (const QString &id : std::as_const(folded))
        m_view->collapse(m_model->indexOf(id));
    const QModelIndex now = m_model->indexOf(current);
    if (!now.isValid() && !rows.isEmpty() && m_model->rowCount() > 0)
        m_view->setCurrentIndex(indexAt(*m_model, rows));
    m_changing = false;
    if (now.isValid())
        selectSteps(QStringList{current} + selected);
    selectionChanged();
    m_title->setText(m_document.title());
    m_title->setToolTip(m_document.path());
    m_title->setVisible(m_document.isOpen());
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
}

void StepsDock::showStep(const StepEvent &event)
{
    m_model->apply(event);
    if (event.state == StepEvent::State::Started || event.state == StepEvent::State::Failed)
        m_view->scrollTo(m_model->indexOf(event.stepId));
}

void StepsDock::mark(const QString &stepId)
{
    const QModelIndex index = m_model->indexOf(stepId);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void StepsDock::select(const QString &stepId)
{
    mark(stepId);
    m_view->setFocus();
}

void StepsDock::selectSteps(const QStringList &stepIds)
{
    QItemSelection selection;
    for (const QString &id : stepIds) {
        const QModelIndex index = m_model->indexOf(id);
        selection.merge(QItemSelection(index, index), QItemSelectionModel::Select);
    }
    const QModelIndex first = m_model->indexOf(stepIds.value(0));
    if (!first.isValid())
        return;
    m_view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(first);
}

QStringList StepsDock::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
        ids += index.data(StepModel::StepIdRole).toString();
    ids.removeAll(QString());
    return stepsInOrder(m_document.plan(), ids);
}

QString StepsDock::currentId() const
{
    return m_view->currentIndex().data(StepModel::StepIdRole).toString();
}

void StepsDock::selectionChanged()
{
    if (m_changing)
        return;
    m_inspector->setStep(currentId());
    m_actions->update();
}

} // namespace Foray
