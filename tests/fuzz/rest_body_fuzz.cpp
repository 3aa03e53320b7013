// Needs: binance/messages/order_report.cpp binance/messages/account_report.cpp
// binance/messages/market_report.cpp binance/messages/exchange_info.cpp
// binance/messages/user_events.cpp binance/messages/envelope.cpp binance/messages/error_body.cpp
// binance/messages/replace_report.cpp binance/messages/rate_limit_fields.cpp
// binance/messages/message_error.cpp binance/requests/order_words.cpp -lsimdjson
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "binance/messages/account_report.h"
#include "binance/messages/envelope.h"
#include "binance/messages/error_body.h"
#include "binance/messages/exchange_info.h"
#include "binance/messages/market_report.h"
#include "binance/messages/order_report.h"
#include "binance/messages/replace_report.h"
#include "binance/messages/user_events.h"

/// Any body is read safely by every reader; a report that is taken makes sense.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::binance;
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  if (const auto report = parse_order_report(body, TimeUnit::ms))
    if (report->order_id < 0 || report->client_order_id.empty()) std::abort();
  if (const auto error = parse_error_body(body))
    if (error->code >= 0 || error->text.size() > 200) std::abort();
  if (const auto info = parse_exchange_info(body, TimeUnit::ms))
    for (const auto& limit : info->rate_limits)
      if (limit.interval.us() <= 0) std::abort();
  (void)parse_order_reports(body, TimeUnit::us);
  (void)parse_cancel_all(body, TimeUnit::ms);
  (void)parse_amend(body, TimeUnit::ms);
  (void)parse_list_reports(body, TimeUnit::ms);
  (void)parse_account(body, TimeUnit::ms);
  (void)parse_my_trades(body, TimeUnit::ms);
  (void)parse_commission(body);
  (void)parse_klines(body, TimeUnit::ms);
  (void)parse_depth(body);
  (void)parse_trades(body, TimeUnit::ms);
  (void)parse_aggregate_trades(body, TimeUnit::ms);
  (void)parse_user_event(body, TimeUnit::ms);
  (void)parse_api_message(body);
  (void)parse_replace(body);
  return 0;
}
