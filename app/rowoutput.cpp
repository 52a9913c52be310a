// SPDX-License-Identifier: MIT
#include "app/rowoutput.h"

#include "app/terminal.h"

#include <nlohmann/json.hpp>

namespace Foray {

Result<> writeKeptRows(const RunStore &store, RunId run, const QStringList &tables, const Output &output, Terminal &terminal)
{
    Tables content;
    for (const QString &table : tables) {
        auto rows = store.rows(run, table);
        if (!rows)
            return failure(rows.error());
        content.append({table, std::move(*rows)});
    }
    if (output.toStdout()) {
        auto bytes = formatRows(content, output.format);
        if (!bytes)
            return failure(bytes.error());
        return terminal.print(output.format == RowFormat::JsonArray ? *bytes + '\n' : *bytes);
    }
    const auto warnings = writeRows(content, output.format, output.path);
    if (!warnings)
        return failure(warnings.error());
    for (const QString &warning : *warnings)
        terminal.say(warning);
    return {};
}

} // namespace Foray
