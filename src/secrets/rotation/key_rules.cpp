#include "secrets/rotation/key_rules.h"

#include <fmt/format.h>

#include "secrets/rotation/key_age.h"

namespace atb::secrets {
namespace {

constexpr std::string_view kNoAddress =
    "is not tied to an address: restrict it to this host's (Binance takes the right to trade from "
    "such keys after a time)";

void judge_rights(const binance::KeyFacts& facts, bool production, KeyVerdict& verdict) {
  if (!facts.reading) verdict.faults.emplace_back("may not read: enable Reading");
  if (!facts.rights_known) {
    (production ? verdict.faults : verdict.warnings)
        .emplace_back("has rights that this host does not tell, as test networks do");
    return;
  }
  if (!facts.spot_trading)
    (production ? verdict.faults : verdict.warnings)
        .emplace_back("may not trade: enable Spot Trading");
  if (!facts.ip_restricted)
    (production ? verdict.faults : verdict.warnings).emplace_back(kNoAddress);
}

}  // namespace

KeyVerdict judge_key(const binance::KeyFacts& facts, settings::Environment environment,
                     core::Timestamp now) {
  const bool production = environment == settings::Environment::production;
  KeyVerdict verdict;
  if (!facts.dangerous.empty())
    verdict.faults.push_back(
        fmt::format("lets money out of the account: disable {}", fmt::join(facts.dangerous, ", ")));
  if (!facts.malformed.empty())
    verdict.faults.push_back(fmt::format("has rights that are told as neither true nor false: {}",
                                         fmt::join(facts.malformed, ", ")));
  if (!facts.untold.empty())
    (production ? verdict.faults : verdict.warnings)
        .push_back(fmt::format("may let money out of the account: Binance does not tell {}",
                               fmt::join(facts.untold, ", ")));
  judge_rights(facts, production, verdict);
  if (!facts.can_trade)
    (production ? verdict.faults : verdict.warnings)
        .emplace_back("belongs to an account that may not trade");
  if (!facts.needless.empty())
    verdict.warnings.push_back(fmt::format("has rights that a spot bot does not need: disable {}",
                                           fmt::join(facts.needless, ", ")));
  if (facts.trading_expires)
    verdict.warnings.push_back(
        fmt::format("loses its right to trade at {}", core::to_text(*facts.trading_expires)));
  if (facts.created && now - *facts.created > kKeyAgeMax)
    verdict.warnings.push_back(
        fmt::format("was made at {}, more than 30 days ago", core::to_text(*facts.created)));
  return verdict;
}

}  // namespace atb::secrets
