// SPDX-License-Identifier: MIT
#include "ui/plan/plandocument.h"

#include "engine/plan/planjson.h"

#include <QDir>
#include <QFileInfo>

namespace Foray {

namespace {

// Works on const and on changeable steps alike.
template <typename Steps>
auto findIn(Steps &steps, const QString &stepId) -> decltype(steps.data())
{
    for (auto &step : steps) {
        if (step.id == stepId)
            return &step;
        for (const auto &[key, children] : childLists(step)) {
            if (auto *found = findIn(*children, stepId))
                return found;
        }
    }
    return nullptr;
}

int countOf(const std::vector<Step> &steps)
{
    int count = 0;
    for (const Step &step : steps) {
        ++count;
        for (const auto &[key, children] : childLists(step))
            count += countOf(*children);
    }
    return count;
}

} // namespace

// Plans share what they have in common, so that keeping two of them is cheap.
class PlanDocument::Edit final : public QUndoCommand
{
public:
    Edit(PlanDocument &document, const QString &text, Plan after)
        : QUndoCommand(text)
        , m_document(document)
        , m_before(document.plan())
        , m_after(std::move(after))
    {
    }
    void undo() override { m_document.setPlan(m_before); }
    void redo() override { m_document.setPlan(m_after); }

private:
    PlanDocument &m_document;
    Plan m_before;
    Plan m_after;
};

PlanDocument::PlanDocument(QObject *parent)
    : QObject(parent)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
}

// The undo stack says that it is emptied when it goes; nobody is to hear it.
PlanDocument::~PlanDocument()
{
    m_undo.disconnect(this);
}

QString PlanDocument::folder() const
{
    return m_openedFrom.isEmpty() ? QString() : QFileInfo(m_openedFrom).absolutePath();
}

QString PlanDocument::saveFolder() const
{
    return m_path.isEmpty() ? QDir::homePath() : folder();
}

QString PlanDocument::fileNamed(const QString &suffix) const
{
    return QDir(saveFolder()).filePath(title().replace(u'/', u'-') + u'.' + suffix);
}

QString PlanDocument::title() const
{
    if (!m_plan.name.isEmpty())
        return m_plan.name;
    return QFileInfo(m_openedFrom).fileName();
}

Result<> PlanDocument::open(const QString &path)
{
    Result<Plan> plan = loadPlan(path);
    if (!plan)
        return failure(plan.error());
    m_open = true;
    m_openedFrom = path;
    m_path = path.startsWith(u':') ? QString() : QFileInfo(path).absoluteFilePath();
    m_undo.clear();
    m_plan = std::move(*plan);
    Q_EMIT opened();
    Q_EMIT planChanged();
    return {};
}

void PlanDocument::openNew()
{
    m_open = true;
    m_openedFrom.clear();
    m_path.clear();
    m_undo.clear();
    m_plan = {};
    m_plan.name = tr("Untitled");
    Q_EMIT opened();
    Q_EMIT planChanged();
}

Result<> PlanDocument::saveAs(const QString &path)
{
    if (auto saved = savePlan(m_plan, path); !saved)
        return saved;
    m_path = m_openedFrom = QFileInfo(path).absoluteFilePath();
    m_undo.setClean();
    return {};
}

void PlanDocument::edit(const QString &what, const std::function<void(Plan &)> &change)
{
    Plan after = m_plan;
    change(after);
    if (!(after == m_plan))
        m_undo.push(new Edit(*this, what, std::move(after)));
}

void PlanDocument::setStepDisabled(const QString &stepId, bool disabled)
{
    edit(disabled ? tr("disable a step") : tr("enable a step"), [&](Plan &plan) {
        if (Step *step = findStep(plan, stepId))
            step->disabled = disabled;
    });
}

void PlanDocument::setStepTimeout(const QString &stepId, int milliseconds)
{
    edit(tr("wait longer"), [&](Plan &plan) {
        if (Step *step = findStep(plan, stepId))
            step->timeout = milliseconds;
    });
}

void PlanDocument::setPlan(const Plan &plan)
{
    m_plan = plan;
    Q_EMIT planChanged();
}

int stepCount(const Plan &plan)
{
    return countOf(plan.steps) + countOf(plan.finallySteps);
}

const Step *findStep(const Plan &plan, const QString &stepId)
{
    const Step *found = findIn(plan.steps, stepId);
    return found ? found : findIn(plan.finallySteps, stepId);
}

Step *findStep(Plan &plan, const QString &stepId)
{
    Step *found = findIn(plan.steps, stepId);
    return found ? found : findIn(plan.finallySteps, stepId);
}

} // namespace Foray
