// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <memory>

namespace Foray {

class BrowserHost;
class Page;

// What the person at the address bar does with the page in front: go, back, forward, reload, stop loading.
class Navigator final : public QObject
{
    Q_OBJECT
public:
    explicit Navigator(BrowserHost &host, QObject *parent = nullptr);

    bool isLoading() const { return m_loading != nullptr; }
    void go(const QUrl &url); // opens the browser if need be
    void move(int delta);     // -1 back, 0 reload, 1 forward
    void stop();
    void openTab();

Q_SIGNALS:
    void loadingChanged(bool loading);
    void failed(const Foray::Error &error, const QString &address);

private:
    void load(Page *page, const QUrl &url);
    QObject *begin();
    void ended(const Error *error, const QString &address);

    BrowserHost &m_host;
    std::unique_ptr<QObject> m_loading; // context of the load under way: destroying it cancels
};

} // namespace Foray
