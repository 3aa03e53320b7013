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

struct OtherSecret {
  std::string id;
  bool is_guess = false;  ///< the target's name does not say what the other is called
};

/// The name within an ARN, without the six random characters that AWS puts behind it.
std::string_view name_of_secret(std::string_view id) {
  constexpr std::string_view kMark = ":secret:";
  constexpr std::size_t kRandomEnd = 7;
  const auto at = id.find(kMark);
  if (!id.starts_with("arn:") || at == std::string_view::npos) return id;
  id.remove_prefix(at + kMark.size());
  if (id.size() > kRandomEnd && id[id.size() - kRandomEnd] == '-') id.remove_suffix(kRandomEnd);
  return id;
}

OtherSecret other_secret(const Target& target) {
  const auto own = settings::name_of(target.environment);
  const auto wanted = settings::name_of(other(target.environment));
  const auto name = name_of_secret(target.secret_id);
  if (!name.ends_with(own)) return {fmt::format("ai-trading-bot/{}", wanted), true};
  return {fmt::format("{}{}", name.substr(0, name.size() - own.size()), wanted), false};
}

std::string not_compared(const Target& target, std::string_view id) {
  const auto own = settings::name_of(target.environment);
  const auto wanted = settings::name_of(other(target.environment));
  return fmt::format(
      "whether {} and {} share a Binance key was not compared: there is no {}, and the name {} "
      "does not tell what the other secret is called (names that end in /{} and /{} do)",
      own, wanted, id, target.secret_id, own, wanted);
}

}  // namespace

std::string other_secret_id(const Target& target) {
  return other_secret(target).id;
}

Result<std::vector<std::string>> check_pair_is_own(aws::SecretsManager& manager,
                                                   const Target& target,
                                                   const settings::Values& values) {
  using Warnings = std::vector<std::string>;
  const auto [id, is_guess] = other_secret(target);
  const auto secret = manager.get_secret_value(id, {});
  if (!secret) {
    const auto& error = secret.error();
    if (error.kind == ErrorKind::not_found && !is_guess) return Warnings{};
    if (error.kind == ErrorKind::not_found) return Warnings{not_compared(target, id)};
    if (error.kind == ErrorKind::temporary || error.kind == ErrorKind::internal)
      return core::add_context(
          error, fmt::format("whether {} holds the same Binance key could not be asked", id));
    return Warnings{fmt::format("whether {} holds the same Binance key could not be compared: {}",
                                id, error.message)};
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
