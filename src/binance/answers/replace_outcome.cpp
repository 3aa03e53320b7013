#include "binance/answers/replace_outcome.h"

#include <utility>

#include "binance/messages/error_body.h"
#include "binance/messages/replace_report.h"

namespace atb::binance {
namespace {

ReplaceStep judge_step(std::string_view result, std::string_view body, int status, TimeUnit unit) {
  if (result == "NOT_ATTEMPTED") return NotAttempted{};
  if (result == "SUCCESS") {
    constexpr int kOk = 200;
    return std::visit([](auto judged) -> ReplaceStep { return judged; },
                      judge_order(Reply{kOk, body, std::nullopt}, unit));
  }
  const auto error = result == "FAILURE" ? parse_error_body(body) : std::nullopt;
  if (!error) return Unknown{Unknown::Why::unreadable, status, 0, "", std::nullopt};
  // A half's code is judged as the call's alone would be.
  constexpr int kRefused = 400;
  auto judged = judge(Reply{kRefused, body, std::nullopt});
  if (auto* refused = std::get_if<Refused>(&judged)) return std::move(*refused);
  if (auto* unknown = std::get_if<Unknown>(&judged)) return std::move(*unknown);
  return Unknown{Unknown::Why::unreadable, status, 0, "", std::nullopt};
}

ReplaceOutcome both(const ReplaceStep& step) {
  return {step, step};
}

}  // namespace

ReplaceOutcome judge_replace(const Reply& reply, TimeUnit unit) {
  auto judged = judge(reply);
  const bool success = std::holds_alternative<std::string_view>(judged);
  const auto error = success ? std::nullopt : parse_error_body(reply.body);
  const bool halves = error && (error->code == -2021 || error->code == -2022) &&
                      reply.status >= 400 && reply.status < 500;
  const auto report = success || halves ? parse_replace(reply.body) : std::nullopt;
  if (report)
    return {judge_step(report->cancel_result, report->cancel_body, reply.status, unit),
            judge_step(report->order_result, report->order_body, reply.status, unit)};
  if (success || halves)
    return both(Unknown{Unknown::Why::unreadable, reply.status, error ? error->code : 0, "",
                        reply.retry_at});
  if (auto* refused = std::get_if<Refused>(&judged)) return both(std::move(*refused));
  return both(std::get<Unknown>(std::move(judged)));
}

}  // namespace atb::binance
