// SPDX-License-Identifier: MIT
// What is recorded of a person at the pages of the demo site. The person's hands are trusted input; what the plan says then
// must bring another browser to the same end.
#include "engine/base/json.h"
#include "engine/browser/pagerecording.h"
#include "engine/plan/planjson.h"
#include "engine/replay/runner.h"
#include "tests/support/browsertest.h"

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

template <typename T>
QString messageOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : toString(result.error());
}

QString lines(const std::vector<Step> &steps)
{
    QStringList all;
    for (const Step &step : steps) {
        QString line = sentence(step);
        for (const Condition &condition : step.waitFor)
            line += QStringLiteral(" | ") + sentence(condition);
        all += line;
    }
    return all.join(u'\n');
}

QString dump(const Plan &plan)
{
    return QString::fromUtf8(dumpJson(toJson(plan), 2));
}

} // namespace

class tst_Recording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyKind_isRecordedAndReplays_data();
    void everyKind_isRecordedAndReplays();

private:
    void settle();

    std::unique_ptr<BrowserFixture> m_b;
    Plan m_plan;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<PageRecording> m_recording;
};

void tst_Recording::init()
{
    m_b = std::make_unique<BrowserFixture>();
    m_plan = {};
    m_recorder =
        std::make_unique<Recorder>([this](const QString &, const std::function<void(Plan &)> &change) { change(m_plan); });
    m_recording = std::make_unique<PageRecording>(*m_b->browser, *m_recorder);
}

void tst_Recording::cleanup()
{
    m_recording.reset();
    m_recorder.reset();
    m_b.reset();
}

// Until what the last action caused has been told.
void tst_Recording::settle()
{
    qsizetype before = -1;
    QString said;
    while (said != lines(m_plan.steps) || before != qsizetype(m_plan.steps.size())) {
        said = lines(m_plan.steps);
        before = qsizetype(m_plan.steps.size());
        (void)m_b->wait({Condition{DelayCondition{900}, {}, {}}});
    }
}

void tst_Recording::everyKind_isRecordedAndReplays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("person"); // steps, as the person's hands do them
    QTest::addColumn<QString>("end");       // what the page says of its state: code
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("next, rows replaced") << "/commits" << QByteArray("[{'type':'click','target':'#next'}]")
                                         << "return document.querySelector('li.commit h4').textContent" << QStringList{"Click"};
}

void tst_Recording::everyKind_isRecordedAndReplays()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, person);
    QFETCH(QString, end);
    QFETCH(QStringList, expected);
    if (qEnvironmentVariableIsSet("PERSON")) {
        path = qEnvironmentVariable("PERSON_PATH");
        person = qgetenv("PERSON");
    }
    QVERIFY(m_b->go(path));
    const auto steps = parseJson(person.replace('\'', '"'));
    QVERIFY2(steps, qPrintable(messageOf(steps)));
    for (const Json &json : *steps) {
        const auto step = stepFromJson(json);
        QVERIFY2(step, qPrintable(messageOf(step)));
        const Snapshot before = m_b->snapshot(step->waitFor);
        const auto done = m_b->act(step->action);
        QVERIFY2(done, qPrintable(messageOf(done)));
        const auto waited = m_b->wait(step->waitFor, before);
        QVERIFY2(waited, qPrintable(messageOf(waited)));
        settle();
    }
    qInfo("%s\n%s", qPrintable(lines(m_plan.steps)), qEnvironmentVariableIsSet("DUMP") ? qPrintable(dump(m_plan)) : "");
}

QTEST_MAIN(tst_Recording)
#include "tst_recording.moc"
