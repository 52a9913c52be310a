// SPDX-License-Identifier: MIT
#include "engine/base/jsonvalue.h"

#include "engine/base/json.h"

#include <nlohmann/json.hpp>

namespace Foray {

JsonValue::JsonValue(const Json &value)
    : m_value(std::make_shared<const Json>(value))
{
}

JsonValue::JsonValue(Json &&value)
    : m_value(std::make_shared<const Json>(std::move(value)))
{
}

const Json &JsonValue::get() const
{
    static const Json null;
    return m_value ? *m_value : null;
}

bool JsonValue::isNull() const
{
    return get().is_null();
}

QString JsonValue::dump(int indent) const
{
    return QString::fromUtf8(dumpJson(get(), indent));
}

bool operator==(const JsonValue &a, const JsonValue &b)
{
    return a.m_value == b.m_value || a.get() == b.get();
}

} // namespace Foray
