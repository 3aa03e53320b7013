#pragma once

#include <optional>
#include <string_view>

#include "core/amount.h"
#include "trading/event.h"

namespace atb::trading {

enum class ExitReason {
  signal,
  stop_loss,
  take_profit,
  protection_refused,  ///< sold at market because the venue refused stop-loss and take-profit
  dust,                ///< what is left is too small for the exchange; it stays in the portfolio
};
[[nodiscard]] std::string_view describe(ExitReason reason) noexcept;
/// @error state.unknown_reason
[[nodiscard]] core::Result<ExitReason> parse_exit_reason(std::string_view text);

/// A round trip from flat to flat.
struct ClosedTrade {
  core::Timestamp entry_time;
  core::Timestamp exit_time;
  core::Price entry_price;  ///< average of the fills, rounded to the nearest 1e-8
  core::Price exit_price;   ///< average of the fills; zero when nothing could be sold
  core::Quantity quantity;  ///< bought
  core::Money cost;         ///< quote paid, without commission
  core::Money proceeds;     ///< quote received, without commission
  core::Money fees;         ///< commissions in the quote asset
  core::Money profit;       ///< proceeds - cost - fees
  ExitReason reason = ExitReason::signal;
};

/// The sums of a position's fills: all that a store has to keep of it.
struct PositionSums {
  core::Timestamp entry_time;
  core::Quantity bought;
  core::Quantity sold;
  core::Int128 entry_value = 0;  ///< sum of price * quantity, in units of 1e-16
  core::Int128 exit_value = 0;
  core::Money cost;
  core::Money proceeds;
  core::Money fees;
};

/// The open position of one pair: what its fills add up to. Long only (spot).
class Position {
 public:
  Position() = default;
  explicit Position(const PositionSums& sums) : sums_{sums} {}

  void add_entry(const OrderFilled& fill, bool fee_in_quote);
  void add_exit(const OrderFilled& fill, bool fee_in_quote);

  [[nodiscard]] bool is_open() const noexcept { return sums_.bought.is_positive(); }
  /// Average entry price, to the nearest 1e-8. @pre is_open()
  [[nodiscard]] core::Price entry_price() const;
  [[nodiscard]] const PositionSums& sums() const noexcept { return sums_; }
  /// The round trip; the position is flat afterwards. @pre is_open()
  [[nodiscard]] ClosedTrade close(core::Timestamp time, ExitReason reason);

 private:
  PositionSums sums_;
};

}  // namespace atb::trading
