// SPDX-License-Identifier: MIT
#include "engine/replay/sequence.h"

#include <utility>

namespace Foray {

void Sequence::then(Work work)
{
    m_work.push_back(std::move(work));
}

void Sequence::run(Callback<> done)
{
    m_done = std::move(done);
    proceed({});
}

void Sequence::proceed(const Result<> &result)
{
    if (!result || m_work.empty()) {
        m_work.clear();
        if (const auto done = std::exchange(m_done, {}))
            done(result);
        return;
    }
    // Taken out first: the work may end by destroying this.
    const Work work = std::move(m_work.front());
    m_work.pop_front();
    work([this](const Result<> &next) { proceed(next); });
}

} // namespace Foray
