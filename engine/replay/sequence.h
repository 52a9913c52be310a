// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace Foray {

// Slow pieces of work, one after the other; the first error ends it. Destroying it cancels what is under way, since pieces
// give it (or their own parent) to Page as their context.
class Sequence final : public QObject
{
public:
    using Work = std::function<void(Callback<> next)>;
    using QObject::QObject;

    void then(Work work);
    void run(Callback<> done); // `done` may destroy the sequence

private:
    void proceed(const Result<> &result);

    std::deque<Work> m_work;
    Callback<> m_done;
};

// Runs the work, then tells what it has found.
template <typename T>
void answerAfter(Sequence *work, std::shared_ptr<T> found, const Callback<T> &done)
{
    work->run([found, done](const Result<> &result) {
        if (result)
            done(*found);
        else
            done(failure(result.error()));
    });
}

} // namespace Foray
