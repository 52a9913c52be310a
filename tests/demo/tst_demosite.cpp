// SPDX-License-Identifier: MIT
#include "engine/demo/demosite.h"

#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

#include <atomic>
#include <httplib.h>
#include <memory>
#include <regex>
#include <thread>

using namespace Foray;
using Answer = httplib::Result;

namespace {

std::unique_ptr<DemoSite> started(const DemoSite::Options &options = {})
{
    auto site = DemoSite::start(options);
    return site ? std::move(*site) : nullptr;
}

httplib::Client clientFor(const QUrl &url)
{
    return httplib::Client(url.host().toStdString(), url.port());
}

int countOf(const std::string &text, const std::string &part)
{
    int count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
        ++count;
    }
    return count;
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

// The value of the first name="NAME" value="…".
std::string inputValue(const std::string &html, const std::string &name)
{
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t begin = html.find(mark);
    return begin == std::string::npos
               ? std::string()
               : html.substr(begin + mark.size(), html.find('"', begin + mark.size()) - begin - mark.size());
}

std::string dataValue(const std::string &html, const std::string &name)
{
    const std::string mark = "data-" + name + "=\"";
    const std::size_t begin = html.find(mark) + mark.size();
    return html.substr(begin, html.find('"', begin) - begin);
}

} // namespace

class TestDemoSite final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void page_answersWithItsMarkup_data();
    void page_answersWithItsMarkup();
    void indexLinks_allLeadSomewhere();
    void lists_showTheirExpectedRows_data();
    void lists_showTheirExpectedRows();
    void uploads_areEchoed();
    void session_keepsWhatTheFirstPageWrote();
    void redirects_leadOnlyToTheSite();
    void brokenConnection_givesNoAnswer();
    void downloads_nameTheirFilesAsPromised();
    void strictPolicy_isSentWithItsNonce();
    void endlessImage_endsWithTheSite();
    void lastPages_saySo();
    void sameSeed_givesTheSameBytes();
    void otherSeed_givesOtherRowsOfTheSameShape();
    void seedAndDelay_areCarriedByLinksAndForms();
    void delay_holdsDataAndNothingElse();
    void destruction_wakesPendingRequests();
    void destruction_doesNotWaitForIdleConnections();
    void portInUse_isAClearError();
    void localhost_isAnswered();
    void logIn_opensTheAccount();
    void logIn_refusesWrongPasswordsAndStaleForms();
    void logIn_expiresAfterItsRequests();
    void parallelRequests_areAllAnswered();

private:
    std::string get(const std::string &path) const;

    std::unique_ptr<DemoSite> m_site;
};

void TestDemoSite::initTestCase()
{
    m_site = started();
    QVERIFY(m_site);
}

std::string TestDemoSite::get(const std::string &path) const
{
    auto client = clientFor(m_site->url());
    const Answer answer = client.Get(path.c_str());
    return answer ? answer->body : "no answer: " + httplib::to_string(answer.error());
}

void TestDemoSite::page_answersWithItsMarkup_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("markup");
    QTest::addColumn<int>("count");

    const auto row = [](const char *path, int status, const char *markup, int count) {
        QTest::newRow(path) << status << QByteArray(markup) << count;
    };
    row("/", 200, "<li><a href=\"/", 43);
    row("/commits", 200, "<li class=\"commit\">", 10);
    row("/commits/reuse", 200, "data-testid=\"pagination-next-button\">Next</a>", 1);
    row("/commits/full?page=25", 200, "<li class=\"commit\">", 10);
    row("/api/commits?page=3", 200, "\"title\"", 10);
    row("/shop", 200, "<article class=\"card\">", 24);
    row("/shop?page=5", 200, "<article class=\"card\">", 14);
    row("/shop?q=lantern%3Cb%3E", 200, "value=\"lantern&lt;b&gt;\"", 1);
    row("/shop/buttons", 200, "<button type=\"button\" class=\"next\">", 1);
    row("/shop/more", 200, "card content-item", 12);
    row("/api/shop/more?batch=5", 200, "\"hasMore\":false", 1);
    row("/shop/p/none", 404, "role=\"alert\"", 1);
    row("/login", 200, "type=\"password\"", 1);
    row("/login/session", 200, "action=\"/login/session\"", 1);
    row("/login/idb", 200, "action=\"/login/idb\"", 1);
    row("/logout", 200, "class=\"goodbye\"", 1);
    row("/account", 302, "", 0);
    row("/api/me", 401, "bearer token", 1);
    row("/feed", 200, "<article class=\"post\"", 10);
    row("/api/feed?from=50", 200, "\"hasMore\":false", 1);
    row("/feed/virtual", 200, "class=\"viewport\"", 1);
    row("/api/feed/virtual", 200, "\"title\"", 500);
    row("/form", 200, "class=\"result\"", 0);
    row("/form?q=%3Cb%3E", 200, "<dd class=\"q\">&lt;b&gt;</dd>", 1);
    row("/api/cities?q=L", 200, "\"", 4);
    row("/wizard", 200, "class=\"step\"", 3);
    row("/dynamic", 200, "href=\"/session/page", 2);
    row("/session/page1", 200, "class=\"item\"", 5);
    row("/session/page2", 200, "class=\"missing error\"", 1);
    row("/frames", 200, "<iframe ", 5);
    row("/frames/outer", 200, "/frames/child\"", 1);
    row("/frames/child", 200, "class=\"entry\"", 3);
    row("/shadow", 200, "<demo-panel", 1);
    row("/popups", 200, "target=\"_blank\"", 1);
    row("/popups/child", 200, "class=\"popup-text\"", 1);
    row("/popups/form", 200, "<form id=\"answer\">", 1);
    row("/popups/closing", 200, "data-answer=", 1);
    row("/dialogs", 200, "id=\"outcome\"", 1);
    row("/drag", 200, "draggable=\"true\"", 4);
    row("/hover", 200, "class=\"entry\"", 4);
    row("/cover", 200, "data-delay=\"1000\"", 1);
    row("/mutations?v=1", 200, "<li class=\"item\">", 6);
    row("/mutations?v=2", 200, "<li class=\"results-cell\">", 6);
    row("/mutations?v=3", 200, "<li class=\"advert\">", 1);
    row("/mutations?v=4", 200, ">Speichern</button>", 1);
    row("/downloads", 200, "href=\"/downloads/file/", 13);
    row("/csp", 200, "<li class=\"row\">", 5);
    row("/slow", 200, "/slow/image.svg?ms=1000", 1);
    row("/slow/image.svg", 200, "<svg ", 1);
    row("/api/slow/list", 200, "\"", 16);
    row("/never", 200, "/never/image.svg", 1);
    row("/api/never", 200, "\"done\":false", 1);
    row("/table?rows=40", 200, "<tr><td", 40);
    row("/table", 200, "<tr><td", 10000);
    row("/hostile", 200, "<ul id=\"leaks\"></ul>", 1);
    row("/status/418", 418, "<code>418</code>", 1);
    row("/status/204", 204, "", 0);
    row("/status/500-empty", 500, "", 0);
    row("/redirect?to=//evil.example", 302, "", 0);
    row("/lists/13", 404, "role=\"alert\"", 1);
    row("/assets/site.css", 200, "color-scheme: light dark", 1);
    row("/assets/none.css", 404, "Not found</h1>", 1);
    row("/no-such-page", 404, "<code>/no-such-page</code>", 1);
}

void TestDemoSite::page_answersWithItsMarkup()
{
    QFETCH(int, status);
    QFETCH(QByteArray, markup);
    QFETCH(int, count);
    auto client = clientFor(m_site->url());
    const Answer answer = client.Get(QTest::currentDataTag());
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    if (!markup.isEmpty()) {
        const int found = countOf(answer->body, markup.toStdString());
        QVERIFY2(found == count, (std::to_string(found) + " times in\n" + answer->body.substr(0, 3000)).c_str());
    }
}

void TestDemoSite::indexLinks_allLeadSomewhere()
{
    const std::string index = get("/");
    const std::regex link("<a href=\"(/[^\"]*)\"");
    auto client = clientFor(m_site->url());
    int links = 0;
    for (std::sregex_iterator it(index.begin(), index.end(), link), end; it != end; ++it) {
        const std::string path = std::regex_replace((*it)[1].str(), std::regex("&amp;"), "&");
        if (path == "/fail") {
            continue;
        }
        const Answer answer = client.Get(path.c_str());
        QVERIFY2(answer && (answer->status < 400 || path == "/status/404"), path.c_str());
        QVERIFY2(!contains(answer->body, "{{") && !contains(answer->body, "Template "), path.c_str());
        ++links;
    }
    QVERIFY(links > 40);
}

void TestDemoSite::lists_showTheirExpectedRows_data()
{
    QTest::addColumn<int>("rows");
    const int counts[] = {12, 12, 10, 9, 12, 15, 8, 12, 12, 10, 1, 12};
    for (int i = 0; i < 12; ++i) {
        QTest::addRow("/lists/%d", i + 1) << counts[i];
    }
}

void TestDemoSite::lists_showTheirExpectedRows()
{
    QFETCH(int, rows);
    const std::string path = QTest::currentDataTag();
    const std::string page = get(path);
    const auto expected = nlohmann::json::parse(get(path + ".json"));
    int found = 0;
    for (const auto &list : expected["lists"]) {
        for (const auto &row : list) {
            for (const auto &[name, value] : row.items()) {
                const std::string text = value.is_string() ? value.get<std::string>() : value[0].get<std::string>();
                const std::string escaped = std::regex_replace(text, std::regex("'"), "&apos;");
                QVERIFY2(contains(page, '>' + escaped) || contains(page, '"' + escaped), text.c_str());
            }
            ++found;
        }
    }
    QCOMPARE(found, rows);
}

void TestDemoSite::uploads_areEchoed()
{
    auto client = clientFor(m_site->url());
    const httplib::MultipartFormDataItems files{{"files", "abc", "a.txt", "text/plain"}, {"files", "", "b.txt", "text/plain"}};
    const auto answer = nlohmann::json::parse(client.Post("/upload", {{"Accept", "application/json"}}, files)->body);
    QCOMPARE(answer["files"].size(), std::size_t(2));
    QVERIFY(answer["files"][0]["name"] == "a.txt");
    QVERIFY(answer["files"][0]["size"] == 3);
    QVERIFY(answer["files"][0]["sha1"] == "a9993e364706816aba3e25717850c26c9cd0d89d");
    QCOMPARE(countOf(client.Post("/upload", files)->body, "<li class=\"file\">"), 2);
}

void TestDemoSite::session_keepsWhatTheFirstPageWrote()
{
    auto client = clientFor(m_site->url());
    const std::string cookie = client.Get("/session/page1")->get_header_value("Set-Cookie");
    const std::string second = client.Get("/session/page2", {{"Cookie", cookie.substr(0, cookie.find(';'))}})->body;
    QVERIFY(!contains(second, "missing"));
    QVERIFY(contains(second, "<p class=\"state\">visit-"));
}

void TestDemoSite::redirects_leadOnlyToTheSite()
{
    auto client = clientFor(m_site->url());
    const auto location = [&client](const std::string &path) { return client.Get(path.c_str())->get_header_value("Location"); };
    QCOMPARE(location("/redirect?to=/commits&n=2"), std::string("/redirect?n=1&to=/commits"));
    QCOMPARE(location("/redirect?n=1&to=/commits"), std::string("/commits"));
    QCOMPARE(location("/redirect?to=//evil.example"), std::string("/"));
    QCOMPARE(location("/redirect?to=http://evil.example/"), std::string("/"));
    const std::string other = m_site->otherOriginUrl().toString().toStdString() + "/shop";
    QCOMPARE(location("/redirect?to=" + other), other);
    client.set_follow_location(true);
    QVERIFY(contains(client.Get("/redirect?to=/commits&n=3")->body, "li class=\"commit\""));
}

void TestDemoSite::brokenConnection_givesNoAnswer()
{
    auto client = clientFor(m_site->url());
    QVERIFY(!client.Get("/fail"));
    QVERIFY(client.Get("/")); // others are still answered
}

void TestDemoSite::downloads_nameTheirFilesAsPromised()
{
    auto client = clientFor(m_site->url());
    const auto disposition = [&client](const char *path) { return client.Get(path)->get_header_value("Content-Disposition"); };
    QCOMPARE(disposition("/downloads/file/parent"), std::string(R"(attachment; filename="../../../etc/evil.txt")"));
    QCOMPARE(disposition("/downloads/file/empty"), std::string(R"(attachment; filename="")"));
    QCOMPARE(disposition("/downloads/file/encoded"),
             std::string("attachment; filename*=UTF-8''../../etc/evil.txt")); // the client library decodes
    QVERIFY(disposition("/downloads/file/long").size() > 400);
    QCOMPARE(disposition("/downloads/file/same-1"), disposition("/downloads/file/same-2"));
}

void TestDemoSite::strictPolicy_isSentWithItsNonce()
{
    auto client = clientFor(m_site->url());
    const Answer answer = client.Get("/csp");
    const std::string policy = answer->get_header_value("Content-Security-Policy");
    QVERIFY(contains(policy, "default-src 'none'"));
    QVERIFY(contains(policy, "require-trusted-types-for"));
    const std::size_t begin = policy.find("'nonce-") + 7;
    const std::string nonce = policy.substr(begin, policy.find('\'', begin) - begin);
    QCOMPARE(countOf(answer->body, " nonce=\"" + nonce + '"'), 4); // style, the site's script, the data, the page's script
}

void TestDemoSite::endlessImage_endsWithTheSite()
{
    auto site = started();
    std::atomic<int> bytes = 0;
    std::thread visitor([&bytes, url = site->url()] {
        clientFor(url).Get("/never/image.svg", [&bytes](const char *, std::size_t length) {
            bytes += static_cast<int>(length);
            return true;
        });
    });
    QTRY_VERIFY(bytes > 45); // the beginning, and then some
    QElapsedTimer timer;
    timer.start();
    site.reset();
    visitor.join();
    QVERIFY(timer.elapsed() < 1000);
}

void TestDemoSite::lastPages_saySo()
{
    QVERIFY(contains(get("/commits/full?page=24"), "rel=\"next\""));
    QVERIFY(!contains(get("/commits/full?page=25"), "rel=\"next\""));
    QVERIFY(contains(get("/shop?page=4"), "rel=\"next\""));
    QVERIFY(!contains(get("/shop?page=5"), "rel=\"next\""));
}

void TestDemoSite::sameSeed_givesTheSameBytes()
{
    const auto other = started();
    auto client = clientFor(other->url());
    for (const char *path : {"/commits?seed=7", "/api/commits?seed=7&page=9", "/shop?seed=7", "/shop/more"}) {
        QCOMPARE(client.Get(path)->body, get(path));
    }
}

void TestDemoSite::otherSeed_givesOtherRowsOfTheSameShape()
{
    const auto first = nlohmann::json::parse(get("/api/commits?page=2"));
    const auto second = nlohmann::json::parse(get("/api/commits?page=2&seed=2"));
    QCOMPARE(second["commits"].size(), first["commits"].size());
    for (std::size_t i = 0; i < first["commits"].size(); ++i) {
        QVERIFY(first["commits"][i]["sha"] != second["commits"][i]["sha"]);
    }
    const auto defaultsToTwo = started({0, 0, 2});
    auto client = clientFor(defaultsToTwo->url());
    QCOMPARE(client.Get("/api/commits?page=2")->body, get("/api/commits?page=2&seed=2"));
}

void TestDemoSite::seedAndDelay_areCarriedByLinksAndForms()
{
    const std::string shop = get("/shop?seed=3&delay=5");
    QVERIFY(contains(shop, "href=\"/shop?page=2&amp;seed=3&amp;delay=5\""));
    QVERIFY(
        contains(shop, "<input type=\"hidden\" name=\"seed\" value=\"3\"><input type=\"hidden\" name=\"delay\" value=\"5\">"));
    QVERIFY(contains(shop, "href=\"/assets/site.css\""));
    QVERIFY(!contains(get("/shop"), "seed="));

    auto client = clientFor(m_site->url());
    QCOMPARE(client.Get("/account?delay=5")->get_header_value("Location"), std::string("/login?next=/account&delay=5"));
}

void TestDemoSite::delay_holdsDataAndNothingElse()
{
    const auto elapsed = [this](const char *path) {
        QElapsedTimer timer;
        timer.start();
        get(path);
        return timer.elapsed();
    };
    for (const char *path : {"/api/commits?delay=400", "/api/shop/more?delay=400", "/commits/full?page=2&delay=400"}) {
        QVERIFY(elapsed(path) >= 400);
    }
    for (const char *path :
         {"/commits?delay=5000", "/commits/full?delay=5000", "/assets/site.css?delay=5000", "/login?delay=5000"}) {
        QVERIFY(elapsed(path) < 4000);
    }
}

void TestDemoSite::destruction_wakesPendingRequests()
{
    auto site = started();
    auto client = clientFor(site->url());
    QVERIFY(client.Get("/")); // so that the request below is the only thing to wait for
    std::atomic<bool> asked = false;
    std::thread visitor([&] {
        auto slow = clientFor(site->url());
        asked = true;
        slow.Get("/api/commits?delay=60000");
    });
    QTRY_VERIFY(asked);
    QElapsedTimer timer;
    timer.start();
    site.reset();
    visitor.join();
    QVERIFY(timer.elapsed() < 1000);
}

void TestDemoSite::destruction_doesNotWaitForIdleConnections()
{
    auto site = started();
    auto client = clientFor(site->url());
    client.set_keep_alive(true);
    QVERIFY(client.Get("/"));
    QElapsedTimer timer;
    timer.start();
    site.reset();
    QVERIFY(timer.elapsed() < 1000);
}

void TestDemoSite::portInUse_isAClearError()
{
    DemoSite::Options options;
    options.port = m_site->url().port();
    const auto second = DemoSite::start(options);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Io);
    QVERIFY(second.error().message.contains(QString::number(options.port)));
    QVERIFY2(second.error().message.contains(u"in use"), qPrintable(second.error().message));
}

void TestDemoSite::localhost_isAnswered()
{
    auto client = clientFor(m_site->otherOriginUrl());
    const Answer answer = client.Get("/commits");
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(m_site->otherOriginUrl().port(), m_site->url().port());
}

void TestDemoSite::logIn_opensTheAccount()
{
    auto client = clientFor(m_site->url());
    QCOMPARE(client.Get("/account")->get_header_value("Location"), std::string("/login?next=/account"));

    const std::string form = client.Get("/login?next=/account")->body;
    const httplib::Params fields{
        {"csrf", inputValue(form, "csrf")}, {"next", "/account"}, {"email", "demo@example.com"}, {"password", "foray"}};
    const Answer welcome = client.Post("/login", fields);
    QCOMPARE(welcome->status, 200);
    const std::string cookie = welcome->get_header_value("Set-Cookie");
    QVERIFY(contains(cookie, "HttpOnly"));
    QCOMPARE(dataValue(welcome->body, "next"), std::string("/account"));

    httplib::Headers headers{{"Cookie", cookie.substr(0, cookie.find(';'))}};
    const Answer account = client.Get("/account", headers);
    QCOMPARE(account->status, 200);
    QVERIFY(contains(account->body, "class=\"user-name\""));
    QCOMPARE(countOf(account->body, "<tr class=\"order\">"), 8);

    QCOMPARE(client.Get("/api/me", headers)->status, 401);
    headers.emplace("Authorization", "Bearer " + dataValue(welcome->body, "token"));
    QVERIFY(contains(client.Get("/api/me", headers)->body, "\"plan\":\"Gold\""));

    client.Get("/logout", headers);
    QCOMPARE(client.Get("/account", headers)->status, 302);
}

void TestDemoSite::logIn_refusesWrongPasswordsAndStaleForms()
{
    auto client = clientFor(m_site->url());
    httplib::Params fields{
        {"csrf", inputValue(client.Get("/login")->body, "csrf")}, {"email", "demo@example.com"}, {"password", "wrong"}};
    const Answer wrong = client.Post("/login", fields);
    QCOMPARE(wrong->status, 401);
    QVERIFY(contains(wrong->body, "role=\"alert\">Wrong e-mail address or password."));
    QVERIFY(!wrong->has_header("Set-Cookie"));

    QCOMPARE(client.Post("/login", fields)->status, 403); // the token was good for one POST
}

void TestDemoSite::logIn_expiresAfterItsRequests()
{
    auto client = clientFor(m_site->url());
    const std::string form = client.Get("/login?expire=2")->body;
    const httplib::Params fields{{"csrf", inputValue(form, "csrf")},
                                 {"expire", inputValue(form, "expire")},
                                 {"email", "demo@example.com"},
                                 {"password", "foray"}};
    const std::string cookie = client.Post("/login", fields)->get_header_value("Set-Cookie");
    const httplib::Headers headers{{"Cookie", cookie.substr(0, cookie.find(';'))}};
    QCOMPARE(client.Get("/account", headers)->status, 200);
    QCOMPARE(client.Get("/account", headers)->status, 200);
    QCOMPARE(client.Get("/account", headers)->status, 302);
}

void TestDemoSite::parallelRequests_areAllAnswered()
{
    std::atomic<int> answered = 0;
    std::vector<std::thread> visitors;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 64; ++i) {
        visitors.emplace_back([&, i] {
            auto client = clientFor(m_site->url());
            const Answer answer = client.Get(("/api/commits?delay=500&page=" + std::to_string(i % 25 + 1)).c_str());
            answered += answer && answer->status == 200 ? 1 : 0;
        });
    }
    for (std::thread &visitor : visitors) {
        visitor.join();
    }
    QCOMPARE(answered, 64);
    QVERIFY(timer.elapsed() < 4000); // one after the other they would take half a minute
}

QTEST_GUILESS_MAIN(TestDemoSite)
#include "tst_demosite.moc"
