#pragma once

#include <memory>
#include <string>

#include "binance/gateway/order_desk.h"
#include "binance_simulator/hub.h"
#include "binance_simulator/support/stage.h"
#include "net/async_http/async_http.h"

namespace atb::binance::test {

/// The gateway and the simulated exchange on one loop. Time is the test's: it goes on by `step`
/// with each tenth of a millisecond that the loop runs, so that minutes pass in a blink.
class Theatre : public binance_simulator::test::Stage {
 public:
  Theatre();
  ~Theatre();

  /// Runs until `finished` or ten seconds have passed.
  void run_until(const std::function<bool()>& finished);
  /// A market order for a thousandth.
  static NewOrder order(const std::string& id);
  [[nodiscard]] std::size_t placed() const {
    return world.exchange.market("BTCUSDT")->record.orders.size();
  }
  void fault(const std::string& rules);

  net::EventLoop loop;
  core::Duration step = core::Duration::milliseconds(5);
  core::Duration local_error;  ///< our clock minus the exchange's
  std::unique_ptr<binance_simulator::Hub> hub;
  std::unique_ptr<net::AsyncHttp> http;
  RateGate gate;
  ServerClock clock;
  std::unique_ptr<RequestWriter> writer;
  std::unique_ptr<RestCaller> caller;
  std::unique_ptr<OrderDesk> desk;

 private:
  void beat();
  net::EventLoop::Timer heart_;
};

}  // namespace atb::binance::test
