// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QtGlobal>

#include <functional>
#include <memory>

class QWebEngineView;

namespace Foray {

// A real page with the page scripts in it as they ship: in the isolated world, at document creation. For tests of the scripts
// alone, without the C++ that drives them.
class JsPage final
{
public:
    JsPage();
    ~JsPage();

    // Loads the document and waits until it is there.
    void setHtml(const QString &html);

    // The value of a page script method, its promise awaited. A failure is the text "kind: message".
    QJsonValue call(const QString &method, const QJsonValue &args = {});
    // The same with a signal that aborts with the reason "timeout" after so many ms.
    QJsonValue callFor(int ms, const QString &method, const QJsonValue &args = {});
    // The call goes out, `meanwhile` is done, then the answer is awaited.
    QJsonValue callWhile(const std::function<void()> &meanwhile, const QString &method, const QJsonValue &args = {});

    // A script body in the scripts' own world; what it returns.
    QJsonValue inScripts(const QString &body);
    // A script in the page's own world; its value.
    QJsonValue inPage(const QString &code);

    // Trusted input, in CSS pixels of the page.
    void click(double x, double y, Qt::MouseButton button = Qt::LeftButton);
    void doubleClick(double x, double y);
    void moveMouse(double x, double y);
    void pressKey(int key, const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Foray
