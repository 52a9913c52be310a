// SPDX-License-Identifier: MIT
#include "engine/plan/names.h"
#include "engine/plan/planjson.h"
#include "ui/inspector/conditionlist.h"
#include "ui/inspector/fieldeditor.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/jsonbox.h"
#include "ui/inspector/selectorlist.h"
#include "ui/inspector/stepform.h"
#include "ui/inspector/variabledialog.h"
#include "ui/plan/plandocument.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Foray;

namespace {

const char planText[] = R"({
  "format": "foray-plan", "version": 1, "name": "Shop",
  "steps": [
    {"id": "open", "type": "navigate", "url": "about:blank",
     "wait_for": {"type": "response", "url": "*list*", "inferred": "12 rows after GET list"}},
    {"id": "click", "type": "click", "target": {"selectors": ["aria/Next", "css/a.next", ["css/my-app", "css/b"]],
     "fingerprint": {"tag": "a"}}},
    {"id": "loop", "type": "forEach", "elements": "li", "as": "card", "steps": [
      {"id": "inner", "type": "click", "target": {"within": "card", "selectors": ["a"]}}]},
    {"id": "type", "type": "change", "target": "#q", "value": "blue mug"},
    {"id": "until", "type": "repeat", "until": "css:.end", "steps": [{"id": "more", "type": "reload", "x-mine": 1}]}]})";

} // namespace

class InspectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<PlanDocument>();
        m_document->restore(*planFromText(planText), {});
        m_inspector = std::make_unique<Inspector>(*m_document);
        // As the list of steps does.
        connect(m_document.get(), &PlanDocument::planChanged, m_inspector.get(),
                [this] { m_inspector->setStep(m_inspector->stepId()); });
        connect(m_inspector.get(), &Inspector::renamed, m_inspector.get(), &Inspector::setStep);
        m_inspector->resize(320, 600);
        m_inspector->show();
    }

    void cleanup()
    {
        m_inspector.reset();
        m_document.reset();
    }

    void everyKind_hasAFormWithNames_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString &type : stepTypes())
            QTest::newRow(qPrintable(type)) << type;
    }

    void everyKind_hasAFormWithNames()
    {
        QFETCH(QString, type);
        m_document->edit("add", [&](Plan &plan) { plan.steps.push_back(Step{.id = "new", .action = actionOfType(type)}); });
        m_inspector->setStep("new");
        for (const StepField &field : fieldsOf(findStep(m_document->plan(), "new")->action))
            QVERIFY2(form().fieldEditor(field.key) || form().selectorList(field.key) || form().conditionEditor(field.key),
                     qPrintable(field.key));
        for (const QWidget *input : form().findChildren<QWidget *>()) {
            const bool isInput = qobject_cast<const QLineEdit *>(input) || qobject_cast<const QComboBox *>(input) ||
                                 qobject_cast<const QPlainTextEdit *>(input) || qobject_cast<const QListWidget *>(input);
            const bool isNamed = !input->accessibleName().isEmpty() && input->accessibleName() != type;
            QVERIFY2(!isInput || isNamed || input->parentWidget()->inherits("QComboBox"), input->metaObject()->className());
        }
        QCOMPARE(m_document->undoStack().count(), 1); // looking changes nothing
        QVERIFY(form().widget()->minimumSizeHint().width() <= 300);
    }

    void typing_isOneChange()
    {
        m_inspector->setStep("open");
        QLineEdit *url = line("url");
        url->setFocus();
        url->selectAll();
        QTest::keyClicks(url, "a.example/x");
        QCOMPARE(navigate().url, QStringLiteral("a.example/x"));
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(url->cursorPosition(), 11);
        m_document->undoStack().undo();
        QCOMPARE(navigate().url, QStringLiteral("about:blank"));
        QCOMPARE(url->text(), QStringLiteral("about:blank"));
        m_document->undoStack().redo();
        QCOMPARE(url->text(), QStringLiteral("a.example/x"));
    }

    void typingBackToTheStart_isNoChange()
    {
        m_inspector->setStep("open");
        line("url")->setFocus();
        QTest::keyClicks(line("url"), "x");
        QTest::keyClick(line("url"), Qt::Key_Backspace);
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void invalidInput_isSaidAndNotWritten()
    {
        m_inspector->setStep("open");
        line("url")->clear();
        Q_EMIT line("url")->textEdited({});
        QVERIFY(form().fieldEditor("url")->error().contains("empty"));
        QCOMPARE(navigate().url, QStringLiteral("about:blank"));
        type("timeout", "soon");
        QVERIFY2(form().fieldEditor("timeout")->error().contains("number"), qPrintable(form().fieldEditor("timeout")->error()));
        QCOMPARE(m_document->undoStack().count(), 0);
        type("timeout", "250");
        QCOMPARE(form().fieldEditor("timeout")->error(), QString());
        QCOMPARE(findStep(m_document->plan(), "open")->timeout, std::optional(250));
        type("timeout", "");
        QCOMPARE(findStep(m_document->plan(), "open")->timeout, std::nullopt);
    }

    void choicesAndFlags_areWritten()
    {
        m_inspector->setStep("open");
        choose(form().fieldEditor("wait_until")->findChild<QComboBox *>(), "commit");
        QCOMPARE(navigate().waitUntil, std::optional(WaitUntil::Commit));
        choose(form().fieldEditor("wait_until")->findChild<QComboBox *>(), "");
        QCOMPARE(navigate().waitUntil, std::nullopt);
        form().fieldEditor("disabled")->findChild<QCheckBox *>()->click();
        QVERIFY(findStep(m_document->plan(), "open")->disabled);
        choose(form().fieldEditor("then")->findChild<QComboBox *>(), "skip");
        type("retry", "2");
        QCOMPARE(findStep(m_document->plan(), "open")->onError, (OnError{2, true}));
        m_inspector->setStep("click");
        for (QCheckBox *key : form().fieldEditor("modifiers")->findChildren<QCheckBox *>())
            key->click();
        QCOMPARE(click().modifiers, AltKey | ControlKey | MetaKey | ShiftKey);
        type("offset", "3, 4.5");
        QCOMPARE(click().offset->second, 4.5);
        type("offset", "3");
        QVERIFY(!form().fieldEditor("offset")->error().isEmpty());
    }

    void rename_isUnique()
    {
        m_inspector->setStep("open");
        type("id", "click");
        Q_EMIT line("id")->editingFinished();
        QVERIFY(form().fieldEditor("id")->error().contains("click"));
        type("id", "start");
        Q_EMIT line("id")->editingFinished();
        QCOMPARE(m_document->plan().steps[0].id, QStringLiteral("start"));
        QCOMPARE(m_inspector->stepId(), QStringLiteral("start"));
    }

    void selectors_areRankedChangedAddedRemoved()
    {
        m_inspector->setStep("click");
        SelectorList *list = form().selectorList("target");
        list->move(1, 0);
        QCOMPARE(click().target.selectors.first(), Selector{"css/a.next"});
        auto *text = list->findChild<QLineEdit *>();
        list->setCurrent(1);
        QCOMPARE(text->text(), QStringLiteral("Next"));
        text->setFocus();
        QTest::keyClicks(text, " page");
        QCOMPARE(click().target.selectors[1], Selector{"aria/Next page"});
        choose(list->findChildren<QComboBox *>().first(), "text/");
        QCOMPARE(click().target.selectors[1], Selector{"text/Next page"});
        list->setCurrent(2);
        QCOMPARE(text->text(), QStringLiteral("css/my-app >>> css/b"));
        list->add();
        QTest::keyClicks(text, "b");
        QCOMPARE(click().target.selectors.size(), 4);
        QCOMPARE(click().target.selectors.last(), Selector{"css/b"});
        for (int i = 0; i < 3; ++i)
            list->removeCurrent();
        QCOMPARE(click().target.selectors.size(), 1);
        QVERIFY(!click().target.fingerprint.isNull());
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QCOMPARE(list->target(), click().target);
        QCOMPARE(click().target.selectors.size(), 3);
    }

    void draggedSelector_isRanked()
    {
        m_inspector->setStep("click");
        auto *list = form().selectorList("target")->findChild<QListWidget *>();
        QVERIFY(list->model()->moveRow({}, 2, {}, 0));
        QCOMPARE(click().target.selectors.first(), (Selector{"css/my-app", "css/b"}));
    }

    void within_offersTheLoopsAround()
    {
        m_inspector->setStep("inner");
        QComboBox *within = form().selectorList("target")->findChildren<QComboBox *>().last();
        QVERIFY(within->isVisible());
        QCOMPARE(within->currentData().toString(), QStringLiteral("card"));
        choose(within, "");
        QCOMPARE(std::get<Click>(findStep(m_document->plan(), "inner")->action).target.within, QString());
        m_inspector->setStep("click");
        QVERIFY(!form().selectorList("target")->findChildren<QComboBox *>().last()->isVisible());
    }

    void pickAgain_isAskedFor()
    {
        QSignalSpy wanted(m_inspector.get(), &Inspector::pickWanted);
        m_inspector->setStep("click");
        Q_EMIT form().selectorList("target")->pickWanted();
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("click"));
    }

    void wait_showsItsEvidenceUntilChanged()
    {
        m_inspector->setStep("open");
        ConditionEditor *wait = form().waits()->editors().first();
        bool shown = false;
        for (const QLabel *label : wait->findChildren<QLabel *>())
            shown = shown || (label->isVisible() && label->text().contains("12 rows"));
        QVERIFY(shown);
        QLineEdit *url = wait->fieldEditor("url")->findChild<QLineEdit *>();
        url->setFocus();
        QTest::keyClicks(url, "x");
        QCOMPARE(waits().first().inferredFrom, QString());
        QCOMPARE(std::get<ResponseCondition>(waits().first().kind).url, QStringLiteral("*list*x"));
    }

    void unfinishedWait_isNotWritten()
    {
        m_inspector->setStep("click");
        form().waits()->addCondition();
        ConditionEditor *wait = form().waits()->editors().last();
        wait->setKind("selector");
        QVERIFY(waits("click").isEmpty());
        QTest::keyClicks(wait->fieldEditor("selector")->findChild<QLineEdit *>(), "li");
        QCOMPARE(waits("click").size(), 1);
        // What the next kind has too is kept.
        form().waits()->editors().last()->setKind("changed");
        QCOMPARE(std::get<ChangedCondition>(waits("click").first().kind).selector, QStringLiteral("li"));
        Q_EMIT form().waits()->editors().last()->removeWanted();
        QVERIFY(waits("click").isEmpty());
    }

    void conditionOfALoop_canBeTakenAway()
    {
        m_inspector->setStep("until");
        form().conditionEditor("until")->setKind("delay");
        const auto &repeat = [this]() -> const Repeat & {
            return std::get<Repeat>(findStep(m_document->plan(), "until")->action);
        };
        QVERIFY(std::holds_alternative<DelayCondition>(repeat().untilCondition->kind));
        form().conditionEditor("until")->setKind("");
        QVERIFY(!repeat().untilCondition);
        QCOMPARE(repeat().steps.size(), std::size_t(1));
    }

    void json_isApplied()
    {
        m_inspector->setStep("click");
        m_inspector->showJson(true);
        auto *text = m_inspector->json().findChild<QPlainTextEdit *>();
        QVERIFY(text->isVisible() && text->toPlainText().contains("aria/Next"));
        QVERIFY(!button("Apply")->isEnabled());
        text->setPlainText(R"({"id": "click", "type": "reload", "note": "again"})");
        button("Apply")->click();
        QVERIFY(std::holds_alternative<Reload>(findStep(m_document->plan(), "click")->action));
        QVERIFY(!button("Apply")->isEnabled());
        m_document->undoStack().undo();
        QVERIFY(text->toPlainText().contains("aria/Next"));
        text->setPlainText(R"({"id": "open", "type": "reload"})");
        button("Apply")->click();
        QVERIFY2(error().contains("open"), qPrintable(error()));
        QCOMPARE(m_document->plan().steps[1].id, QStringLiteral("click"));
        button("Revert")->click();
        QVERIFY(text->toPlainText().contains("aria/Next"));
    }

    void badJson_isRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("no JSON") << "{\n \"id\": }" << QStringList{"line 2, column"};
        QTest::newRow("unknown type") << "{\n  \"type\": \"clik\"}" << QStringList{"line 2, column 11", "/type", "click"};
        QTest::newRow("selector") << "{\"type\": \"click\",\n \"target\": {\"selectors\": [\"a\", 3]}}"
                                  << QStringList{"line 2, column 32", "/target/selectors/1", "string"};
        QTest::newRow("no object") << "[]" << QStringList{"line 1, column 1", "object"};
        QTest::newRow("child") << "{\"type\": \"repeat\", \"steps\": [{\"type\": \"x\"}]}" << QStringList{"/steps/0/type"};
    }

    void badJson_isRefusedWithItsPlace()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, said);
        m_inspector->setStep("click");
        m_inspector->showJson(true);
        m_inspector->json().findChild<QPlainTextEdit *>()->setPlainText(text);
        for (const QString &part : said)
            QVERIFY2(error().contains(part), qPrintable(error()));
        QVERIFY(!button("Apply")->isEnabled());
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void typedValue_becomesAVariable()
    {
        m_inspector->setStep("type");
        Q_EMIT form().fieldEditor("value")->variableWanted("value", "blue");
        auto *dialog = m_inspector->findChild<VariableDialog *>();
        QVERIFY(dialog);
        const auto edits = dialog->findChildren<QLineEdit *>();
        QCOMPARE(edits[0]->text(), QStringLiteral("blue"));
        edits[1]->setText("two words");
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QVERIFY(dialog->isVisible()); // and says why
        edits[1]->setText("colour");
        dialog->findChild<QCheckBox *>()->setChecked(true);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(std::get<Change>(findStep(m_document->plan(), "type")->action).values, QStringList{"${colour} mug"});
        QCOMPARE(m_document->plan().variables, (QList<Variable>{{"colour", std::nullopt, true}}));
        m_document->undoStack().undo();
        QVERIFY(m_document->plan().variables.isEmpty());
    }

private:
    StepForm &form() const { return m_inspector->form(); }
    QLineEdit *line(const char *key) const { return form().fieldEditor(QLatin1String(key))->findChild<QLineEdit *>(); }
    void type(const char *key, const char *text) const
    {
        line(key)->setText(QLatin1String(text));
        Q_EMIT line(key)->textEdited(QLatin1String(text));
    }
    static void choose(QComboBox *combo, const char *data)
    {
        const int index = combo->findData(QString::fromLatin1(data));
        QVERIFY(index >= 0);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *candidate : m_inspector->json().findChildren<QPushButton *>()) {
            if (candidate->text() == QLatin1String(text))
                return candidate;
        }
        return nullptr;
    }
    QString error() const { return m_inspector->json().findChild<QLabel *>()->text(); }
    const Navigate &navigate() const { return std::get<Navigate>(findStep(m_document->plan(), "open")->action); }
    const Click &click() const { return std::get<Click>(findStep(m_document->plan(), "click")->action); }
    QList<Condition> waits(const char *id = "open") const { return findStep(m_document->plan(), QLatin1String(id))->waitFor; }

    std::unique_ptr<PlanDocument> m_document;
    std::unique_ptr<Inspector> m_inspector;
};

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
