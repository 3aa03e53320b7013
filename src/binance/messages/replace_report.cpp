#include "binance/messages/replace_report.h"

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"

namespace atb::binance {
namespace {

std::string raw(const JsonFields& fields, std::string_view name) {
  simdjson::dom::element element;
  if (fields.at(name).get(element) != simdjson::SUCCESS) return "null";
  return simdjson::minify(element);
}

}  // namespace

std::optional<ReplaceReport> parse_replace(std::string_view body) {
  constexpr std::string_view kWhat = "a cancelReplace";
  JsonBody json;
  const auto root = json.parse(body, kWhat);
  if (!root) return std::nullopt;
  JsonFields whole{*root, kWhat};
  JsonFields fields = whole.has("data") ? whole.object("data") : whole;
  ReplaceReport report;
  report.cancel_result = fields.text("cancelResult");
  report.order_result = fields.text("newOrderResult");
  if (!fields.good()) return std::nullopt;
  report.cancel_body = raw(fields, "cancelResponse");
  report.order_body = raw(fields, "newOrderResponse");
  return report;
}

}  // namespace atb::binance
