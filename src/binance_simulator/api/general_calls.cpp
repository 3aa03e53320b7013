#include "binance_simulator/api/general_calls.h"

#include <algorithm>

#include "binance_simulator/api/limit_json.h"
#include "binance_simulator/api/order_parameters.h"
#include "binance_simulator/api/symbol_json.h"

namespace atb::binance_simulator {

Answer<Json> ping(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  return Json::object();
}

Answer<Json> server_time(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  return Json{{"serverTime", context.time(context.now)}};
}

Answer<Json> exchange_information(CallContext& context) {
  auto& parameters = context.parameters;
  const auto one = parameters.optional_text("symbol");
  ATB_ALLOW(one);
  const auto some = parameters.optional_list("symbols");
  ATB_ALLOW(some);
  ATB_ALLOW(parameters.optional_text("permissions"));
  const auto with_sets = parameters.optional_flag("showPermissionSets");
  ATB_ALLOW(with_sets);
  const auto status = parameters.optional_text("symbolStatus");
  ATB_ALLOW(status);
  ATB_ALLOW(parameters.all_read());
  auto names = context.world.exchange.symbols();
  if (*one) names = {**one};
  if (*some) names = **some;
  auto symbols = Json::array();
  for (const auto& name : names) {
    const auto* const market = context.world.exchange.market(name);
    if (market == nullptr)
      return tl::unexpected<ApiError>(exchange::Refusal{-1121, "Invalid symbol."});
    if (*status && **status != exchange::to_text(market->record.rules.status)) continue;
    symbols.push_back(symbol_json(market->record.rules));
  }
  return Json{{"timezone", "UTC"},
              {"serverTime", context.time(context.now)},
              {"rateLimits", limit_rules(context.world.addresses.rules(), context.is_websocket)},
              {"exchangeFilters", Json::array()},
              {"symbols", std::move(symbols)}};
}

Answer<Json> execution_rules(CallContext& context) {
  ATB_ALLOW(context.parameters.optional_text("symbol"));
  ATB_ALLOW(context.parameters.optional_list("symbols"));
  ATB_ALLOW(context.parameters.optional_text("symbolStatus"));
  ATB_ALLOW(context.parameters.all_read());
  return Json{{"symbolRules", Json::array()}};  // no pair has a price range rule
}

Answer<Json> reference_price(CallContext& context) {
  ATB_ALLOW(read_symbol(context));
  ATB_ALLOW(context.parameters.all_read());
  return tl::unexpected<ApiError>(
      exchange::Refusal{-2043, "This symbol doesn't have a reference price."});
}

}  // namespace atb::binance_simulator
