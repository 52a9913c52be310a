// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

#include <QList>
#include <QNetworkCookie>
#include <QString>
#include <QStringList>

#include <memory>

class QWebEngineProfile;

namespace Foray {

// A named QWebEngineProfile with its own cookies, storage and cache, hardened before its first page. Persistent sessions live
// in <data>/sessions/<id> (0700: cookies are plain text there) and are locked against other processes while open.
//
// Must outlive its pages: Chromium writes cookies out when the profile is destroyed.
class Session final
{
public:
    // Fails with SessionLocked (naming the process that has it open), InvalidArgument (a bad id) or Io.
    static Result<std::unique_ptr<Session>> open(const SessionSettings &settings, const BrowserSettings &browser,
                                                 const QString &dataDir);
    ~Session();

    const SessionSettings &settings() const;
    QWebEngineProfile *profile() const;
    QList<QNetworkCookie> cookies() const; // of a persistent session, as they are now
    void addCookies(const QList<QNetworkCookie> &cookies);

    // Letters, digits, dot, dash, underscore and blank; no dot at the beginning; 64 at most.
    static bool isValidId(const QString &id);
    static QStringList list(const QString &dataDir); // persistent ones, sorted
    static Result<> create(const QString &id, const QString &dataDir);
    static Result<> remove(const QString &id, const QString &dataDir);                      // SessionLocked while open anywhere
    static Result<> clone(const QString &id, const QString &newId, const QString &dataDir); // of one that is not open
    // The same of this one, though it is open. What Chromium has not written yet is missing: give the copy its cookies.
    Result<> copyTo(const QString &newId) const;

    // A short-lived copy belongs to this process and is not listed. It takes such an id in open(), clone() and remove().
    static QString copyId(const QString &purpose);
    // Removes the copies of this process, and of those that ended before they could. Only with no session open; for good only
    // once the application object is gone, since Chromium writes to its profiles until then.
    static void removeCopies(const QString &dataDir);

private:
    class Private;
    explicit Session(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Foray
