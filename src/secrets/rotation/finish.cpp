#include "secrets/rotation/finish.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "secrets/rotation/key_pairs.h"
#include "secrets/rotation/old_pairs.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

void note(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

std::string keys_in_words(const std::vector<std::string>& keys) {
  return fmt::format("{} {}", keys.size() == 1 ? "key" : "keys", fmt::join(keys, ", "));
}

tl::unexpected<core::Error> alive(const std::vector<std::string>& keys) {
  return core::fail(
      ErrorKind::refused, "secrets.old_key_alive",
      fmt::format("the old {} still {}", keys_in_words(keys), keys.size() == 1 ? "works" : "work"),
      "Once the bot works with the key in force, delete what is old in Binance under API\n"
      "Management, then ask again: ai-trading-bot-secrets rotate --finish");
}

}  // namespace

Result<RefusedKeys> confirm_old_keys_dead(aws::SecretsManager& manager, const Target& target,
                                          const CheckKey& check) {
  ATB_ASSIGN(const auto in_force, read_in_force(manager, target));
  ATB_ASSIGN(auto old, find_old_pairs(manager, target, in_force));
  if (old.pairs.empty()) return no_old_pair(target);
  const auto present = usable_pair(in_force);
  if (!present)
    return core::fail(ErrorKind::not_found, "secrets.no_old_pair",
                      "the pair in force is an example's: there is nothing to ask Binance about");
  if (const auto works = check(*present); !works)
    return core::add_context(works.error(), "the key in force");
  RefusedKeys refused;
  std::vector<std::string> living;
  for (const auto& [version, was_in_force, pair] : old.pairs) {
    const auto former = usable_pair(pair);
    if (!former) continue;
    const auto answer = check(*former);
    // A wrong signature is the answer to a key that Binance knows.
    if (answer || answer.error().code == "binance.signature_refused")
      note(living, former->key.masked());
    else if (is_refusal(answer.error()))
      note(refused.keys, former->key.masked());
    else
      return core::add_context(answer.error(), fmt::format("the old key {}", former->key.masked()));
  }
  if (!living.empty()) return alive(living);
  if (refused.keys.empty())
    return core::fail(ErrorKind::not_found, "secrets.no_old_pair",
                      "every other pair is an example's: there is nothing to ask Binance about");
  refused.warnings = std::move(old.unread);
  refused.warnings.push_back(fmt::format(
      "Binance refuses a deleted key and one whose address list does not hold this machine alike: "
      "look in API Management that the old {} is gone",
      keys_in_words(refused.keys)));
  return refused;
}

}  // namespace atb::secrets
