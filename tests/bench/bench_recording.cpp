// SPDX-License-Identifier: MIT
// What recording costs a page of 10,000 elements while real mouse and keys are at work in it: bench_recording [ROUNDS] prints, for
// each kind of event, how long the recorder's listeners took; then, with and without recording, the tasks that hold up a page that
// replaces 10,000 rows at once.
#include "engine/base/json.h"
#include "engine/browser/enginepage.h"
#include "engine/browser/webbrowser.h"
#include "engine/browser/webpage.h"
#include "engine/demo/demosite.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

using namespace Foray;

namespace {

constexpr int timeout = 60'000; // ms
constexpr int dwell = 120;      // ms from the pointer's coming to a press
constexpr int key = 60;         // ms from one key to the next
constexpr int replacements = 5;
constexpr int conclusion = 2500; // ms after which a replacement is concluded upon

void giveUp(const QString &message)
{
    std::fprintf(stderr, "%s\n", qPrintable(message));
    QCoreApplication::exit(1);
}

QString fileBeside(const char *name)
{
    QFile file(QStringLiteral(FORAY_SOURCE_DIR "/tests/bench/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void print(const QString &name, QVariantList values)
{
    std::sort(values.begin(), values.end(), [](const QVariant &a, const QVariant &b) { return a.toDouble() < b.toDouble(); });
    const auto at = [&](double part) { return values.at(qsizetype(part * double(values.size() - 1))).toDouble(); };
    if (!values.isEmpty())
        std::printf("%-28s %6d %8.2f %8.2f %8.2f\n", qPrintable(name), int(values.size()), at(0.5), at(0.99), at(1));
}

// The same clicks, first without recording.
class Replacing final : public QObject
{
public:
    explicit Replacing(WebPage &page)
        : m_page(page)
    {
    }

    void begin(bool recording)
    {
        m_recording = recording;
        m_done = 0;
        m_page.setRecording(recording);
        m_page.evaluate(fileBeside("recording-replacing.js"), timeout, this, [this](const Result<JsonValue> &made) {
            made ? settle([this] {
                m_page.engine().runJavaScript(QStringLiteral("longTasks()"), [this](const QVariant &) { goOn(); });
            })
                 : giveUp(made.error().message);
        });
    }

private:
    template <typename Then>
    void settle(Then then)
    {
        QTimer::singleShot(conclusion, this, then);
    }

    void goOn()
    {
        if (m_done++ == replacements)
            return finish();
        m_page.input().click({50, 40}, MouseButton::Left, NoModifier, 1);
        settle([this] { goOn(); });
    }

    void finish()
    {
        m_page.engine().runJavaScript(QStringLiteral("longTasks()"), [this](const QVariant &tasks) {
            print(m_recording ? QStringLiteral("long tasks, recording") : QStringLiteral("long tasks"), tasks.toList());
            m_recording ? QCoreApplication::exit(0) : begin(true);
        });
    }

    WebPage &m_page;
    bool m_recording = false;
    int m_done = 0;
};

// One round is a click on a button, one on a link, typing into a field, a key and the wheel, with the mouse on its way between.
class Person final : public QObject
{
public:
    Person(WebPage &page, int rounds)
        : m_page(page)
        , m_replacing(page)
        , m_rounds(rounds)
    {
    }

    void goOn()
    {
        static const QStringList kinds{QStringLiteral(".like"), QStringLiteral("h3 a"), QStringLiteral(".more"),
                                       QStringLiteral("input"), QStringLiteral(".text")};
        if (m_done == m_rounds * kinds.size())
            return measureSelectors(false);
        const QString kind = kinds.at(m_done++ % kinds.size());
        m_page.engine().runJavaScript(QStringLiteral("nextPoint('%1')").arg(kind), [this, kind](const QVariant &at) {
            const QPointF point(at.toList().value(0).toDouble(), at.toList().value(1).toDouble());
            for (int i = 4; i >= 0; --i)
                m_page.input().moveMouse(point + QPointF(i * 9, i * 13));
            QTimer::singleShot(dwell, this, [this, kind, point] { use(kind, point); });
        });
    }

private:
    void use(const QString &kind, QPointF point)
    {
        if (kind == QStringLiteral(".text"))
            m_page.input().scrollWheel(point, {0, 240});
        else
            m_page.input().click(point, MouseButton::Left, NoModifier, 1);
        QTimer::singleShot(key, this,
                           [this, kind] { kind == QStringLiteral("input") ? type(QStringLiteral("some words")) : rest(); });
    }

    void type(const QString &text)
    {
        if (text.isEmpty()) {
            (void)m_page.input().pressKey(QStringLiteral("Enter"));
            return rest();
        }
        m_page.input().type(text.left(1));
        QTimer::singleShot(key, this, [this, text] { type(text.mid(1)); });
    }

    // Now hasty, now slow: the next action may come before what this one caused has been told.
    void rest() { QTimer::singleShot(m_done % 3 == 0 ? 500 : 40, this, &Person::goOn); }

    void measureSelectors(bool changed)
    {
        const QString code = QStringLiteral("forayProbe.selectors(500, %1)").arg(changed ? u"true" : u"false");
        m_page.engine().runJavaScript(code, QWebEngineScript::ApplicationWorld, [this, changed](const QVariant &times) {
            (changed ? m_changedSelectors : m_selectors) = times.toList();
            changed ? finish() : measureSelectors(true);
        });
    }

    void finish()
    {
        const QString code = QStringLiteral("forayProbe.times()");
        m_page.engine().runJavaScript(code, QWebEngineScript::ApplicationWorld, [this](const QVariant &times) {
            std::printf("%-28s %6s %8s %8s %8s\n", "ms", "count", "median", "p99", "most");
            const QVariantMap all = times.toMap();
            for (auto it = all.cbegin(); it != all.cend(); ++it)
                print(it.key(), it.value().toList());
            print(QStringLiteral("selectors"), m_selectors);
            print(QStringLiteral("selectors after a change"), m_changedSelectors);
            m_replacing.begin(false);
        });
    }

    WebPage &m_page;
    Replacing m_replacing;
    int m_rounds;
    qsizetype m_done = 0;
    QVariantList m_selectors;
    QVariantList m_changedSelectors;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication app(argc, argv);
    const int rounds = argc > 1 ? QByteArray(argv[1]).toInt() : 40;
    const auto site = DemoSite::start({});
    if (!site) {
        giveUp(site.error().message);
        return 1;
    }
    const QTemporaryDir data;
    WebBrowser browser(SessionSettings(), {}, data.path(), WebBrowser::Visibility::OffScreen);
    std::unique_ptr<Person> person;
    browser.open(&app, [&](Result<Page *> opened) {
        if (!opened)
            return giveUp(opened.error().message);
        auto *page = qobject_cast<WebPage *>(*opened);
        QWebEngineScript probe;
        probe.setSourceCode(fileBeside("recording-probe.js"));
        probe.setWorldId(QWebEngineScript::ApplicationWorld);
        probe.setInjectionPoint(QWebEngineScript::DocumentCreation);
        page->engine().profile()->scripts()->insert(probe); // those of a profile run before those of a page
        page->setRecording(true);
        page->navigate((*site)->url().resolved(QUrl(QStringLiteral("/hover"))), WaitUntil::DomContentLoaded, timeout, &app,
                       [&, page](const Result<LoadReport> &) {
                           page->evaluate(fileBeside("recording-page.js") +
                                              QStringLiteral("return document.querySelectorAll('*').length"),
                                          timeout, &app, [&, page](const Result<JsonValue> &count) {
                                              if (!count)
                                                  return giveUp(count.error().message);
                                              std::printf("%s elements\n", qPrintable(count->dump()));
                                              person = std::make_unique<Person>(*page, rounds);
                                              person->goOn();
                                          });
                       });
    });
    return app.exec();
}
