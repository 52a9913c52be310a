// SPDX-License-Identifier: MIT
#pragma once

#include "engine/replay/runoperation.h"

namespace Foray {

// One attempt at one action step: trigger, then wait, then extract.
class Attempt final : public RunOperation
{
public:
    using RunOperation::RunOperation;

    void perform(const Step &step, Callback<> done);

    bool reopen = false; // the page has crashed: go back to where it was first

    QString table;      // of an extract: where its rows go …
    JsonValue rows;     // … and the rows; null for other steps
    QString screenshot; // a file in the run's folder

private:
    struct Visitor; // one overload for each kind of action
    Result<> prepare(const Step &step);
    QUrl lastUrl() const;
    Result<QUrl> resolved(const QString &url) const;

    Work act(const Action &action);
    Work evaluate(const QStringList &code);
    Work answer(const Dialog &dialog);
    Work changeTab(const std::function<void(Callback<Page *>)> &change);
    Work killSession();
    Work shoot(const Screenshot &screenshot);

    // attemptextract.cpp
    Work extract(const Extract &extract);
    Work extractFrom(const ExtractRequest &request);
    Work readCached(const Extract &extract, const ExtractRequest &request);
    Result<ExtractRequest> requestFor(const Extract &extract) const;
    bool usesCachedPage(const Extract &extract) const;

    Step m_step; // its variables replaced
    const Step *m_original = nullptr;
};

} // namespace Foray
