#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "aws/session.h"
#include "core/error.h"

/// Our typed calls under the names that AWS gives them: the input and the answer are JSON as the
/// service's model has it, with the members that our types carry.
namespace atb::conformance {

using nlohmann::json;

struct Operation {
  std::string_view service;  ///< as the AWS tools call it: "logs"
  std::string_view name;
  /// Members of the input that our call can express. A step with any other is not for us.
  std::vector<std::string_view> members;
  core::Result<json> (*run)(aws::Session& session, const json& input);
  /// Members that our call cannot leave out.
  std::vector<std::string_view> needed = {};
};

[[nodiscard]] const std::vector<Operation>& secrets_operations();
[[nodiscard]] const std::vector<Operation>& identity_operations();  ///< STS and IAM
[[nodiscard]] const std::vector<Operation>&
monitoring_operations();  ///< CloudWatch, Logs, CloudTrail

/// A text of the input; empty when it is absent.
[[nodiscard]] std::string text(const json& input, std::string_view member);
[[nodiscard]] std::vector<std::string> texts(const json& input, std::string_view member);
/// A time of the input, written `{"$time": "2024-01-02T03:04:05Z"}`. @pre it is one
[[nodiscard]] core::Timestamp time(const json& input, std::string_view member);
/// ISO 8601, or null.
[[nodiscard]] json time_json(const std::optional<core::Timestamp>& time);

/// The list that `convert` makes of each item.
template <class Items, class Convert>
json list(const Items& items, Convert convert) {
  json made = json::array();
  for (const auto& item : items) made.push_back(convert(item));
  return made;
}

}  // namespace atb::conformance
