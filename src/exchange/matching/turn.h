#pragma once

#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/time.h"
#include "exchange/matching/market.h"
#include "exchange/orders/exchange_event.h"

namespace atb::exchange {

/// One command on one pair while it is carried out: changes orders, books and balances together,
/// and writes down what happened.
class Turn {
 public:
  Turn(Floor& all, Market& pair, core::Timestamp time, ExchangeEvents& events)
      : floor{all}, market{pair}, now{time}, events_{events} {}

  Floor& floor;
  Market& market;
  core::Timestamp now;

  /// A step that has to wait until the present one is done.
  struct Task {
    enum class Kind { trigger, list };
    Kind kind;
    std::int64_t id;
  };
  std::deque<Task> tasks;

  /// A new order of that request; nothing is locked yet, nobody was told.
  Order& add(const PlaceOrder& request, std::int64_t list, OrderStatus status);
  [[nodiscard]] const std::string& gives(const Order& order) const;
  [[nodiscard]] const std::string& takes(const Order& order) const;

  /// Locks so much more for it. False when less is free.
  bool lock(Order& order, core::Money amount);
  /// Gives back what is locked beyond that.
  void keep_locked(Order& order, core::Money amount);

  void rest(Order& order, core::Quantity shown);
  void leave_book(Order& order);
  void wait(Order& order);
  /// Ends an order: off the books, locks back, told.
  void end(Order& order, OrderStatus status, ExecutionType type, ExpiryReason reason,
           const std::string& request_id = {});

  void report(const Order& order, ExecutionType type);
  void report(ExecutionReport report);
  void report(const OrderList& list);
  void publish(const PublicTrade& trade) { events_.emplace_back(trade); }
  void touch(AccountId account, const std::string& asset) { balances_.emplace(account, asset); }
  void touch(Side side, core::Price price);
  /// The changed levels and balances, each once. Last call.
  void finish();

 private:
  ExchangeEvents& events_;
  std::set<std::pair<AccountId, std::string>> balances_;
  std::vector<std::pair<Side, core::Price>> levels_;
};

}  // namespace atb::exchange
