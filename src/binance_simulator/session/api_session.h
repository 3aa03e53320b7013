#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/dispatch.h"
#include "binance_simulator/faults/fault.h"

namespace atb::binance_simulator {

/// What a message of the WebSocket API leads to.
struct SessionAnswer {
  enum class Then { nothing, drop, silence };
  std::optional<std::string> text;  ///< nothing: no answer
  core::Duration delay;
  Then then = Then::nothing;
};

/// One connection to the WebSocket API: calls, logon, user data subscriptions. No sockets.
/// Source: Binance spot API, WebSocket API.
class ApiSession {
 public:
  /// @param query  of the address: returnRateLimits, timeUnit
  ApiSession(World& world, Faults& faults, std::string address, std::string_view query,
             core::Timestamp now);

  [[nodiscard]] SessionAnswer on_text(std::string_view text, core::Timestamp now);
  /// The messages for the accounts that are subscribed to, in order.
  [[nodiscard]] std::vector<std::string> on_events(const exchange::ExchangeEvents& events) const;
  /// A key was revoked: its session and subscriptions end.
  [[nodiscard]] std::vector<std::string> on_revoked(std::string_view key, core::Timestamp now);
  [[nodiscard]] std::size_t subscriptions() const noexcept { return subscribed_.size(); }

 private:
  struct Message;
  [[nodiscard]] SessionAnswer run(const Message& message, core::Timestamp now);
  [[nodiscard]] SessionAnswer run_call(const CallSpec& spec, const Message& message,
                                       core::Timestamp now);
  [[nodiscard]] Answer<Json> session_call(const Message& message, Parameters& parameters,
                                          core::Timestamp now);
  [[nodiscard]] Answer<Json> log_on(Parameters& parameters, core::Timestamp now);
  [[nodiscard]] Answer<Json> subscribe(Parameters& parameters, bool signed_alone,
                                       core::Timestamp now);
  [[nodiscard]] Answer<Json> unsubscribe(Parameters& parameters);
  [[nodiscard]] Json status(core::Timestamp now) const;
  [[nodiscard]] std::string render(const Message& message, const Answer<Json>& answer, int status,
                                   core::Timestamp now) const;

  World& world_;
  Faults& faults_;
  std::string address_;
  core::Timestamp connected_;
  TimeUnit unit_ = TimeUnit::ms;
  bool return_limits_ = true;
  std::string key_;  ///< of the logon; empty: none
  core::Timestamp authorised_;
  struct Subscription {
    exchange::AccountId account = 0;
    std::string key;
  };
  std::map<std::int64_t, Subscription> subscribed_;
  std::int64_t next_subscription_ = 0;
};

}  // namespace atb::binance_simulator
