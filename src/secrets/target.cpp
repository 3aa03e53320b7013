#include "secrets/target.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_name_character(char c) {
  return is_letter_or_digit(c) || std::string_view{"/_+=.@-"}.find(c) != std::string_view::npos;
}

bool ends_like_an_arn(std::string_view name) {
  constexpr std::size_t kRandomLength = 6;
  if (name.size() <= kRandomLength || name[name.size() - kRandomLength - 1] != '-') return false;
  const std::string_view end = name.substr(name.size() - kRandomLength);
  return std::all_of(end.begin(), end.end(), is_letter_or_digit);
}

bool is_arn(std::string_view secret_id) {
  return secret_id.starts_with("arn:");
}

std::string_view without_random_end(std::string_view secret_id) {
  constexpr std::size_t kArnEnd = 7;
  if (is_arn(secret_id) && ends_like_an_arn(secret_id)) secret_id.remove_suffix(kArnEnd);
  return secret_id;
}

/// "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME"; names hold no colon.
std::string_view name_in(std::string_view secret_id) {
  return secret_id.substr(secret_id.rfind(':') + 1);
}

}  // namespace

Result<Target> choose_target(const std::string& environment, const std::string& secret_id) {
  const auto known = settings::parse_environment(environment.empty() ? "staging" : environment);
  if (!known)
    return core::fail(ErrorKind::usage, "secrets.unknown_environment",
                      fmt::format("\"{}\" is no environment", environment.substr(0, 40)),
                      "Use --environment staging or --environment production (also read from the "
                      "variable ENVIRONMENT).");
  const auto other = *known == settings::Environment::staging ? settings::Environment::production
                                                              : settings::Environment::staging;
  if (environment_named_by(secret_id) == other)
    return core::fail(
        ErrorKind::refused, "secrets.other_environment",
        fmt::format("the secret's name says {}, but the environment is {}",
                    settings::name_of(other), settings::name_of(*known)),
        fmt::format("Add --environment {}, or name the other secret.", settings::name_of(other)));
  Target target{*known, secret_id};
  if (secret_id.empty())
    target.secret_id = fmt::format("ai-trading-bot/{}", settings::name_of(*known));
  return target;
}

bool same_secret(std::string_view a, std::string_view b) {
  const auto shorter_a = without_random_end(a);
  const auto shorter_b = without_random_end(b);
  return is_arn(a) == is_arn(b) ? shorter_a == shorter_b : name_in(shorter_a) == name_in(shorter_b);
}

std::optional<settings::Environment> environment_named_by(std::string_view secret_id) {
  secret_id = without_random_end(secret_id);
  const auto slash = secret_id.rfind('/');
  return slash == std::string_view::npos ? std::nullopt
                                         : settings::parse_environment(secret_id.substr(slash + 1));
}

Result<void> check_new_name(const std::string& name) {
  constexpr std::size_t kLengthMax = 512;
  const bool plain = !name.empty() && name.size() <= kLengthMax &&
                     std::all_of(name.begin(), name.end(), is_name_character);
  if (plain && !ends_like_an_arn(name)) return {};
  return core::fail(
      ErrorKind::usage, "secrets.bad_name",
      fmt::format("\"{}\" cannot be the name of a new secret", name.substr(0, kLengthMax)),
      "Use 1 to 512 letters, digits and / _ + = . @ -, not ending in a hyphen and six "
      "characters (AWS would take those for the end of an ARN).");
}

}  // namespace atb::secrets
