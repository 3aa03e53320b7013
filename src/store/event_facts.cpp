#include "store/event_facts.h"

#include "core/overloaded.h"

namespace atb::store {
std::string_view kind_of(const trading::Event& event) noexcept {
  return std::visit(
      core::Overloaded{
          [](const trading::Started&) { return std::string_view{"started"}; },
          [](const trading::CandleClosed&) { return std::string_view{"candle"}; },
          [](const trading::OrderAccepted&) { return std::string_view{"accepted"}; },
          [](const trading::OrderRejected&) { return std::string_view{"rejected"}; },
          [](const trading::OrderCancelled&) { return std::string_view{"cancelled"}; },
          [](const trading::OrderFilled&) { return std::string_view{"fill"}; },
      },
      event);
}

const trading::OrderId* order_of(const trading::Event& event) noexcept {
  return std::visit(
      core::Overloaded{
          [](const trading::Started&) -> const trading::OrderId* { return nullptr; },
          [](const trading::CandleClosed&) -> const trading::OrderId* { return nullptr; },
          [](const auto& e) -> const trading::OrderId* { return &e.order; },
      },
      event);
}

core::Timestamp time_of(const trading::Event& event) noexcept {
  return std::visit(core::Overloaded{
                        [](const trading::CandleClosed& e) { return e.close_time; },
                        [](const auto& e) { return e.time; },
                    },
                    event);
}

}  // namespace atb::store
