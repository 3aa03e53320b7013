#pragma once

#include <string>
#include <string_view>

/// Patterns of AWS: '*' stands for any text, '?' for one character. Pure.
namespace atb::aws_simulator {

/// True when the whole text matches. Time grows with the product of the lengths at most.
[[nodiscard]] bool matches_wildcard(std::string_view pattern, std::string_view text);

/// As `matches_wildcard`, ASCII letters without regard to case.
[[nodiscard]] bool matches_wildcard_ignoring_case(std::string_view pattern, std::string_view text);

/// Only '*' is special, as in filter patterns of CloudWatch Logs.
[[nodiscard]] bool matches_star(std::string_view pattern, std::string_view text);

/// As `matches_wildcard`, for ARNs: each of the first five parts between colons by itself, so that
/// a star does not reach over a colon there. Source: IAM guide, "ArnEquals and ArnLike".
[[nodiscard]] bool matches_arn(std::string_view pattern, std::string_view arn);

}  // namespace atb::aws_simulator
