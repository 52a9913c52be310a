// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace Foray {

// The names are WebDriver's error codes (W3C WebDriver §6.6) where it has one; the last group is Foray's own.
enum class ErrorKind {
    ElementClickIntercepted,
    ElementNotInteractable,
    InvalidArgument,
    InvalidSelector,
    JavascriptError,
    NoSuchAlert,
    NoSuchElement,
    NoSuchFrame,
    NoSuchWindow,
    SessionNotCreated,
    StaleElement, // "stale element reference": its document is gone
    Timeout,
    UnexpectedAlertOpen,
    UnsupportedOperation,
    UnknownError,

    AmbiguousElement, // a selector that must mean one element matches several
    Cancelled,        // the user or the caller stopped it
    HttpStatus,       // the main document came with 4xx or 5xx
    InvalidPlan,      // a plan, schema or other file that does not say what it must
    Io,               // a file, the disk or the run store
    NavigationFailed, // the main document did not come: DNS, refused, certificate …
    PageCrashed,      // the renderer process ended
    SessionLocked,    // another process has the session open
};

// "no such element", as WebDriver and the run log write it.
QString errorKindName(ErrorKind kind);

struct Error
{
    ErrorKind kind = ErrorKind::UnknownError;
    QString message; // one or more full sentences for a person: what happened, what was expected, what to do
    QString where;   // a JSON pointer, a file with its line, or a step id; may be empty

    bool operator==(const Error &) const = default;
};

// "message (where)", or the message alone.
QString toString(const Error &error);

} // namespace Foray

Q_DECLARE_METATYPE(Foray::Error)
