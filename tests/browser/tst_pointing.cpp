// SPDX-License-Identifier: MIT
// What a person points at in the pages of the demo site, and where the elements of a plan are.
#include "engine/browser/pointing.h"
#include "tests/support/browsertest.h"

using namespace Foray;

class tst_Pointing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_b = std::make_unique<BrowserFixture>(); }
    void cleanup() { m_b.reset(); }

    void icon_isItsButton_unlessTheVeryElementIsWanted();
    void element_isFoundThroughFrames_data();
    void element_isFoundThroughFrames();
    void element_inAShadowRoot();
    void row_knowsItsLikes();
    void rowOfALoop_isWhereSelectorsStart();
    void relatives_areReached();
    void nothing_isThere();
    void boxes_areWhereElementsAre();
    void brokenSelector_hasNoBox();
    void reveal_bringsIntoView();
    void pointing_leavesNoTrace();

private:
    std::optional<Pointed> at(QPointF point, const PointOptions &options = {});
    std::optional<Pointed> at(const QString &selector, const PointOptions &options = {});
    std::optional<Pointed> beside(const Pointed &from, Beside direction);
    Boxes boxes(const Target &target, Matches matches);
    Result<bool> show(const QString &selector);

    std::unique_ptr<BrowserFixture> m_b;
};

std::optional<Pointed> tst_Pointing::at(QPointF point, const PointOptions &options)
{
    const auto found = await<std::optional<Pointed>>([&](QObject *context, Callback<std::optional<Pointed>> done) {
        elementAt(m_b->page(), point, options, context, std::move(done));
    });
    if (!found)
        qWarning("%s", qPrintable(toString(found.error())));
    return found.value_or(std::nullopt);
}

// At the middle of what the selector finds in the main frame.
std::optional<Pointed> tst_Pointing::at(const QString &selector, const PointOptions &options)
{
    const Boxes found = boxes(cssTarget(selector), Matches::Every);
    return found.boxes.isEmpty() ? std::nullopt : at(found.boxes.constFirst().center(), options);
}

std::optional<Pointed> tst_Pointing::beside(const Pointed &from, Beside direction)
{
    return await<std::optional<Pointed>>([&](QObject *context, Callback<std::optional<Pointed>> done) {
               elementBeside(m_b->page(), from, direction, {}, context, std::move(done));
           })
        .value_or(std::nullopt);
}

Boxes tst_Pointing::boxes(const Target &target, Matches matches)
{
    return await<Boxes>([&](QObject *context, Callback<Boxes> done) {
               boxesOf(m_b->page(), target, {}, matches, context, std::move(done));
           })
        .value_or(Boxes{{}, -1});
}

Result<bool> tst_Pointing::show(const QString &selector)
{
    return await<bool>(
        [&](QObject *context, Callback<bool> done) { reveal(m_b->page(), cssTarget(selector), {}, context, std::move(done)); });
}

void tst_Pointing::icon_isItsButton_unlessTheVeryElementIsWanted()
{
    QVERIFY(m_b->go(QStringLiteral("/dialogs")));
    QVERIFY(m_b->evaluate(QStringLiteral("document.body.innerHTML = '<button id=go><b>Go</b></button>'")));
    const auto button = at(QStringLiteral("b"));
    QVERIFY(button);
    QVERIFY2(button->words.startsWith(QStringLiteral("<button")), qPrintable(button->words));
    QCOMPARE(button->matches, 1);
    QCOMPARE(button->text, QStringLiteral("Go"));
    const auto inner = at(QStringLiteral("b"), {true, {}});
    QVERIFY(inner && inner->words.startsWith(QStringLiteral("<b>")));
    QVERIFY(button->box.contains(inner->box));
}

void tst_Pointing::element_isFoundThroughFrames_data()
{
    QTest::addColumn<QStringList>("frames");
    QTest::newRow("same origin") << QStringList{QStringLiteral("#same")};
    QTest::newRow("another origin") << QStringList{QStringLiteral("#other")};
    QTest::newRow("nested") << QStringList{QStringLiteral("#outer"), QStringLiteral("iframe")};
    QTest::newRow("sandboxed") << QStringList{QStringLiteral("#sandboxed")};
}

// There and back: where the frame's button is, what is there, and whether that means the button again.
void tst_Pointing::element_isFoundThroughFrames()
{
    QFETCH(QStringList, frames);
    QVERIFY(m_b->go(QStringLiteral("/frames")));
    QVERIFY(show(frames.constFirst()));
    QList<FrameRef> way;
    for (const QString &frame : frames)
        way += FrameRef{.selectors = {frame}};
    const Boxes button = boxes(cssTarget(QStringLiteral("button"), way), Matches::TheOne);
    QCOMPARE(button.count, 1);
    QCOMPARE(button.boxes.size(), 1);
    const auto found = at(button.boxes.constFirst().center());
    QVERIFY(found);
    QVERIFY2(found->words.startsWith(QStringLiteral("<button")), qPrintable(found->words));
    QCOMPARE(found->target.frames.size(), frames.size());
    QCOMPARE(found->box, button.boxes.constFirst());
    const Boxes again = boxes(found->target, Matches::TheOne);
    QCOMPARE(again.boxes, button.boxes);
    const auto around = beside(*found, Beside::Parent);
    QVERIFY(around && around->box.contains(found->box));
    QCOMPARE(around->target.frames.size(), frames.size());
}

void tst_Pointing::element_inAShadowRoot()
{
    QVERIFY(m_b->go(QStringLiteral("/shadow")));
    const Boxes button = boxes(cssTarget(QStringLiteral("text/Inner button")), Matches::TheOne);
    QCOMPARE(button.count, 1);
    const auto found = at(button.boxes.constFirst().center());
    QVERIFY(found);
    QCOMPARE(boxes(found->target, Matches::TheOne).boxes, button.boxes);
    QCOMPARE(boxes(cssTarget(found->css), Matches::TheOne).boxes, button.boxes);
}

void tst_Pointing::row_knowsItsLikes()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->wait({visible(QStringLiteral("li.commit"))}));
    const auto title = at(QStringLiteral("li.commit:nth-child(2) h4"));
    QVERIFY(title);
    QCOMPARE(title->rows, QStringLiteral("li.commit"));
    QCOMPARE(title->rowCount, 10);
    const auto heading = at(QStringLiteral("h1"));
    QVERIFY(heading && heading->rows.isEmpty());
}

void tst_Pointing::rowOfALoop_isWhereSelectorsStart()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->wait({visible(QStringLiteral("li.commit"))}));
    const PointOptions inLoop{false, {{QStringLiteral("row"), cssTarget(QStringLiteral("li.commit")), 0}}};
    const auto link = at(QStringLiteral("li.commit:nth-child(3) h4 a"), inLoop);
    QVERIFY(link);
    QCOMPARE(link->target.within, QStringLiteral("row"));
    QVERIFY2(!link->selector.contains(QStringLiteral("li.commit")), qPrintable(link->selector));
    const auto outside = at(QStringLiteral("h1"), inLoop);
    QVERIFY(outside && outside->target.within.isEmpty());
}

void tst_Pointing::relatives_areReached()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->wait({visible(QStringLiteral("li.commit"))}));
    const auto title = at(QStringLiteral("li.commit:nth-child(2) h4"), {true, {}});
    QVERIFY(title);
    auto row = beside(*title, Beside::Parent);
    while (row && !row->words.startsWith(QStringLiteral("<li")))
        row = beside(*row, Beside::Parent);
    QVERIFY(row);
    const auto next = beside(*row, Beside::Next);
    QVERIFY(next && next->box.top() >= row->box.bottom());
    const auto back = beside(*next, Beside::Previous);
    QVERIFY(back);
    QCOMPARE(back->box, row->box);
    const auto child = beside(*back, Beside::Child);
    QVERIFY(child && row->box.contains(child->box));
}

void tst_Pointing::nothing_isThere()
{
    QVERIFY(!at(QPointF(-50, -50)));
}

void tst_Pointing::boxes_areWhereElementsAre()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->wait({visible(QStringLiteral("li.commit"))}));
    const Boxes rows = boxes(cssTarget(QStringLiteral("li.commit")), Matches::Every);
    QCOMPARE(rows.count, 10);
    QCOMPARE(rows.boxes.size(), 10);
    const QString top =
        m_b->evaluated(QStringLiteral("return String(document.querySelector('li.commit').getBoundingClientRect().top)"));
    QCOMPARE(rows.boxes.constFirst().top(), top.toDouble());
    QCOMPARE(boxes(cssTarget(QStringLiteral("li.commit")), Matches::TheOne).count, 0); // ten are not one
    QCOMPARE(boxes(cssTarget(QStringLiteral("#absent")), Matches::Every).count, 0);
}

void tst_Pointing::brokenSelector_hasNoBox()
{
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QCOMPARE(boxes(cssTarget(QStringLiteral("li[")), Matches::Every).count, 0);
}

void tst_Pointing::reveal_bringsIntoView()
{
    QVERIFY(m_b->go(QStringLiteral("/frames")));
    QVERIFY(show(QStringLiteral("#sandboxed")).value_or(false));
    const Boxes frame = boxes(cssTarget(QStringLiteral("#sandboxed")), Matches::TheOne);
    QVERIFY(frame.boxes.constFirst().top() >= 0 && frame.boxes.constFirst().top() < 800);
    QVERIFY(!show(QStringLiteral("#absent")).value_or(true));
}

void tst_Pointing::pointing_leavesNoTrace()
{
    const QString markup =
        QStringLiteral("return document.documentElement.outerHTML + Object.getOwnPropertyNames(window).length");
    QVERIFY(m_b->go(QStringLiteral("/commits")));
    QVERIFY(m_b->wait({visible(QStringLiteral("li.commit"))}));
    const QString before = m_b->evaluated(markup);
    QVERIFY(at(QStringLiteral("li.commit h4")));
    QCOMPARE(m_b->evaluated(markup), before);
}

QTEST_MAIN(tst_Pointing)
#include "tst_pointing.moc"
