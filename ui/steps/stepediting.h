// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/edit.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace Foray {

class PlanDocument;
class StepModel;

// What a person does to the step list, each an undoable change of the document.
class StepEditing final : public QObject
{
    Q_OBJECT
public:
    StepEditing(PlanDocument &document, StepModel &model, QObject *parent = nullptr);

    void copy(const QStringList &ids);
    void cut(const QStringList &ids);
    void paste(const QString &afterId); // from the clipboard
    void duplicate(const QStringList &ids);
    void remove(const QStringList &ids);
    void toggle(const QStringList &ids); // disables them, or enables them when all are disabled
    void move(const QStringList &ids, Direction direction);
    void group(const QStringList &ids, const QString &type); // into a new control step of that type
    void ungroup(const QString &id);
    void insert(const QString &type, const QString &afterId);
    void insertStep(Step step, const QString &afterId);
    void makeNext(const QString &id); // of the paginate it stands in

Q_SIGNALS:
    void selectionWanted(const QStringList &ids);
    void refused(const QString &why);

private:
    // Gives the ids to select then.
    using Change = std::function<Result<QStringList>(Plan &)>;
    void apply(const QString &what, const Change &change);
    void pasteText(const QString &text, const PlanPlace &place);

    PlanDocument &m_document;
};

// Where a new step stands after the one with that id: within it, if it is a control step without steps as yet.
PlanPlace placeForNew(const Plan &plan, const QString &afterId);

} // namespace Foray
