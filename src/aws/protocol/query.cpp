#include "aws/protocol/query.h"

#include <fmt/format.h>

namespace atb::aws {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

QueryForm::QueryForm(const Service& service, std::string_view action) : action_{action} {
  add("Action", action);
  add("Version", service.version);
}

void QueryForm::append(std::string_view text) {
  body_.insert(body_.end(), text.begin(), text.end());
}

void QueryForm::add(std::string_view name, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (!body_.empty()) append("&");
  append(name);
  append("=");
  for (const char c : value) {
    if (is_unreserved(c)) {
      body_.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    body_.push_back('%');
    body_.push_back(kDigits[byte >> 4U]);
    body_.push_back(kDigits[byte & 0xFU]);
  }
}

void QueryForm::add_some(std::string_view name, std::string_view value) {
  if (!value.empty()) add(name, value);
}

void QueryForm::add_list(std::string_view name, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    add(fmt::format("{}.member.{}", name, i + 1), values[i]);
}

core::Result<QueryAnswer> parse_query_answer(const core::SecretBuffer& bytes,
                                             std::string_view action, const Service& service) {
  auto document = XmlAnswer::parse(bytes);
  if (!document || document->root().name() != fmt::format("{}Response", action))
    return malformed_answer(service, action);
  const auto result = document->root().child(fmt::format("{}Result", action).c_str());
  return QueryAnswer{std::move(*document), result};
}

core::Result<QueryAnswer> call_query(Client& client, const QueryForm& form,
                                     std::string_view resource, bool is_signed) {
  ATB_ASSIGN(const auto body, client.call(form.body(), {.operation = form.action(),
                                                        .resource = std::string{resource},
                                                        .region = client.region(),
                                                        .is_signed = is_signed,
                                                        .repeatable = form.repeatable()}));
  return parse_query_answer(body, form.action(), client.service());
}

}  // namespace atb::aws
