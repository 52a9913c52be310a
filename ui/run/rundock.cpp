// SPDX-License-Identifier: MIT
#include "ui/run/rundock.h"

#include "engine/base/json.h"
#include "ui/look/emptystate.h"
#include "ui/run/exportrows.h"
#include "ui/run/logmodel.h"
#include "ui/run/progress.h"
#include "ui/run/rowmodel.h"
#include "ui/steps/stepwords.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int rowHeight = 28;
constexpr int barSteps = 1000;
constexpr int widestColumn = 360;

// As wide as the first rows need; long texts are elided, with the whole in the tool tip.
void fitColumns(QTableView &view)
{
    view.resizeColumnsToContents();
    for (int column = 0; column < view.model()->columnCount(); ++column)
        view.setColumnWidth(column, qMin(view.columnWidth(column) + rowHeight / 2, widestColumn));
}

} // namespace

RunDock::RunDock(QAction *exportRows, QWidget *parent)
    : QDockWidget(tr("Run"), parent)
    , m_log(new LogModel(this))
    , m_stack(new QStackedWidget)
    , m_tabs(new QTabWidget)
    , m_words(new QLabel)
    , m_bar(new QProgressBar)
{
    setObjectName(QStringLiteral("run"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("Progress of the run"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setAccessibleName(tr("Progress of the run"));
    QSizePolicy keepsItsPlace = m_bar->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(keepsItsPlace);
    auto *exportButton = new QToolButton;
    exportButton->setDefaultAction(exportRows);
    exportButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exportButton->setAutoRaise(true);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 8, 4);
    top->addWidget(m_words, 1);
    top->addWidget(exportButton);
    auto *run = new QWidget;
    auto *layout = new QVBoxLayout(run);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_bar);
    m_tabs->setDocumentMode(true);
    layout->addWidget(m_tabs, 1);
    m_stack->addWidget(new EmptyState(tr("No run yet"), tr("Run the plan (F5): its rows and its log appear here.")));
    m_stack->addWidget(run);
    setWidget(m_stack);

    QTableView *log = makeView(tr("Log of the run"));
    log->setModel(m_log);
    log->horizontalHeader()->resizeSection(LogModel::State, 72);
    log->horizontalHeader()->resizeSection(LogModel::Position, 140);
    log->horizontalHeader()->resizeSection(LogModel::Sentence, 340);
    for (int column : {LogModel::Acted, LogModel::Waited, LogModel::Rows})
        log->horizontalHeader()->resizeSection(column, 76);
    m_tabs->addTab(log, tr("Log"));
    m_tabs->setTabToolTip(0, tr("What every step did, and how long it took"));
}

QTableView *RunDock::makeView(const QString &accessibleName) const
{
    auto *view = new QTableView;
    view->setAccessibleName(accessibleName);
    view->setFrameShape(QFrame::NoFrame);
    view->setWordWrap(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTabKeyNavigation(false);
    view->verticalHeader()->setDefaultSectionSize(rowHeight);
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultSectionSize(180);
    return view;
}

void RunDock::clear()
{
    for (const QString &name : std::as_const(m_order))
        m_models.take(name)->deleteLater();
    m_order.clear();
    m_views.clear();
    while (m_tabs->count() > 1)
        delete m_tabs->widget(0);
    m_log->clear();
    m_rowCount = 0;
    m_place.clear();
    m_end.clear();
    m_words->clear();
    m_stack->setCurrentIndex(0);
}

void RunDock::begin(const Plan &plan)
{
    clear();
    m_plan = plan;
    m_bar->setRange(0, 0);
    m_bar->show();
    m_stack->setCurrentIndex(1);
    showWords();
}

void RunDock::showStep(const StepEvent &event)
{
    m_log->apply(event);
    const Progress progress = progressAt(m_plan, event.position);
    if (!progress.words.isEmpty())
        m_place = progress.words;
    if (progress.fraction) {
        m_bar->setRange(0, barSteps);
        m_bar->setValue(int(*progress.fraction * barSteps));
    }
    showWords();
}

void RunDock::addRows(const QString &table, const JsonValue &rows)
{
    RowModel *model = m_models.value(table);
    if (!model)
        model = addTable(table);
    const int before = model->rowCount();
    model->append(rows);
    m_rowCount += model->rowCount() - before;
    if (before == 0)
        fitColumns(*m_views[table]);
    const int tab = int(m_order.indexOf(table));
    m_tabs->setTabText(tab,
                       QStringLiteral("%1 (%2)").arg(QString(table).replace(u'&', QStringLiteral("&&"))).arg(model->rowCount()));
    showWords();
}

RowModel *RunDock::addTable(const QString &name)
{
    auto *model = new RowModel(this);
    QTableView *view = makeView(tr("Rows of %1").arg(name));
    view->setModel(model);
    m_views.insert(name, view);
    const int place = int(m_order.size());
    m_tabs->insertTab(place, view, name);
    if (place == 0)
        m_tabs->setCurrentIndex(0);
    m_order += name;
    m_models.insert(name, model);
    // New rows stay in view as long as the person looks at the end.
    QScrollBar *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, bar, [bar, wasAt = 0](int, int most) mutable {
        if (bar->value() >= wasAt)
            bar->setValue(most);
        wasAt = most;
    });
    return model;
}

void RunDock::end(const RunReport &report)
{
    const QString took = milliseconds(report.elapsed);
    switch (report.outcome) {
    case RunReport::Outcome::Done: m_end = tr("done in %1").arg(took); break;
    case RunReport::Outcome::Failed: m_end = tr("failed after %1").arg(took); break;
    case RunReport::Outcome::Cancelled: m_end = tr("stopped after %1").arg(took); break;
    }
    if (report.healed > 0)
        m_end += QStringLiteral(" · ") + (report.healed == 1 ? tr("1 healed step") : tr("%1 healed steps").arg(report.healed));
    m_bar->hide();
    if (m_order.isEmpty() || report.outcome == RunReport::Outcome::Failed)
        m_tabs->setCurrentIndex(m_tabs->count() - 1);
    showWords();
}

void RunDock::askToExport(const QString &suggestedPath)
{
    exportRows(tables(), suggestedPath, this, [this](const QString &path, const Result<WrittenRows> &written) {
        if (written)
            Q_EMIT exported(written->files);
        else
            Q_EMIT notExported(written.error(), path);
    });
}

Tables RunDock::tables() const
{
    Tables tables;
    for (const QString &name : m_order) {
        Json rows = Json::array();
        for (const JsonValue &row : m_models[name]->rows())
            rows.push_back(row.get());
        tables.append({name, std::move(rows)});
    }
    return tables;
}

QString RunDock::words() const
{
    return m_words->text();
}

void RunDock::showWords()
{
    QStringList parts;
    for (const QString &part : {m_place, rowCountWords(m_rowCount), m_end}) {
        if (!part.isEmpty())
            parts += part;
    }
    m_words->setText(parts.join(QStringLiteral(" · ")));
}

} // namespace Foray
