#include "binance_simulator/access/account_file.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "binance_simulator/access/key_ring.h"

namespace atb::binance_simulator {
namespace {

using core::ErrorKind;
using core::Result;
using nlohmann::json;

tl::unexpected<core::Error> malformed(std::string what) {
  return core::fail(ErrorKind::usage, "simulator.account_malformed",
                    "the account file: " + std::move(what),
                    R"(Example: {"balances":{"USDT":"1000"},"keys":[{"key":"K","type":"hmac",)"
                    R"("secret":"S","rights":["reading","spot_trading"]}]})");
}

Result<std::string> text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    return malformed(fmt::format("\"{}\" is missing or no text", name));
  return found->get<std::string>();
}

Result<void> read_right(KeyRights& rights, const json& word) {
  const std::array<std::pair<const char*, bool KeyRights::*>, 6> known{{
      {"reading", &KeyRights::reading},
      {"spot_trading", &KeyRights::spot_trading},
      {"withdrawals", &KeyRights::withdrawals},
      {"internal_transfer", &KeyRights::internal_transfer},
      {"margin", &KeyRights::margin},
      {"futures", &KeyRights::futures},
  }};
  for (const auto& [name, right] : known)
    if (word == name) {
      rights.*right = true;
      return {};
    }
  return malformed(
      "\"rights\" are reading, spot_trading, withdrawals, internal_transfer, margin, futures");
}

Result<Verifier> verifier_of(const json& object) {
  ATB_ASSIGN(const auto type, text_of(object, "type"));
  if (type == "hmac") {
    ATB_ASSIGN(auto secret, text_of(object, "secret"));
    return Verifier::hmac(core::SecretString{secret});
  }
  if (type != "rsa" && type != "ed25519") return malformed("\"type\" is hmac, rsa or ed25519");
  ATB_ASSIGN(const auto public_key, text_of(object, "public_key"));
  ATB_ASSIGN(auto verifier, Verifier::asymmetric(public_key));
  if ((verifier.kind() == Verifier::Kind::rsa) != (type == "rsa"))
    return malformed(fmt::format("a public_key is not of the type {}", type));
  return verifier;
}

Result<ApiKey> key_of(const json& object) {
  if (!object.is_object()) return malformed("\"keys\" is a list of objects");
  ATB_ASSIGN(auto text, text_of(object, "key"));
  ATB_ASSIGN(auto verifier, verifier_of(object));
  ApiKey key{std::move(text), 0, {}, {}, {}, std::move(verifier)};
  if (const auto rights = object.find("rights"); rights != object.end()) {
    if (!rights->is_array()) return malformed("\"rights\" is a list");
    key.rights = {false, false, false, false, false, false};
    for (const auto& right : *rights) ATB_TRY(read_right(key.rights, right));
  }
  if (const auto ips = object.find("ips"); ips != object.end()) {
    if (!ips->is_array()) return malformed("\"ips\" is a list");
    for (const auto& ip : *ips) {
      if (!ip.is_string()) return malformed("\"ips\" are texts");
      key.addresses.push_back(ip.get<std::string>());
    }
  }
  return key;
}

Result<void> read_balances(AccountPlan& plan, const json& balances) {
  if (!balances.is_object()) return malformed("\"balances\" is an object of texts");
  for (const auto& [asset, amount] : balances.items()) {
    if (!amount.is_string()) return malformed(fmt::format("the balance of {} is no text", asset));
    const auto money = core::parse_money(amount.get_ref<const std::string&>());
    if (!money || money->is_negative())
      return malformed(fmt::format("the balance of {} is no amount", asset));
    plan.balances[asset] = *money;
  }
  return {};
}

Result<void> read_commission(exchange::AccountTerms& terms, const json& rates) {
  if (!rates.is_object()) return malformed("\"commission\" is an object of texts");
  for (const auto& [name, rate] : rates.items()) {
    core::Ratio* const to = name == "maker"    ? &terms.maker
                            : name == "taker"  ? &terms.taker
                            : name == "buyer"  ? &terms.buyer
                            : name == "seller" ? &terms.seller
                                               : nullptr;
    const auto ratio = rate.is_string() ? core::parse_ratio(rate.get_ref<const std::string&>())
                                        : core::parse_ratio("");
    if (to == nullptr || !ratio || ratio->is_negative() || ratio->units() >= core::kUnitsPerOne)
      return malformed("\"commission\" has maker, taker, buyer, seller, each from 0 to below 1");
    *to = *ratio;
  }
  return {};
}

Result<AccountPlan> account_of(const json& object) {
  if (!object.is_object()) return malformed("it is no account");
  AccountPlan plan;
  for (const auto& [name, value] : object.items()) {
    if (name == "balances") {
      ATB_TRY(read_balances(plan, value));
    } else if (name == "commission") {
      ATB_TRY(read_commission(plan.terms, value));
    } else if (name == "pays_with_bnb" && value.is_boolean()) {
      plan.terms.pays_with_discount = value.get<bool>();
    } else if (name == "keys" && value.is_array()) {
      for (const auto& key : value) {
        ATB_ASSIGN(auto made, key_of(key));
        plan.keys.push_back(std::move(made));
      }
    } else {
      return malformed(fmt::format("\"{}\" is not known or of the wrong kind", name));
    }
  }
  return plan;
}

}  // namespace

AccountPlan example_account() {
  AccountPlan plan;
  plan.keys.push_back({std::string{kExampleKey},
                       0,
                       {},
                       {},
                       {},
                       Verifier::hmac(core::SecretString{kExampleSecret})});
  return plan;
}

Result<std::vector<AccountPlan>> parse_accounts(std::string_view text) {
  const auto document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return malformed("it is no JSON");
  std::vector<AccountPlan> plans;
  for (const auto& object : document.is_array() ? document : json::array({document})) {
    ATB_ASSIGN(auto plan, account_of(object));
    plans.push_back(std::move(plan));
  }
  if (plans.empty()) return malformed("it holds no account");
  return plans;
}

}  // namespace atb::binance_simulator
