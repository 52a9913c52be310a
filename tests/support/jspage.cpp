// SPDX-License-Identifier: MIT
#include "tests/support/jspage.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QInputMethodEvent>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineView>

namespace Foray {

namespace {

constexpr int patience = 20000; // ms; a test that needs more has failed
const QString answerMark = QStringLiteral("foray-test:");

QString source(const QString &path)
{
    QFile file(QStringLiteral(FORAY_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("No file %s", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll()) + u'\n';
}

QString allScripts()
{
    static const QStringList names{QStringLiteral("vendor/dom-accessibility-api"),
                                   QStringLiteral("base"),
                                   QStringLiteral("watch"),
                                   QStringLiteral("roles"),
                                   QStringLiteral("pageindex"),
                                   QStringLiteral("selectors"),
                                   QStringLiteral("fingerprint"),
                                   QStringLiteral("anchors"),
                                   QStringLiteral("csspath"),
                                   QStringLiteral("generate"),
                                   QStringLiteral("find"),
                                   QStringLiteral("inspect"),
                                   QStringLiteral("actionability"),
                                   QStringLiteral("prepare"),
                                   QStringLiteral("watchinput"),
                                   QStringLiteral("fields"),
                                   QStringLiteral("conditions")};
    QString all;
    for (const QString &name : names)
        all += source(QStringLiteral("resources/js/%1.js").arg(name));
    return all + source(QStringLiteral("tests/support/jspage.js"));
}

QString json(const QJsonValue &value)
{
    const QString text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    return text.mid(1, text.size() - 2);
}

// Hears the answers on the console, and prints what the scripts complain about.
class ListeningPage : public QWebEnginePage
{
public:
    explicit ListeningPage(QWebEngineProfile *profile)
        : QWebEnginePage(profile, nullptr)
    {
    }

    QHash<int, QJsonValue> answers;

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &id) override
    {
        if (!message.startsWith(answerMark)) {
            if (level == ErrorMessageLevel)
                qInfo("page: %s (%s:%d)", qPrintable(message), qPrintable(id), line);
            return;
        }
        const QJsonObject answer = QJsonDocument::fromJson(message.mid(answerMark.size()).toUtf8()).object();
        answers.insert(answer.value(QStringLiteral("id")).toInt(), answer.value(QStringLiteral("value")));
    }
};

} // namespace

class JsPage::Private
{
public:
    QWebEngineProfile profile;
    ListeningPage page{&profile};
    QWebEngineView view;
    int nextId = 1;

    int start(const QString &call)
    {
        const int id = nextId++;
        page.runJavaScript(call.arg(id), QWebEngineScript::ApplicationWorld);
        return id;
    }

    QJsonValue wait(int id)
    {
        if (!QTest::qWaitFor([&] { return page.answers.contains(id); }, patience))
            return QStringLiteral("no answer");
        return page.answers.take(id);
    }

    QString methodCall(int timeout, const QString &method, const QJsonValue &args) const
    {
        // %1 is left for start().
        return QStringLiteral("forayTest.call(%1, ") + QString::number(timeout) + QStringLiteral(", ") + json(method) +
               QStringLiteral(", ") + json(args).replace(u'%', QStringLiteral("\\u0025")) + u')';
    }

    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons held)
    {
        QWidget *target = view.focusProxy();
        QMouseEvent event(type, at, target->mapToGlobal(at), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &event);
    }
};

JsPage::JsPage()
    : d(new Private)
{
    QWebEngineScript script;
    script.setSourceCode(QStringLiteral("(() => {") + allScripts() + QStringLiteral("})();"));
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    script.setRunsOnSubFrames(true);
    d->page.scripts().insert(script);
    d->view.setAttribute(Qt::WA_DontShowOnScreen);
    d->view.setPage(&d->page);
    d->view.setFixedSize(800, 600);
    d->view.show();
}

JsPage::~JsPage() = default;

void JsPage::setHtml(const QString &html)
{
    QSignalSpy loaded(&d->page, &QWebEnginePage::loadFinished);
    d->page.setHtml(html, QUrl(QStringLiteral("http://page.test/dir/index.html")));
    if (!loaded.wait(patience))
        qFatal("The document did not load.");
}

QJsonValue JsPage::call(const QString &method, const QJsonValue &args)
{
    return callFor(0, method, args);
}

QJsonValue JsPage::callFor(int ms, const QString &method, const QJsonValue &args)
{
    return d->wait(d->start(d->methodCall(ms, method, args)));
}

QJsonValue JsPage::callWhile(const std::function<void()> &meanwhile, const QString &method, const QJsonValue &args)
{
    const int id = d->start(d->methodCall(0, method, args));
    inScripts(QStringLiteral("return 0")); // the call has begun
    meanwhile();
    return d->wait(id);
}

QJsonValue JsPage::inScripts(const QString &body)
{
    return d->wait(d->start(QStringLiteral("forayTest.run(%1, 0, async () => {") + body + QStringLiteral("})")));
}

QJsonValue JsPage::inPage(const QString &code)
{
    QJsonValue result;
    bool done = false;
    d->page.runJavaScript(code, QWebEngineScript::MainWorld, [&](const QVariant &value) {
        result = QJsonValue::fromVariant(value);
        done = true;
    });
    if (!QTest::qWaitFor([&] { return done; }, patience))
        qFatal("The page does not answer.");
    return result;
}

void JsPage::click(double x, double y, Qt::MouseButton button)
{
    moveMouse(x, y);
    d->mouse(QEvent::MouseButtonPress, {x, y}, button, button);
    d->mouse(QEvent::MouseButtonRelease, {x, y}, button, Qt::NoButton);
}

void JsPage::doubleClick(double x, double y)
{
    click(x, y);
    d->mouse(QEvent::MouseButtonDblClick, {x, y}, Qt::LeftButton, Qt::LeftButton);
    d->mouse(QEvent::MouseButtonRelease, {x, y}, Qt::LeftButton, Qt::NoButton);
}

void JsPage::moveMouse(double x, double y)
{
    d->mouse(QEvent::MouseMove, {x, y}, Qt::NoButton, Qt::NoButton);
}

void JsPage::pressKey(int key, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(d->view.focusProxy(), &press);
    QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(d->view.focusProxy(), &release);
}

} // namespace Foray
