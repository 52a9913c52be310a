// SPDX-License-Identifier: MIT
#include "ui/record/rowfiles.h"

#include "engine/results/rowreader.h"
#include "ui/window/settingskeys.h"

#include <QDir>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

// They are read while a person works: a table of addresses fits in, a database does not.
constexpr qint64 largest = 512 * 1024;
constexpr qint64 largestTogether = 4 * largest;
constexpr qsizetype mostRemembered = 10;

void collectFiles(const std::vector<Step> &steps, QStringList &files)
{
    for (const Step &step : steps) {
        const auto *loop = std::get_if<ForEach>(&step.action);
        if (loop && !loop->file.isEmpty() && !loop->file.contains(QStringLiteral("${")))
            files += loop->file;
        for (const auto &[key, children] : childLists(step))
            collectFiles(*children, files);
    }
}

} // namespace

RowFiles::RowFiles(QSettings &settings)
    : m_settings(settings)
{
}

QList<RowTable> RowFiles::tables(const QString &planFolder)
{
    QStringList paths;
    const QDir folder(planFolder);
    if (!planFolder.isEmpty() && !planFolder.startsWith(u':')) {
        const QStringList names{QStringLiteral("*.csv"), QStringLiteral("*.json"), QStringLiteral("*.jsonl")};
        for (const QFileInfo &file : folder.entryInfoList(names, QDir::Files | QDir::Readable, QDir::Time)) {
            if (!file.fileName().endsWith(QStringLiteral(".foray.json")))
                paths += file.absoluteFilePath();
        }
    }
    paths += m_settings.value(SettingsKey::rowFiles).toStringList();
    paths.removeDuplicates();
    QList<RowTable> tables;
    qint64 size = 0;
    for (const QString &path : paths) {
        const QFileInfo file(path);
        size += file.size() <= largest ? file.size() : 0;
        if (!file.isFile() || file.size() > largest || size > largestTogether)
            continue;
        const bool isNear = !planFolder.isEmpty() && file.absolutePath() == folder.absolutePath();
        if (const JsonValue &rows = rowsOf(path); !rows.isNull())
            tables.append({isNear ? file.fileName() : path, rows});
    }
    return tables;
}

const JsonValue &RowFiles::rowsOf(const QString &path)
{
    const QFileInfo file(path);
    Known &known = m_known[path];
    if (known.changed != file.lastModified() || known.size != file.size()) {
        const auto rows = readRows(path);
        known = {file.lastModified(), file.size(), rows ? JsonValue(*rows) : JsonValue()};
    }
    return known.rows;
}

void RowFiles::remember(const QString &path)
{
    QStringList paths = m_settings.value(SettingsKey::rowFiles).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(SettingsKey::rowFiles, paths.mid(0, mostRemembered));
}

void RowFiles::rememberThoseOf(const Plan &plan, const QString &planFolder)
{
    QStringList files;
    collectFiles(plan.steps, files);
    for (const QString &file : files) {
        const QString path = QDir(planFolder).absoluteFilePath(file);
        if (!path.startsWith(u':') && QFileInfo(path).isFile())
            remember(path);
    }
}

} // namespace Foray
