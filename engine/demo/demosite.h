// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QUrl>

#include <memory>

namespace Foray {

// The built-in site: the crawls that people really meet, small and deterministic. Serves on loopback from threads of
// its own until destroyed. Files stand in resources/demo; what it keeps (log-ins, counters) lives as long as the
// object.
//
// Every page takes ?seed=N (other data of the same shape), ?delay=MS (how long its data takes; answers wait, nothing
// else).
class DemoSite final
{
public:
    struct Options
    {
        int port = 0;  // 0: any free one
        int delay = 0; // ms; the default of ?delay=
        int seed = 1;  // the default of ?seed=
    };

    static Result<std::unique_ptr<DemoSite>> start(const Options &options);
    ~DemoSite();

    QUrl url() const;            // http://127.0.0.1:PORT
    QUrl otherOriginUrl() const; // http://localhost:PORT: the same server, another origin

private:
    class Private;
    explicit DemoSite(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Foray
