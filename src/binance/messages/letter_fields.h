#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "binance/messages/decimal_scan.h"
#include "binance/messages/market_events.h"
#include "binance/messages/message_error.h"

namespace atb::binance {

/// Reads an object whose fields have names of one letter, in one pass and in any order; remembers
/// which letters came and which was wrong. Only for sources of this folder: it brings simdjson in.
class LetterFields {
 public:
  explicit LetterFields(TimeUnit unit) noexcept : unit_{unit} {}

  /// Calls `handle(letter, value)` for each such field. @return false when the text is no JSON, or
  /// the handler refused a value
  template <class Handler>
  bool each(simdjson::ondemand::object& object, const Handler& handle) {
    for (auto result : object) {
      simdjson::ondemand::field field;
      if (std::move(result).get(field) != simdjson::SUCCESS) return false;
      const char* const name = field.key().raw();
      if (name[0] == '"' || name[1] != '"') continue;
      if (!handle(name[0], field.value())) {
        wrong_ = name[0];
        return false;
      }
      seen_ |= bit(name[0]);
    }
    return true;
  }

  /// True when each of the letters came.
  bool has(std::string_view letters) noexcept {
    for (const char letter : letters) {
      if ((seen_ & bit(letter)) != 0) continue;
      wrong_ = letter;
      return false;
    }
    return true;
  }
  /// The letter that is wrong or missing; 0 for none.
  [[nodiscard]] char wrong() const noexcept { return wrong_; }
  [[nodiscard]] tl::unexpected<core::Error> fault(std::string_view what) const {
    return malformed_message(what, {&wrong_, wrong_ == 0 ? 0U : 1U});
  }

  bool integer(simdjson::ondemand::value& value, std::int64_t& out) const noexcept {
    return value.get_int64().get(out) == simdjson::SUCCESS;
  }
  bool flag(simdjson::ondemand::value& value, bool& out) const noexcept {
    return value.get_bool().get(out) == simdjson::SUCCESS;
  }
  bool time(simdjson::ondemand::value& value, core::Timestamp& out) const noexcept {
    std::int64_t count = 0;
    return integer(value, count) && scan_time(count, unit_, out);
  }
  bool text(simdjson::ondemand::value& value, std::string& out) const {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    out = text;
    return true;
  }
  template <class Amount>
  bool amount(simdjson::ondemand::value& value, Amount& out) const {
    std::string_view text;
    return digits(value, text) && scan_amount(text, out);
  }
  bool volume(simdjson::ondemand::value& value, double& out) const {
    std::string_view text;
    return digits(value, text) && scan_volume(text, out);
  }
  /// [[price, quantity], …]
  bool levels(simdjson::ondemand::value& value, std::vector<Level>& out) const {
    simdjson::ondemand::array rows;
    if (value.get_array().get(rows) != simdjson::SUCCESS) return false;
    for (auto row : rows) {
      simdjson::ondemand::array cells;
      if (std::move(row).get_array().get(cells) != simdjson::SUCCESS) return false;
      Level level;
      int count = 0;
      for (auto cell : cells) {
        simdjson::ondemand::value number;
        if (std::move(cell).get(number) != simdjson::SUCCESS) return false;
        if (count == 0 && !amount(number, level.price)) return false;
        if (count == 1 && !amount(number, level.quantity)) return false;
        ++count;
      }
      if (count < 2 || !level.price.is_positive() || level.quantity.is_negative()) return false;
      out.push_back(level);
    }
    return true;
  }

 private:
  static constexpr std::uint64_t bit(char letter) noexcept {
    return std::uint64_t{1} << (static_cast<unsigned char>(letter) & 63U);
  }
  /// The text of a string without escapes, where it stands in the message.
  static bool digits(simdjson::ondemand::value& value, std::string_view& out) noexcept {
    simdjson::ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) return false;
    const char* const begin = raw.raw();
    const char* end = begin;
    while ((*end >= '0' && *end <= '9') || *end == '.' || *end == '-') ++end;
    out = {begin, static_cast<std::size_t>(end - begin)};
    return *end == '"';
  }

  TimeUnit unit_;
  std::uint64_t seen_ = 0;
  char wrong_ = 0;
};

}  // namespace atb::binance
