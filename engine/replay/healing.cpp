// SPDX-License-Identifier: MIT
#include "engine/replay/healing.h"

#include "engine/plan/reader.h"
#include "engine/plan/stepfields.h"

#include <nlohmann/json.hpp>

namespace Foray {

namespace {

Result<Target> targetIn(const JsonValue &json)
{
    QList<Problem> problems;
    Target target = readTarget(json.get(), {}, problems);
    for (const Problem &problem : problems) {
        if (problem.severity == Problem::Severity::Error)
            return failure(ErrorKind::InvalidArgument, problem.message);
    }
    return target;
}

} // namespace

Result<Step> keepHealed(const Step &step, const Found &found)
{
    QList<StepField> targets = fieldsOf(step.action);
    targets.removeIf([](const StepField &field) { return field.kind != StepField::Kind::Target || field.value.isNull(); });
    if (targets.size() != 1)
        return failure(ErrorKind::InvalidArgument, QStringLiteral("The step has not just one element."));
    auto target = targetIn(targets.constFirst().value);
    const auto repaired = found.repaired.isNull() ? failure(ErrorKind::InvalidArgument, QStringLiteral("Nothing was healed."))
                                                  : targetIn(found.repaired);
    if (!target || !repaired)
        return failure(target ? repaired.error() : target.error());
    target->selectors = repaired->selectors;
    target->fingerprint = repaired->fingerprint;
    return withField(step, targets.constFirst().key, JsonValue(toJson(*target)));
}

} // namespace Foray
