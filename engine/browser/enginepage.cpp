// SPDX-License-Identifier: MIT
#include "engine/browser/enginepage.h"

#include "engine/browser/hardening.h"
#include "engine/browser/pagescripts.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QWebEngineCertificateError>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>

namespace Foray {

Q_LOGGING_CATEGORY(log, "foray.browser.page", QtWarningMsg)

namespace {

constexpr qsizetype maxScriptMessage = 64 * 1024 * 1024; // characters
constexpr qsizetype maxDialogText = 2000;

QString makeToken()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    QString token;
    for (const quint32 word : words)
        token += QString::number(word, 36);
    return token + u' ';
}

} // namespace

EnginePage::EnginePage(QWebEngineProfile *profile, QObject *parent)
    : QWebEnginePage(profile, parent)
    , m_token(makeToken())
{
    injectScripts();
    denyPermissions();
    connect(this, &QWebEnginePage::certificateError, this, [](QWebEngineCertificateError error) { error.rejectCertificate(); });
}

void EnginePage::injectScripts()
{
    QWebEngineScript script;
    script.setName(QStringLiteral("foray"));
    script.setSourceCode(pageScripts(m_token));
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    script.setRunsOnSubFrames(true);
    scripts().insert(script);
}

void EnginePage::denyPermissions()
{
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, Feature feature) { setFeaturePermission(origin, feature, PermissionDeniedByUser); });
}

bool EnginePage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    Q_UNUSED(type)
    if (!isAllowedScheme(url)) {
        Q_EMIT navigationRefused(url);
        return false;
    }
    if (isMainFrame)
        Q_EMIT navigationStarting(url);
    return true;
}

void EnginePage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                          const QString &source)
{
    // The token is what makes it ours; the source id could be spoofed by a page.
    if (message.startsWith(m_token) && message.size() <= maxScriptMessage)
        Q_EMIT scriptMessage(QStringView(message).mid(m_token.size()).toUtf8());
    else if (level == ErrorMessageLevel)
        qCDebug(log, "%s:%d: %s", qPrintable(source.left(200)), line, qPrintable(message.left(500)));
}

Dialog EnginePage::nextAnswer(const QString &type, const QString &message)
{
    const bool expected = !m_answers.isEmpty();
    const Dialog answer = expected ? m_answers.dequeue() : Dialog{false, {}};
    Q_EMIT dialogHandled(type, message.left(maxDialogText), answer.accept, expected);
    return answer;
}

// Qt shows its dialogs in event loops of their own, in which the page may be closed.
class EnginePage::Asking final
{
public:
    explicit Asking(EnginePage &page)
        : m_page(page)
    {
        ++m_page.m_asking;
    }
    ~Asking()
    {
        if (--m_page.m_asking == 0)
            Q_EMIT m_page.asked();
    }
    Q_DISABLE_COPY_MOVE(Asking)

private:
    EnginePage &m_page;
};

void EnginePage::javaScriptAlert(const QUrl &origin, const QString &message)
{
    if (asksPerson()) {
        const Asking asking(*this);
        QWebEnginePage::javaScriptAlert(origin, message);
        Q_EMIT dialogAnsweredByPerson({true, {}}, message);
        return;
    }
    nextAnswer(QStringLiteral("alert"), message);
}

bool EnginePage::javaScriptConfirm(const QUrl &origin, const QString &message)
{
    // Chromium asks beforeunload here too. Refusing would leave the navigation hanging without any further signal.
    if (message == QStringLiteral("Are you sure you want to leave this page? Changes that you made may not be saved.") &&
        m_answers.isEmpty()) {
        Q_EMIT dialogHandled(QStringLiteral("beforeunload"), message.left(maxDialogText), true, false);
        return true;
    }
    if (asksPerson()) {
        const Asking asking(*this);
        const bool accepted = QWebEnginePage::javaScriptConfirm(origin, message);
        Q_EMIT dialogAnsweredByPerson({accepted, {}}, message);
        return accepted;
    }
    return nextAnswer(QStringLiteral("confirm"), message).accept;
}

bool EnginePage::javaScriptPrompt(const QUrl &origin, const QString &message, const QString &defaultText, QString *result)
{
    if (asksPerson()) {
        const Asking asking(*this);
        const bool accepted = QWebEnginePage::javaScriptPrompt(origin, message, defaultText, result);
        Q_EMIT dialogAnsweredByPerson({accepted, accepted ? *result : QString()}, message);
        return accepted;
    }
    const Dialog answer = nextAnswer(QStringLiteral("prompt"), message);
    *result = answer.text.isEmpty() ? defaultText : answer.text;
    return answer.accept;
}

QStringList EnginePage::chooseFiles(FileSelectionMode mode, const QStringList &oldFiles, const QStringList &acceptedTypes)
{
    if (m_attended && m_files.isEmpty()) {
        const Asking asking(*this);
        const QStringList chosen = QWebEnginePage::chooseFiles(mode, oldFiles, acceptedTypes);
        Q_EMIT filesChosenByPerson(chosen);
        return chosen;
    }
    // Only what an upload step has prepared for as long as it lasts: a page can never make a file dialog appear.
    const QStringList files = std::exchange(m_files, {});
    return mode == FileSelectOpen ? files.mid(0, 1) : files;
}

QWebEnginePage *EnginePage::createWindow(WebWindowType type)
{
    return makeWindow ? makeWindow(type) : nullptr;
}

} // namespace Foray
