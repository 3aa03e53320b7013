#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

/// Members of an operation's input. A member of the wrong type is answered as AWS does, with
/// SerializationException.
namespace atb::aws_simulator {

/// Empty when it is not there.
[[nodiscard]] Outcome<std::string> text_in(const nlohmann::json& input, const char* key);
/// @error InvalidParameterException when it is missing, empty or longer than 2,048
[[nodiscard]] Outcome<std::string> secret_id_in(const nlohmann::json& input);
[[nodiscard]] Outcome<bool> flag_in(const nlohmann::json& input, const char* key);
[[nodiscard]] Outcome<int> number_in(const nlohmann::json& input, const char* key, int otherwise);
[[nodiscard]] Outcome<std::vector<std::string>> texts_in(const nlohmann::json& input,
                                                         const char* key);
/// Tags as [{"Key":…,"Value":…}].
[[nodiscard]] Outcome<std::vector<Tag>> tags_in(const nlohmann::json& input);
/// SecretString or SecretBinary, at most one of them.
[[nodiscard]] Outcome<std::optional<SecretContent>> content_in(const nlohmann::json& input);

}  // namespace atb::aws_simulator

/// As ATB_ASSIGN, for Outcome.
#define ATB_TAKE(declaration, expression) \
  ATB_TAKE_INNER(ATB_CONCAT(atb_take_, __LINE__), declaration, expression)
#define ATB_TAKE_INNER(result, declaration, expression)                                     \
  auto result = (expression);                                                               \
  if (!result)                                                                              \
    return ::tl::unexpected<::atb::aws_simulator::ServiceError>(std::move(result).error()); \
  declaration = std::move(*result)
