// SPDX-License-Identifier: MIT
#include "ui/steps/stepnode.h"

#include <QCoreApplication>

#include <algorithm>

namespace Foray {

namespace {

StepNode *add(StepNode &parent, const Step *step, const QString &id, const QString &number)
{
    auto child = std::make_unique<StepNode>();
    child->step = step;
    child->id = id;
    child->number = number;
    child->parent = &parent;
    parent.children.push_back(std::move(child));
    return parent.children.back().get();
}

void addChildren(StepNode &node);

void addSteps(StepNode &parent, const std::vector<Step> &steps, const QString &prefix)
{
    for (const Step &step : steps) {
        const QString number = prefix + QString::number(parent.children.size() + 1);
        addChildren(*add(parent, &step, step.id, number));
    }
}

StepNode &addHeading(StepNode &parent, const char *text)
{
    return *add(parent, nullptr, QCoreApplication::translate("Foray::StepModel", text), {});
}

// A paginator's steps come before its `next`, as they run; `else` stands under a heading of its own.
void addChildren(StepNode &node)
{
    const std::vector<Step> *last = nullptr;
    const QString prefix = node.number + u'.';
    for (const auto &[key, steps] : childLists(*node.step)) {
        if (key == u"next")
            last = steps;
        else if (key == u"else") // also without steps, since some may be dropped there
            addSteps(addHeading(node, QT_TRANSLATE_NOOP("Foray::StepModel", "Otherwise")), *steps, prefix + u"e");
        else
            addSteps(node, *steps, prefix);
    }
    if (last)
        addSteps(node, *last, prefix);
}

} // namespace

int StepNode::row() const
{
    if (!parent)
        return 0;
    const auto isThis = [this](const auto &child) { return child.get() == this; };
    return int(std::find_if(parent->children.begin(), parent->children.end(), isThis) - parent->children.begin());
}

bool StepNode::hasShapeOf(const StepNode &other) const
{
    return id == other.id && std::equal(children.begin(), children.end(), other.children.begin(), other.children.end(),
                                        [](const auto &a, const auto &b) { return a->hasShapeOf(*b); });
}

void StepNode::takeStepsOf(const StepNode &other)
{
    step = other.step;
    for (size_t i = 0; i < children.size(); ++i)
        children[i]->takeStepsOf(*other.children[i]);
}

void StepNode::takeRunOf(const QHash<QString, StepNode *> &byId)
{
    const StepNode *other = step ? byId.value(step->id) : nullptr;
    if (other) {
        state = other->state;
        duration = other->duration;
        message = other->message;
    }
    for (const auto &child : children)
        child->takeRunOf(byId);
}

void StepNode::forgetRun()
{
    state = StepState::None;
    duration.reset();
    message.clear();
    for (const auto &child : children)
        child->forgetRun();
}

void StepNode::collect(QHash<QString, StepNode *> &byId)
{
    if (step)
        byId.insert(step->id, this);
    for (const auto &child : children)
        child->collect(byId);
}

std::unique_ptr<StepNode> buildStepTree(const Plan &plan)
{
    auto root = std::make_unique<StepNode>();
    addSteps(*root, plan.steps, {});
    if (!plan.finallySteps.empty()) {
        StepNode &heading = addHeading(*root, QT_TRANSLATE_NOOP("Foray::StepModel", "At the end, whatever happened"));
        addSteps(heading, plan.finallySteps, QStringLiteral("f"));
    }
    return root;
}

} // namespace Foray
