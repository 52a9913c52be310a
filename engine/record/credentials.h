// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace Foray {

// Made for one visit, as far as a word tells: a token, a session, a digest. Such words are credentials, or good for nothing.
bool looksGenerated(const QString &word);

// Whether a parameter of an address, encoded, says nothing about where it leads: a credential by its name, generated, or long.
bool isPassing(const QString &name, const QString &value);

// A path, encoded, with "*" for the folders that look generated.
QString lastingPath(const QString &path);

// The address without its credentials, for a plan.
QUrl withoutCredentials(QUrl url);

// The text with "…" for the words that look generated.
QString withoutTokens(const QString &text);

// Whether a page asks for a secret with these words.
bool asksForSecret(const QString &question);

} // namespace Foray
