// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/step.h"

#include <QByteArray>
#include <QQueue>
#include <QStringList>
#include <QWebEnginePage>

#include <functional>

namespace Foray {

// The QWebEnginePage under a WebPage: turns what Qt WebEngine asks by virtual functions into signals and prepared answers.
// Nothing here waits: dialogs and file choosers are answered at once by what was prepared, or refused.
class EnginePage final : public QWebEnginePage
{
    Q_OBJECT
public:
    EnginePage(QWebEngineProfile *profile, QObject *parent);

    const QString &token() const { return m_token; }
    void answerNextDialog(const Dialog &answer) { m_answers.enqueue(answer); }
    // With a person at the window, dialogs and file choosers that nothing was prepared for are shown.
    void setAttended(bool attended) { m_attended = attended; }
    bool isAsking() const { return m_asking > 0; } // a dialog of this page is open: it must not be deleted
    void withdrawAnswers() { m_answers.clear(); }
    void chooseNextFiles(const QStringList &paths) { m_files = paths; }

    // Makes the page for a popup or a new tab; null refuses it.
    std::function<QWebEnginePage *(WebWindowType)> makeWindow;

Q_SIGNALS:
    void scriptMessage(const QByteArray &json); // from this page's own page scripts, any frame
    void navigationStarting(const QUrl &url);   // of the main frame, also each redirect
    void navigationRefused(const QUrl &url);    // by its scheme
    void dialogHandled(const QString &type, const QString &message, bool accepted, bool expected);
    void dialogAnsweredByPerson(const Foray::Dialog &answer, const QString &question);
    void filesChosenByPerson(const QStringList &paths);
    void asked(); // no dialog is open any more

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;
    void javaScriptAlert(const QUrl &origin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &origin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &origin, const QString &message, const QString &defaultText, QString *result) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles, const QStringList &acceptedTypes) override;
    QWebEnginePage *createWindow(WebWindowType type) override;

private:
    class Asking;
    bool asksPerson() const { return m_attended && m_answers.isEmpty(); }
    Dialog nextAnswer(const QString &type, const QString &message);
    void denyPermissions();
    void injectScripts();

    QString m_token;
    QQueue<Dialog> m_answers;
    QStringList m_files;
    bool m_attended = false;
    int m_asking = 0; // dialogs that are open
};

} // namespace Foray
