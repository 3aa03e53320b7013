#include "binance/requests/order_reference.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::binance {

void add_reference(Parameters& parameters, std::string_view id_name, std::string_view client_name,
                   const OrderReference& order) {
  if (order.order_id >= 0) parameters.number(id_name, order.order_id);
  if (!order.client_order_id.empty()) parameters.text(client_name, order.client_order_id);
}

core::Result<void> check_client_order_id(std::string_view id) {
  constexpr std::size_t kLengthMax = 36;
  const bool legal =
      !id.empty() && id.size() <= kLengthMax && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
      });
  if (legal) return {};
  return core::fail(core::ErrorKind::internal, "binance.client_order_id",
                    fmt::format("\"{}\" cannot name an order", id.substr(0, 40)),
                    "Binance takes 1 to 36 of the letters a-z A-Z 0-9 - _");
}

}  // namespace atb::binance
