#include "binance_simulator/api/call.h"

#include <algorithm>
#include <array>

#include "binance_simulator/api/account_calls.h"
#include "binance_simulator/api/general_calls.h"
#include "binance_simulator/api/list_calls.h"
#include "binance_simulator/api/market_calls.h"
#include "binance_simulator/api/order_calls.h"
#include "binance_simulator/api/sapi_calls.h"
#include "binance_simulator/api/ticker_calls.h"

namespace atb::binance_simulator {
namespace {

using enum Security;

constexpr std::array kPublic{
    CallSpec{"GET", "/api/v3/ping", "ping", none, 1, ping},
    CallSpec{"GET", "/api/v3/time", "time", none, 1, server_time},
    CallSpec{"GET", "/api/v3/exchangeInfo", "exchangeInfo", none, 20, exchange_information},
    CallSpec{"GET", "/api/v3/executionRules", "executionRules", none, 2, execution_rules},
    CallSpec{"GET", "/api/v3/referencePrice", "referencePrice", none, 2, reference_price},
    CallSpec{"GET", "/api/v3/depth", "depth", none, 5, depth, 0, false, weight_of_depth},
    CallSpec{"GET", "/api/v3/trades", "trades.recent", none, 25, recent_trades},
    CallSpec{"GET", "/api/v3/historicalTrades", "trades.historical", none, 25, historical_trades},
    CallSpec{"GET", "/api/v3/aggTrades", "trades.aggregate", none, 4, aggregate_trades},
    CallSpec{"GET", "/api/v3/klines", "klines", none, 2, klines},
    CallSpec{"GET", "/api/v3/uiKlines", "uiKlines", none, 2, klines},
    CallSpec{"GET", "/api/v3/avgPrice", "avgPrice", none, 2, average_price},
    CallSpec{"GET", "/api/v3/ticker/24hr", "ticker.24hr", none, 2, ticker_24h, 0, false,
             weight_of_24h},
    CallSpec{"GET", "/api/v3/ticker/tradingDay", "ticker.tradingDay", none, 4, ticker_trading_day},
    CallSpec{"GET", "/api/v3/ticker", "ticker", none, 4, ticker_rolling},
    CallSpec{"GET", "/api/v3/ticker/price", "ticker.price", none, 2, ticker_price, 0, false,
             weight_of_price},
    CallSpec{"GET", "/api/v3/ticker/bookTicker", "ticker.book", none, 2, ticker_book, 0, false,
             weight_of_price},
    CallSpec{"GET", "/sapi/v1/margin/allPairs", "", none, 1, no_margin_pairs},
    CallSpec{"GET", "/sapi/v1/margin/isolated/allPairs", "", none, 1, no_margin_pairs},
    CallSpec{"GET", "/sapi/v1/system/status", "", none, 1, system_status},
};

constexpr std::array kTrading{
    CallSpec{"POST", "/api/v3/order", "order.place", trade, 1, place_order, 1, true},
    CallSpec{"POST", "/api/v3/order/test", "order.test", trade, 1, test_order},
    CallSpec{"DELETE", "/api/v3/order", "order.cancel", trade, 1, cancel_order, 0, true},
    CallSpec{"DELETE", "/api/v3/openOrders", "openOrders.cancelAll", trade, 1, cancel_open_orders,
             0, true},
    CallSpec{"POST", "/api/v3/order/cancelReplace", "order.cancelReplace", trade, 1, replace_order,
             1, true},
    CallSpec{"PUT", "/api/v3/order/amend/keepPriority", "order.amend.keepPriority", trade, 4,
             amend_order},
    CallSpec{"POST", "/api/v3/orderList/oco", "orderList.place.oco", trade, 1, place_oco, 2, true},
    CallSpec{"POST", "/api/v3/order/oco", "orderList.place", trade, 1, place_old_oco, 2, true},
    CallSpec{"POST", "/api/v3/orderList/oto", "orderList.place.oto", trade, 1, place_oto, 2, true},
    CallSpec{"POST", "/api/v3/orderList/otoco", "orderList.place.otoco", trade, 1, place_otoco, 3,
             true},
    CallSpec{"POST", "/api/v3/orderList/opo", "orderList.place.opo", trade, 1, place_opo, 2, true},
    CallSpec{"POST", "/api/v3/orderList/opoco", "orderList.place.opoco", trade, 1, place_opoco, 3,
             true},
    CallSpec{"DELETE", "/api/v3/orderList", "orderList.cancel", trade, 1, cancel_order_list, 0,
             true},
};

constexpr std::array kAccount{
    CallSpec{"GET", "/api/v3/account", "account.status", user_data, 20, account_information},
    CallSpec{"GET", "/api/v3/account/commission", "account.commission", user_data, 20,
             commission_rates},
    CallSpec{"GET", "/api/v3/order", "order.status", user_data, 4, query_order},
    CallSpec{"GET", "/api/v3/openOrders", "openOrders.status", user_data, 6, open_orders, 0, false,
             weight_of_open_orders},
    CallSpec{"GET", "/api/v3/allOrders", "allOrders", user_data, 20, all_orders},
    CallSpec{"GET", "/api/v3/orderList", "orderList.status", user_data, 4, query_order_list},
    CallSpec{"GET", "/api/v3/openOrderList", "openOrderLists.status", user_data, 6,
             open_order_lists},
    CallSpec{"GET", "/api/v3/allOrderList", "allOrderLists", user_data, 20, all_order_lists},
    CallSpec{"GET", "/api/v3/myTrades", "myTrades", user_data, 20, my_trades, 0, false,
             weight_of_my_trades},
    CallSpec{"GET", "/api/v3/myPreventedMatches", "myPreventedMatches", user_data, 20,
             my_prevented_matches},
    CallSpec{"GET", "/api/v3/myAllocations", "myAllocations", user_data, 20, my_allocations},
    CallSpec{"GET", "/api/v3/order/amendments", "order.amendments", user_data, 4, order_amendments},
    CallSpec{"GET", "/api/v3/myFilters", "myFilters", user_data, 40, my_filters},
    CallSpec{"GET", "/api/v3/rateLimit/order", "account.rateLimits.orders", user_data, 40,
             order_counts},
    CallSpec{"GET", "/sapi/v1/account/apiRestrictions", "", user_data, 1, api_restrictions},
    CallSpec{"GET", "/sapi/v1/asset/tradeFee", "", user_data, 1, trade_fees},
    CallSpec{"GET", "/sapi/v1/capital/config/getall", "", user_data, 10, all_coins},
};

template <class Match>
const CallSpec* find_in_all(const Match& match) {
  const CallSpec* found = nullptr;
  const auto look = [&](const auto& table) {
    const auto at = std::find_if(table.begin(), table.end(), match);
    if (found == nullptr && at != table.end()) found = &*at;
  };
  look(kPublic);
  look(kTrading);
  look(kAccount);
  return found;
}

}  // namespace

const CallSpec* find_rest_call(std::string_view verb, std::string_view path) {
  return find_in_all([&](const CallSpec& spec) { return spec.verb == verb && spec.path == path; });
}

bool is_known_path(std::string_view path) {
  return find_in_all([&](const CallSpec& spec) { return spec.path == path; }) != nullptr;
}

const CallSpec* find_method(std::string_view method) {
  if (method.starts_with("v3/")) method.remove_prefix(3);
  if (method.empty()) return nullptr;
  return find_in_all([&](const CallSpec& spec) { return spec.method == method; });
}

}  // namespace atb::binance_simulator
