#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "binance/answers/meaning.h"
#include "binance/messages/account_report.h"
#include "binance/messages/envelope.h"
#include "binance/messages/order_report.h"
#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

/// What became of a call. Three things only, and the third is no failure: whoever may not know must
/// say so. Source: Binance spot API, "HTTP return codes", "Error codes".
namespace atb::binance {

/// Binance did not do it, and that is certain.
struct Refused {
  int status = 0;    ///< HTTP's, or the WebSocket API's; 0: it never left this machine
  int code = 0;      ///< Binance's, "-1013"; 0: the refusal had none (firewall, limits)
  std::string text;  ///< Binance's words, or the failure of the connection
  Action action = Action::none;
  std::optional<core::Timestamp> retry_at;  ///< of back_off, where it was told
};

/// It may or may not have been done. Never send it again: ask.
struct Unknown {
  enum class Why : std::uint8_t {
    no_answer,   ///< time-out, connection lost
    server,      ///< 5xx, or a status that Binance does not document
    said_so,     ///< a code that leaves doubt
    unreadable,  ///< an answer that cannot be read
    duplicate,   ///< an order with this id is open: most likely this call's
  };
  Why why = Why::no_answer;
  int status = 0;
  int code = 0;
  std::string text;
  std::optional<core::Timestamp> retry_at;
};
[[nodiscard]] std::string_view name_of(Unknown::Why why) noexcept;

/// Done; the report is what Binance said.
template <class Report>
using Outcome = std::variant<Report, Refused, Unknown>;

/// How a call ended, on either road. `body` must outlive it.
struct Reply {
  int status = 0;
  std::string_view body;
  std::optional<core::Timestamp> retry_at;  ///< Retry-After, from when it arrived
};
[[nodiscard]] Reply reply_of(const net::HttpResponse& response, core::Timestamp received);
[[nodiscard]] Reply reply_of(const ApiAnswer& answer);

/// A call that has no reply. @param may_have_left  false only when no byte of it can have arrived:
/// `net::certainly_not_sent`, or a frame that was never handed to the socket
[[nodiscard]] std::variant<Refused, Unknown> judge_failure(const core::Error& error,
                                                           bool may_have_left);

/// The body of a success, or what it is instead. For queries `Unknown` means "no answer": they may
/// be repeated.
[[nodiscard]] Outcome<std::string_view> judge(const Reply& reply);

/// Placements and cancels: a success that cannot be read is `Unknown`.
[[nodiscard]] Outcome<OrderReport> judge_order(const Reply& reply, TimeUnit unit);
[[nodiscard]] Outcome<ListReport> judge_list(const Reply& reply, TimeUnit unit);
[[nodiscard]] Outcome<CancelAllReport> judge_cancel_all(const Reply& reply, TimeUnit unit);
[[nodiscard]] Outcome<AmendReport> judge_amend(const Reply& reply, TimeUnit unit);

/// Any other: `parse` reads the body. An unreadable one is `Unknown`.
template <class Parse>
[[nodiscard]] auto judge_with(const Reply& reply, const Parse& parse)
    -> Outcome<typename decltype(parse(std::string_view{}))::value_type> {
  auto judged = judge(reply);
  if (auto* refused = std::get_if<Refused>(&judged)) return std::move(*refused);
  if (auto* unknown = std::get_if<Unknown>(&judged)) return std::move(*unknown);
  auto report = parse(std::get<std::string_view>(judged));
  if (report) return std::move(*report);
  return Unknown{Unknown::Why::unreadable, reply.status, 0, report.error().message, reply.retry_at};
}

}  // namespace atb::binance
