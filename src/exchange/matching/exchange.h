#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "exchange/accounts/account_terms.h"
#include "exchange/accounts/ledger.h"
#include "exchange/matching/market.h"
#include "exchange/orders/exchange_event.h"
#include "exchange/orders/refusal.h"
#include "exchange/orders/request.h"
#include "exchange/rules/symbol_rules.h"

namespace atb::exchange {

/// Everything that a snapshot has to hold.
struct ExchangeState {
  struct Account {
    AccountTerms terms;
    std::vector<Balance> balances;
  };
  std::vector<Account> accounts;
  std::vector<Balance> fees;
  std::vector<Balance> house;
  std::vector<MarketRecord> markets;
};

/// What an accepted cancel did: the order, and the list that went with it.
struct Cancelled {
  std::vector<Order> orders;
  std::vector<OrderList> lists;
};

struct Amended {
  Order order;
  Amendment amendment;
};

/// Names a list: by id or by client id.
struct ListKey {
  AccountId account = 0;
  std::optional<std::int64_t> id;
  std::string client_id;
};

/// A spot exchange without sockets and clock: pairs, accounts and one ledger. Every command either
/// changes nothing and is refused with Binance's code, or is carried out whole and tells in
/// `events` what happened, in that order. Source: Binance spot API.
class Exchange {
 public:
  Exchange() = default;
  /// Goes on from a snapshot. @pre from `state()`
  explicit Exchange(const ExchangeState& state);

  void add_symbol(SymbolRules rules);
  /// New rules or another status; orders that rest stay. @error -1121
  Outcome<void> set_rules(const SymbolRules& rules);
  AccountId open_account(AccountTerms terms);
  void set_terms(AccountId account, AccountTerms terms);
  /// @param amount  below zero: a withdrawal. @error -2010 more than is free
  Outcome<void> deposit(AccountId account, const std::string& asset, core::Money amount,
                        core::Timestamp now, ExchangeEvents& events);

  /// @return the order as it is then
  Outcome<Order> place(const PlaceOrder& request, core::Timestamp now, ExchangeEvents& events);
  /// Whether `place` would take it; changes nothing.
  [[nodiscard]] Outcome<void> check(const PlaceOrder& request, core::Timestamp now);
  /// A leg takes its whole list along. @error -2011
  Outcome<Cancelled> cancel(const CancelOrder& request, core::Timestamp now,
                            ExchangeEvents& events);
  /// @error -2011 nothing is open
  Outcome<Cancelled> cancel_all(AccountId account, std::string_view symbol, core::Timestamp now,
                                ExchangeEvents& events);
  /// @error -2013, -2038, -1013
  Outcome<Amended> amend(const AmendOrder& request, core::Timestamp now, ExchangeEvents& events);
  Outcome<OrderList> place_list(const PlaceList& request, core::Timestamp now,
                                ExchangeEvents& events);
  /// @error -2011
  Outcome<Cancelled> cancel_list(std::string_view symbol, const ListKey& key,
                                 const std::string& request_id, core::Timestamp now,
                                 ExchangeEvents& events);

  /// The house shows so much at that price; what it crosses, it takes.
  void set_house_level(std::string_view symbol, Side side, core::Price price,
                       core::Quantity quantity, core::Timestamp now, ExchangeEvents& events);
  /// The house trades so much at that price or better; what nobody offers, with itself.
  void house_trade(std::string_view symbol, Side side, core::Price price, core::Quantity quantity,
                   core::Timestamp now, ExchangeEvents& events);

  /// Null when there is no such pair.
  [[nodiscard]] const Market* market(std::string_view symbol) const { return floor_.find(symbol); }
  [[nodiscard]] std::vector<std::string> symbols() const;
  /// Over five minutes. @error -1121
  [[nodiscard]] Outcome<std::optional<core::Price>> average_price(std::string_view symbol,
                                                                  core::Timestamp now);
  /// The list, with its pair; null when there is none.
  [[nodiscard]] const OrderList* find_list(std::string_view symbol, const ListKey& key) const;
  [[nodiscard]] const Ledger& ledger() const noexcept { return floor_.ledger; }
  [[nodiscard]] const AccountTerms& terms(AccountId account) const {
    return floor_.terms.at(account);
  }
  [[nodiscard]] ExchangeState state() const;

 private:
  Outcome<Market*> pair(std::string_view symbol);
  Floor floor_;
};

}  // namespace atb::exchange
