// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "engine/record/credentials.h"
#include "engine/record/fetchpattern.h"
#include "engine/record/recorder.h"
#include "engine/record/urlpattern.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

namespace {

Target targetOf(const QString &selector)
{
    return Target{{{selector}}, {}, {}, {}};
}

PageAction actionOf(int n, const Action &action, int element = 1, double time = 0)
{
    PageAction told;
    told.id = {QStringLiteral("d"), n};
    told.element = element;
    told.time = time;
    told.step.action = action;
    return told;
}

PageAction typed(int n, const QString &text, int element = 1)
{
    PageAction told = actionOf(n, Change{targetOf(QStringLiteral("#q")), {text}}, element);
    told.merges = true;
    return told;
}

Condition inferred(const QString &selector)
{
    return Condition{ChangedCondition{selector, ChangedWhat::Count, {}}, QStringLiteral("because"), {}};
}

Result<PageMessage> read(const char *text)
{
    return readPageMessage(JsonValue(Json::parse(text)));
}

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_plan = {};
        m_edits = 0;
        m_recorder = std::make_unique<Recorder>([this](const QString &, const std::function<void(Plan &)> &change) {
            change(m_plan);
            ++m_edits;
        });
    }

    void keystrokes_areOneChange()
    {
        m_recorder->act(typed(1, QStringLiteral("a")));
        m_recorder->act(typed(2, QStringLiteral("ab")));
        m_recorder->act(typed(3, QStringLiteral("x"), 2)); // another field
        QCOMPARE(said(), (QStringList{"Type 'ab' into '#q'", "Type 'x' into '#q'"}));
    }

    void typingGoesOn_afterItsStepWasUndone()
    {
        m_recorder->act(typed(1, QStringLiteral("a")));
        m_plan.steps.clear();
        m_recorder->act(typed(2, QStringLiteral("ab")));
        QCOMPARE(said(), QStringList{"Type 'ab' into '#q'"});
    }

    void recordingFromAStep_staysThereWhenItsStepsAreUndone()
    {
        for (const char *id : {"first", "last"})
            m_plan.steps.push_back(Step{.id = QLatin1String(id), .action = Reload()});
        m_recorder->recordAfter(QStringLiteral("first"));
        m_recorder->command(Back(), 1);
        const Plan one = m_plan;
        m_recorder->command(Forward(), 2);
        m_plan = one;
        m_recorder->command(Forward(), 3);
        QCOMPARE(said(), (QStringList{"Reload the page", "Go back", "Go forward", "Reload the page"}));
    }

    void focusClick_goesWhenTypingFollows()
    {
        PageAction click = actionOf(1, Click{targetOf(QStringLiteral("#q"))});
        click.focusOnly = true;
        m_recorder->act(click);
        QCOMPARE(int(m_plan.steps.size()), 1);
        m_recorder->act(typed(2, QStringLiteral("a")));
        QCOMPARE(said(), QStringList{"Type 'a' into '#q'"});
    }

    void focusClick_staysWhenItDidSomething()
    {
        PageAction click = actionOf(1, Click{targetOf(QStringLiteral("#q"))});
        click.focusOnly = true;
        m_recorder->act(click);
        m_recorder->explain({click.id, {inferred(QStringLiteral(".calendar"))}});
        m_recorder->act(typed(2, QStringLiteral("a")));
        QCOMPARE(int(m_plan.steps.size()), 2);
    }

    void clicks_becomeOneMultipleClick()
    {
        for (int count = 1; count <= 3; ++count) {
            PageAction click =
                actionOf(count, Click{targetOf(QStringLiteral("#b")), MouseButton::Left, count}, 1, 1000 + 100 * count);
            click.merges = count > 1;
            m_recorder->act(click);
        }
        QCOMPARE(int(m_plan.steps.size()), 1);
        QCOMPARE(std::get<Click>(m_plan.steps.front().action).count, 3);
        m_recorder->act(actionOf(4, Click{targetOf(QStringLiteral("#b"))}, 1, 1400));
        QCOMPARE(int(m_plan.steps.size()), 2);
    }

    void idleScroll_goes_oneThatLoadedStays()
    {
        PageAction scroll = actionOf(1, Scroll{{}, ScrollTo::End, 0, 0}, 7);
        scroll.scrolled = true;
        m_recorder->act(scroll);
        m_recorder->act(actionOf(2, Click{targetOf(QStringLiteral("#b"))}));
        QCOMPARE(int(m_plan.steps.size()), 1);
        scroll.id.n = 3;
        m_recorder->act(scroll);
        m_recorder->explain({scroll.id, {inferred(QStringLiteral(".post"))}});
        m_recorder->act(actionOf(4, Click{targetOf(QStringLiteral("#b"))}));
        QCOMPARE(int(m_plan.steps.size()), 3);
    }

    void scrolls_addUp()
    {
        for (int n = 1; n < 4; ++n) {
            PageAction scroll = actionOf(n, Scroll{{}, ScrollTo::By, 0, 100}, 7);
            scroll.scrolled = true;
            m_recorder->act(scroll);
        }
        QCOMPARE(int(m_plan.steps.size()), 1);
        QCOMPARE(std::get<Scroll>(m_plan.steps.front().action).y, 300.0);
    }

    void passwords_areSecretVariables()
    {
        PageAction secret = typed(1, QString());
        secret.secretName = QStringLiteral("user[pass word]");
        m_recorder->act(secret);
        m_recorder->act(secret);
        QCOMPARE(int(m_plan.variables.size()), 1);
        QCOMPARE(m_plan.variables.front(), (Variable{QStringLiteral("user_pass_word_"), std::nullopt, true}));
        QCOMPARE(std::get<Change>(m_plan.steps.front().action).values, QStringList{"${user_pass_word_}"});
    }

    void secrets_areNoPartOfAnAddress()
    {
        PageAction secret = typed(1, QString());
        secret.secretName = QStringLiteral("password");
        m_recorder->act(secret);
        m_recorder->act(actionOf(2, Click{targetOf(QStringLiteral("#b"))}, 2, 10000));
        m_recorder->moved(QUrl(QStringLiteral("http://x/login")), QUrl(QStringLiteral("http://x/in?password=geheim")), 10100);
        QCOMPARE(sentence(m_plan.steps.back().waitFor.value(0)), QStringLiteral("the address matches '*/in*'"));
    }

    void secrets_areOfOneSiteAndField()
    {
        m_plan.variables = {{QStringLiteral("password"), QStringLiteral("default"), false}};
        const auto typedAt = [&](int n, const QString &address, const QString &field, const QList<FrameRef> &frames = {}) {
            PageAction secret = typed(n, QString(), n);
            secret.secretName = field;
            secret.address = address;
            std::get<Change>(secret.step.action).target.frames = frames;
            m_recorder->act(secret);
            return std::get<Change>(m_plan.steps.back().action).values.value(0);
        };
        const QString site = QStringLiteral("https://a.test/login?x=1");
        QCOMPARE(typedAt(1, site, QStringLiteral("password")), QStringLiteral("${password_2}"));
        QCOMPARE(typedAt(2, QStringLiteral("https://b.test/login"), QStringLiteral("password")), QStringLiteral("${password_3}"));
        QCOMPARE(typedAt(3, QStringLiteral("https://me@a.test/"), QStringLiteral("password")), QStringLiteral("${password_2}"));
        QCOMPARE(typedAt(4, site, QStringLiteral("pin")), QStringLiteral("${pin}"));
        FrameRef frame;
        frame.url = QStringLiteral("https://b.test/in*");
        QCOMPARE(typedAt(5, site, QStringLiteral("password"), {frame}), QStringLiteral("${password_3}"));
        m_plan.variables.removeIf([](const Variable &each) { return each.name == QStringLiteral("pin"); }); // undone
        QCOMPARE(typedAt(6, site, QStringLiteral("pin")), QStringLiteral("${pin}"));
        QCOMPARE(m_plan.variables.size(), 4);
        QCOMPARE(m_plan.variables.constFirst().defaultValue, QStringLiteral("default"));
    }

    void secretsOfAnEarlierRecording_areAnothers()
    {
        m_plan.variables = {{QStringLiteral("password"), std::nullopt, true}};
        PageAction secret = typed(1, QString());
        secret.secretName = QStringLiteral("password");
        m_recorder->act(secret);
        QCOMPARE(std::get<Change>(m_plan.steps.back().action).values, QStringList{"${password_2}"});
    }

    void answersToSecretQuestions_areSecrets_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<bool>("secret");
        for (const char *question :
             {"Password?", "Your passphrase", "PIN, please", "Enter the 6-digit code", "API token", "Passwort eingeben",
              "Bitte Kennwort", "Mot de passe :", "Contraseña", "Código", "Пароль", "パスワード", "验证码"})
            QTest::newRow(question) << QString::fromUtf8(question) << true;
        for (const char *question : {"Your name?", "How many?", "Compass direction", "Encode which file?", "Pink or red?"})
            QTest::newRow(question) << QString::fromUtf8(question) << false;
    }
    void answersToSecretQuestions_areSecrets()
    {
        QFETCH(QString, question);
        QFETCH(bool, secret);
        m_recorder->answered({true, QStringLiteral("hunter2xyz")}, question, QUrl(QStringLiteral("https://a.test/")));
        const QString written = std::get<Dialog>(m_plan.steps.back().action).text;
        QCOMPARE(written, secret ? QStringLiteral("${secret}") : QStringLiteral("hunter2xyz"));
        QCOMPARE(m_recorder->secrets().holds(QStringLiteral("as Hunter2XYZ")), secret);
        QCOMPARE(int(m_plan.variables.size()), secret ? 1 : 0);
        // Wherever it is said again.
        m_recorder->answered({true, QStringLiteral("hunter2xyz")}, QStringLiteral("Again"), {});
        QCOMPARE(std::get<Dialog>(m_plan.steps.back().action).text.startsWith(u'$'), secret);
    }

    void answers_areNoVariables()
    {
        m_recorder->answered({true, QStringLiteral("${x}")}, QStringLiteral("Name"), {});
        QCOMPARE(std::get<Dialog>(m_plan.steps.back().action).text, QStringLiteral("$${x}"));
    }

    void secrets_areLeftOutOfMessages()
    {
        KnownSecrets secrets;
        secrets.learn(QStringLiteral("ab")); // too short to be searched for
        secrets.learn(QStringLiteral("Hunter 2"));
        const auto json = [](QByteArray text) { return JsonValue(Json::parse(text.replace('\'', '"').toStdString())); };
        const JsonValue message = json(
            "{'type': 'hunter 2', 'inferred': 'x HUNTER  2 y', 'css': '#hunter\\\\ 2', 'value': 'hunter%202', 'list': ['a', "
            "'text/hunter 2', ['b', 'hunter 2'], {'selector': 'hunter 2'}, {'url': 'hunter+2', 'n': 1}], 'rest': 'abhunter'}");
        const JsonValue without =
            json("{'type': 'hunter 2', 'inferred': 'x ••• y', 'value': '•••', 'list': ['a', {'n': 1}], 'rest': 'abhunter'}");
        QCOMPARE(secrets.redacted(message).dump(), without.dump());
        QCOMPARE(secrets.without(QUrl(QStringLiteral("http://x/a/hunter%202/b?q=hunter+2&page=1"))).toString(QUrl::FullyEncoded),
                 QStringLiteral("http://x/a/*/b?page=1"));
    }

    void addresses_areKeptWithoutCredentials()
    {
        PageAction click = actionOf(1, Click{targetOf(QStringLiteral("#b"))});
        click.address = QStringLiteral("https://me:pw@a.test/list?page=2&code=abc&Session_Id=7&x=24v81eg02s6#access_token=1");
        m_recorder->act(click);
        QCOMPARE(m_recorder->addresses().values(), QStringList{"https://a.test/list?page=2"});
        m_recorder->act(actionOf(2, Scroll{{}, ScrollTo::End, 0, 0}, 7));
        QCOMPARE(int(m_recorder->addresses().size()), 2);
    }

    void evidence_holdsNoTokens()
    {
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#b"))}, 1, 10000));
        Condition condition = inferred(QStringLiteral("li"));
        condition.inferredFrom = QStringLiteral("3 × li added 40 ms after the action, by /api/24v81eg02s6/list");
        m_recorder->explain({{QStringLiteral("d"), 1}, {condition}});
        QCOMPARE(m_plan.steps.front().waitFor.value(0).inferredFrom,
                 QStringLiteral("3 × li added 40 ms after the action, by /api/…/list"));
        m_recorder->moved(QUrl(QStringLiteral("http://x/a")), QUrl(QStringLiteral("http://x/in/24v81eg02s6/b")), 10100);
        QCOMPARE(m_plan.steps.front().waitFor.value(0).inferredFrom, QStringLiteral("the page went to /in/*/b"));
    }

    void generatedWords_areTold_data()
    {
        QTest::addColumn<bool>("generated");
        for (const char *word : {"24v81eg02s6", "AUTHCODE-24v81eg02s6", "6f1d2a9c-77b0-4e3e-9a54-0b1c2d3e4f5a",
                                 "d41d8cd98f00b204", "dGhpc2lzYXRva2Vu", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", "7f3a9c21"})
            QTest::newRow(word) << true;
        for (const char *word : {"iphone-15-pro-max-256gb", "2024-report-final", "ResultsForThisQuery", "page", "2024-12-31",
                                 "article12345678", "wireless-headphones", "user_password", "123456", "getUserProfileById"})
            QTest::newRow(word) << false;
    }
    void generatedWords_areTold()
    {
        QFETCH(bool, generated);
        QCOMPARE(looksGenerated(QString::fromLatin1(QTest::currentDataTag())), generated);
    }

    void requests_areAskedForWithoutTokens()
    {
        const QUrl url(QStringLiteral("http://x/api/24v81eg02s6/list?token=a&page=2&r=7f3a9c21"));
        QCOMPARE(FetchPattern::of(url, {}).glob(QUrl(QStringLiteral("http://x/"))), QStringLiteral("*/api/*/list*page=2*"));
    }

    void waits_thatAPersonWrote_stay()
    {
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#b"))}));
        m_recorder->explain({{QStringLiteral("d"), 1}, {inferred(QStringLiteral(".row"))}});
        QCOMPARE(m_plan.steps.front().waitFor, QList<Condition>{inferred(QStringLiteral(".row"))});
        m_plan.steps.front().waitFor = {Condition{DelayCondition{5}, {}, {}}};
        m_recorder->explain({{QStringLiteral("d"), 1}, {inferred(QStringLiteral(".other"))}});
        QCOMPARE(m_plan.steps.front().waitFor, (QList<Condition>{Condition{DelayCondition{5}, {}, {}}}));
    }

    void moves_explainTheActionBefore()
    {
        const QUrl from(QStringLiteral("http://x/a?page=1"));
        const QUrl to(QStringLiteral("http://x/a?page=2"));
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#b"))}, 1, 10000));
        m_recorder->moved(from, to, 20000); // too late to be its doing
        QVERIFY(m_plan.steps.front().waitFor.isEmpty());
        m_recorder->moved(from, to, 11000);
        QCOMPARE(sentence(m_plan.steps.front().waitFor.value(0)), QStringLiteral("the address matches '*/a*page=2*'"));
    }

    void documents_explainTheActionBefore()
    {
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#b"))}, 1, 10000));
        QVERIFY(!m_recorder->causeOfLoad(20000));
        QCOMPARE(m_recorder->causeOfLoad(10500), (ActionId{QStringLiteral("d"), 1}));
        m_recorder->explainLoad({{QStringLiteral("d"), 1}, {inferred(QStringLiteral("h1"))}});
        QCOMPARE(m_plan.steps.front().waitFor, QList<Condition>{inferred(QStringLiteral("h1"))});
        m_recorder->moved(QUrl(QStringLiteral("http://x/a")), QUrl(QStringLiteral("http://x/b")), 11000);
        m_recorder->explainLoad({{QStringLiteral("d"), 1}, {inferred(QStringLiteral("h1"))}});
        QCOMPARE(sentence(m_plan.steps.front().waitFor.value(0)), QStringLiteral("the address matches '*/b*'"));
        m_recorder->command(Reload(), 12000);
        QVERIFY(!m_recorder->causeOfLoad(12100));
    }

    void effects_afterALaterActionElsewhere_explainNothing()
    {
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#open"))}, 1, 10000));
        PageAction elsewhere = actionOf(1, Click{targetOf(QStringLiteral("#answer"))}, 1, 11000);
        elsewhere.id.document = QStringLiteral("popup");
        m_recorder->act(elsewhere);
        m_recorder->explain({{QStringLiteral("d"), 1}, {inferred(QStringLiteral("#outcome"))}, 11500});
        QVERIFY(m_plan.steps.front().waitFor.isEmpty());
        m_recorder->explain({{QStringLiteral("d"), 1}, {inferred(QStringLiteral("li"))}, 10500}); // told late
        QCOMPARE(m_plan.steps.front().waitFor, QList<Condition>{inferred(QStringLiteral("li"))});
    }

    void moves_explainAnActionSoonAfterACommand()
    {
        m_recorder->command(Back(), 10000);
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("a"))}, 1, 11000));
        m_recorder->moved(QUrl(QStringLiteral("http://x/a")), QUrl(QStringLiteral("http://x/b")), 11500);
        QCOMPARE(m_plan.steps.back().waitFor.size(), 1);
    }

    void tabsThatCloseThemselves_areNotGoneTo()
    {
        m_recorder->act(actionOf(1, Click{targetOf(QStringLiteral("#open"))}));
        m_recorder->command(SwitchTab(), 10);
        QVERIFY(m_recorder->tabClosedItself());
        QCOMPARE(said(), QStringList{"Click '#open'"});
        m_recorder->command(SwitchTab(), 10);
        m_recorder->act(actionOf(2, Click{targetOf(QStringLiteral("#answer"))}));
        QVERIFY(!m_recorder->tabClosedItself());
        QCOMPARE(said().size(), 3);
    }

    void commands_areNoDoingOfThePage()
    {
        m_recorder->command(Navigate{QStringLiteral("http://x/b"), {}, {}}, 10000);
        m_recorder->moved(QUrl(QStringLiteral("http://x/a")), QUrl(QStringLiteral("http://x/b")), 10500);
        QCOMPARE(said(), QStringList{"Open http://x/b"});
        QVERIFY(m_plan.steps.front().waitFor.isEmpty());
    }

    void recordAfter_insertsThere()
    {
        for (int n = 1; n < 4; ++n)
            m_recorder->act(actionOf(n, Click{targetOf(QStringLiteral("#b%1").arg(n))}, n));
        m_recorder->recordAfter(m_plan.steps.front().id);
        m_recorder->act(actionOf(4, Hover{targetOf(QStringLiteral("#x"))}, 4));
        m_recorder->act(actionOf(5, Hover{targetOf(QStringLiteral("#y"))}, 5));
        QCOMPARE(said(), (QStringList{"Click '#b1'", "Point at '#x'", "Point at '#y'", "Click '#b2'", "Click '#b3'"}));
    }

    void ids_areUnique()
    {
        QSet<QString> ids;
        for (int n = 1; n < 6; ++n)
            m_recorder->act(actionOf(n, Click{targetOf(QStringLiteral("#b"))}, n));
        for (const Step &step : m_plan.steps)
            ids.insert(step.id);
        QCOMPARE(int(ids.size()), 5);
    }

    void badMessages_areRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("no object") << QByteArray("[1,2]");
        QTest::newRow("no step") << QByteArray("{\"action\":{\"n\":1}}");
        QTest::newRow("unknown step") << QByteArray("{\"action\":{\"n\":1,\"step\":{\"type\":\"clik\"}}}");
        QTest::newRow("no target") << QByteArray("{\"action\":{\"n\":1,\"step\":{\"type\":\"click\"}}}");
        QTest::newRow("target of a wrong kind")
            << QByteArray("{\"action\":{\"n\":1,\"step\":{\"type\":\"click\",\"target\":7}}}");
        QTest::newRow("no conditions") << QByteArray("{\"effects\":{\"n\":1}}");
        QTest::newRow("bad condition") << QByteArray("{\"effects\":{\"n\":1,\"conditions\":[{\"type\":\"no\"}]}}");
    }
    void badMessages_areRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!read(text.constData()));
    }

    void frames_areWrittenIntoTargets()
    {
        const auto message = read("{\"documentId\":\"d\",\"frames\":[{\"selectors\":[\"#f\"],\"index\":0}],"
                                  "\"action\":{\"n\":1,\"step\":{\"type\":\"click\",\"target\":{\"selectors\":[\"#b\"]}}}}");
        QVERIFY(message);
        const auto &click = std::get<Click>(std::get<PageAction>(*message).step.action);
        QCOMPARE(int(click.target.frames.size()), 1);
        QCOMPARE(click.target.frames.front().selectors, QStringList{"#f"});
    }

    void patterns_sayWhatDiffers_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("path") << "http://x/a"
                              << "http://x/b/c"
                              << "*/b/c*";
        QTest::newRow("root") << "http://x/a"
                              << "http://x/"
                              << "";
        QTest::newRow("query") << "http://x/a?s=1&page=1"
                               << "http://x/a?s=1&page=2"
                               << "*/a*page=2*";
        QTest::newRow("same query") << "http://x/a?s=1"
                                    << "http://x/b?s=1"
                                    << "*/b*";
        QTest::newRow("code") << "http://x/a"
                              << "http://x/cb.html?code=AUTHCODE-24v81eg02s6&state=x"
                              << "*/cb.html*";
        QTest::newRow("token in the path") << "http://x/a"
                                           << "http://x/in/24v81eg02s6/b?page=2&sid=1"
                                           << "*/in/*/b*page=2*";
        QTest::newRow("long value") << "http://x/a"
                                    << "http://x/b?q=much-more-than-a-word&page=2"
                                    << "*/b*page=2*";
        QTest::newRow("other host") << "http://x/a"
                                    << "http://y/a"
                                    << "*/a*";
    }
    void patterns_sayWhatDiffers()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QTEST(patternOfMove(QUrl(from), QUrl(to)), "pattern");
    }

private:
    QStringList said() const
    {
        QStringList all;
        for (const Step &step : m_plan.steps)
            all += sentence(step);
        return all;
    }

    Plan m_plan;
    int m_edits = 0;
    std::unique_ptr<Recorder> m_recorder;
};

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
