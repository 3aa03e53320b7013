// rooms: exchange
// How many orders the exchange of the simulator carries out, without its protocol.
#include <benchmark/benchmark.h>

#include "exchange/matching/exchange.h"

namespace {

using namespace atb;

constexpr auto kNow = core::Timestamp::from_ms(1'700'000'000'000);

exchange::Exchange stocked() {
  exchange::Exchange made;
  auto rules = exchange::bitcoin_rules();
  rules.orders_max = 0;
  rules.percent_price.reset();
  made.add_symbol(rules);
  exchange::ExchangeEvents events;
  for (int i = 0; i < 2; ++i) {
    const auto account = made.open_account({});
    for (const auto* const asset : {"BTC", "USDT"})
      (void)made.deposit(account, asset, core::parse_money("1000000000").value(), kNow, events);
  }
  return made;
}

exchange::PlaceOrder order(exchange::AccountId account, exchange::Side side, std::int64_t ticks) {
  exchange::PlaceOrder request;
  request.account = account;
  request.symbol = "BTCUSDT";
  request.side = side;
  request.quantity = core::Quantity::from_units(100'000);
  request.price = core::Price::from_units((6'000'000 + ticks) * 1'000'000);
  return request;
}

void place_and_cancel(benchmark::State& state) {
  auto market = stocked();
  exchange::ExchangeEvents events;
  std::int64_t i = 0;
  for (auto _ : state) {
    events.clear();
    const auto placed = market.place(order(0, exchange::Side::buy, -1 - i++ % 500), kNow, events);
    exchange::CancelOrder cancel;
    cancel.key = {0, "BTCUSDT", placed->id, ""};
    benchmark::DoNotOptimize(market.cancel(cancel, kNow, events));
  }
  state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(place_and_cancel)->Iterations(200'000);

void place_and_match(benchmark::State& state) {
  auto market = stocked();
  exchange::ExchangeEvents events;
  for (auto _ : state) {
    events.clear();
    benchmark::DoNotOptimize(market.place(order(0, exchange::Side::sell, 0), kNow, events));
    benchmark::DoNotOptimize(market.place(order(1, exchange::Side::buy, 0), kNow, events));
  }
  state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(place_and_match)->Iterations(100'000);

}  // namespace

BENCHMARK_MAIN();
