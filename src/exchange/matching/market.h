#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/amount.h"
#include "exchange/accounts/account_terms.h"
#include "exchange/accounts/ledger.h"
#include "exchange/book/average_price.h"
#include "exchange/book/level_book.h"
#include "exchange/orders/order.h"
#include "exchange/orders/refusal.h"
#include "exchange/orders/request.h"
#include "exchange/rules/symbol_rules.h"

namespace atb::exchange {

/// House liquidity at one price.
struct HouseLevel {
  Side side = Side::buy;
  core::Price price;
  core::Quantity quantity;
  std::uint64_t rank = 0;
};

/// All that has to be kept of one pair. The rest of a Market follows from it.
struct MarketRecord {
  SymbolRules rules;
  std::deque<Order> orders;     ///< the order of id n at n - 1
  std::deque<OrderList> lists;  ///< the list of id n at n
  std::deque<AccountTrade> trades;
  std::deque<PreventedMatch> prevented;
  std::deque<Amendment> amendments;
  std::vector<HouseLevel> house;            ///< of a snapshot; while it runs the book knows
  std::deque<AveragePrice::Entry> average;  ///< likewise
  std::optional<core::Price> last_price;
  std::int64_t last_trade = 0;
  std::int64_t last_execution = 0;
  std::int64_t last_update = 0;
  std::uint64_t last_rank = 0;
  std::uint64_t last_taker = 0;
};

/// One pair: its record, and what makes it quick to use.
struct Market {
  explicit Market(MarketRecord kept);

  [[nodiscard]] Order& order(std::int64_t id) {
    return record.orders[static_cast<std::size_t>(id - 1)];
  }
  [[nodiscard]] OrderList& list(std::int64_t id) {
    return record.lists[static_cast<std::size_t>(id)];
  }
  /// The order that a request names. @error -2013 none; -2039 the two ids name different orders
  [[nodiscard]] Outcome<const Order*> find(const OrderKey& key) const;
  /// The newest open order of that client id; null for none.
  [[nodiscard]] const Order* find_open(AccountId account, const std::string& client_id) const;
  [[nodiscard]] const std::vector<std::int64_t>& open_of(AccountId account) const;
  void index(const Order& order, const std::string& client_id);
  void open(const Order& order) { open_orders[order.account].push_back(order.id); }
  void close(const Order& order);
  /// A snapshot: the record with what only the book knows.
  [[nodiscard]] MarketRecord keep() const;

  MarketRecord record;
  LevelBook book;
  AveragePrice average;
  std::vector<std::int64_t> waiting;  ///< conditional orders whose price was not reached, by age
  std::map<AccountId, std::vector<std::int64_t>> open_orders;
  std::unordered_map<std::string, std::int64_t> newest;  ///< by account and client id
};

/// What the pairs of an exchange share.
struct Floor {
  std::map<std::string, std::unique_ptr<Market>, std::less<>> markets;
  Ledger ledger;
  std::vector<AccountTerms> terms;  ///< by account

  [[nodiscard]] Market* find(std::string_view symbol) {
    const auto found = markets.find(symbol);
    return found == markets.end() ? nullptr : found->second.get();
  }
  [[nodiscard]] const Market* find(std::string_view symbol) const {
    const auto found = markets.find(symbol);
    return found == markets.end() ? nullptr : found->second.get();
  }
};

}  // namespace atb::exchange
