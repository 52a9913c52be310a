// SPDX-License-Identifier: MIT
// Pages cannot tell that they are recorded, nor keep it from happening.
#include "engine/base/json.h"
#include "engine/browser/pagerecording.h"
#include "engine/plan/planjson.h"
#include "tests/support/browsertest.h"

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

// Counts what is called in the page's own world, from where it stands now.
const QString spy = QStringLiteral(R"(
    window.calls = {};
    const spyOn = (object, names) => names.forEach(name => {
        const real = object[name];
        object[name] = function (...args) {
            calls[name] = (calls[name] ?? 0) + 1;
            return new.target ? Reflect.construct(real, args) : real.apply(this, args);
        };
    });
    spyOn(EventTarget.prototype, ['addEventListener', 'removeEventListener', 'dispatchEvent']);
    spyOn(Element.prototype, ['getAttribute', 'setAttribute', 'matches', 'closest', 'querySelectorAll', 'getBoundingClientRect']);
    spyOn(Document.prototype, ['querySelectorAll', 'elementsFromPoint', 'createTreeWalker', 'evaluate', 'createElement']);
    spyOn(Event.prototype, ['composedPath', 'stopPropagation', 'preventDefault']);
    spyOn(window, ['setTimeout', 'requestIdleCallback', 'getComputedStyle', 'getSelection', 'MutationObserver', 'postMessage']);
    spyOn(console, ['debug', 'log']);
    const field = document.createElement('input');
    document.querySelector('#outcome').after(field);
    window.heard = [];
    for (const name of ['pointerdown', 'click', 'input', 'keydown', 'focusin', 'scroll', 'message'])
        addEventListener(name, event => heard.push(`${name} ${event.isTrusted} ${event.target.nodeName}`), true);
    document.body.style.height = '4000px';
)");

const QString traces = QStringLiteral(R"(return JSON.stringify({
    html: document.documentElement.outerHTML, calls, heard,
    names: [window, document, EventTarget.prototype, Element.prototype, Node.prototype, Event.prototype]
        .map(each => Object.getOwnPropertyNames(each).sort().join()),
    listeners: Object.keys(window).filter(name => name.startsWith('on') && window[name] !== null),
    real: ['attachShadow', 'insertBefore', 'appendChild', 'replaceChildren'].every(name => /native code/.test(Element.prototype[name]))
}, null, 1))");

} // namespace

class tst_Unnoticed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_b = std::make_unique<BrowserFixture>();
        m_plan = {};
    }
    void cleanup()
    {
        m_recording.reset();
        m_recorder.reset();
        m_b.reset();
    }

    void recording_leavesNoTrace()
    {
        const QString without = traceOfSession(false);
        cleanup();
        init();
        const QString with = traceOfSession(true);
        QVERIFY2(m_plan.steps.size() > 3, qPrintable(said().join(u'\n')));
        QCOMPARE(with.split(u'\n'), without.split(u'\n'));
    }

    void pagesCannotKeepItAway()
    {
        QVERIFY(m_b->go(QStringLiteral("/dialogs")));
        QVERIFY(m_b->evaluate(
            QStringLiteral("document.body.innerHTML = '<button>Go</button><input id=q>';"
                           "for (const name of ['pointerdown', 'mousedown', 'click', 'input', 'keydown', 'focusin'])"
                           "  addEventListener(name, event => { event.stopImmediatePropagation(); event.target.id = 'x' + "
                           "Math.random(); }, true);"
                           "Element.prototype.matches = Event.prototype.composedPath = () => { throw new Error('no'); };"
                           "Object.defineProperty(Event.prototype, 'isTrusted', { get: () => false })")));
        record();
        QVERIFY(m_b->click(QStringLiteral("button")));
        QVERIFY(m_b->act(Change{cssTarget(QStringLiteral("input")), {QStringLiteral("typed")}}));
        QTRY_COMPARE(said(), (QStringList{"Click 'Go'", "Type 'typed' into '#q'"}));
    }

    void policies_doNotKeepItAway_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("html"); // put into the page
        QTest::addColumn<QString>("frame");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("strict policy") << "/csp"
                                       << ""
                                       << ""
                                       << ".next"
                                       << "Click 'Next'";
        QTest::newRow("sandboxed frame") << "/dialogs"
                                         << "<iframe sandbox='allow-scripts' srcdoc='<button>Boxed</button>'></iframe>"
                                         << "iframe"
                                         << "button"
                                         << "Click 'Boxed'";
    }
    void policies_doNotKeepItAway()
    {
        QFETCH(QString, path);
        QFETCH(QString, html);
        QFETCH(QString, frame);
        QFETCH(QString, button);
        QFETCH(QString, sentence);
        QVERIFY(m_b->go(path));
        if (!html.isEmpty())
            QVERIFY(m_b->evaluate(QStringLiteral("document.body.innerHTML = \"%1\"").arg(html)));
        record();
        const QList<FrameRef> frames = frame.isEmpty() ? QList<FrameRef>() : QList<FrameRef>{{{frame}, {}, {}, -1}};
        QVERIFY(m_b->act(Click{cssTarget(button, frames)}));
        QTRY_COMPARE(said().value(0).left(sentence.size()), sentence);
        if (frame.isEmpty())
            QTRY_VERIFY(!m_plan.steps.front().waitFor.isEmpty());
    }

private:
    void record()
    {
        m_recorder =
            std::make_unique<Recorder>([this](const QString &, const std::function<void(Plan &)> &change) { change(m_plan); });
        m_recording = std::make_unique<PageRecording>(*m_b->browser, *m_recorder);
    }

    QStringList said() const
    {
        QStringList all;
        for (const Step &step : m_plan.steps)
            all += sentence(step);
        return all;
    }

    QString traceOfSession(bool recorded)
    {
        (void)m_b->go(QStringLiteral("/hover"));
        (void)m_b->evaluate(spy);
        if (recorded)
            record();
        (void)m_b->act(Hover{cssTarget(QStringLiteral(".js-menu .menu-title"))});
        (void)m_b->click(QStringLiteral(".js-menu li:first-child .entry"));
        (void)m_b->act(Change{cssTarget(QStringLiteral("input")), {QStringLiteral("typed")}});
        (void)m_b->act(Press{cssTarget(QStringLiteral("input")), QStringLiteral("Enter")});
        (void)m_b->act(Scroll{{}, ScrollTo::By, 0, 300});
        (void)m_b->click(QStringLiteral("h1"));
        (void)m_b->wait({Condition{DelayCondition{1200}, {}, {}}}); // effects are told by now
        if (recorded)
            m_recording.reset();
        return m_b->evaluated(traces);
    }

    std::unique_ptr<BrowserFixture> m_b;
    Plan m_plan;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_recording;
};

QTEST_MAIN(tst_Unnoticed)
#include "tst_unnoticed.moc"
