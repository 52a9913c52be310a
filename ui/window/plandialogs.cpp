// SPDX-License-Identifier: MIT
#include "ui/window/plandialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace Foray {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PlanDialogs)
};

QFileDialog *makeDialog(QWidget *parent, const QString &title)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({Words::tr("Plans (*.foray.json)"), Words::tr("All files (*)")});
    return dialog;
}

} // namespace

void askForPlanToOpen(QWidget *parent, const QString &folder, const std::function<void(const QString &)> &open)
{
    QFileDialog *dialog = makeDialog(parent, Words::tr("Open a plan"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (!folder.isEmpty())
        dialog->setDirectory(folder);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, open);
    dialog->open();
}

void askForPlanToSave(QWidget *parent, const QString &suggested, const std::function<void(const QString &)> &save)
{
    QFileDialog *dialog = makeDialog(parent, Words::tr("Save the plan"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("foray.json"));
    dialog->setDirectory(QFileInfo(suggested).absolutePath());
    dialog->selectFile(QFileInfo(suggested).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, save);
    dialog->open();
}

void askAboutUnsaved(QWidget *parent, const QString &plan, const std::function<void(UnsavedAnswer)> &answered)
{
    auto *box = new QMessageBox(QMessageBox::Question, Words::tr("Unsaved changes"),
                                Words::tr("The plan '%1' has changes that are not saved.").arg(plan),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QDialog::finished, parent, [answered](int button) {
        if (button == QMessageBox::Save)
            answered(UnsavedAnswer::Save);
        else if (button == QMessageBox::Discard)
            answered(UnsavedAnswer::Discard);
    });
    box->open();
}

} // namespace Foray
