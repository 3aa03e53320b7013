#include "doctor/access_checks.h"

#include <vector>

#include <fmt/format.h>

namespace atb::doctor {
namespace {

/// AWS refuses signatures that are more than five minutes off.
constexpr auto kClockRefused = core::Duration::minutes(5);
/// Binance refuses requests that are one second early or a few seconds late.
constexpr auto kClockOdd = core::Duration::seconds(2);

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  for (const char letter : text)
    if (letter == separator)
      parts.emplace_back();
    else
      parts.back() += letter;
  return parts;
}

Finding judge_clock(core::Duration gap) {
  const bool behind = gap > core::Duration{};
  const auto size = behind ? gap : core::Duration::microseconds(-gap.us());
  const std::string text =
      fmt::format("this machine's clock is {:.1f} s {} AWS's", static_cast<double>(size.us()) / 1e6,
                  behind ? "behind" : "ahead of");
  constexpr auto kCure = "Let the machine keep its time: timedatectl set-ntp true";
  if (size >= kClockRefused)
    return broken("clock", text + ": AWS refuses signatures that are five minutes off", kCure);
  if (size > kClockOdd)
    return warning("clock", text + ": Binance refuses orders that are some seconds off", kCure);
  return good("clock", text);
}

}  // namespace

std::string describe_identity(const Identity& identity) {
  const auto parts = parts_of(identity.arn, '/');
  if (identity.arn.find(":assumed-role/") != std::string::npos && parts.size() >= 3)
    return fmt::format("role {}, session {}", parts[1], parts[2]);
  return identity.arn;
}

bool is_instance(const Identity& identity) {
  const auto parts = parts_of(identity.arn, '/');
  return identity.arn.find(":assumed-role/") != std::string::npos && parts.size() >= 3 &&
         parts[2].starts_with("i-");
}

Access check_access(const AccessProbes& probes) {
  Access access;
  auto& findings = access.findings;
  const auto region = probes.region();
  findings.push_back(region ? good("region", *region) : broken_by("region", region.error()));
  if (region) access.region = *region;
  const auto credentials = probes.credentials();
  findings.push_back(credentials ? good("credentials", *credentials)
                                 : broken_by("credentials", credentials.error()));
  if (!region) {
    findings.push_back(skipped("clock", "without a region there is no host to ask"));
  } else if (const auto gap = probes.clock_gap()) {
    findings.push_back(judge_clock(*gap));
  } else {
    findings.push_back(broken_by("clock", gap.error()));
  }
  if (!region || !credentials) {
    findings.push_back(skipped("identity", "region and credentials come first"));
    return access;
  }
  const auto identity = probes.identity();
  if (!identity) {
    findings.push_back(broken_by("identity", identity.error()));
    return access;
  }
  access.identity = *identity;
  const auto text =
      fmt::format("{} of account {}", describe_identity(*identity), identity->account);
  findings.push_back(identity->arn.ends_with(":root")
                         ? warning("identity", text + ": these are the keys of the whole account",
                                   "Delete the root user's access keys and use a role:\n"
                                   "ai-trading-bot-secrets role --help")
                         : good("identity", text));
  return access;
}

}  // namespace atb::doctor
