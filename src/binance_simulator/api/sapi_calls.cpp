#include "binance_simulator/api/sapi_calls.h"

#include <set>

namespace atb::binance_simulator {

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
  ATB_ALLOW(context.parameters.all_read());
  return Json::array();
}

}  // namespace atb::binance_simulator
