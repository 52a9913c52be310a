// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace Foray::Demo {

// Who is logged in. Every method may be called from any thread.
class Accounts final
{
public:
    struct Login
    {
        std::string cookie;
        std::string bearer;
    };

    std::string newCsrfToken(int seed);
    bool takeCsrfToken(const std::string &token); // each is good for one POST

    Login logIn(int seed, int requests); // requests: how many the log-in lasts, 0 for no end
    void logOut(const std::string &cookie);

    // Counts as one request of the log-in. False when there is no such log-in (any more).
    bool admit(const std::string &cookie);
    bool owns(const std::string &cookie, const std::string &bearer) const;

private:
    struct State
    {
        std::string bearer;
        int requestsLeft;
    };

    std::string token(int seed, const char *kind);

    mutable std::mutex m_mutex;
    std::map<std::string, State> m_logins; // by cookie
    std::set<std::string> m_csrfTokens;
    int m_issued = 0;
};

} // namespace Foray::Demo
