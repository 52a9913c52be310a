// SPDX-License-Identifier: MIT
#include "engine/browser/session.h"

#include "engine/browser/hardening.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRegularExpression>
#include <QUrl>
#include <QWebEngineCookieStore>
#include <QWebEngineProfile>

#include <cerrno>
#include <csignal>

namespace Foray {

namespace {

QString sessionsDir(const QString &dataDir)
{
    return dataDir + QStringLiteral("/sessions");
}

QString sessionDir(const QString &dataDir, const QString &id)
{
    return sessionsDir(dataDir) + u'/' + id;
}

const QString copyPrefix = QStringLiteral(".copy-");

bool isCopyId(const QString &id)
{
    return id.startsWith(copyPrefix) && Session::isValidId(id.mid(copyPrefix.size()));
}

bool isSafeId(const QString &id)
{
    return Session::isValidId(id) || isCopyId(id);
}

// Of a copy that another process is working with.
bool isInUse(const QString &copyId)
{
    const qint64 pid = copyId.mid(copyPrefix.size()).section(u'-', 0, 0).toLongLong();
    return pid != QCoreApplication::applicationPid() && pid > 0 && (kill(pid_t(pid), 0) == 0 || errno == EPERM);
}

// The lock stands beside the folder, not in it: it must survive the folder's removal and creation.
QString lockPath(const QString &dataDir, const QString &id)
{
    return sessionsDir(dataDir) + u'/' + id + QStringLiteral(".lock");
}

Error badId(const QString &id)
{
    return {
        ErrorKind::InvalidArgument,
        QStringLiteral("'%1' cannot name a session: use letters, digits, '.', '-', '_' and blanks, at most 64.").arg(id.left(80)),
        QStringLiteral("/session/id")};
}

Error lockedError(const QString &id, const QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString app;
    lock.getLockInfo(&pid, &host, &app);
    return {ErrorKind::SessionLocked,
            QStringLiteral(
                "The session '%1' is open in another process (%2, process %3 on %4). Close it there, or run in another session.")
                .arg(id, app.isEmpty() ? QStringLiteral("unknown program") : app, QString::number(pid),
                     host.isEmpty() ? QStringLiteral("this machine") : host),
            id};
}

Error folderError(const QString &path)
{
    return {ErrorKind::Io, QStringLiteral("The folder '%1' cannot be made or written to.").arg(path), path};
}

Result<std::unique_ptr<QLockFile>> takeLock(const QString &dataDir, const QString &id)
{
    if (!QDir().mkpath(sessionsDir(dataDir)))
        return failure(folderError(sessionsDir(dataDir)));
    auto lock = std::make_unique<QLockFile>(lockPath(dataDir, id));
    // Only a dead owner makes a lock stale, never its age: a browser may be open for days.
    lock->setStaleLockTime(0);
    if (!lock->tryLock())
        return failure(lock->error() == QLockFile::LockFailedError ? lockedError(id, *lock) : folderError(sessionsDir(dataDir)));
    return lock;
}

Result<> copyFolder(const QString &from, const QString &to)
{
    QDirIterator it(from, QDir::Dirs | QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    if (!QDir().mkpath(to))
        return failure(folderError(to));
    while (it.hasNext()) {
        it.next();
        const QString target = to + it.filePath().mid(from.size());
        const bool ok = it.fileInfo().isDir() ? QDir().mkpath(target) : QFile::copy(it.filePath(), target);
        // Chromium may still be taking away its journals; what it took away is no loss.
        if (!ok && QFileInfo::exists(it.filePath()))
            return failure(folderError(target));
    }
    return {};
}

void makePrivate(const QString &dir)
{
    QFile::setPermissions(dir, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

Result<> makeFolder(const QString &id, const QString &dataDir)
{
    const QString dir = sessionDir(dataDir, id);
    if (QDir(dir).exists())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("There is a session '%1' already.").arg(id), id);
    if (!QDir().mkpath(dir + QStringLiteral("/storage")))
        return failure(folderError(dir));
    makePrivate(dir);
    return {};
}

Result<> copyStorage(const QString &id, const QString &newId, const QString &dataDir)
{
    if (!isSafeId(newId))
        return failure(badId(newId));
    return makeFolder(newId, dataDir).and_then([&] {
        return copyFolder(sessionDir(dataDir, id) + QStringLiteral("/storage"),
                          sessionDir(dataDir, newId) + QStringLiteral("/storage"));
    });
}

} // namespace

class Session::Private
{
public:
    SessionSettings settings;
    QString dataDir;
    std::unique_ptr<QLockFile> lock;
    QList<QNetworkCookie> cookies;
    std::unique_ptr<QWebEngineProfile> profile; // before the lock goes: Chromium writes cookies out in its destructor

    // Qt makes a folder where it keeps profiles by itself; nothing of ours is in it. A thread of Chromium writes its preferences
    // there at the start, sometimes only after it was first removed.
    QString unused;
    void removeUnused() const
    {
        if (!unused.isEmpty())
            QDir(unused).removeRecursively();
    }

    ~Private()
    {
        profile.reset();
        removeUnused();
    }

    void followCookies();
    void removeCookie(const QNetworkCookie &cookie);
};

void Session::Private::followCookies()
{
    QWebEngineCookieStore *store = profile->cookieStore();
    QObject::connect(store, &QWebEngineCookieStore::cookieAdded, profile.get(), [this](const QNetworkCookie &cookie) {
        removeCookie(cookie);
        cookies.append(cookie);
    });
    QObject::connect(store, &QWebEngineCookieStore::cookieRemoved, profile.get(),
                     [this](const QNetworkCookie &cookie) { removeCookie(cookie); });
    store->loadAllCookies();
}

void Session::Private::removeCookie(const QNetworkCookie &cookie)
{
    cookies.removeIf([&](const QNetworkCookie &known) { return known.hasSameIdentifier(cookie); });
}

Session::Session(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const SessionSettings &settings, const BrowserSettings &browser,
                                               const QString &dataDir)
{
    if (!isSafeId(settings.id))
        return failure(badId(settings.id));
    auto priv = std::make_unique<Private>();
    priv->settings = settings;
    priv->dataDir = dataDir;
    if (settings.storage == Storage::Memory) {
        priv->profile = std::make_unique<QWebEngineProfile>();
    } else {
        auto lock = takeLock(dataDir, settings.id);
        if (!lock)
            return failure(lock.error());
        priv->lock = std::move(*lock);
        const QString dir = sessionDir(dataDir, settings.id);
        if (!QDir().mkpath(dir + QStringLiteral("/storage")))
            return failure(folderError(dir));
        makePrivate(dir);
        priv->profile = std::make_unique<QWebEngineProfile>(QStringLiteral("foray-") + settings.id);
        priv->unused = priv->profile->persistentStoragePath();
        priv->profile->setPersistentStoragePath(dir + QStringLiteral("/storage"));
        priv->profile->setCachePath(dir + QStringLiteral("/cache"));
        priv->profile->setPersistentCookiesPolicy(QWebEngineProfile::ForcePersistentCookies);
        priv->removeUnused();
        priv->followCookies();
    }
    harden(*priv->profile);
    apply(browser, *priv->profile);
    return std::unique_ptr<Session>(new Session(std::move(priv)));
}

const SessionSettings &Session::settings() const
{
    return d->settings;
}

QWebEngineProfile *Session::profile() const
{
    return d->profile.get();
}

QList<QNetworkCookie> Session::cookies() const
{
    return d->cookies;
}

void Session::addCookies(const QList<QNetworkCookie> &cookies)
{
    for (QNetworkCookie cookie : cookies) {
        QUrl origin;
        origin.setScheme(cookie.isSecure() ? QStringLiteral("https") : QStringLiteral("http"));
        origin.setHost(cookie.domain().startsWith(u'.') ? cookie.domain().mid(1) : cookie.domain());
        origin.setPath(cookie.path());
        // With a domain it would be one for all hosts below it.
        if (!cookie.domain().startsWith(u'.'))
            cookie.setDomain({});
        d->profile->cookieStore()->setCookie(cookie, origin);
    }
}

bool Session::isValidId(const QString &id)
{
    static const QRegularExpression valid(QStringLiteral("\\A(?!\\.)[\\p{L}\\p{N}._\\- ]{1,64}\\z"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return valid.match(id).hasMatch() && id.trimmed() == id;
}

QStringList Session::list(const QString &dataDir)
{
    return QDir(sessionsDir(dataDir)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

Result<> Session::create(const QString &id, const QString &dataDir)
{
    return isValidId(id) ? makeFolder(id, dataDir) : failure(badId(id));
}

Result<> Session::remove(const QString &id, const QString &dataDir)
{
    const QString dir = sessionDir(dataDir, id);
    if (!isSafeId(id))
        return failure(badId(id));
    if (!QDir(dir).exists())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("There is no session '%1'.").arg(id), id);
    const auto lock = takeLock(dataDir, id);
    if (!lock)
        return failure(lock.error());
    if (!QDir(dir).removeRecursively())
        return failure(ErrorKind::Io, QStringLiteral("The folder '%1' could not be removed whole.").arg(dir), dir);
    return {};
}

Result<> Session::clone(const QString &id, const QString &newId, const QString &dataDir)
{
    if (!QDir(sessionDir(dataDir, id)).exists())
        return failure(ErrorKind::InvalidArgument, QStringLiteral("There is no session '%1'.").arg(id), id);
    const auto lock = takeLock(dataDir, id);
    if (!lock)
        return failure(lock.error());
    return copyStorage(id, newId, dataDir);
}

Result<> Session::copyTo(const QString &newId) const
{
    return copyStorage(d->settings.id, newId, d->dataDir);
}

QString Session::copyId(const QString &purpose)
{
    return copyPrefix + QStringLiteral("%1-%2").arg(QCoreApplication::applicationPid()).arg(purpose);
}

void Session::removeCopies(const QString &dataDir)
{
    const QStringList ids = QDir(sessionsDir(dataDir)).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        if (isCopyId(id) && !isInUse(id))
            (void)remove(id, dataDir); // what cannot be removed now is tried again next time
    }
}

} // namespace Foray
