#pragma once

#include <map>
#include <string>
#include <vector>

#include "aws_simulator/policy_document.h"

/// Conditions of a policy statement against what is known of a request. Pure.
/// Source: IAM guide, "IAM JSON policy elements: Condition operators".
namespace atb::aws_simulator {

/// Condition keys in lower case and their values.
using ConditionContext = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The keys in lower case.
[[nodiscard]] ConditionContext to_context(
    const std::map<std::string, std::vector<std::string>>& values);

/// True when the condition holds. A key that the request does not have: holds for IfExists, for
/// ForAllValues and for the negated operators, else fails.
[[nodiscard]] bool holds(const Condition& condition, const ConditionContext& context);

/// True when the context lacks the key and the condition therefore could not be judged.
[[nodiscard]] bool misses_key(const Condition& condition, const ConditionContext& context);

}  // namespace atb::aws_simulator
