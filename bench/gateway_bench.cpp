// rooms: binance
// From the bytes of a market message to the bytes of a signed order, each trip timed alone.
#include <algorithm>
#include <chrono>
#include <vector>

#include <benchmark/benchmark.h>

#include "binance/messages/stream_parser.h"
#include "binance/requests/order_calls.h"
#include "binance/requests/writer.h"

namespace {

using namespace atb;

constexpr std::string_view kFrame =
    R"({"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT",)"
    R"("t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}})";
constexpr std::string_view kKey =
    "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
constexpr std::string_view kHmac =
    "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
constexpr std::string_view kEd25519 =
    "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

void message_to_order(benchmark::State& state, std::string_view secret, bool in_session) {
  binance::StreamParser parser{binance::TimeUnit::ms};
  auto writer =
      binance::RequestWriter::create({core::SecretString{kKey}, core::SecretString{secret}})
          .value();
  std::vector<double> trips;
  trips.reserve(1U << 20U);
  std::int64_t id = 0;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    const auto event = parser.parse(kFrame);
    const auto& trade = std::get<binance::TradeEvent>(*event);
    binance::NewOrder order;
    order.symbol = trade.symbol;
    order.type = binance::OrderType::limit;
    order.client_order_id = "atb0123456789-1";
    order.quantity = core::Quantity::from_units(1'000'000);
    order.price = trade.price;
    const auto call = binance::place_order_call(order, binance::Purpose::trade);
    const binance::Stamp stamp{trade.event_time};
    const auto bytes = in_session ? writer.websocket_in_session(++id, *call, stamp)
                                  : writer.websocket(++id, *call, stamp);
    benchmark::DoNotOptimize(bytes->data());
    const auto end = std::chrono::steady_clock::now();
    if (trips.size() < trips.capacity())
      trips.push_back(std::chrono::duration<double, std::micro>(end - begin).count());
  }
  std::sort(trips.begin(), trips.end());
  state.counters["median_us"] = trips[trips.size() / 2];
  state.counters["p99_us"] = trips[trips.size() * 99 / 100];
}
BENCHMARK_CAPTURE(message_to_order, hmac, kHmac, false);
BENCHMARK_CAPTURE(message_to_order, ed25519, kEd25519, false);
BENCHMARK_CAPTURE(message_to_order, ed25519_session, kEd25519, true);

}  // namespace

BENCHMARK_MAIN();
