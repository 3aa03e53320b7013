#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <variant>

#include "binance/answers/outcome.h"
#include "binance/clock/server_clock.h"
#include "binance/limits/rate_gate.h"
#include "binance/requests/environment.h"
#include "binance/requests/writer.h"
#include "net/async_http/async_http.h"
#include "net/event_loop.h"

namespace atb::binance {

/// How a call ended.
struct CallEnd {
  /// An answer, or why there is none. The body is valid during the callback.
  std::variant<Reply, Refused, Unknown> result;
  Stamp stamp;  ///< of the bytes that were sent last
};

/// Sends calls over REST: through the gate, at the exchange's time, signed, each at most once. The
/// exchange's clock is measured before the first signed call, when it grows old, and after -1021,
/// which alone is sent a second time: it proves that nothing was executed. For the loop's thread.
class RestCaller {
 public:
  struct Parts {
    net::EventLoop& loop;
    net::AsyncHttp& http;
    RequestWriter& writer;
    RateGate& gate;
    ServerClock& clock;
    std::function<core::Timestamp()> now;  ///< local, never jumps; see ServerClock
  };
  using Done = std::function<void(const CallEnd& end)>;

  RestCaller(Parts parts, Environment environment, core::Duration receive_window);
  /// Abandons what is under way: no callback is called any more.
  ~RestCaller();
  RestCaller(const RestCaller&) = delete;
  RestCaller& operator=(const RestCaller&) = delete;

  /// `done` is called once, never from within this call.
  /// @param patience  how long it may wait for the gate before it is refused without being sent
  void call(Call call, Done done, core::Duration patience = core::Duration::seconds(30));
  [[nodiscard]] std::size_t pending() const noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace atb::binance
