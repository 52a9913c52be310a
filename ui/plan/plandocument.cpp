// SPDX-License-Identifier: MIT
#include "ui/plan/plandocument.h"

#include "engine/plan/planjson.h"

#include <QDir>
#include <QFileInfo>

namespace Foray {

namespace {

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
    Edit(PlanDocument &document, const QString &text, const QString &mergeKey, Plan after)
        : QUndoCommand(text)
        , m_document(document)
        , m_mergeKey(mergeKey)
        , m_before(document.plan())
        , m_after(std::move(after))
    {
    }
    void undo() override { m_document.setPlan(m_before); }
    void redo() override { m_document.setPlan(m_after); }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *later = static_cast<const Edit *>(other);
        if (later->m_mergeKey != m_mergeKey)
            return false;
        m_after = later->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    PlanDocument &m_document;
    QString m_mergeKey;
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
    return m_openedFrom.isEmpty() && m_open ? tr("Untitled") : QFileInfo(m_openedFrom).fileName();
}

Result<> PlanDocument::open(const QString &path)
{
    Result<Plan> plan = loadUnfinishedPlan(path);
    if (!plan)
        return failure(plan.error());
    show(std::move(*plan), path);
    return {};
}

void PlanDocument::openNew()
{
    show(Plan(), {});
}

void PlanDocument::restore(Plan plan, const QString &path)
{
    show(std::move(plan), path);
    m_undo.resetClean();
}

void PlanDocument::show(Plan plan, const QString &path)
{
    m_open = true;
    m_openedFrom = path;
    m_path = path.isEmpty() || path.startsWith(u':') ? QString() : QFileInfo(path).absoluteFilePath();
    m_undo.clear();
    m_plan = std::move(plan);
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
    push(what, {}, [&](Plan &plan) {
        change(plan);
        return Result<>();
    });
}

Result<> PlanDocument::tryEdit(const QString &what, const std::function<Result<>(Plan &)> &change, const QString &mergeKey)
{
    return push(what, mergeKey, change);
}

Result<> PlanDocument::push(const QString &what, const QString &mergeKey, const std::function<Result<>(Plan &)> &change)
{
    Plan after = m_plan;
    if (auto changed = change(after); !changed)
        return changed;
    if (after == m_plan)
        return {};
    m_open = true; // the first step of a plan that nobody has opened
    if (!mergeKey.isEmpty())
        m_undo.resetClean(); // what has been saved would not be merged with
    m_undo.push(new Edit(*this, what, mergeKey, std::move(after)));
    return {};
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

} // namespace Foray
