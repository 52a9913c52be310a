// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/edit.h"
#include "engine/plan/plan.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace Foray {

// The open plan: what every panel shows and changes, with its file and its undo history.
class PlanDocument final : public QObject
{
    Q_OBJECT
public:
    explicit PlanDocument(QObject *parent = nullptr);
    ~PlanDocument() override;

    bool isOpen() const { return m_open; }
    const Plan &plan() const { return m_plan; }
    QString path() const { return m_path; }         // of the file; empty for a sample and for a plan never saved
    QString folder() const;                         // what the plan's relative file names start from
    QString saveFolder() const;                     // where a person keeps the plan and its rows; the home folder for a sample
    QString fileNamed(const QString &suffix) const; // a file there, called like the plan
    QString title() const;                          // the plan's name, else its file's
    bool isModified() const { return !m_undo.isClean(); }
    QUndoStack &undoStack() { return m_undo; }

    Result<> open(const QString &path);           // also of a plan whose steps still lack something
    void openNew();                               // an empty plan without a file
    void restore(Plan plan, const QString &path); // what was not saved; it still is not
    Result<> saveAs(const QString &path);

    // Every change goes through here, so that it can be undone. `what` names it in the undo menu.
    void edit(const QString &what, const std::function<void(Plan &)> &change);
    // A change that can fail, and then changes nothing. Changes with the same key that follow one another, such as the letters
    // typed into one field, are undone together.
    Result<> tryEdit(const QString &what, const std::function<Result<>(Plan &)> &change, const QString &mergeKey = {});

    void setStepDisabled(const QString &stepId, bool disabled);
    void setStepTimeout(const QString &stepId, int milliseconds);

Q_SIGNALS:
    void opened();
    void planChanged(); // also after opening
    void modifiedChanged(bool modified);

private:
    class Edit;
    void setPlan(const Plan &plan);
    void show(Plan plan, const QString &path);
    Result<> push(const QString &what, const QString &mergeKey, const std::function<Result<>(Plan &)> &change);

    Plan m_plan;
    QString m_path;
    QString m_openedFrom;
    bool m_open = false;
    QUndoStack m_undo;
};

int stepCount(const Plan &plan); // nested ones too

} // namespace Foray
