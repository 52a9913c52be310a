// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "engine/base/jsonvalue.h"

#include <QUrl>

#include <functional>

namespace Foray {

class WebPage;

// The SOURCE of a command: an HTML file, a web address, or - for standard input.
struct Source
{
    QUrl address; // of the web; else empty
    QString html; // of what is no web address; never null then
    bool onTheWeb() const { return !address.isEmpty(); }
};

Result<Source> readSource(const QString &source);

// --timeout, which commands with a SOURCE have.
QCommandLineOption timeoutOption();
Result<int> timeoutFrom(const QCommandLineParser &options);

// What is done in the page. It must call back, and its own slow calls take the object as their context.
using PageWork = std::function<void(WebPage &page, QObject *context, Callback<JsonValue> done)>;

// Opens a page out of sight, on the address unless that is empty, has the work done in it, and gives its result; Ctrl-C ends it.
Result<JsonValue> inPage(const Invocation &invocation, const QUrl &address, int timeout, const PageWork &work);
// The same with the source as the page's document, also where it is a file.
Result<JsonValue> inPageOf(const Invocation &invocation, const Source &source, int timeout, const PageWork &work);

// Prints a result as JSON with 4 spaces, or says what is wrong; gives the exit code.
ExitCode printResult(const Invocation &invocation, const Result<JsonValue> &result, const QByteArray &end = "\n");

} // namespace Foray
