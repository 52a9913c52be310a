// SPDX-License-Identifier: MIT
#include "app/rowoutput.h"

#include "app/terminal.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RowOutput", text);
}

} // namespace

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
    return writeTables(content, output, terminal);
}

Result<> writeTables(const Tables &tables, const Output &output, Terminal &terminal)
{
    const auto written = writeRows(tables, output.format, output.path);
    if (!written)
        return failure(written.error());
    for (const QString &warning : written->warnings)
        terminal.say(warning);
    terminal.say(tr("Rows in %1.").arg(written->files.join(tr(" and "))));
    return {};
}

} // namespace Foray
