// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QDateTime>
#include <QList>
#include <QLockFile>
#include <QObject>
#include <QString>

#include <memory>

namespace Foray {

class PlanDocument;

// A plan that was not saved when the program that held it ended.
struct RecoveredPlan
{
    QString file; // in <dataDir>/recovery
    QString path; // of the plan's own file; empty for one never saved
    QString title;
    QDateTime changed;
    Plan plan;
};

// Those that no running program owns, the latest first.
QList<RecoveredPlan> recoveredPlans(const QString &dataDir);
void discardRecovered(const RecoveredPlan &recovered);

// Keeps the unsaved changes of a document in a file of its own, which a lock beside it marks as this program's: it is written
// before the event loop's next turn after a change, and goes when there is nothing unsaved any more. A document that goes
// unsaved without discard() leaves its file behind.
class Recovery final : public QObject
{
    Q_OBJECT
public:
    Recovery(PlanDocument &document, const QString &dataDir, QObject *parent = nullptr);
    ~Recovery() override;

    QString file() const { return m_file; }
    void discard();                               // the changes are not wanted
    void restore(const RecoveredPlan &recovered); // into the document; its file goes once this one's is written

Q_SIGNALS:
    void failed(const Foray::Error &error); // once, until it works again

private:
    void schedule();
    void update();
    Result<> write();

    PlanDocument &m_document;
    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
    bool m_scheduled = false;
    bool m_failed = false;
};

} // namespace Foray
