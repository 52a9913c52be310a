// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/webpage.h"

#include <QDeadlineTimer>
#include <QObject>

#include <utility>

namespace Foray {

// One operation under way on a page. It belongs to the caller's context, so that destroying that cancels it, and it ends
// itself after calling back once. If the page goes first, it ends with NoSuchWindow.
template <typename T>
class Operation : public QObject
{
public:
    Operation(WebPage &page, int timeout, QObject *context, Callback<T> done)
        : QObject(context)
        , m_page(page)
        , m_deadline(timeout)
        , m_done(std::move(done))
    {
        connect(&page, &QObject::destroyed, this, [this] {
            if (m_mayCloseTab)
                finish(T{});
            else
                finish(failure(ErrorKind::NoSuchWindow, QStringLiteral("The tab was closed.")));
        });
        connect(&page, &Page::crashed, this, [this](const Error &error) {
            if (!m_expectsCrash)
                finish(failure(error));
        });
    }

protected:
    WebPage &page() const { return m_page; }
    int remaining() const { return int(qMax(qint64(0), m_deadline.remainingTime())); }
    bool isOver() const { return !m_done; }
    void expectCrash(bool expects) { m_expectsCrash = expects; }
    void mayCloseTab() { m_mayCloseTab = true; } // from now on the tab's end is the operation's success

    void finish(Result<T> result)
    {
        if (auto done = std::exchange(m_done, nullptr)) {
            deleteLater();
            done(std::move(result));
        }
    }

    // Hands on a failed result; true when there was one.
    template <typename U>
    bool failed(const Result<U> &result)
    {
        if (!result)
            finish(failure(result.error()));
        return !result;
    }

private:
    WebPage &m_page;
    QDeadlineTimer m_deadline;
    Callback<T> m_done;
    bool m_mayCloseTab = false;
    bool m_expectsCrash = false;
};

} // namespace Foray
