#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/amount.h"
#include "exchange/orders/request.h"

namespace atb::exchange::test {

/// A second exchange, of one pair A/B, slow and obvious: one list of orders, scanned from its start
/// for every question; nothing is kept that can be computed. Written from Binance's rules, shares
/// nothing with the engine but the words of a request.
class Oracle {
 public:
  struct Item {
    std::int64_t id = 0;
    AccountId account = 0;
    PlaceOrder terms;
    std::int64_t executed = 0;
    std::int64_t prevented = 0;
    std::int64_t shown = 0;
    std::int64_t place = 0;  ///< in the queue of its price; 0: not on the book
    std::string status = "NEW";
    bool triggered = false;
    bool started = false;   ///< its turn came after it was triggered
    std::int64_t best = 0;  ///< trailing: the extreme so far; 0: not yet
    int pair = -1;          ///< index of its OCO
    [[nodiscard]] std::int64_t left() const {
      return terms.quantity.units() - executed - prevented;
    }
    [[nodiscard]] bool open() const { return status == "NEW" || status == "PARTIALLY_FILLED"; }
  };
  struct Deal {
    std::int64_t maker = 0;
    std::int64_t taker = 0;
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    friend bool operator==(const Deal&, const Deal&) = default;
  };

  Oracle(int accounts, core::Int128 each, core::Ratio fee);

  /// The refusal's code, or 0.
  int place(const PlaceOrder& request);
  int place_pair(const PlaceOrder& above, const PlaceOrder& below);
  int cancel(AccountId account, std::int64_t id);
  int amend(AccountId account, std::int64_t id, std::int64_t quantity);

  [[nodiscard]] const std::vector<Item>& orders() const { return orders_; }
  [[nodiscard]] const std::vector<Deal>& deals() const { return deals_; }
  [[nodiscard]] core::Int128 locked(AccountId account, const std::string& asset) const;
  [[nodiscard]] core::Int128 free(AccountId account, const std::string& asset) const;
  /// Price to visible quantity.
  [[nodiscard]] std::map<std::int64_t, std::int64_t> depth(Side side) const;

 private:
  [[nodiscard]] core::Int128 lock_of(const Item& item) const;
  [[nodiscard]] Item* best_for(Side taker, std::optional<std::int64_t> limit, AccountId skip);
  [[nodiscard]] int judge(const PlaceOrder& request) const;
  [[nodiscard]] core::Int128 needed(const PlaceOrder& request) const;
  [[nodiscard]] std::int64_t payable(const Item& taker, std::int64_t price,
                                     std::int64_t quantity) const;
  Item& add(const PlaceOrder& request);
  void go(std::size_t index);
  void match(std::size_t index);
  [[nodiscard]] bool could_fill(const Item& item) const;
  bool stop_self(Item& taker, Item& maker);
  void deal(Item& taker, Item& maker, std::int64_t quantity);
  void see(std::int64_t price);
  void after();
  void end(Item& item, const std::string& status);
  void end_partner(const Item& item);

  std::vector<Item> orders_;
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs_;
  std::vector<Deal> deals_;
  std::vector<std::map<std::string, core::Int128>> owned_;
  std::vector<std::int64_t> queue_;  ///< triggered, in their order
  core::Ratio fee_;
  std::int64_t last_ = 0;
  std::int64_t places_ = 0;
};

}  // namespace atb::exchange::test
