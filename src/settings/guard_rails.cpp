#include "settings/guard_rails.h"

#include <fmt/format.h>

#include "settings/value_checks.h"

namespace atb::settings {
namespace {

using core::Ratio;

constexpr std::int64_t kPercentPerOne = 100;
constexpr Ratio kOne = Ratio::from_units(core::kUnitsPerOne);
constexpr Ratio kHalf = Ratio::from_units(core::kUnitsPerOne / 2);

/// @pre ratio is at most 10
std::string percent(Ratio ratio) {
  return core::to_text(Ratio::from_units(ratio.units() * kPercentPerOne));
}

std::string hundredth(Ratio ratio) {
  return core::to_text(Ratio::from_units(ratio.units() / kPercentPerOne));
}

void judge_password(const DatabaseUrl& url, bool production, Concerns& concerns) {
  const bool by_network = !url.host.empty() && !url.host.starts_with('/');
  if (url.password.empty()) {
    // Over the local socket the server knows the user without one.
    if (by_network && production)
      concerns.warnings.emplace_back(
          "has no password: whoever reaches the server's port may change the books; give the "
          "database's user one of its own");
    return;
  }
  const auto password = url.password.reveal();
  if (!is_common_password(password) && password != url.user && password != url.database) return;
  (production ? concerns.faults : concerns.warnings)
      .emplace_back(
          "has a password that is an example's, or the name of the user or the database: set one "
          "of its own (ALTER ROLE … PASSWORD …)");
}

}  // namespace

Concerns database_concerns(const DatabaseUrl& url, bool production) {
  Concerns concerns;
  if (url.relative)
    concerns.warnings.emplace_back(
        "is relative (three slashes): it is looked up below the state directory, and cron, a shell "
        "and systemd may each have another; four slashes make it absolute, such as "
        "sqlite:////var/lib/ai-trading-bot/trading_bot.db");
  if (url.kind != DatabaseUrl::Kind::postgresql) return concerns;
  const auto mode = url.options.find("sslmode");
  const bool verified = mode != url.options.end() && mode->second == "verify-full";
  if (url.is_remote() && !verified)
    concerns.warnings.emplace_back(
        "names a remote host without sslmode=verify-full: the password could be read on the way");
  judge_password(url, production, concerns);
  return concerns;
}

std::vector<std::string> size_warnings(const Settings& settings) {
  std::vector<std::string> warnings;
  if (settings.max_position_size == kOne)
    warnings.emplace_back(
        "MAX_POSITION_SIZE is 1: the whole balance goes into one position; did you mean 0.01, "
        "which is 1 %?");
  if (settings.take_profit >= kOne)
    warnings.push_back(fmt::format("TAKE_PROFIT_PERCENTAGE is {} %; did you mean {}?",
                                   percent(settings.take_profit), hundredth(settings.take_profit)));
  if (settings.stop_loss >= kHalf)
    warnings.push_back(
        fmt::format("STOP_LOSS_PERCENTAGE is {} %: a position is held until that much is lost; did "
                    "you mean {}?",
                    percent(settings.stop_loss), hundredth(settings.stop_loss)));
  if (settings.take_profit < settings.stop_loss)
    warnings.emplace_back(
        "TAKE_PROFIT_PERCENTAGE is smaller than STOP_LOSS_PERCENTAGE: a win pays less than a loss "
        "costs");
  return warnings;
}

}  // namespace atb::settings
