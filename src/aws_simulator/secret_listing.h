#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

/// Filters and order of ListSecrets and BatchGetSecretValue.
/// Source: Secrets Manager API reference, Filter and ListSecrets.
namespace atb::aws_simulator {

/// A filter passes a secret that one of its values fits; several filters must all pass it.
struct SecretFilter {
  std::string key;  ///< description, name, tag-key, tag-value, primary-region, owning-service, all
  std::vector<std::string> values;  ///< prefixes ("all": words); "!" in front turns one round
};

/// The input's Filters, at most 10 with 1 to 10 values of up to 512 characters.
/// @error InvalidParameterException
[[nodiscard]] Outcome<std::vector<SecretFilter>> filters_in(const nlohmann::json& input);

[[nodiscard]] bool passes(const StoredSecret& secret, const std::vector<SecretFilter>& filters);

/// Orders by the input's SortBy (created-date, last-accessed-date, last-changed-date, name) and
/// SortOrder. Without them: by creation, oldest first; those of one moment by name.
/// @error InvalidParameterException
[[nodiscard]] Outcome<void> sort_secrets(const nlohmann::json& input,
                                         std::vector<const StoredSecret*>& secrets);

}  // namespace atb::aws_simulator
