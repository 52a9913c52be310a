// SPDX-License-Identifier: MIT
#include "ui/plan/recovery.h"

#include "engine/base/json.h"
#include "engine/base/jsonprint.h"
#include "engine/plan/planjson.h"
#include "ui/plan/plandocument.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUuid>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

// Stands in the file beside the plan's own keys, so that both are written at once.
const char pathKey[] = "_recovered_from";

QString folderIn(const QString &dataDir)
{
    return dataDir + QStringLiteral("/recovery");
}

std::unique_ptr<QLockFile> lockOf(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // only the owner's death frees it
    return lock;
}

std::optional<RecoveredPlan> readRecovered(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto json = parseJson(file.readAll(), path);
    if (!json || !json->is_object())
        return {};
    RecoveredPlan recovered;
    recovered.file = path;
    recovered.changed = QFileInfo(path).lastModified();
    if (const auto it = json->find(pathKey); it != json->end()) {
        recovered.path = toQString(*it);
        json->erase(it);
    }
    // Whatever is wrong in the plan was so in the window too; what can be read is better than nothing.
    recovered.plan = readPlan(*json).plan;
    recovered.title = recovered.plan.name.isEmpty() ? QFileInfo(recovered.path).fileName() : recovered.plan.name;
    return recovered;
}

} // namespace

QList<RecoveredPlan> recoveredPlans(const QString &dataDir)
{
    QList<RecoveredPlan> found;
    const QDir folder(folderIn(dataDir));
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.foray.json")}, QDir::Files, QDir::Time)) {
        if (const auto lock = lockOf(file.filePath()); !lock->tryLock())
            continue;
        if (const auto recovered = readRecovered(file.filePath()))
            found += *recovered;
    }
    return found;
}

void discardRecovered(const RecoveredPlan &recovered)
{
    QFile::remove(recovered.file);
}

Recovery::Recovery(PlanDocument &document, const QString &dataDir, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_folder(folderIn(dataDir))
    , m_file(QStringLiteral("%1/%2.foray.json").arg(m_folder, QUuid::createUuid().toString(QUuid::WithoutBraces)))
{
    connect(&document, &PlanDocument::planChanged, this, &Recovery::schedule);
    connect(&document, &PlanDocument::modifiedChanged, this, &Recovery::schedule);
}

Recovery::~Recovery()
{
    if (m_scheduled)
        update();
}

void Recovery::discard()
{
    QFile::remove(m_file);
    m_scheduled = false;
    m_lock.reset();
}

void Recovery::restore(const RecoveredPlan &recovered)
{
    m_document.restore(recovered.plan, recovered.path);
    m_scheduled = true;
    update();
    if (!m_failed)
        discardRecovered(recovered);
}

// Several changes of one turn are written once.
void Recovery::schedule()
{
    if (!m_scheduled)
        QMetaObject::invokeMethod(this, &Recovery::update, Qt::QueuedConnection);
    m_scheduled = true;
}

void Recovery::update()
{
    if (!m_scheduled) // discarded since
        return;
    m_scheduled = false;
    if (!m_document.isModified()) {
        discard();
        return;
    }
    const auto written = write();
    if (!written && !m_failed)
        Q_EMIT failed(written.error());
    m_failed = !written;
}

Result<> Recovery::write()
{
    if (!QDir().mkpath(m_folder))
        return failure(ErrorKind::Io, QStringLiteral("The folder for unsaved plans cannot be made."), m_folder);
    if (!m_lock) {
        m_lock = lockOf(m_file);
        if (!m_lock->tryLock())
            return failure(ErrorKind::Io, QStringLiteral("The file for unsaved changes cannot be locked."), m_file);
    }
    Json json = toJson(m_document.plan());
    if (!m_document.path().isEmpty())
        json[pathKey] = toStd(m_document.path());
    const QByteArray text = printJson(json);
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(ErrorKind::Io, QStringLiteral("Unsaved changes cannot be kept: %1.").arg(file.errorString()), m_file);
    return {};
}

} // namespace Foray
