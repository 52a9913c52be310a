// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace Foray {

// The secrets that were typed while recording, to know them again wherever a page repeats them: in another document, frame or
// tab. They stay in their pages; only their digests are here, in memory, for as long as this lives.
class KnownSecrets final
{
public:
    // From a message of a page: action.marks, as resources/js/recordsecrets.js makes them of what a field holds.
    void learn(const JsonValue &message);
    // What was typed elsewhere, such as into a dialog.
    void learn(const QString &value);

    bool holds(const QString &text) const;     // also escaped, encoded or in capitals
    QString hidden(const QString &text) const; // "•••" in their place
    QUrl without(QUrl url) const;              // its parameters that hold one are left out, its folders become "*"

    // The message without them: texts that explain are hidden, selectors and all else that would have to match is left out. A
    // target that would lose all of its selectors is found by its `place` (resources/js/recordtargets.js) instead.
    JsonValue redacted(const JsonValue &message) const;

private:
    struct Mark
    {
        QString salt; // the document's
        double id = 0;
        qsizetype length = 0; // UTF-16 code units
        quint64 digest = 0;
    };
    void keep(const Mark &mark);
    QList<qsizetype> find(const Mark &mark, const QString &folded) const; // where it begins
    bool holdsPlain(const QString &folded) const;
    bool isLostWith(const Json &item) const;
    Json clean(const Json &value, int depth) const;

    QList<Mark> m_marks; // newest last
};

} // namespace Foray
