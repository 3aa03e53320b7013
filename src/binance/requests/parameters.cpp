#include "binance/requests/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace atb::binance {
namespace {

void append(core::SecretBuffer& out, std::string_view text) {
  out.insert(out.end(), text.begin(), text.end());
}

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_unreserved(char letter) noexcept {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.' ||
         letter == '~';
}

void append_encoded(core::SecretBuffer& out, std::string_view text) {
  for (const char letter : text) {
    if (is_unreserved(letter)) {
      out.push_back(letter);
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    out.push_back('%');
    out.push_back(kHex[byte >> 4U]);
    out.push_back(kHex[byte & 15U]);
  }
}

void append_quoted(core::SecretBuffer& out, std::string_view text) {
  out.push_back('"');
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < ' ') {
      append(out, "\\u00");
      out.push_back(kHex[byte >> 4U]);
      out.push_back(kHex[byte & 15U]);
      continue;
    }
    if (letter == '"' || letter == '\\') out.push_back('\\');
    out.push_back(letter);
  }
  out.push_back('"');
}

}  // namespace

void append_decimal(core::SecretBuffer& out, core::Int128 units) {
  std::array<char, 48> digits{};
  auto* const end = digits.data() + digits.size();
  auto* at = end;
  constexpr auto kOne = static_cast<std::uint64_t>(core::kUnitsPerOne);
  // 64 bits where they do: dividing 128 costs a library call a digit.
  const bool narrow = units <= INT64_MAX;
  auto fraction = narrow ? static_cast<std::uint64_t>(units) % kOne
                         : static_cast<std::uint64_t>(units % core::kUnitsPerOne);
  core::Int128 whole = narrow ? core::Int128{static_cast<std::int64_t>(units) / core::kUnitsPerOne}
                              : units / core::kUnitsPerOne;
  if (fraction != 0) {
    int places = core::kDecimalPlaces;
    for (; fraction % 10 == 0; fraction /= 10) --places;
    for (; places > 0; --places, fraction /= 10) *--at = static_cast<char>('0' + fraction % 10);
    *--at = '.';
  }
  for (; whole > INT64_MAX; whole /= 10)
    *--at = static_cast<char>('0' + static_cast<int>(whole % 10));
  auto rest = static_cast<std::uint64_t>(whole);
  do {
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  out.insert(out.end(), at, end);
}

void Parameters::start(std::string_view name, Kind kind) {
  entries_.push_back({name, static_cast<std::uint32_t>(values_.size()), 0, kind});
}

void Parameters::finish() noexcept {
  entries_.back().end = static_cast<std::uint32_t>(values_.size());
}

void Parameters::text(std::string_view name, std::string_view value) {
  start(name, Kind::quoted);
  append(values_, value);
  finish();
}

void Parameters::number(std::string_view name, std::int64_t value) {
  std::array<char, 24> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  start(name, Kind::bare);
  if (error == std::errc{}) values_.insert(values_.end(), digits.data(), end);
  finish();
}

void Parameters::flag(std::string_view name, bool value) {
  start(name, Kind::bare);
  append(values_, value ? "true" : "false");
  finish();
}

void Parameters::clear() noexcept {
  values_.clear();
  entries_.clear();
}

void Parameters::truncate(std::size_t count) noexcept {
  if (count >= entries_.size()) return;
  values_.resize(entries_[count].begin);
  entries_.resize(count);
}

std::string_view Parameters::value_of(const Entry& entry) const noexcept {
  return {values_.data() + entry.begin, entry.end - entry.begin};
}

std::string_view Parameters::find(std::string_view name) const noexcept {
  for (const auto& entry : entries_)
    if (entry.name == name) return value_of(entry);
  return {};
}

void Parameters::append_query(core::SecretBuffer& out) const {
  for (const auto& entry : entries_) {
    if (&entry != entries_.data()) out.push_back('&');
    append(out, entry.name);
    out.push_back('=');
    append_encoded(out, value_of(entry));
  }
}

void Parameters::append_payload(core::SecretBuffer& out) const {
  std::vector<const Entry*> sorted;
  sorted.reserve(entries_.size());
  for (const auto& entry : entries_) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(),
            [](const Entry* a, const Entry* b) { return a->name < b->name; });
  for (const auto* entry : sorted) {
    if (entry != sorted.front()) out.push_back('&');
    append(out, entry->name);
    out.push_back('=');
    append(out, value_of(*entry));
  }
}

void Parameters::append_json(core::SecretBuffer& out) const {
  out.push_back('{');
  for (const auto& entry : entries_) {
    if (&entry != entries_.data()) out.push_back(',');
    append_quoted(out, entry.name);
    out.push_back(':');
    if (entry.kind == Kind::quoted)
      append_quoted(out, value_of(entry));
    else
      append(out, value_of(entry));
  }
  out.push_back('}');
}

}  // namespace atb::binance
