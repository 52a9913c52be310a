// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/edit.h"
#include "engine/replay/runner.h"
#include "ui/steps/stepnode.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace Foray {

// A plan as a tree: its steps, the steps within control steps, and what the last run did with each. It changes nothing itself:
// what is dropped on it, it tells.
class StepModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        StepIdRole = Qt::UserRole, // empty for a heading
        NumberRole,                // "3.1"
        WaitRole,                  // the wait condition in words; empty without one
        IconRole,                  // name of the icon that says the kind
        StateRole,                 // int of StepState
        DurationRole,              // ms; invalid if it has not run
        MessageRole,               // one sentence on what went wrong, or on how the step was healed
        DisabledRole,
    };

    explicit StepModel(QObject *parent = nullptr);
    ~StepModel() override;

    void setPlan(const Plan &plan); // keeps what the run did; and the indexes, if the tree's shape stays the same
    void apply(const StepEvent &event);
    void clearRun();
    void endRun(); // nothing is under way any more
    QModelIndex indexOf(const QString &stepId) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

Q_SIGNALS:
    void stepsDropped(const QStringList &stepIds, const Foray::PlanPlace &place); // steps of this plan
    void textDropped(const QString &text, const Foray::PlanPlace &place);

private:
    PlanPlace placeFor(int row, const QModelIndex &parent) const;
    const StepNode *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const StepNode *node) const;
    void announceChildren(const StepNode &parent);

    QString m_token; // of this model, in what is dragged from it
    Plan m_plan;
    std::unique_ptr<StepNode> m_root;
    QHash<QString, StepNode *> m_byId;
};

} // namespace Foray
