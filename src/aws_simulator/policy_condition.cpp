#include "aws_simulator/policy_condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <arpa/inet.h>

#include "aws_simulator/wildcard.h"
#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

constexpr int kByteBits = 8;

/// An address in network order, and whether it is of version 6.
struct Address {
  std::array<unsigned char, 16> bytes{};
  int family = AF_INET;
  [[nodiscard]] int bits() const { return family == AF_INET ? 32 : 128; }
};

std::optional<Address> parse_address(const std::string& text) {
  Address address;
  address.family = text.find(':') == std::string::npos ? AF_INET : AF_INET6;
  if (inet_pton(address.family, text.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

/// "192.0.2.0/24"; without a prefix length the address itself.
bool is_in_network(const std::string& network, const std::string& text) {
  const auto slash = std::min(network.find('/'), network.size());
  const auto base = parse_address(network.substr(0, slash));
  const auto address = parse_address(text);
  if (!base || !address || base->family != address->family) return false;
  int prefix = base->bits();
  if (slash < network.size()) {
    const char* const end = network.data() + network.size();
    const auto [stop, fault] = std::from_chars(network.data() + slash + 1, end, prefix);
    if (fault != std::errc{} || stop != end || prefix < 0 || prefix > base->bits()) return false;
  }
  for (int bit = 0; bit < prefix; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / kByteBits);
    const auto mask = 0x80U >> static_cast<unsigned>(bit % kByteBits);
    if ((base->bytes[byte] & mask) != (address->bytes[byte] & mask)) return false;
  }
  return true;
}

/// The operator without its Not: "StringNotLike" is "StringLike", "NotIpAddress" is "IpAddress".
std::string positive_of(const std::string& test, bool& is_negated) {
  const auto at = test.find("Not");
  is_negated = at != std::string::npos;
  return is_negated ? test.substr(0, at) + test.substr(at + 3) : test;
}

bool matches_one(const std::string& test, const std::string& wanted, const std::string& actual) {
  if (test == "StringEquals") return wanted == actual;
  if (test == "StringEqualsIgnoreCase" || test == "Bool")
    return net::lower_case(wanted) == net::lower_case(actual);
  if (test == "StringLike") return matches_wildcard(wanted, actual);
  if (test == "ArnEquals" || test == "ArnLike") return matches_arn(wanted, actual);
  return is_in_network(wanted, actual);
}

bool is_accepted(const Condition& condition, const std::string& actual) {
  bool is_negated = false;
  const auto test = positive_of(condition.test, is_negated);
  const bool is_one_of =
      std::any_of(condition.values.begin(), condition.values.end(),
                  [&](const std::string& wanted) { return matches_one(test, wanted, actual); });
  return is_one_of != is_negated;
}

bool is_negated(const Condition& condition) {
  return condition.test.find("Not") != std::string::npos;
}

const std::vector<std::string>* find_values(const Condition& condition,
                                            const ConditionContext& context) {
  const auto at = context.find(net::lower_case(condition.key));
  return at == context.end() || at->second.empty() ? nullptr : &at->second;
}

}  // namespace

ConditionContext to_context(const std::map<std::string, std::vector<std::string>>& values) {
  ConditionContext context;
  for (const auto& [key, list] : values) context.insert_or_assign(net::lower_case(key), list);
  return context;
}

bool holds(const Condition& condition, const ConditionContext& context) {
  const auto* const values = find_values(condition, context);
  if (condition.test == "Null") {
    const bool wants_missing = net::lower_case(condition.values.front()) == "true";
    return wants_missing == (values == nullptr);
  }
  if (values == nullptr) {
    if (condition.quantifier == Quantifier::all_values || condition.if_exists) return true;
    return condition.quantifier == Quantifier::one_value && is_negated(condition);
  }
  const auto accepted = [&](const std::string& value) { return is_accepted(condition, value); };
  if (condition.quantifier == Quantifier::all_values ||
      (condition.quantifier == Quantifier::one_value && is_negated(condition)))
    return std::all_of(values->begin(), values->end(), accepted);
  return std::any_of(values->begin(), values->end(), accepted);
}

bool misses_key(const Condition& condition, const ConditionContext& context) {
  return condition.test != "Null" && find_values(condition, context) == nullptr;
}

}  // namespace atb::aws_simulator
