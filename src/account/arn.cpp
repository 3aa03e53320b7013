#include "account/arn.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::account {
namespace {

using core::ErrorKind;

constexpr std::size_t kRandomLength = 6;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The text up to the next colon, which is taken away with it.
std::string take_field(std::string_view& text) {
  const auto colon = std::min(text.find(':'), text.size());
  std::string field{text.substr(0, colon)};
  text.remove_prefix(std::min(colon + 1, text.size()));
  return field;
}

}  // namespace

core::Result<Arn> parse_arn(std::string_view text) {
  const bool enough = std::count(text.begin(), text.end(), ':') >= 5;
  std::string_view rest = text;
  const auto prefix = take_field(rest);
  Arn arn;
  arn.partition = take_field(rest);
  arn.service = take_field(rest);
  arn.region = take_field(rest);
  arn.account = take_field(rest);
  arn.resource = rest;
  if (enough && prefix == "arn" && arn.partition.starts_with("aws") && !arn.service.empty() &&
      !arn.resource.empty())
    return arn;
  return core::fail(ErrorKind::usage, "secrets.not_an_arn",
                    fmt::format("\"{}\" is not an ARN", text.substr(0, 200)),
                    "An ARN reads arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE.");
}

std::string to_text(const Arn& arn) {
  return fmt::format("arn:{}:{}:{}:{}:{}", arn.partition, arn.service, arn.region, arn.account,
                     arn.resource);
}

core::Result<Caller> parse_caller(std::string_view text) {
  auto arn = parse_arn(text);
  if (!arn || arn->account.empty())
    return core::fail(ErrorKind::internal, "secrets.not_an_arn",
                      fmt::format("AWS named the caller \"{}\", which is no ARN of an account",
                                  text.substr(0, 200)),
                      "Check --endpoint-url: another service may answer there.");
  Caller caller{std::string{text}, std::move(arn->partition), std::move(arn->account), {}};
  constexpr std::string_view kAssumed = "assumed-role/";
  std::string_view resource = arn->resource;
  if (arn->service == "sts" && resource.starts_with(kAssumed)) {
    resource.remove_prefix(kAssumed.size());
    caller.role = resource.substr(0, resource.find('/'));
  }
  return caller;
}

bool has_random_end(std::string_view text) {
  if (text.size() <= kRandomLength || text[text.size() - kRandomLength - 1] != '-') return false;
  const auto end = text.substr(text.size() - kRandomLength);
  return std::all_of(end.begin(), end.end(), is_letter_or_digit);
}

std::string secret_name(std::string_view secret_id) {
  const auto arn = parse_arn(secret_id);
  constexpr std::string_view kKind = "secret:";
  if (!arn || !arn->resource.starts_with(kKind)) return std::string{secret_id};
  std::string name = arn->resource.substr(kKind.size());
  if (has_random_end(name)) name.resize(name.size() - kRandomLength - 1);
  return name;
}

}  // namespace atb::account
