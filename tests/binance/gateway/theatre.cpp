#include "binance/gateway/theatre.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atb::binance::test {

Theatre::Theatre() {
  using binance_simulator::Hub;
  hub = Hub::create(loop, world, faults, {0, std::nullopt, [this] { return now; }}).value();
  http = std::make_unique<net::AsyncHttp>(loop, net::AsyncHttp::Options{});
  writer = std::make_unique<RequestWriter>(
      RequestWriter::create({core::SecretString{binance_simulator::kExampleKey},
                             core::SecretString{binance_simulator::kExampleSecret}})
          .value());
  const auto local = [this] { return now + local_error; };
  auto where = environment_at(fmt::format("http://127.0.0.1:{}", hub->port())).value();
  caller = std::make_unique<RestCaller>(RestCaller::Parts{loop, *http, *writer, gate, clock, local},
                                        std::move(where), core::Duration::seconds(5));
  desk = std::make_unique<OrderDesk>(loop, *caller, clock, local);
  beat();
}

Theatre::~Theatre() {
  desk.reset();
  caller.reset();
  http.reset();
  hub.reset();
}

void Theatre::beat() {
  heart_ = loop.after(core::Duration::microseconds(100), [this] {
    now = now + step;
    beat();
  });
}

void Theatre::run_until(const std::function<bool()>& finished) {
  bool late = false;
  const auto guard = loop.after(core::Duration::seconds(10), [&] {
    late = true;
    loop.stop();
  });
  std::function<void()> look;
  net::EventLoop::Timer next;
  look = [&] {
    if (finished())
      loop.stop();
    else
      next = loop.after(core::Duration::milliseconds(1), look);
  };
  next = loop.after({}, look);
  loop.run();
  EXPECT_FALSE(late);
}

NewOrder Theatre::order(const std::string& id) {
  NewOrder made;
  made.symbol = "BTCUSDT";
  made.client_order_id = id;
  made.quantity = core::parse_quantity("0.001").value();
  return made;
}

void Theatre::fault(const std::string& rules) {
  faults.add(binance_simulator::parse_faults(rules).value());
}

}  // namespace atb::binance::test
