#include "secrets/rotation/other_environment.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "settings/secret_json.h"
#include "settings/settings.h"
#include "settings/value_checks.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Environment;

Environment other(Environment environment) {
  return environment == Environment::staging ? Environment::production : Environment::staging;
}

bool is_shared(const core::SecretString* ours, const core::SecretString* theirs) {
  return ours != nullptr && theirs != nullptr && !ours->empty() &&
         !settings::is_placeholder(ours->reveal()) && ours->equals(*theirs);
}

}  // namespace

std::string other_secret_id(const Target& target) {
  const auto own = settings::name_of(target.environment);
  const auto wanted = settings::name_of(other(target.environment));
  if (target.secret_id.starts_with("arn:") || !target.secret_id.ends_with(own))
    return fmt::format("ai-trading-bot/{}", wanted);
  return target.secret_id.substr(0, target.secret_id.size() - own.size()) + std::string{wanted};
}

Result<std::vector<std::string>> check_pair_is_own(aws::SecretsManager& manager,
                                                   const Target& target,
                                                   const settings::Values& values) {
  using Warnings = std::vector<std::string>;
  const std::string id = other_secret_id(target);
  const auto secret = manager.get_secret_value(id, {});
  if (!secret) {
    if (secret.error().kind == ErrorKind::not_found) return Warnings{};
    return Warnings{fmt::format("whether {} holds the same Binance key could not be compared: {}",
                                id, secret.error().message)};
  }
  const auto theirs = settings::parse_secret_json(secret->value.reveal());
  if (!theirs)
    return Warnings{fmt::format("whether {} holds the same Binance key could not be compared: {}",
                                id, theirs.error().message)};
  for (const std::string_view name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
    if (is_shared(values.find(name), theirs->find(name)))
      return core::fail(
          ErrorKind::refused, "secrets.shared_key",
          fmt::format("{} is also that of {}: staging and production need keys of their own", name,
                      id),
          fmt::format("Make a key for {} in Binance's API Management and use that one.",
                      settings::name_of(target.environment)));
  return Warnings{};
}

}  // namespace atb::secrets
