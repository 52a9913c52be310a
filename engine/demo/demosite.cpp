// SPDX-License-Identifier: MIT
#include "engine/demo/demosite.h"

#include "engine/demo/connections.h"
#include "engine/demo/routes.h"

#include <sys/socket.h>

#include <cerrno>
#include <httplib.h>
#include <thread>

namespace Foray {

namespace {

// Idle keep-alive connections hold a thread each, and a browser with many profiles keeps many.
constexpr std::size_t threadCount = 64;
constexpr time_t keepAliveSeconds = 2;
constexpr std::size_t requestsPerConnection = 10'000;
constexpr std::size_t largestUpload = 64U << 20U;

void addRoutes(httplib::Server &server, Demo::Site &site, const Demo::Routes &routes)
{
    for (const Demo::Route &route : routes) {
        const auto handler = [&site, handle = route.handle](const httplib::Request &request, httplib::Response &response) {
            Demo::Exchange exchange(site, request, response);
            handle(exchange);
        };
        if (route.method == Demo::Route::Method::Get) {
            server.Get(route.pattern, handler);
        } else {
            server.Post(route.pattern, handler);
        }
    }
}

// The library's own default shares the port with any other server that asks for it.
void setSocketOptions(socket_t socket)
{
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

// The library lets five visitors wait to be accepted; Linux drops the next ones, who try again a second later.
constexpr int visitorsWaiting = 256;

class Server final : public httplib::Server
{
public:
    void lengthenQueue() { ::listen(svr_sock_, visitorsWaiting); }
};

} // namespace

// One address that the site listens on, with its threads.
class Listener final
{
public:
    explicit Listener(Demo::Site &site)
    {
        m_server.set_tcp_nodelay(true);
        m_server.set_socket_options(setSocketOptions);
        m_server.set_keep_alive_timeout(keepAliveSeconds);
        m_server.set_keep_alive_max_count(requestsPerConnection);
        m_server.set_payload_max_length(largestUpload);
        m_server.new_task_queue = [] { return new httplib::ThreadPool(threadCount); };
        addRoutes(m_server, site, Demo::allRoutes());
    }

    ~Listener()
    {
        if (m_thread.joinable()) {
            m_server.stop();
            // The library would wait for idle visitors until their time is up.
            Demo::hangUpAll(m_port);
            m_thread.join();
        }
    }

    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    // The port, or 0 with errno set.
    int bind(const char *address, int port)
    {
        errno = 0;
        m_port = port == 0 ? m_server.bind_to_any_port(address) : m_server.bind_to_port(address, port) ? port : 0;
        m_port = std::max(m_port, 0);
        if (m_port > 0) {
            m_server.lengthenQueue();
        }
        return m_port;
    }

    void listen()
    {
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
        while (!m_server.is_running()) {
            std::this_thread::yield(); // stop() before this would be lost
        }
    }

private:
    Server m_server;
    std::thread m_thread;
    int m_port = 0;
};

class DemoSite::Private
{
public:
    Demo::Site site;
    std::unique_ptr<Listener> ipv4;
    std::unique_ptr<Listener> ipv6; // localhost may mean ::1; absent on machines without IPv6

    ~Private() { site.pause.stop(); }

    bool bind(int port)
    {
        ipv4 = std::make_unique<Listener>(site);
        ipv6 = std::make_unique<Listener>(site);
        site.port = ipv4->bind("127.0.0.1", port);
        if (site.port == 0) {
            return false;
        }
        if (ipv6->bind("::1", site.port) == 0) {
            if (errno == EADDRINUSE) {
                return false; // localhost would be somebody else
            }
            ipv6.reset();
        }
        return true;
    }
};

DemoSite::DemoSite(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

DemoSite::~DemoSite() = default;

Result<std::unique_ptr<DemoSite>> DemoSite::start(const Options &options)
{
    auto d = std::make_unique<Private>();
    d->site.delay = options.delay;
    d->site.seed = options.seed;

    // A free port of 127.0.0.1 may be taken on ::1; the next one will do.
    int tries = options.port == 0 ? 20 : 1;
    bool bound = false;
    while (!bound && tries-- > 0) {
        bound = d->bind(options.port);
    }
    if (!bound) {
        return failure(ErrorKind::Io,
                       QStringLiteral("The demo site cannot listen on port %1 of 127.0.0.1: %2. "
                                      "End the program that uses the port, or choose another one (0 takes any free port).")
                           .arg(options.port)
                           .arg(qt_error_string(errno)));
    }
    d->ipv4->listen();
    if (d->ipv6) {
        d->ipv6->listen();
    }
    return std::unique_ptr<DemoSite>(new DemoSite(std::move(d)));
}

QUrl DemoSite::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(d->site.port));
}

QUrl DemoSite::otherOriginUrl() const
{
    return QUrl(QStringLiteral("http://localhost:%1").arg(d->site.port));
}

} // namespace Foray
