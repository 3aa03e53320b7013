#pragma once

#include <cstdint>
#include <string_view>

namespace atb::binance {

/// What the caller of a refused or unanswered call has to do next.
enum class Action : std::uint8_t {
  none,              ///< nothing out of the ordinary: refused for what it asked
  stop_trading,      ///< key, IP list, right or account: alert, place nothing more
  back_off,          ///< until the time that the outcome names
  resync_clock,      ///< measure the offset, sign anew, once; the call was not executed
  refresh_rules,     ///< read exchangeInfo anew; never repeat unchanged
  query_order,       ///< ask for the order before anything else
  query_later,       ///< "no such order" is not final yet: answers/placement_doubt.h
  refresh_balances,  ///< read the account anew
  resubscribe,       ///< the user data subscription is not as we thought
  read_parts,        ///< cancelReplace: judge_replace tells cancel and order apart
  our_bug,           ///< malformed request: stop, alert; a repetition cannot help
};
[[nodiscard]] std::string_view name_of(Action action) noexcept;

/// What Binance's error code means for the caller. An unknown code is `none`.
/// @param text  Binance's words; only told apart for -2010 (duplicates, balance), -1013 and -2015
/// Source: Binance spot API, "Error codes".
[[nodiscard]] Action action_of(int code, std::string_view text) noexcept;

/// True for the codes after which a call may have been executed although they came as a refusal:
/// -1006, -1007 (execution status unknown), -1000 and -1001 (internal failures).
[[nodiscard]] bool leaves_doubt(int code) noexcept;

}  // namespace atb::binance
