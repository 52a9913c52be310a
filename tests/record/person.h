// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QObject>
#include <QPoint>
#include <QStringList>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace Foray {

class MainWindow;
class WebBrowser;

// Somebody at the window, with a real mouse and real keys (xdotool). What the hands do is written in lines, a verb and the rest:
//
//   click, doubleClick, rightClick, middleClick, point TARGET · drag TARGET >> TARGET · wheel N TARGET
//   type TEXT · key NAMES, as xdotool has them · hold KEY, release KEY
//   see EXPRESSION, in JavaScript, which becomes true in the page
//   record PATH, from there on · go PATH, typed into the address bar · press ACTION, a button of the window · tab N, closeTab N, from 0
//   dialog KEY, once there is one
//
// A target is a selector as plans have them; frames around it stand in front: "#same | button". ${site} and ${folder} are known.
class Person final : public QObject
{
    Q_OBJECT
public:
    struct Place
    {
        MainWindow &window;
        std::function<WebBrowser *()> browser; // null until there is one
        QString site;                          // "http://127.0.0.1:8000"
        QString folder;                        // of the files to choose
    };
    explicit Person(Place place);

    // From the event loop, which dialogs of the window run in the middle of it.
    void perform(const QStringList &hands, Callback<> done);

private:
    using Then = std::function<void()>;
    using Verb = void (Person::*)(const QString &);

    void next();
    void pause(); // until nothing has happened for a moment, as somebody does who looks; longest at the end
    void end(const Result<> &result);
    void fail(const QString &why);
    void when(const QString &what, const std::function<bool()> &isSo, const Then &then);

    void xdotool(const QStringList &arguments, const Then &then);
    void moveTo(const QPoint &to, const QStringList &thenDo);
    void onElement(const QString &target, const QStringList &thenDo);
    void onWidget(const QWidget *widget, const QPoint &at, const QStringList &thenDo);
    void find(const QString &target, const std::function<void(const QPoint &)> &then);

    void click(const QString &target) { onElement(target, {"click", "1"}); }
    void doubleClick(const QString &target) { onElement(target, {"click", "--repeat", "2", "--delay", "60", "1"}); }
    void rightClick(const QString &target) { onElement(target, {"click", "3"}); }
    void middleClick(const QString &target) { onElement(target, {"click", "2"}); }
    void point(const QString &target) { onElement(target, {}); }
    void drag(const QString &targets);
    void wheel(const QString &countAndTarget);
    void type(const QString &text);
    void key(const QString &names);
    void hold(const QString &name)
    {
        xdotool({"keydown", name}, [this] { next(); });
    }
    void release(const QString &name)
    {
        xdotool({"keyup", name}, [this] { pause(); });
    }
    void see(const QString &expression);
    void go(const QString &path);
    void record(const QString &path);
    void press(const QString &action);
    void tab(const QString &index);
    void closeTab(const QString &index);
    void dialog(const QString &name);

    static const QHash<QString, Verb> &verbs();

    Place m_place;
    QStringList m_hands; // that are still to be done
    QString m_hand;
    QTimer m_quiet;
    QObject m_watched; // the pages' signals
    Callback<> m_done;
};

} // namespace Foray
