// SPDX-License-Identifier: MIT
#include "engine/base/error.h"

namespace Foray {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::ElementClickIntercepted: return QStringLiteral("element click intercepted");
    case ErrorKind::ElementNotInteractable: return QStringLiteral("element not interactable");
    case ErrorKind::InvalidArgument: return QStringLiteral("invalid argument");
    case ErrorKind::InvalidSelector: return QStringLiteral("invalid selector");
    case ErrorKind::JavascriptError: return QStringLiteral("javascript error");
    case ErrorKind::NoSuchAlert: return QStringLiteral("no such alert");
    case ErrorKind::NoSuchElement: return QStringLiteral("no such element");
    case ErrorKind::NoSuchFrame: return QStringLiteral("no such frame");
    case ErrorKind::NoSuchWindow: return QStringLiteral("no such window");
    case ErrorKind::SessionNotCreated: return QStringLiteral("session not created");
    case ErrorKind::StaleElement: return QStringLiteral("stale element reference");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::UnexpectedAlertOpen: return QStringLiteral("unexpected alert open");
    case ErrorKind::UnsupportedOperation: return QStringLiteral("unsupported operation");
    case ErrorKind::UnknownError: return QStringLiteral("unknown error");
    case ErrorKind::AmbiguousElement: return QStringLiteral("ambiguous element");
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::HttpStatus: return QStringLiteral("http status");
    case ErrorKind::InvalidPlan: return QStringLiteral("invalid plan");
    case ErrorKind::Io: return QStringLiteral("i/o error");
    case ErrorKind::NavigationFailed: return QStringLiteral("navigation failed");
    case ErrorKind::PageCrashed: return QStringLiteral("page crashed");
    case ErrorKind::SessionLocked: return QStringLiteral("session locked");
    }
    return QStringLiteral("unknown error");
}

QString toString(const Error &error)
{
    return error.where.isEmpty() ? error.message : error.message + QStringLiteral(" (") + error.where + u')';
}

} // namespace Foray
