// SPDX-License-Identifier: MIT
#include "ui/steps/stepmodel.h"

#include "ui/look/tones.h"
#include "ui/steps/stepwords.h"

#include <QMimeData>
#include <QUuid>

namespace Foray {

namespace {

// Which steps of which model are dragged; the text beside it is for everybody else.
const QString idsFormat = QStringLiteral("application/x-foray-step-ids");

StepState stateAfter(const StepEvent &event)
{
    switch (event.state) {
    case StepEvent::State::Started:
    case StepEvent::State::Retrying: return StepState::Running;
    case StepEvent::State::Waiting: return StepState::Waiting;
    case StepEvent::State::Finished: return event.found.healed ? StepState::Healed : StepState::Done;
    case StepEvent::State::Failed: return StepState::Failed;
    case StepEvent::State::Skipped: return StepState::Skipped;
    }
    return StepState::None;
}

} // namespace

StepModel::StepModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_token(QUuid::createUuid().toString())
    , m_root(std::make_unique<StepNode>())
{
}

StepModel::~StepModel() = default;

void StepModel::setPlan(const Plan &plan)
{
    auto kept = std::make_unique<Plan>(plan);
    std::unique_ptr<StepNode> root = buildStepTree(*kept);
    const bool sameShape = root->hasShapeOf(*m_root);
    if (!sameShape)
        beginResetModel();
    // Moving a plan leaves its steps where they are, so the new nodes point into m_plan afterwards.
    m_plan = std::move(*kept);
    if (sameShape) {
        m_root->takeStepsOf(*root);
        announceChildren(*m_root);
        return;
    }
    root->takeRunOf(m_byId);
    m_root = std::move(root);
    m_byId.clear();
    m_root->collect(m_byId);
    endResetModel();
}

void StepModel::apply(const StepEvent &event)
{
    StepNode *node = m_byId.value(event.stepId);
    if (!node)
        return;
    node->state = stateAfter(event);
    node->message = messageOf(event);
    // What a loop takes is in its steps.
    if (event.state == StepEvent::State::Finished && node->children.empty())
        node->duration = event.acted + event.waited;
    const QModelIndex index = indexOf(node);
    Q_EMIT dataChanged(index, index);
}

void StepModel::clearRun()
{
    m_root->forgetRun();
    announceChildren(*m_root);
}

void StepModel::endRun()
{
    for (StepNode *node : std::as_const(m_byId)) {
        if (node->state == StepState::Running || node->state == StepState::Waiting)
            node->state = StepState::None;
    }
    announceChildren(*m_root);
}

QModelIndex StepModel::indexOf(const QString &stepId) const
{
    const StepNode *node = m_byId.value(stepId);
    return node ? indexOf(node) : QModelIndex();
}

QModelIndex StepModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[size_t(row)].get());
}

QModelIndex StepModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeAt(index)->parent) : QModelIndex();
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent)->children.size());
}

int StepModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const StepNode &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole: return node.step ? sentence(*node.step) : node.id;
    case Qt::ToolTipRole: return plainToolTip(stepToolTip(node));
    case Qt::AccessibleTextRole: return accessibleText(node);
    case StepIdRole: return node.step ? node.id : QString();
    case NumberRole: return node.number;
    case WaitRole: return node.step ? waitWords(*node.step) : QString();
    case IconRole: return node.step ? iconName(*node.step) : QString();
    case StateRole: return int(node.state);
    case DurationRole: return node.duration ? QVariant(*node.duration) : QVariant();
    case MessageRole: return node.message;
    case DisabledRole: return node.step && node.step->disabled;
    default: return {};
    }
}

Qt::ItemFlags StepModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled;
    const StepNode &node = *nodeAt(index);
    if (!node.step)
        return (flags & ~Qt::ItemIsSelectable) | Qt::ItemIsDropEnabled;
    return flags | Qt::ItemIsDragEnabled | (childLists(*node.step).isEmpty() ? Qt::NoItemFlags : Qt::ItemIsDropEnabled);
}

QStringList StepModel::mimeTypes() const
{
    return {idsFormat, QStringLiteral("text/plain")};
}

QMimeData *StepModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const QModelIndex &index : indexes)
        ids += index.data(StepIdRole).toString();
    ids = outermostSteps(m_plan, ids);
    if (ids.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setText(QString::fromUtf8(textOfSteps(m_plan, ids)));
    data->setData(idsFormat, (QStringList{m_token} + ids).join(u'\n').toUtf8());
    return data;
}

Qt::DropActions StepModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

bool StepModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &) const
{
    return data->hasFormat(idsFormat) || data->hasText();
}

bool StepModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent)
{
    const QStringList ids = QString::fromUtf8(data->data(idsFormat)).split(u'\n');
    const PlanPlace place = placeFor(row, parent);
    if (action == Qt::MoveAction && ids.first() == m_token)
        Q_EMIT stepsDropped(ids.mid(1), place);
    else if (data->hasText())
        Q_EMIT textDropped(data->text(), place);
    else
        return false;
    return true;
}

// What a row among the lines under `parent` is in the plan, whose lists do not all stand under their step itself.
PlanPlace StepModel::placeFor(int row, const QModelIndex &parent) const
{
    const StepNode &node = *nodeAt(parent);
    PlanPlace place;
    std::size_t size = m_plan.steps.size();
    if (parent.isValid() && !node.step) {
        const bool isElse = node.parent->step;
        place.list = isElse ? QStringLiteral("else") : QStringLiteral("finally");
        place.parentId = isElse ? node.parent->id : QString();
        size = node.children.size();
    } else if (node.step) {
        place.parentId = node.id;
        for (const auto &[key, steps] : childLists(*node.step)) {
            if (key == u"steps" || key == u"then") {
                place.list = key;
                size = steps->size();
            }
        }
    }
    if (row >= 0 && std::size_t(row) < size)
        place.index = row;
    return place;
}

const StepNode *StepModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const StepNode *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex StepModel::indexOf(const StepNode *node) const
{
    return !node || node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

void StepModel::announceChildren(const StepNode &parent)
{
    if (parent.children.empty())
        return;
    Q_EMIT dataChanged(indexOf(parent.children.front().get()), indexOf(parent.children.back().get()));
    for (const auto &child : parent.children)
        announceChildren(*child);
}

} // namespace Foray
