// SPDX-License-Identifier: MIT
#include "engine/demo/connections.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <string>

namespace Foray::Demo {

namespace {

// The port of either end of a TCP socket; 0 for any other file descriptor.
int portOf(int fd, int (*name)(int, sockaddr *, socklen_t *))
{
    sockaddr_storage address = {};
    socklen_t length = sizeof address;
    if (name(fd, reinterpret_cast<sockaddr *>(&address), &length) != 0) {
        return 0;
    }
    if (address.ss_family == AF_INET) {
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    }
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port) : 0;
}

// Breaks the connections between the port here and those ports of a peer that are wanted.
template <typename Wanted>
void breakConnections(int port, Wanted wanted)
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
        const std::string name = entry.path().filename().string();
        int fd = -1;
        std::from_chars(name.data(), name.data() + name.size(), fd);
        if (portOf(fd, getsockname) == port && wanted(portOf(fd, getpeername))) {
            shutdown(fd, SHUT_RDWR);
        }
    }
}

} // namespace

void hangUp(int port, int peerPort)
{
    breakConnections(port, [&](int peer) { return peer == peerPort; });
}

void hangUpAll(int port)
{
    breakConnections(port, [](int peer) { return peer != 0; });
}

} // namespace Foray::Demo
