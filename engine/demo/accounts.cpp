// SPDX-License-Identifier: MIT
#include "engine/demo/accounts.h"

#include "engine/demo/random.h"

namespace Foray::Demo {

// Counted, not random: the same visits in the same order see the same tokens.
std::string Accounts::token(int seed, const char *kind)
{
    return Random(seed, kind, ++m_issued).hex(32);
}

std::string Accounts::newCsrfToken(int seed)
{
    const std::lock_guard lock(m_mutex);
    return *m_csrfTokens.insert(token(seed, "csrf")).first;
}

bool Accounts::takeCsrfToken(const std::string &token)
{
    const std::lock_guard lock(m_mutex);
    return m_csrfTokens.erase(token) == 1;
}

Accounts::Login Accounts::logIn(int seed, int requests)
{
    const std::lock_guard lock(m_mutex);
    Login login{token(seed, "cookie"), token(seed, "bearer")};
    m_logins[login.cookie] = {login.bearer, requests > 0 ? requests : -1};
    return login;
}

void Accounts::logOut(const std::string &cookie)
{
    const std::lock_guard lock(m_mutex);
    m_logins.erase(cookie);
}

bool Accounts::admit(const std::string &cookie)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_logins.find(cookie);
    if (found == m_logins.end()) {
        return false;
    }
    if (found->second.requestsLeft == 0) {
        m_logins.erase(found);
        return false;
    }
    if (found->second.requestsLeft > 0) {
        --found->second.requestsLeft;
    }
    return true;
}

bool Accounts::owns(const std::string &cookie, const std::string &bearer) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_logins.find(cookie);
    return found != m_logins.end() && found->second.bearer == bearer;
}

} // namespace Foray::Demo
