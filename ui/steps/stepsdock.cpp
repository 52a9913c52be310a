// SPDX-License-Identifier: MIT
#include "ui/steps/stepsdock.h"

#include "ui/look/emptystate.h"
#include "ui/plan/plandocument.h"
#include "ui/steps/stepdelegate.h"
#include "ui/steps/stepmodel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace Foray {

namespace {

constexpr int narrowest = 240; // number, icon and a sentence that can be read

} // namespace

StepsDock::StepsDock(PlanDocument &document, QWidget *parent)
    : QDockWidget(tr("Steps"), parent)
    , m_document(document)
    , m_model(new StepModel(this))
    , m_view(new QTreeView)
    , m_stack(new QStackedWidget)
    , m_title(new QLabel)
{
    setObjectName(QStringLiteral("steps"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new StepDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(16);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Steps of the plan"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setMouseTracking(true);
    m_view->installEventFilter(this);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(8);
    m_title->setWordWrap(true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name must not widen the panel
    m_title->setAccessibleName(tr("Name of the plan"));

    m_stack->addWidget(new EmptyState(tr("No steps yet"), tr("Open a plan to see its steps here.")));
    m_stack->addWidget(m_view);
    auto *body = new QWidget;
    body->setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_stack, 1);
    setWidget(body);
    connect(&document, &PlanDocument::planChanged, this, &StepsDock::planChanged);
    connect(&document, &PlanDocument::opened, m_model, &StepModel::clearRun);
    planChanged();
}

void StepsDock::planChanged()
{
    m_model->setPlan(m_document.plan());
    m_view->expandAll();
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

void StepsDock::toggleSelected()
{
    const QModelIndex index = m_view->currentIndex();
    const QString id = index.data(StepModel::StepIdRole).toString();
    if (!id.isEmpty())
        m_document.setStepDisabled(id, !index.data(StepModel::DisabledRole).toBool());
}

bool StepsDock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggleSelected();
        return true;
    }
    return QDockWidget::eventFilter(watched, event);
}

} // namespace Foray
