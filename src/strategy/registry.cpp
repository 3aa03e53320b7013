#include "strategy/registry.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "strategy/sma_cross.h"

namespace atb::strategy {
namespace {

using core::ErrorKind;

constexpr std::string_view kSmaCross = "sma-cross";
constexpr std::size_t kLengthMax = 100'000;

tl::unexpected<core::Error> bad_parameter(std::string message, std::string advice) {
  return core::fail(ErrorKind::usage, "strategy.parameter", std::move(message), std::move(advice));
}

core::Result<std::size_t> length(const Parameters& parameters, std::string_view name,
                                 std::size_t otherwise) {
  const auto found = parameters.find(name);
  if (found == parameters.end()) return otherwise;
  const std::string& text = found->second;
  std::size_t value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || stop != text.data() + text.size() || value < 1 || value > kLengthMax)
    return bad_parameter(fmt::format("{}={} is not a number of candles", name, text),
                         fmt::format("Write a whole number from 1 to {}.", kLengthMax));
  return value;
}

core::Result<std::unique_ptr<Strategy>> make_sma_cross(const Parameters& parameters) {
  for (const auto& [name, value] : parameters)
    if (name != "fast" && name != "slow")
      return bad_parameter(fmt::format("sma-cross has no parameter \"{}\"", name),
                           "It has fast and slow, as in --set fast=10 --set slow=30.");
  ATB_ASSIGN(const std::size_t fast, length(parameters, "fast", 10));
  ATB_ASSIGN(const std::size_t slow, length(parameters, "slow", 30));
  if (fast >= slow)
    return bad_parameter(fmt::format("fast={} is not below slow={}", fast, slow),
                         "The fast average must be the shorter one.");
  return std::make_unique<SmaCross>(fast, slow);
}

}  // namespace

std::vector<std::string> names() {
  return {std::string{kSmaCross}};
}

core::Result<std::unique_ptr<Strategy>> make(std::string_view name, const Parameters& parameters) {
  if (name == kSmaCross) return make_sma_cross(parameters);
  return core::fail(ErrorKind::usage, "strategy.unknown",
                    fmt::format("there is no strategy \"{}\"", name.substr(0, 40)),
                    fmt::format("Known: {}.", fmt::join(names(), ", ")));
}

core::Result<Parameters> parse_parameters(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const std::string_view entry = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    const auto equals = entry.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == entry.size())
      return bad_parameter(fmt::format("\"{}\" is not NAME=VALUE", entry.substr(0, 40)),
                           "Write parameters as fast=10,slow=30.");
    const bool added = parameters.emplace(entry.substr(0, equals), entry.substr(equals + 1)).second;
    if (!added)
      return bad_parameter(fmt::format("parameter {} is given twice", entry.substr(0, equals)),
                           "Keep one of them.");
  }
  return parameters;
}

}  // namespace atb::strategy
