// SPDX-License-Identifier: MIT
#include "tests/record/person.h"

#include "engine/base/json.h"
#include "engine/browser/scriptchannel.h"
#include "engine/browser/scriptjson.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "ui/plan/plandocument.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tabarea.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QProcess>
#include <QTabBar>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

constexpr int patience = 15000; // ms, for one thing to happen
constexpr int pauseFor = 500;   // ms; the recorder looks for 400 ms for what an action has caused
constexpr int lastPause = 900;
constexpr int lookEvery = 25; // ms

WebPage *currentPage(WebBrowser *browser)
{
    return browser ? qobject_cast<WebPage *>(browser->currentPage()) : nullptr;
}

// A hand does not jump, and it takes its time: menus open under it, and a drag begins.
QStringList movement(const QPoint &from, const QPoint &to)
{
    const int steps = qBound(4, int(QLineF(from, to).length() / 40), 16);
    QStringList arguments;
    for (int i = 1; i <= steps; ++i) {
        const QPoint at = from + (to - from) * i / steps;
        arguments += {"mousemove", QString::number(at.x()), QString::number(at.y()), "sleep", "0.015"};
    }
    return arguments;
}

QDialog *openDialog()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

} // namespace

const QHash<QString, Person::Verb> &Person::verbs()
{
    static const QHash<QString, Verb> all{
        {"click", &Person::click},
        {"doubleClick", &Person::doubleClick},
        {"rightClick", &Person::rightClick},
        {"point", &Person::point},
        {"middleClick", &Person::middleClick},
        {"drag", &Person::drag},
        {"wheel", &Person::wheel},
        {"type", &Person::type},
        {"key", &Person::key},
        {"hold", &Person::hold},
        {"release", &Person::release},
        {"see", &Person::see},
        {"record", &Person::record},
        {"go", &Person::go},
        {"press", &Person::press},
        {"tab", &Person::tab},
        {"closeTab", &Person::closeTab},
        {"dialog", &Person::dialog},
    };
    return all;
}

Person::Person(Place place)
    : m_place(std::move(place))
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &Person::next);
    connect(&m_place.window.document(), &PlanDocument::planChanged, this, [this] {
        if (m_quiet.isActive())
            pause();
    });
}

void Person::perform(const QStringList &hands, Callback<> done)
{
    m_hands = hands;
    m_done = std::move(done);
    next();
}

void Person::next()
{
    if (m_hands.isEmpty())
        return end({});
    m_hand = m_hands.takeFirst().replace(QStringLiteral("${site}"), m_place.site).replace("${folder}", m_place.folder);
    const Verb verb = verbs().value(m_hand.section(u' ', 0, 0));
    if (!verb)
        return fail(QStringLiteral("nobody knows how to do that"));
    (this->*verb)(m_hand.section(u' ', 1));
}

void Person::pause()
{
    m_quiet.start(m_hands.isEmpty() ? lastPause : pauseFor);
}

void Person::end(const Result<> &result)
{
    if (const auto done = std::exchange(m_done, nullptr))
        done(result);
}

// Dialogs run event loops of their own, out of which nothing would come.
void Person::fail(const QString &why)
{
    m_hands.clear();
    m_quiet.stop();
    while (QDialog *dialog = openDialog())
        dialog->reject();
    end(failure(ErrorKind::Timeout, QStringLiteral("'%1': %2").arg(m_hand, why)));
}

void Person::when(const QString &what, const std::function<bool()> &isSo, const Then &then)
{
    auto *look = new QTimer(this);
    QElapsedTimer since;
    since.start();
    connect(look, &QTimer::timeout, this, [this, look, since, what, isSo, then] {
        const bool so = isSo();
        if (!so && since.elapsed() < patience)
            return;
        look->stop();
        look->deleteLater();
        if (so)
            then();
        else
            fail(QStringLiteral("there is no %1").arg(what));
    });
    look->start(lookEvery);
}

void Person::xdotool(const QStringList &arguments, const Then &then)
{
    auto *process = new QProcess(this);
    process->setProcessChannelMode(QProcess::MergedChannels);
    connect(process, &QProcess::finished, this, [this, process, then](int code) {
        process->deleteLater();
        if (code == 0)
            then();
        else
            fail(QString::fromLocal8Bit(process->readAll()));
    });
    connect(process, &QProcess::errorOccurred, this, [this, process] { fail(process->errorString()); });
    process->start(QStringLiteral("xdotool"), arguments);
}

// Where things are ---------------------------------------------------------------------------------------------------

void Person::moveTo(const QPoint &to, const QStringList &thenDo)
{
    xdotool(movement(QCursor::pos(), to) + thenDo, [this] { pause(); });
}

void Person::onElement(const QString &target, const QStringList &thenDo)
{
    find(target, [this, thenDo](const QPoint &at) { moveTo(at, thenDo); });
}

void Person::onWidget(const QWidget *widget, const QPoint &at, const QStringList &thenDo)
{
    moveTo(widget->mapToGlobal(at), thenDo);
}

// As soon as it can be seen, and lies still.
void Person::find(const QString &target, const std::function<void(const QPoint &)> &then)
{
    WebPage *page = currentPage(m_place.browser());
    if (!page)
        return fail(QStringLiteral("there is no page"));
    QStringList path = target.split(QStringLiteral(" | "));
    Target wanted;
    wanted.selectors = {{path.takeLast()}};
    for (const QString &frame : path)
        wanted.frames.append(FrameRef{.selectors = {frame}});
    const Json arguments{{"locator", locatorJson(wanted, {})}, {"need", {"visible", "stable", "receivesEvents"}}};
    page->channel().call({QStringLiteral("prepare"), arguments, wanted.frames, false}, patience, this,
                         [this, page, then](const Result<JsonValue> &answer) {
                             if (!answer)
                                 return fail(toString(answer.error()));
                             const QPointF at(numberAt(answer->get(), "x"), numberAt(answer->get(), "y"));
                             then(page->view()->mapToGlobal(at.toPoint()));
                         });
}

// The page ------------------------------------------------------------------------------------------------------------

void Person::drag(const QString &targets)
{
    const QString to = targets.section(QStringLiteral(" >> "), 1);
    find(targets.section(QStringLiteral(" >> "), 0, 0), [this, to](const QPoint &start) {
        find(to, [this, start](const QPoint &end) {
            const QStringList held = QStringList{"mousedown", "1"} + movement(start, end) + movement(end, end);
            moveTo(start, held + QStringList{"mouseup", "1"});
        });
    });
}

void Person::wheel(const QString &countAndTarget)
{
    onElement(countAndTarget.section(u' ', 1), {"click", "--repeat", countAndTarget.section(u' ', 0, 0), "--delay", "40", "5"});
}

void Person::type(const QString &text)
{
    xdotool({"type", "--delay", "15", "--", text}, [this] { pause(); });
}

void Person::key(const QString &names)
{
    xdotool(QStringList{"key", "--delay", "40"} + names.split(u' '), [this] { pause(); });
}

void Person::see(const QString &expression)
{
    WebPage *page = currentPage(m_place.browser());
    if (!page)
        return fail(QStringLiteral("there is no page"));
    page->wait({Condition{JsCondition{expression}, {}, {}}}, {}, patience, this,
               [this](const Result<WaitReport> &seen) { seen ? pause() : fail(toString(seen.error())); });
}

// The window ----------------------------------------------------------------------------------------------------------

void Person::go(const QString &path)
{
    const QString address = m_place.site + path;
    xdotool({"key", "ctrl+l", "type", "--delay", "5", address}, [this, address] {
        xdotool({"key", "Return"}, [this, address] {
            const auto isThere = [this, address] {
                const WebPage *page = currentPage(m_place.browser());
                return page && page->url().toString().startsWith(address) && !page->isNavigating();
            };
            when(QStringLiteral("such page"), isThere, [this] { pause(); });
        });
    });
}

void Person::record(const QString &path)
{
    xdotool({"key", "ctrl+r"}, [this, path] { go(path); });
}

void Person::press(const QString &action)
{
    for (const QToolButton *button : m_place.window.findChildren<QToolButton *>()) {
        if (button->isVisible() && button->defaultAction() && button->defaultAction()->text() == action)
            return onWidget(button, button->rect().center(), {"click", "1"});
    }
    fail(QStringLiteral("there is no such button"));
}

void Person::tab(const QString &index)
{
    const auto *bar = m_place.window.tabs().findChild<QTabBar *>();
    onWidget(bar, bar->tabRect(index.toInt()).center(), {"click", "1"});
}

void Person::closeTab(const QString &index)
{
    const auto *bar = m_place.window.tabs().findChild<QTabBar *>();
    const QWidget *button = bar->tabButton(index.toInt(), QTabBar::RightSide);
    onWidget(button, button->rect().center(), {"click", "1"});
}

void Person::dialog(const QString &name)
{
    when(
        QStringLiteral("dialog"), [] { return openDialog() && openDialog()->isActiveWindow(); }, [this, name] { key(name); });
}

} // namespace Foray
