#include "binance/answers/outcome.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "binance/messages/error_body.h"

namespace atb::binance {
namespace {

constexpr int kForbidden = 403;
constexpr int kBanned = 418;
constexpr int kTooMany = 429;

bool is_success(int status) noexcept {
  return status >= 200 && status < 300;
}

/// Turned away at the edge, before anything was executed.
bool is_turned_away(int status) noexcept {
  return status == kForbidden || status == kBanned || status == kTooMany;
}

bool is_client_error(int status) noexcept {
  return status >= 400 && status < 500;
}

Refused turned_away(const Reply& reply, const std::optional<ErrorBody>& error) {
  const bool limits = reply.status != kForbidden;
  Refused refused{reply.status, error ? error->code : 0,
                  error    ? error->text
                  : limits ? std::string{"too many requests"}
                           : std::string{"Binance's firewall turned the request away"},
                  Action::back_off, reply.retry_at};
  if (error && error->retry_after) refused.retry_at = error->retry_after;
  // A key or account matter is not cured by waiting; limits are, whatever the body says.
  if (!limits && error && action_of(error->code, error->text) == Action::stop_trading)
    refused.action = Action::stop_trading;
  return refused;
}

/// A placement whose id is taken by an open order: ours are never used twice, so it is this one.
bool is_duplicate(const ErrorBody& error) {
  return error.code == -2010 && action_of(error.code, error.text) == Action::query_order;
}

/// Of a call that did not succeed.
std::variant<Refused, Unknown> judge_refusal(const Reply& reply) {
  const auto error = parse_error_body(reply.body);
  const int code = error ? error->code : 0;
  const auto text = error ? error->text : std::string{};
  auto retry_at = error && error->retry_after ? error->retry_after : reply.retry_at;
  if (is_turned_away(reply.status) && !leaves_doubt(code)) return turned_away(reply, error);
  const auto doubt = [&](Unknown::Why why) {
    return Unknown{why, reply.status, code, text, retry_at};
  };
  if (!is_client_error(reply.status)) return doubt(Unknown::Why::server);
  if (!error) return doubt(Unknown::Why::unreadable);
  if (leaves_doubt(code)) return doubt(Unknown::Why::said_so);
  if (is_duplicate(*error)) return doubt(Unknown::Why::duplicate);
  // 409 is for a cancelReplace that was half done; judge_replace reads its halves.
  constexpr int kConflict = 409;
  if (reply.status == kConflict) return doubt(Unknown::Why::said_so);
  return Refused{reply.status, code, text, action_of(code, text), retry_at};
}

}  // namespace

std::string_view name_of(Unknown::Why why) noexcept {
  switch (why) {
    case Unknown::Why::no_answer:
      return "no_answer";
    case Unknown::Why::server:
      return "server";
    case Unknown::Why::said_so:
      return "said_so";
    case Unknown::Why::unreadable:
      return "unreadable";
    case Unknown::Why::duplicate:
      return "duplicate";
  }
  return "";
}

Reply reply_of(const net::HttpResponse& response, core::Timestamp received) {
  Reply reply{response.status, net::as_text(response.body), std::nullopt};
  const auto wait = response.headers.find("retry-after");
  if (!wait) return reply;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(wait->data(), wait->data() + wait->size(), seconds);
  constexpr std::int64_t kSecondsMax = 30 * 86'400;
  if (error == std::errc{} && end == wait->data() + wait->size() && seconds >= 0)
    reply.retry_at = received + core::Duration::seconds(std::min(seconds, kSecondsMax));
  return reply;
}

Reply reply_of(const ApiAnswer& answer) {
  // A success has a result; "error" under a 2xx, or a result under another status, is neither.
  constexpr int kContradiction = 599;
  const bool sound = answer.failed != is_success(answer.status);
  return {sound ? answer.status : kContradiction, answer.body, std::nullopt};
}

std::variant<Refused, Unknown> judge_failure(const core::Error& error, bool may_have_left) {
  if (!may_have_left) return Refused{0, 0, error.message, Action::none, std::nullopt};
  return Unknown{Unknown::Why::no_answer, 0, 0, error.message, std::nullopt};
}

Outcome<std::string_view> judge(const Reply& reply) {
  if (is_success(reply.status)) return reply.body;
  auto judged = judge_refusal(reply);
  if (auto* refused = std::get_if<Refused>(&judged)) return std::move(*refused);
  return std::get<Unknown>(std::move(judged));
}

Outcome<OrderReport> judge_order(const Reply& reply, TimeUnit unit) {
  return judge_with(reply,
                    [unit](std::string_view body) { return parse_order_report(body, unit); });
}

Outcome<ListReport> judge_list(const Reply& reply, TimeUnit unit) {
  return judge_with(reply, [unit](std::string_view body) { return parse_list_report(body, unit); });
}

Outcome<CancelAllReport> judge_cancel_all(const Reply& reply, TimeUnit unit) {
  return judge_with(reply, [unit](std::string_view body) { return parse_cancel_all(body, unit); });
}

Outcome<AmendReport> judge_amend(const Reply& reply, TimeUnit unit) {
  return judge_with(reply, [unit](std::string_view body) { return parse_amend(body, unit); });
}

}  // namespace atb::binance
