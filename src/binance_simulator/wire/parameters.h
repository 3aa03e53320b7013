#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/amount.h"
#include "core/time.h"
#include "exchange/orders/refusal.h"

namespace atb::binance_simulator {

/// The parameters of one call, from query and form or from a WebSocket message, with Binance's
/// refusals: -1100 characters, -1101 twice, -1102 missing, -1104 not read, -1105 empty, -1111 too
/// precise, -1130 of no use. Source: Binance spot API, "General information on endpoints", errors.
class Parameters {
 public:
  /// Decodes "a=1&b=2". A name in both counts as the query says it; twice in one is refused.
  [[nodiscard]] static exchange::Outcome<Parameters> from_request(std::string_view query,
                                                                  std::string_view form);
  /// `params` of a WebSocket message: an object of texts, numbers, truth values, and arrays of
  /// texts. Numbers keep the form in which they were sent.
  /// @param params  the JSON text; empty: none were sent
  [[nodiscard]] static exchange::Outcome<Parameters> from_json(std::string_view params);

  /// Whether it was sent; does not count as read.
  [[nodiscard]] bool has(std::string_view name) const;

  /// @error -1102 not sent; -1105 empty
  [[nodiscard]] exchange::Outcome<std::string> text(std::string_view name);
  [[nodiscard]] exchange::Outcome<std::optional<std::string>> optional_text(std::string_view name);
  /// @error also -1100 for anything but digits, -1130 for what 63 bits do not hold
  [[nodiscard]] exchange::Outcome<std::int64_t> number(std::string_view name);
  [[nodiscard]] exchange::Outcome<std::optional<std::int64_t>> optional_number(
      std::string_view name);
  /// At least `min`; what is above `max` counts as `max`, as Binance does with `limit`.
  [[nodiscard]] exchange::Outcome<std::int64_t> limit(std::string_view name, std::int64_t standard,
                                                      std::int64_t max);
  /// Units of 1e-8. @error also -1100 for no plain decimal, -1111 more than eight places
  [[nodiscard]] exchange::Outcome<std::optional<core::Int128>> optional_decimal(
      std::string_view name);
  /// Milliseconds or microseconds since 1970, told apart by their size.
  [[nodiscard]] exchange::Outcome<std::optional<core::Timestamp>> optional_time(
      std::string_view name);
  /// "true" or "false". @error -1130
  [[nodiscard]] exchange::Outcome<std::optional<bool>> optional_flag(std::string_view name);
  /// A JSON array of texts: ["BTCUSDT","ETHUSDT"]. @error -1100
  [[nodiscard]] exchange::Outcome<std::optional<std::vector<std::string>>> optional_list(
      std::string_view name);
  /// `^[a-zA-Z0-9-_]{1,36}$`; empty: not sent. @error -1100
  [[nodiscard]] exchange::Outcome<std::string> client_id(std::string_view name);

  /// Every sent parameter was asked for. @error -1104
  [[nodiscard]] exchange::Outcome<void> all_read() const;
  /// What the WebSocket API signs: all but `signature`, sorted, `name=value` joined by `&`.
  [[nodiscard]] std::string sorted_payload() const;

 private:
  struct Parameter {
    std::string name;
    std::string value;
    bool is_read = false;
  };
  [[nodiscard]] const Parameter* find(std::string_view name) const;
  /// Marks it as read. @error -1105
  exchange::Outcome<const std::string*> take(std::string_view name);
  exchange::Outcome<void> add(std::string name, std::string value);

  std::vector<Parameter> parameters_;
};

/// What a REST call signs: query and form joined without a separator, exactly as sent, without the
/// `signature`.
[[nodiscard]] std::string signed_payload(std::string_view query, std::string_view form);

}  // namespace atb::binance_simulator
