#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

/// The Query protocol's way of writing structures as a form.
namespace atb::aws_simulator {

using Form = std::map<std::string, std::string>;

/// Decodes "Action=A&Tags.member.1.Key=a%20b". Nothing for a broken escape.
[[nodiscard]] std::optional<Form> parse_form(std::string_view body);

/// "Tags.member.1.Key=a" as {"Tags":[{"Key":"a"}]}: lists in the order of their numbers, every leaf
/// a string. An empty list is sent as "Tags=", so it is the empty string here. Nothing for names
/// that contradict each other or lie more than 16 deep.
[[nodiscard]] std::optional<nlohmann::json> nest_form(const Form& form);

}  // namespace atb::aws_simulator
