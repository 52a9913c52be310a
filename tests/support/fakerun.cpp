// SPDX-License-Identifier: MIT
#include "tests/support/fakerun.h"

#include <nlohmann/json.hpp>

namespace Foray {

JsonValue emptyObject()
{
    return JsonValue(Json::object());
}

JsonValue numbered(int from, int to)
{
    Json result = Json::array();
    for (int i = from; i <= to; ++i)
        result.push_back({{"n", i}});
    return JsonValue(std::move(result));
}

} // namespace Foray
