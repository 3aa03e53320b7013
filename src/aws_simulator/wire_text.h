#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/service.h"

/// How answers are written: one result for both protocols.
namespace atb::aws_simulator {

/// Elements for the members of an object, `<member>` for those of a list; null members are left
/// out. Control characters that XML cannot carry become '?'.
[[nodiscard]] std::string to_xml(const nlohmann::json& value);

/// The result as JSON text, or as the XML inside a Query's result element.
[[nodiscard]] Answer to_answer(Protocol protocol, const nlohmann::json& result);

/// A moment in a result: seconds with milliseconds in JSON, ISO 8601 in a Query.
[[nodiscard]] nlohmann::json to_wire(Protocol protocol, core::Timestamp time);

/// Every byte but `A-Za-z0-9-_.~` as %XX, as IAM sends policy documents.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace atb::aws_simulator
