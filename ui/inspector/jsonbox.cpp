// SPDX-License-Identifier: MIT
#include "ui/inspector/jsonbox.h"

#include "engine/base/json.h"
#include "engine/base/jsonplace.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/planjson.h"
#include "engine/plan/reader.h"
#include "ui/inspector/errorlabel.h"

#include <QAction>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace Foray {

Result<Step> stepOfText(const QByteArray &text)
{
    const auto json = parseJson(text);
    if (!json)
        return failure(json.error());
    QList<Problem> problems;
    Step step = readStep(*json, QString(), problems);
    for (const Problem &problem : problems) {
        if (problem.severity != Problem::Severity::Error)
            continue;
        const QString place = lineAndColumn(text, placeOfPointer(text, problem.pointer));
        const QString pointer = problem.pointer.isEmpty() ? QString() : QStringLiteral(", ") + problem.pointer;
        return failure(ErrorKind::InvalidPlan, QStringLiteral("%1%2: %3").arg(place, pointer, problem.message), problem.pointer);
    }
    return step;
}

JsonBox::JsonBox(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_error(makeErrorLabel())
    , m_apply(new QPushButton(tr("Apply")))
    , m_revert(new QPushButton(tr("Revert")))
{
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("The step as JSON"));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *applyKey = new QAction(this);
    applyKey->setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
    applyKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(applyKey);
    m_apply->setToolTip(tr("Put this text in the step's place (Ctrl+Return)"));
    m_revert->setToolTip(tr("Show the step as it is in the plan"));
    connect(applyKey, &QAction::triggered, m_apply, &QPushButton::click);
    connect(m_apply, &QPushButton::clicked, this, &JsonBox::apply);
    connect(m_revert, &QPushButton::clicked, this, &JsonBox::revert);
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonBox::check);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_revert);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    check();
}

bool JsonBox::isChanged() const
{
    return m_text->toPlainText() != m_shown;
}

void JsonBox::setStep(const Step &step)
{
    const bool another = step.id != m_step.id;
    const bool keep = isChanged() && !another && !m_applying;
    m_step = step;
    const QString text = QString::fromUtf8(printJson(toJson(step))).trimmed();
    if (text == m_shown)
        return;
    m_shown = text;
    if (!keep)
        revert();
}

void JsonBox::revert()
{
    m_text->setPlainText(m_shown);
}

void JsonBox::showError(const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    m_text->setAccessibleDescription(message);
}

void JsonBox::check()
{
    const auto step = stepOfText(m_text->toPlainText().toUtf8());
    showError(step || !isChanged() ? QString() : step.error().message);
    m_apply->setEnabled(step && isChanged());
    m_revert->setEnabled(isChanged());
}

void JsonBox::apply()
{
    if (auto step = stepOfText(m_text->toPlainText().toUtf8())) {
        m_applying = true;
        Q_EMIT applied(*step);
        m_applying = false;
    }
}

} // namespace Foray
