#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "binance/messages/decimal_scan.h"
#include "binance/messages/message_error.h"

namespace atb::binance {

/// Reads the fields of one object of a body, in any order; the first one that is missing or wrong
/// is remembered, and `fault()` tells it at the end. Only for sources of this folder: it brings
/// simdjson in. Names that end with "_or" are for fields that may be missing (or null).
class JsonFields {
 public:
  JsonFields(simdjson::dom::object object, std::string_view what) : object_{object}, what_{what} {}
  /// Of something that may not be an object: its own conversion would throw.
  JsonFields(simdjson::dom::element element, std::string_view what)
      : JsonFields{simdjson::simdjson_result<simdjson::dom::element>{std::move(element)}, what} {}
  JsonFields(simdjson::simdjson_result<simdjson::dom::element> element, std::string_view what)
      : what_{what} {
    is_object_ = element.get_object().get(object_) == simdjson::SUCCESS;
    if (!is_object_) wrong_ = "{}";
  }

  [[nodiscard]] std::string_view text(std::string_view name) {
    return need<std::string_view>(name);
  }
  [[nodiscard]] std::string_view text_or(std::string_view name, std::string_view other) {
    return may<std::string_view>(name).value_or(other);
  }
  [[nodiscard]] std::int64_t integer(std::string_view name) { return need<std::int64_t>(name); }
  [[nodiscard]] std::int64_t integer_or(std::string_view name, std::int64_t other) {
    return may<std::int64_t>(name).value_or(other);
  }
  [[nodiscard]] int small_or(std::string_view name, int other) {
    const auto value = integer_or(name, other);
    if (value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max())
      return static_cast<int>(value);
    blame(name);
    return other;
  }
  [[nodiscard]] bool flag(std::string_view name) { return need<bool>(name); }
  [[nodiscard]] bool flag_or(std::string_view name, bool other) {
    return may<bool>(name).value_or(other);
  }
  [[nodiscard]] core::Timestamp time(std::string_view name, TimeUnit unit) {
    core::Timestamp time;
    if (!scan_time(integer(name), unit, time)) blame(name);
    return time;
  }
  [[nodiscard]] core::Timestamp time_or(std::string_view name, TimeUnit unit,
                                        core::Timestamp other) {
    return has(name) ? time(name, unit) : other;
  }
  /// A decimal in a string.
  template <class Amount>
  [[nodiscard]] Amount amount(std::string_view name) {
    Amount amount;
    if (!scan_amount(text(name), amount)) blame(name);
    return amount;
  }
  template <class Amount>
  [[nodiscard]] Amount amount_or(std::string_view name, Amount other) {
    return has(name) ? amount<Amount>(name) : other;
  }
  /// One of the words of requests/order_words.h.
  template <class Word>
  [[nodiscard]] Word word(std::string_view name) {
    const auto word = parse_word<Word>(text(name));
    if (!word) blame(name);
    return word.value_or(Word{});
  }
  [[nodiscard]] simdjson::dom::array array(std::string_view name) {
    return need<simdjson::dom::array>(name);
  }
  [[nodiscard]] JsonFields object(std::string_view name) { return {at(name), what_}; }
  /// True when the field is there and not null.
  [[nodiscard]] bool has(std::string_view name) const {
    simdjson::dom::element element;
    return at(name).get(element) == simdjson::SUCCESS && !element.is_null();
  }
  [[nodiscard]] simdjson::simdjson_result<simdjson::dom::element> at(std::string_view name) const {
    if (!is_object_) return simdjson::NO_SUCH_FIELD;
    return object_.at_key(name);
  }

  void blame(std::string_view name) {
    if (wrong_.empty()) wrong_ = name;
  }
  [[nodiscard]] bool good() const noexcept { return wrong_.empty(); }
  [[nodiscard]] tl::unexpected<core::Error> fault() const {
    return malformed_message(what_, wrong_);
  }

 private:
  template <class Value>
  Value need(std::string_view name) {
    Value value{};
    if (at(name).get(value) != simdjson::SUCCESS) blame(name);
    return value;
  }
  template <class Value>
  std::optional<Value> may(std::string_view name) {
    if (!has(name)) return std::nullopt;
    return need<Value>(name);
  }

  simdjson::dom::object object_;
  bool is_object_ = true;  ///< else object_ points nowhere
  std::string_view what_;
  std::string wrong_;
};

}  // namespace atb::binance
