// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/browser/actingactions.h"
#include "engine/browser/enginepage.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr qint64 maxDirect = 64 * 1024 * 1024; // bytes that go through the page scripts for a hidden field

} // namespace

UploadActing::~UploadActing()
{
    if (m_chooser)
        m_chooser->chooseNextFiles({});
}

void UploadActing::start()
{
    for (const QString &path : m_upload.files) {
        if (!QFileInfo(path).isReadable()) {
            finish(failure(ErrorKind::InvalidArgument, QStringLiteral("The file '%1' cannot be read.").arg(path)));
            return;
        }
    }
    // File fields are mostly hidden behind a button that looks better; only one that can be seen can be clicked.
    prepare(m_upload.target, {{}, {}, {}}, [this](const Prepared &field) {
        if (field.size.width() > 1 && field.size.height() > 1)
            choose();
        else
            setDirectly(field.handle);
    });
}

// The way a person goes: click it, and the chooser that opens is answered by EnginePage.
void UploadActing::choose()
{
    const QStringList clickable{QStringLiteral("visible"), QStringLiteral("stable"), QStringLiteral("enabled"),
                                QStringLiteral("receivesEvents")};
    prepare(m_upload.target, {clickable, {}, {}}, [this](const Prepared &prepared) {
        m_chooser = &page().engine();
        m_chooser->chooseNextFiles(m_upload.files);
        page().input().click(prepared.point, MouseButton::Left, NoModifier, 1);
        callUntilGone(QStringLiteral("awaitFiles"), Json{{"handle", m_handle}, {"count", m_upload.files.size()}},
                      [this](const Json &) { complete(); });
    });
}

void UploadActing::setDirectly(int handle)
{
    Json files = Json::array();
    qint64 total = 0;
    for (const QString &path : m_upload.files) {
        QFile file(path);
        total += file.size();
        if (total > maxDirect || !file.open(QIODevice::ReadOnly)) {
            finish(
                failure(ErrorKind::InvalidArgument,
                        QStringLiteral("The file '%1' cannot be read, or the files are larger than 64 MB together.").arg(path)));
            return;
        }
        files.push_back({{"name", toStd(QFileInfo(path).fileName())},
                         {"type", toStd(QMimeDatabase().mimeTypeForFile(path).name())},
                         {"base64", file.readAll().toBase64().toStdString()}});
    }
    callUntilGone(QStringLiteral("setFiles"), Json{{"handle", handle}, {"files", std::move(files)}},
                  [this](const Json &) { complete(); });
}

} // namespace Foray
