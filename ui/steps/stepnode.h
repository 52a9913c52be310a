// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/plan.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace Foray {

enum class StepState { None, Running, Waiting, Done, Healed, Failed, Skipped };

// One line of the step list: a step of the plan, or a heading such as "Otherwise"; with what the last run did there.
struct StepNode
{
    const Step *step = nullptr; // in the model's plan; null for a heading
    QString id;                 // the step's, or the heading's text
    QString number;             // "3.1"
    StepNode *parent = nullptr;
    std::vector<std::unique_ptr<StepNode>> children;

    StepState state = StepState::None;
    std::optional<int> duration; // ms of the last finished attempt, acting and waiting
    QString message;

    int row() const; // among its parent's children
    bool hasShapeOf(const StepNode &other) const;
    void takeStepsOf(const StepNode &other);                // of one that has the same shape
    void takeRunOf(const QHash<QString, StepNode *> &byId); // of the nodes of another tree
    void forgetRun();
    void collect(QHash<QString, StepNode *> &byId);
};

// The root of the tree; its nodes point into `plan`.
std::unique_ptr<StepNode> buildStepTree(const Plan &plan);

} // namespace Foray
