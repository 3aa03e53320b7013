#include "settings/value_checks.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "settings/utf8.h"

namespace atb::settings {
namespace {

using core::Int128;

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

tl::unexpected<std::string> fault(std::string what) {
  return tl::unexpected<std::string>(std::move(what));
}

std::string percent_fault(std::string_view value) {
  const std::string_view number = value.substr(0, value.find_first_of(" %"));
  const auto percentage = core::parse_ratio(number);
  const bool is_one_number = value.substr(number.size()).find_first_not_of(" %") == value.npos;
  constexpr std::int64_t kPercentPerOne = 100;
  if (!percentage || !is_one_number || !percentage->is_positive())
    return "has a percent sign: write the share of one, 0.1 for 10 %";
  const auto share = core::Ratio::from_units(percentage->units() / kPercentPerOne);
  return fmt::format("has a percent sign: write the share of one, {} for {} %",
                     core::to_text(share), core::to_text(*percentage));
}

/// What a person most likely did who wrote a number that is none.
std::string number_fault(std::string_view value) {
  const auto has = [value](char c) { return value.find(c) != std::string_view::npos; };
  if (has('%')) return percent_fault(value);
  if (has(',')) return "has a comma: write no thousands separator, and a point before decimals";
  const bool numeric = !value.empty() && (is_digit(value.front()) || value.front() == '-');
  if (numeric && (has('e') || has('E'))) return "has an exponent: write the number in full";
  return "is not a plain decimal number such as 0.1 or 1000";
}

std::string decimal_fault(const core::Error& error, std::string_view value) {
  if (error.code == "decimal.too_precise") return "has more than 8 decimals";
  if (error.code == "decimal.out_of_range") return "is too large";
  return number_fault(value);
}

bool within(core::Ratio ratio, const RatioRange& range) {
  const bool above = range.low_allowed ? ratio >= range.low : ratio > range.low;
  const bool below = range.high_allowed ? ratio <= range.high : ratio < range.high;
  return above && below;
}

bool is_parameter_name(std::string_view name) {
  return !name.empty() && is_lower(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_parameter_value(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string lower_case(std::string_view value) {
  std::string lower{value};
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace

std::optional<std::string> text_fault(std::string_view value) {
  const TextProfile text = profile(value);
  if (!text.valid) return "is not valid UTF-8";
  if (text.control) return "has a control character such as a line end: paste it again";
  const auto trimmed = [&] {
    if (value.empty()) return false;
    std::string_view rest = value;
    const auto first = take_character(rest);
    const std::string_view head = value.substr(0, value.size() - rest.size());
    std::size_t last = value.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(value[last]) & 0xC0U) == 0x80U) --last;
    return first && (profile(head).blank || profile(value.substr(last)).blank);
  };
  if (trimmed()) return "has a blank before or after it: remove it";
  if (text.byte_order_mark) return "starts with a byte order mark: remove it";
  return std::nullopt;
}

bool is_placeholder(std::string_view value) {
  const std::string lower = lower_case(value);
  constexpr std::array<std::string_view, 12> kWhole{
      "new-api-key", "new-api-secret", "new-key", "new-secret", "changeme", "change-me",
      "secret",      "placeholder",    "xxx",     "todo",       "none",     "none-either"};
  constexpr std::array<std::string_view, 5> kStarts{"your-", "your_", "your/", "<your", "example-"};
  constexpr std::array<std::string_view, 2> kAnywhere{"your/webhook/url", "user:pass@"};
  const auto starts = [&](std::string_view piece) { return lower.starts_with(piece); };
  const auto holds = [&](std::string_view piece) { return lower.find(piece) != std::string::npos; };
  return lower.ends_with("...") || std::find(kWhole.begin(), kWhole.end(), lower) != kWhole.end() ||
         std::any_of(kStarts.begin(), kStarts.end(), starts) ||
         std::any_of(kAnywhere.begin(), kAnywhere.end(), holds);
}

bool is_common_password(std::string_view password) {
  constexpr std::array<std::string_view, 12> kCommon{
      "password", "passw0rd", "pass",   "postgres", "changeme", "change-me",
      "secret",   "admin",    "123456", "12345678", "test",     "yourpassword"};
  const std::string lower = lower_case(password);
  return std::find(kCommon.begin(), kCommon.end(), lower) != kCommon.end() || is_placeholder(lower);
}

Outcome<core::Ratio> check_ratio(std::string_view value, const RatioRange& range,
                                 std::string_view range_in_words) {
  const auto ratio = core::parse_ratio(value);
  if (!ratio) return fault(decimal_fault(ratio.error(), value));
  if (within(*ratio, range)) return *ratio;
  constexpr Int128 kPercentPerOne = 100;
  const auto share = core::Ratio::from_units(static_cast<std::int64_t>(
      core::divide(ratio->units(), kPercentPerOne, core::Rounding::toward_zero)));
  const bool was_percentage = ratio->is_positive() && within(share, range);
  return fault(fmt::format("is outside its range ({}){}", range_in_words,
                           was_percentage ? fmt::format(": did you mean {0}, which is {1} %?",
                                                        core::to_text(share), core::to_text(*ratio))
                                          : ""));
}

Outcome<core::Money> check_money(std::string_view value) {
  const auto money = core::parse_money(value);
  if (!money) return fault(decimal_fault(money.error(), value));
  const Int128 most = core::multiply(1'000'000'000'000'000, core::kUnitsPerOne);
  if (!money->is_positive()) return fault("must be above 0");
  if (money->units() > most) return fault("is too large");
  return *money;
}

Outcome<std::string> check_symbol(std::string_view value) {
  constexpr std::size_t kShortest = 2;
  constexpr std::size_t kLongest = 20;
  const bool known =
      std::all_of(value.begin(), value.end(), [](char c) { return is_upper(c) || is_digit(c); });
  if (known && value.size() >= kShortest && value.size() <= kLongest) return std::string{value};
  return fault("is not a symbol as Binance writes it: capitals without a separator, BTCUSDT");
}

Outcome<std::string> check_interval(std::string_view value) {
  constexpr std::size_t kLongest = 3;
  constexpr std::string_view kUnits = "smhdw";
  const bool known = value.size() >= 2 && value.size() <= kLongest &&
                     std::all_of(value.begin(), value.end() - 1, is_digit) &&
                     kUnits.find(value.back()) != std::string_view::npos;
  if (known) return std::string{value};
  return fault("is not an interval as Binance writes it: 1m, 15m, 1h, 1d");
}

Outcome<std::string> check_strategy(std::string_view value) {
  constexpr std::size_t kLongest = 64;
  const bool known = !value.empty() && value.size() <= kLongest && is_lower(value.front()) &&
                     std::all_of(value.begin(), value.end(),
                                 [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
  if (known) return std::string{value};
  return fault("is not the name of a strategy: lower-case letters, digits and -, sma-cross");
}

Outcome<std::map<std::string, std::string>> check_parameters(std::string_view value) {
  std::map<std::string, std::string> parameters;
  while (!value.empty()) {
    const auto comma = value.find(',');
    const std::string_view pair = value.substr(0, comma);
    value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string_view name = pair.substr(0, equals);
    const std::string_view text = pair.substr(std::min(equals + 1, pair.size()));
    if (!is_parameter_name(name) || !is_parameter_value(text))
      return fault("is not name=value, separated by commas without blanks: fast=10,slow=30");
    if (!parameters.emplace(name, text).second) return fault("gives a parameter twice");
    if (comma != std::string_view::npos && value.empty()) return fault("ends in a comma");
  }
  return parameters;
}

std::optional<std::string> secret_fault(std::string_view value) {
  constexpr std::size_t kLongest = 4'096;
  if (value.size() > kLongest) return "is longer than 4096 characters";
  const bool printable =
      std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7F'; });
  if (!printable) return "has a blank or a character that keys do not have: paste it again";
  return std::nullopt;
}

std::optional<std::string> webhook_fault(std::string_view value) {
  constexpr std::string_view kScheme = "https://";
  if (auto what = secret_fault(value)) return what;
  if (!value.starts_with(kScheme)) return "does not start with https://";
  const std::string_view rest = value.substr(kScheme.size());
  if (rest.empty() || rest.front() == '/' || rest.find('@') != std::string_view::npos)
    return "is not a URL such as https://hooks.slack.com/services/…";
  return std::nullopt;
}

}  // namespace atb::settings
