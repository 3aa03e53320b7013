#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "binance/answers/placement_doubt.h"
#include "binance/gateway/rest_caller.h"
#include "binance/requests/order_calls.h"

namespace atb::binance {

/// It is certain that the exchange has no such order: asked until nothing else was possible.
struct NotPlaced {};

/// Places orders and never guesses: what is not answered is asked for by its client order id until
/// it is certain, and never sent again. For the loop's thread.
/// Source: answers/placement_doubt.h.
class OrderDesk {
 public:
  /// The end of a placement: taken, refused, or certainly not there.
  using Fate = std::variant<OrderReport, Refused, NotPlaced>;
  struct Told {
    /// Nobody knows yet; may come once, before the fate. Hold the funds back.
    std::function<void(const Unknown& why)> in_doubt;
    std::function<void(const Fate& fate)> done;
  };

  OrderDesk(net::EventLoop& loop, RestCaller& caller, ServerClock& clock,
            std::function<core::Timestamp()> now);
  /// Abandons what is under way: nobody is told any more.
  ~OrderDesk();
  OrderDesk(const OrderDesk&) = delete;
  OrderDesk& operator=(const OrderDesk&) = delete;

  /// @param order  its client order id was never used, and is written down already
  /// @error as place_order_call: then nothing was sent and nobody is told
  [[nodiscard]] core::Result<void> place(const NewOrder& order, Purpose purpose, Told told);
  /// An event or a list showed the order: a doubt about it is over once a query brought its report.
  void seen(const std::string& client_order_id);
  [[nodiscard]] std::size_t in_doubt() const noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace atb::binance
