#include "binance_simulator/api/sapi_calls.h"

#include <set>

namespace atb::binance_simulator {
namespace {

/// Clients sign every call below /sapi, also those that need no signature.
exchange::Outcome<void> pass_signature(Parameters& parameters) {
  for (const auto* const name : {"timestamp", "recvWindow", "signature"})
    ATB_ALLOW(parameters.optional_text(name));
  return parameters.all_read();
}

}  // namespace

Answer<Json> api_restrictions(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  const auto& key = *context.world.keys.find(context.key);
  return Json{{"ipRestrict", !key.addresses.empty()},
              {"createTime", context.time(key.created)},
              {"enableReading", key.rights.reading},
              {"enableWithdrawals", key.rights.withdrawals},
              {"enableInternalTransfer", key.rights.internal_transfer},
              {"enableMargin", key.rights.margin},
              {"enableFutures", key.rights.futures},
              {"permitsUniversalTransfer", false},
              {"enableVanillaOptions", false},
              {"enableFixApiTrade", false},
              {"enableFixReadOnly", false},
              {"enableSpotAndMarginTrading", key.rights.spot_trading},
              {"enablePortfolioMarginTrading", false}};
}

Answer<Json> all_coins(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  std::set<std::string> assets;
  for (const auto& symbol : context.world.exchange.symbols()) {
    const auto& rules = context.world.exchange.market(symbol)->record.rules;
    assets.insert(rules.base);
    assets.insert(rules.quote);
  }
  auto coins = Json::array();
  for (const auto& asset : assets)
    coins.push_back(
        {{"coin", asset},
         {"depositAllEnable", true},
         {"withdrawAllEnable", false},
         {"name", asset},
         {"free", fixed(context.world.exchange.ledger().free(context.account, asset))},
         {"locked", fixed(context.world.exchange.ledger().locked(context.account, asset))},
         {"freeze", "0"},
         {"withdrawing", "0"},
         {"ipoing", "0"},
         {"ipoable", "0"},
         {"storage", "0"},
         {"isLegalMoney", false},
         {"trading", true},
         {"networkList", Json::array()}});
  return coins;
}

Answer<Json> no_margin_pairs(CallContext& context) {
  ATB_ALLOW(pass_signature(context.parameters));
  return Json::array();
}

Answer<Json> trade_fees(CallContext& context) {
  const auto one = context.parameters.optional_text("symbol");
  ATB_ALLOW(one);
  ATB_ALLOW(context.parameters.all_read());
  const auto& terms = context.world.exchange.terms(context.account);
  auto fees = Json::array();
  for (const auto& symbol : context.world.exchange.symbols())
    if (!*one || **one == symbol)
      fees.push_back({{"symbol", symbol},
                      {"makerCommission", core::to_text(terms.maker)},
                      {"takerCommission", core::to_text(terms.taker)}});
  return fees;
}

Answer<Json> system_status(CallContext& context) {
  ATB_ALLOW(pass_signature(context.parameters));
  return Json{{"status", 0}, {"msg", "normal"}};
}

}  // namespace atb::binance_simulator
