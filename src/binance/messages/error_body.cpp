#include "binance/messages/error_body.h"

#include <algorithm>
#include <limits>

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"

namespace atb::binance {

std::optional<ErrorBody> parse_error_body(std::string_view body) {
  JsonBody json;
  const auto root = json.parse(body, "an error");
  if (!root) return std::nullopt;
  JsonFields fields{*root, "an error"};
  const auto code = fields.integer("code");
  if (!fields.good() || code >= 0 || code < std::numeric_limits<int>::min()) return std::nullopt;
  constexpr std::size_t kTextMax = 200;
  ErrorBody error;
  error.code = static_cast<int>(code);
  error.text = fields.text_or("msg", "").substr(0, kTextMax);
  std::replace_if(
      error.text.begin(), error.text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; },
      ' ');
  auto data = fields.object("data");
  if (data.good() && data.has("retryAfter")) {
    const auto time = data.time("retryAfter", TimeUnit::ms);
    if (data.good()) error.retry_after = time;
  }
  return error;
}

}  // namespace atb::binance
