#include "binance/messages/message_error.h"

#include <fmt/format.h>

namespace atb::binance {

tl::unexpected<core::Error> malformed_message(std::string_view what, std::string_view field) {
  constexpr std::size_t kFieldMax = 40;
  auto message = field.empty() ? fmt::format("{} from Binance is not the JSON it should be", what)
                               : fmt::format("{} from Binance: field {} is missing or wrong", what,
                                             field.substr(0, kFieldMax));
  return core::fail(core::ErrorKind::temporary, "binance.message_malformed", std::move(message),
                    "If it repeats, Binance has changed its protocol: look for a newer version.");
}

tl::unexpected<core::Error> message_too_large(std::string_view what) {
  return core::fail(core::ErrorKind::temporary, "binance.message_too_large",
                    fmt::format("{} from Binance is longer than any should be", what),
                    "Check the address and any proxy in between.");
}

}  // namespace atb::binance
