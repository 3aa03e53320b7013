#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/secret.h"

namespace atb::binance {

/// Appends an amount of 1e-8 units as Binance takes it: plain, exact, without exponent and without
/// needless zeros ("0.00001", "52000"). @pre units >= 0: Binance's input has no sign
/// Source: Binance spot API, legal decimal input `^([0-9]{1,20})(\.[0-9]{1,20})?$`.
void append_decimal(core::SecretBuffer& out, core::Int128 units);

/// The parameters of one call, in the order in which they were added, written for REST or for the
/// WebSocket API. Holds its text in one buffer that is wiped when it goes: the API key may be in.
class Parameters {
 public:
  /// @param name  a literal: letters only; each name once
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void flag(std::string_view name, bool value);
  template <class Tag, class Units>
  void decimal(std::string_view name, core::Amount<Tag, Units> value) {
    start(name, Kind::quoted);
    append_decimal(values_, value.units());
    finish();
  }
  void clear() noexcept;
  /// Takes away what was added after `count` parameters stood here.
  void truncate(std::size_t count) noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  /// The value as text, or nothing. Valid until the next change.
  [[nodiscard]] std::string_view find(std::string_view name) const noexcept;

  /// name=value joined by '&', values percent-encoded: what REST sends and signs.
  void append_query(core::SecretBuffer& out) const;
  /// name=value joined by '&', sorted by name, not encoded: what the WebSocket API signs.
  void append_payload(core::SecretBuffer& out) const;
  /// {"name":value,…}: decimals and text quoted, numbers and flags bare.
  void append_json(core::SecretBuffer& out) const;

 private:
  enum class Kind : std::uint8_t { quoted, bare };
  struct Entry {
    std::string_view name;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Kind kind = Kind::quoted;
  };
  void start(std::string_view name, Kind kind);
  void finish() noexcept;
  [[nodiscard]] std::string_view value_of(const Entry& entry) const noexcept;

  core::SecretBuffer values_;
  std::vector<Entry> entries_;
};

}  // namespace atb::binance
