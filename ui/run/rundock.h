// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runner.h"
#include "engine/results/rowwriter.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <QHash>

class QAction;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace Foray {

class LogModel;
class RowModel;

// The run: how far it is, its rows, one table for each, and its log.
class RunDock final : public QDockWidget
{
    Q_OBJECT
public:
    explicit RunDock(QAction *exportRows, QWidget *parent = nullptr);

    void clear(); // as before the first run
    void begin(const Plan &plan);
    void showStep(const StepEvent &event);
    void addRows(const QString &table, const JsonValue &rows);
    void end(const RunReport &report);

    void askToExport(const QString &suggestedPath); // where to, and in which format

    int rowCount() const { return m_rowCount; }
    Tables tables() const; // in the order of their first rows
    RowModel *table(const QString &name) const { return m_models.value(name); }
    QString words() const;

Q_SIGNALS:
    void exported(const QStringList &files);
    void notExported(const Foray::Error &error, const QString &path);

private:
    RowModel *addTable(const QString &name);
    QTableView *makeView(const QString &accessibleName) const;
    void showWords();

    Plan m_plan;
    QStringList m_order;
    QHash<QString, RowModel *> m_models;
    QHash<QString, QTableView *> m_views;
    LogModel *m_log;
    QStackedWidget *m_stack;
    QTabWidget *m_tabs;
    QLabel *m_words;
    QProgressBar *m_bar;
    QString m_place; // "page 3 of at most 20"
    QString m_end;   // "done in 3.2 s", once it has ended
    int m_rowCount = 0;
};

} // namespace Foray
