// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

#include <tl/expected.hpp>

#include <functional>

namespace Foray {

// What a function that can fail returns. Later std::expected, by this one line.
template <typename T = void>
using Result = tl::expected<T, Error>;

// What a slow function calls when it has ended. It is never called once the context object given beside it is gone.
template <typename T = void>
using Callback = std::function<void(Result<T>)>;

inline tl::unexpected<Error> failure(ErrorKind kind, QString message, QString where = {})
{
    return tl::make_unexpected(Error{kind, std::move(message), std::move(where)});
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::make_unexpected(std::move(error));
}

} // namespace Foray
