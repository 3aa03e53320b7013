#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "binance/messages/rate_limit.h"
#include "binance/messages/time_unit.h"
#include "core/amount.h"
#include "core/error.h"
#include "core/time.h"

/// What calls tell about the account. @error of all: as order_report.h
namespace atb::binance {

struct Balance {
  std::string asset;
  core::Money free;
  core::Money locked;
};

struct AccountReport {
  bool can_trade = false;
  bool can_withdraw = false;
  std::int64_t uid = 0;
  core::Timestamp updated;
  std::string account_type;  ///< "SPOT"
  std::vector<Balance> balances;
};

/// One own trade (myTrades).
struct TradeReport {
  std::string symbol;
  std::int64_t trade_id = 0;
  std::int64_t order_id = 0;
  std::int64_t list_id = -1;
  core::Price price;
  core::Quantity quantity;
  core::Money quote;
  core::Money commission;
  std::string commission_asset;
  core::Timestamp time;
  bool is_buyer = false;
  bool is_maker = false;
};

/// Rates as shares of one. What one trade costs on a side: maker or taker, plus buyer or seller,
/// of all three kinds.
struct CommissionRates {
  core::Ratio maker;
  core::Ratio taker;
  core::Ratio buyer;
  core::Ratio seller;
};

struct CommissionReport {
  std::string symbol;
  CommissionRates standard;
  CommissionRates special;
  CommissionRates tax;
  bool discount_on = false;    ///< for the account and for the symbol
  std::string discount_asset;  ///< "BNB"
  core::Ratio discount;        ///< what remains of `standard`: 0.75 is 25 % off
};

[[nodiscard]] core::Result<AccountReport> parse_account(std::string_view body, TimeUnit unit);
[[nodiscard]] core::Result<std::vector<TradeReport>> parse_my_trades(std::string_view body,
                                                                     TimeUnit unit);
[[nodiscard]] core::Result<CommissionReport> parse_commission(std::string_view body);
/// rateLimit/order: the unfilled order counts.
[[nodiscard]] core::Result<std::vector<RateLimitState>> parse_order_counts(std::string_view body);

}  // namespace atb::binance
