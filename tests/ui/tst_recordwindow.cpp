// SPDX-License-Identifier: MIT
// Recording in the window: which plan and which file it goes to, and how it is undone.
#include "engine/demo/demosite.h"
#include "tests/support/windowparts.h"
#include "ui/window/addressbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tabarea.h"

#include <QAction>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Foray;

namespace {

constexpr int patience = 20000; // ms

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class RecordWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto site = DemoSite::start({});
        QVERIFY(site.has_value());
        m_site = std::move(*site);
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = m_dir->filePath(QStringLiteral("recorded.foray.json"));
        m_window = std::make_unique<MainWindow>(windowParts(m_dir->path()), m_dir->path(), nullptr);
        m_window->show();
        m_window->record(QUrl(at(QStringLiteral("/commits"))), m_file);
        QTRY_VERIFY_WITH_TIMEOUT(page() && page()->url().path() == u"/commits", patience);
        QTRY_VERIFY_WITH_TIMEOUT(contents(m_file).contains("/commits"), patience);
    }

    void cleanup() { m_window.reset(); }

    void file_belongsToItsPlanAlone()
    {
        const QByteArray first = contents(m_file);
        m_window->actions().record->trigger(); // off
        m_window->newPlan();
        m_window->actions().record->trigger();
        m_window->actions().reload->trigger();
        QVERIFY(steps().size() > 0);
        QCoreApplication::processEvents();
        QCOMPARE(contents(m_file), first);
    }

    void undoneStep_leavesTheFile()
    {
        m_window->actions().reload->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(contents(m_file).contains("reload"), patience);
        m_window->actions().undo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!contents(m_file).contains("reload"), patience);
    }

    void clickAndItsWait_areUndoneTogether()
    {
        QVERIFY(click(QStringLiteral("a[rel=next]")));
        QTRY_VERIFY_WITH_TIMEOUT(steps().size() == 2 && !steps().back().waitFor.isEmpty(), patience);
        m_window->actions().undo->trigger();
        QCOMPARE(steps().size(), 1U);
        m_window->actions().redo->trigger();
        QCOMPARE(steps().size(), 2U);
        QVERIFY(!steps().back().waitFor.isEmpty());
    }

    void recordingElsewhere_opensThatPageFirst()
    {
        m_window->actions().record->trigger(); // off
        m_window->actions().record->trigger(); // on again, where the plan ends
        QCOMPARE(steps().size(), 1U);
        m_window->actions().record->trigger();
        Q_EMIT m_window->findChild<AddressBar *>()->entered(QUrl(at(QStringLiteral("/login"))));
        QTRY_COMPARE_WITH_TIMEOUT(page()->url().path(), QStringLiteral("/login"), patience);
        m_window->actions().record->trigger();
        QCOMPARE(steps().size(), 2U);
        const auto *open = std::get_if<Navigate>(&steps().back().action);
        QVERIFY(open && open->url.endsWith(QStringLiteral("/login")));
    }

private:
    QString at(const QString &path) const { return m_site->url().toString(QUrl::StripTrailingSlash) + path; }
    WebPage *page() const { return qobject_cast<WebPage *>(m_window->tabs().currentPage()); }
    const std::vector<Step> &steps() const { return m_window->document().plan().steps; }

    bool click(const QString &selector)
    {
        QObject context;
        std::optional<bool> done;
        const Target target{.selectors = {{selector}}, .frames = {}, .within = {}, .fingerprint = {}};
        page()->act(Click{target}, {}, patience, &context, [&](const Result<ActReport> &report) { done = report.has_value(); });
        return QTest::qWaitFor([&] { return done.has_value(); }, patience) && *done;
    }

    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    QString m_file;
};

QTEST_MAIN(RecordWindowTest)
#include "tst_recordwindow.moc"
