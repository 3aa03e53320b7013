#pragma once

#include <map>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "secrets/change/change.h"
#include "secrets/change/edits.h"
#include "secrets/rotation/abort.h"
#include "secrets/rotation/finish.h"
#include "secrets/rotation/old_pairs.h"
#include "secrets/rotation/rotate.h"
#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets::test {

inline const Target kProduction{settings::Environment::production, "s"};

/// A key of Binance's length with the letter all over, and its secret.
inline std::string key_of(char letter) {
  return std::string(24, letter);
}
inline settings::Values pair_of_letter(char letter) {
  settings::Values pair;
  pair.set("BINANCE_API_KEY", core::SecretString{key_of(letter)});
  pair.set("BINANCE_API_SECRET", core::SecretString{"secret-of-" + key_of(letter)});
  return pair;
}
inline binance::KeyFacts good_key(std::string_view account = "7") {
  binance::KeyFacts facts;
  facts.reading = facts.spot_trading = facts.ip_restricted = facts.can_trade = true;
  facts.account_uid = account;
  return facts;
}

/// The secret "s" of production with the pair of 'a', a Binance that takes the keys of 'a' to 'd'
/// of one account, and a clock that goes on by a minute with each write.
class RotationWorld {
 public:
  RotationWorld() {
    auto values = good_values();
    values.set("ENVIRONMENT", core::SecretString{"production"});
    for (const auto& [name, value] : pair_of_letter('a')) values.set(name, value.clone());
    const auto json = settings::render_secret_json(values);
    aws.make({json.begin(), json.end()});
    for (const char letter : {'a', 'b', 'c', 'd'}) keys[key_of(letter)] = good_key();
  }

  /// Binance: what stands in the map works, everything else is refused as it refuses.
  CheckKey check() {
    return [this](const binance::KeyPair& pair) -> core::Result<binance::KeyFacts> {
      const std::string key{pair.key.reveal()};
      if (const auto answer = answers.find(key); answer != answers.end())
        return tl::unexpected<core::Error>(answer->second);
      const auto found = keys.find(key);
      if (found == keys.end())
        return core::fail(core::ErrorKind::not_authorised, "binance.key_refused", "-2015");
      return found->second;
    };
  }

  std::string token() { return fmt::format("{:0>32}", ++written); }
  void tick() { aws.now = aws.now + core::Duration::minutes(1); }

  core::Result<RotationPlan> plan(char letter) {
    return plan_rotation(manager, kProduction, pair_of_letter(letter), check(), aws.now);
  }
  core::Result<ChangeReport> rotate(char letter) {
    tick();
    ATB_ASSIGN(const auto planned, plan(letter));
    return apply_change(manager, planned.change, token());
  }
  /// The way of the plan, carried out.
  core::Result<AbortPlan> abort() {
    tick();
    ATB_ASSIGN(auto planned, plan_abort(manager, kProduction, check()));
    ATB_TRY(apply_change(manager, planned.change, abort_token(token())));
    return planned;
  }
  core::Result<RefusedKeys> finish() {
    return confirm_old_keys_dead(manager, kProduction, check());
  }
  core::Result<ChangeReport> set(std::string_view name, std::string_view value) {
    tick();
    settings::Values values;
    values.set(name, core::SecretString{value});
    ATB_ASSIGN(const auto planned,
               plan_change(manager, kProduction,
                           set_values(std::move(values), settings::Environment::production)));
    return apply_change(manager, planned, token());
  }

  settings::Values in_force() { return *settings::parse_secret_json(aws.current().text); }
  /// The letter of the key in force.
  char key() { return in_force().find("BINANCE_API_KEY")->reveal().front(); }

  /// Every request of this kind befalls that; an empty name: none any more.
  void let_befall(std::string operation, Mishap mishap) {
    line.befalls = [operation = std::move(operation), mishap](const std::string& sent) {
      return sent == operation ? mishap : Mishap::none;
    };
  }

  SimulatedAws aws;
  DirectLine line{aws};
  aws::SecretsManager manager = aws.manager(line);
  std::map<std::string, binance::KeyFacts> keys;
  std::map<std::string, core::Error> answers;  ///< instead of facts, by key
  int written = 0;
};

class RotationTest : public ::testing::Test, protected RotationWorld {};

}  // namespace atb::secrets::test
