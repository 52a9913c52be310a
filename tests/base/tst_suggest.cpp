// SPDX-License-Identifier: MIT
#include "engine/base/suggest.h"

#include <QTest>

using namespace Foray;

class tst_Suggest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suggest_findsWhatWasMeant_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("meant");
        QTest::newRow("missing letter") << "clik"
                                        << "click";
        QTest::newRow("swapped letters") << "clikc"
                                         << "click";
        QTest::newRow("other case") << "Navigate"
                                    << "navigate";
        QTest::newRow("other joint") << "waitFor"
                                     << "wait_for";
        QTest::newRow("closest of two") << "navigates"
                                        << "navigate";
        QTest::newRow("nothing close") << "teleport"
                                       << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("endless") << QString(100000, u'c') << "";
    }

    void suggest_findsWhatWasMeant()
    {
        QFETCH(QString, word);
        QFETCH(QString, meant);
        QCOMPARE(suggest(word, {"click", "navigation", "navigate", "wait_for"}), meant);
    }

    void didYouMean_isTheEndOfASentence()
    {
        QCOMPARE(didYouMean("clik", {"click"}), QString("; did you mean 'click'?"));
        QCOMPARE(didYouMean("zzz", {"click"}), QString());
    }
};

QTEST_APPLESS_MAIN(tst_Suggest)
#include "tst_suggest.moc"
