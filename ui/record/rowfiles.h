// SPDX-License-Identifier: MIT
#pragma once

#include "engine/record/looping.h"

#include <QDateTime>
#include <QHash>
#include <QSettings>

namespace Foray {

// The tables that a person may be typing from: row files in the plan's folder, and those that plans have gone through before.
class RowFiles final
{
public:
    explicit RowFiles(QSettings &settings); // must outlive it

    // Reads what has changed since the last time; large files are left out.
    QList<RowTable> tables(const QString &planFolder);
    void remember(const QString &path);
    void rememberThoseOf(const Plan &plan, const QString &planFolder);

private:
    struct Known
    {
        QDateTime changed;
        qint64 size = 0;
        JsonValue rows; // null: it holds none
    };
    const JsonValue &rowsOf(const QString &path);

    QSettings &m_settings;
    QHash<QString, Known> m_known;
};

} // namespace Foray
