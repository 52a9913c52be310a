// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace Foray {

// JSON whose objects keep the order of their keys, so that files diff well.
using Json = nlohmann::ordered_json;

// A JSON value that plain structs can hold without including json.hpp, which is slow to compile.
// Shared and never changed after construction, so copies are cheap and safe between threads.
class JsonValue
{
public:
    JsonValue() = default; // null
    JsonValue(const Json &value);
    JsonValue(Json &&value);

    const Json &get() const;
    bool isNull() const;
    QString dump(int indent = -1) const;

    // By value; key order counts, as it does in a file.
    friend bool operator==(const JsonValue &a, const JsonValue &b);

private:
    std::shared_ptr<const Json> m_value;
};

} // namespace Foray

Q_DECLARE_METATYPE(Foray::JsonValue)
