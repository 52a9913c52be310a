// SPDX-License-Identifier: MIT
#include "engine/base/json.h"
#include "ui/run/rowmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Foray;

class RowModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_areTheUnionOfKeysInOrderOfAppearance()
    {
        RowModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(Json::parse(R"([{"title": "a", "price": 1}, {"title": "b", "link": "/b"}])"));
        model.append(Json::parse(R"([{"rating": 4.5}])"));
        QCOMPARE(headers(model), QStringList({"title", "price", "link", "rating"}));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, 0), QStringLiteral("a"));
        QCOMPARE(text(model, 1, 1), QString()); // no price
        QCOMPARE(text(model, 2, 3), QStringLiteral("4.5"));
    }

    void rowsThatArrive_areInsertedNotReset()
    {
        RowModel model;
        model.append(Json::parse(R"([{"a": 1}])"));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.append(Json::parse(R"([{"a": 2}, {"a": 3}])"));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(inserted.first().at(2).toInt(), 2);
        QCOMPARE(reset.count(), 0);
    }

    void numbers_standAtTheRight()
    {
        RowModel model;
        model.append(Json::parse(R"([{"n": 12.5, "t": "12.5"}])"));
        QVERIFY(alignment(model, 0) & Qt::AlignRight);
        QVERIFY(alignment(model, 1) & Qt::AlignLeft);
    }

    void nestedCells_showTheirJson()
    {
        RowModel model;
        model.append(Json::parse(R"([{"offers": [{"price": 3}]}])"));
        QCOMPARE(text(model, 0, 0), QStringLiteral("[{\"price\":3}]"));
        QVERIFY(tip(model, 0).contains(QStringLiteral("price")));
    }

    void pageText_isNeverReadAsHtml()
    {
        RowModel model;
        model.append(Json::parse(R"([{"t": "<img src='file:///etc/passwd'><b>x</b>"}])"));
        QVERIFY(!tip(model, 0).contains(QStringLiteral("<img")));
        QVERIFY(!tip(model, 0).contains(QStringLiteral("<b>")));
        QVERIFY(tip(model, 0).contains(QStringLiteral("&lt;img")));
    }

    void longText_isCutInTheCellAndWholeInTheRows()
    {
        RowModel model;
        const std::string longText(100000, 'x');
        model.append(Json::array({Json::object({{"t", longText + "\nend"}})}));
        QVERIFY(text(model, 0, 0).size() < 400);
        QVERIFY(!text(model, 0, 0).contains(u'\n'));
        QCOMPARE(model.rows().first().get()["t"].get<std::string>().size(), longText.size() + 4);
    }

    void whatIsNoRow_isLeftOut()
    {
        RowModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(Json::parse(R"(["text", 5, null, {"a": null}, []])"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.columnCount(), 1);
        QCOMPARE(text(model, 0, 0), QString());
        model.append(Json::parse(R"({"a": 1})")); // no array
        QCOMPARE(model.rowCount(), 1);
    }

private:
    static QStringList headers(const RowModel &model)
    {
        QStringList headers;
        for (int column = 0; column < model.columnCount(); ++column)
            headers += model.headerData(column, Qt::Horizontal).toString();
        return headers;
    }
    static QString text(const RowModel &model, int row, int column) { return model.index(row, column).data().toString(); }
    static QString tip(const RowModel &model, int column) { return model.index(0, column).data(Qt::ToolTipRole).toString(); }
    static Qt::Alignment alignment(const RowModel &model, int column)
    {
        return Qt::Alignment(model.index(0, column).data(Qt::TextAlignmentRole).toInt());
    }
};

QTEST_GUILESS_MAIN(RowModelTest)
#include "tst_rowmodel.moc"
