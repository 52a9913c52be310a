// SPDX-License-Identifier: MIT
#include "engine/browser/hardening.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QWebEngineProfile>
#include <QWebEngineSettings>

namespace Foray {

void harden(QWebEngineProfile &profile)
{
    using S = QWebEngineSettings;
    auto *settings = profile.settings();
    for (const auto attribute :
         {S::LocalContentCanAccessFileUrls, S::LocalContentCanAccessRemoteUrls, S::JavascriptCanAccessClipboard,
          S::JavascriptCanPaste, S::PluginsEnabled, S::PdfViewerEnabled, S::NavigateOnDropEnabled, S::AutoLoadIconsForPage,
          S::ErrorPageEnabled, S::ScreenCaptureEnabled, S::FullScreenSupportEnabled})
        settings->setAttribute(attribute, false);
    settings->setAttribute(S::WebRTCPublicInterfacesOnly, true);
    settings->setUnknownUrlSchemePolicy(S::DisallowUnknownUrlSchemes);
}

void apply(const BrowserSettings &browser, QWebEngineProfile &profile)
{
    if (!browser.userAgent.isEmpty())
        profile.setHttpUserAgent(browser.userAgent);
    if (!browser.acceptLanguage.isEmpty())
        profile.setHttpAcceptLanguage(browser.acceptLanguage);
    if (browser.block.contains(QStringLiteral("images")))
        profile.settings()->setAttribute(QWebEngineSettings::AutoLoadImages, false);
}

bool isAllowedScheme(const QUrl &url)
{
    static const QSet<QString> allowed{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("about"),
                                       QStringLiteral("data"), QStringLiteral("blob")};
    return allowed.contains(url.scheme());
}

QString safeFileName(const QString &proposed)
{
    static const QRegularExpression unsafe(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f\\x7f]"));
    // Decoded until nothing changes: "..%252f" must not come out as "../" later.
    QString name = proposed;
    for (QString decoded; (decoded = QUrl::fromPercentEncoding(name.toUtf8())) != name;)
        name = decoded;
    name.replace(u'\\', u'/');
    name = QFileInfo(name).fileName().remove(unsafe);
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    name = name.trimmed();
    if (name.toUtf8().size() > 200) {
        const QString suffix = QFileInfo(name).suffix().left(16);
        while (name.toUtf8().size() > 180)
            name.chop(1);
        if (!suffix.isEmpty())
            name += u'.' + suffix;
    }
    return name.isEmpty() ? QStringLiteral("download") : name;
}

QString freePath(const QString &folder, const QString &name)
{
    const QFileInfo info(name);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    QString path = QDir(folder).filePath(name);
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = QDir(folder).filePath(QStringLiteral("%1 (%2)%3").arg(info.completeBaseName(), QString::number(n), suffix));
    return path;
}

} // namespace Foray
