// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace Foray::Demo {

// What the handlers of delayed answers wait on, so that the end of the site wakes them all.
class Pause final
{
public:
    // False when the site is stopping.
    bool wait(int milliseconds)
    {
        std::unique_lock lock(m_mutex);
        return !m_woken.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return m_stopping; });
    }

    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_woken.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_woken;
    bool m_stopping = false;
};

} // namespace Foray::Demo
