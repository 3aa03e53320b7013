#include "binance/streams/repair.h"

#include <utility>

#include "binance/requests/account_calls.h"
#include "binance/requests/market_calls.h"

namespace atb::binance {

std::vector<RepairCall> repair_calls(const KnownState& known) {
  constexpr int kPage = 1'000;
  std::vector<RepairCall> calls;
  const auto ask = [&calls](RepairCall::Kind kind, Call call, const OrderReference& order = {}) {
    call.purpose = Purpose::repair;
    calls.push_back({kind, order, std::move(call)});
  };
  ask(RepairCall::Kind::open_orders, open_orders_call(known.symbol));
  for (const auto& order : known.orders)
    ask(RepairCall::Kind::order, order_status_call(known.symbol, order), order);
  const auto from = known.last_trade_id ? std::optional{*known.last_trade_id + 1} : std::nullopt;
  ask(RepairCall::Kind::my_trades, my_trades_call(known.symbol, from, kPage));
  ask(RepairCall::Kind::balances, account_call());
  if (!known.interval.empty() && known.next_candle)
    ask(RepairCall::Kind::candles,
        klines_call({known.symbol, known.interval, known.next_candle, std::nullopt, kPage}));
  return calls;
}

}  // namespace atb::binance
