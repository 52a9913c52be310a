// SPDX-License-Identifier: MIT
#include "ui/run/exportrows.h"

#include <QFileDialog>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

struct Format
{
    QString filter;
    QString suffix;
};

QList<Format> formats()
{
    return {{QFileDialog::tr("JSON (*.json)"), QStringLiteral("json")},
            {QFileDialog::tr("JSON Lines (*.jsonl)"), QStringLiteral("jsonl")},
            {QFileDialog::tr("CSV (*.csv)"), QStringLiteral("csv")},
            {QFileDialog::tr("Excel (*.xlsx)"), QStringLiteral("xlsx")}};
}

QString suffixOf(const QString &filter)
{
    for (const Format &format : formats()) {
        if (format.filter == filter)
            return format.suffix;
    }
    return QStringLiteral("json");
}

} // namespace

void exportRows(const Tables &tables, const QString &suggestedPath, QWidget *parent,
                const std::function<void(const QString &path, const Result<WrittenRows> &written)> &done)
{
    QStringList filters;
    for (const Format &format : formats())
        filters += format.filter;
    auto *dialog = new QFileDialog(parent, QFileDialog::tr("Export rows"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->setDirectory(QFileInfo(suggestedPath).absolutePath());
    dialog->selectFile(QFileInfo(suggestedPath).fileName());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QString suffix = suffixOf(filter);
        dialog->setDefaultSuffix(suffix);
        const QStringList chosen = dialog->selectedFiles();
        if (!chosen.isEmpty())
            dialog->selectFile(QFileInfo(chosen.first()).completeBaseName() + u'.' + suffix);
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [tables, done, dialog](const QString &path) {
        const auto format = rowFormatFromPath(path).value_or(*rowFormatFromName(suffixOf(dialog->selectedNameFilter())));
        done(path, writeRows(tables, format, path));
    });
    dialog->open();
}

} // namespace Foray
