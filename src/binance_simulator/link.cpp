#include "binance_simulator/link.h"

#include <algorithm>
#include <utility>

namespace atb::binance_simulator {
namespace {

constexpr auto kPingEvery = core::Duration::seconds(20);
constexpr auto kPongWithin = core::Duration::seconds(60);
constexpr auto kLife = core::Duration::hours(24);

}  // namespace

std::string ip_of(const std::string& address) {
  return address.substr(0, address.rfind(':'));
}

void Link::keep(core::Timestamp now) {
  if (now - since_ >= kLife) peer_.close(net::close_codes::kGoingAway);
  if (is_waiting_ && now - pinged_ >= kPongWithin) peer_.abort();
  if (is_waiting_ || now - pinged_ < kPingEvery) return;
  pinged_ = now;
  is_waiting_ = peer_.ping(std::to_string(now.ms())).has_value();
}

void Link::say(const std::string& text) {
  if (!peer_.send(text)) peer_.abort();  // too slow to follow
}

StreamLink::StreamLink(World& world, std::string_view target, net::WebSocketPeer peer,
                       const std::function<core::Timestamp()>& now)
    : Link{std::move(peer), now()}, connection_{world, target, now()}, now_{now} {}

void StreamLink::on_text(std::string_view text) {
  const auto answer = connection_.on_text(text, now_());
  if (answer)
    say(*answer);
  else
    peer().close(net::close_codes::kPolicy, "Too many requests");
}

void StreamLink::on_ping(std::string_view) {
  if (connection_.is_too_fast(now_())) peer().close(net::close_codes::kPolicy);
}

void StreamLink::on_events(const exchange::ExchangeEvents& events, core::Timestamp now) {
  for (const auto& message : connection_.on_events(events, now)) say(message);
}

void StreamLink::on_tick(core::Timestamp now) {
  for (const auto& message : connection_.on_tick(now)) say(message);
}

std::string StreamLink::shutdown_notice(core::Timestamp now) const {
  return connection_.shutdown_notice(now);
}

SessionLink::SessionLink(World& world, Faults& faults, const net::ServerRequest& request,
                         net::WebSocketPeer peer, const std::function<core::Timestamp()>& now,
                         Later later)
    : Link{std::move(peer), now()},
      session_{world, faults, ip_of(request.remote_address), request.target, now()},
      now_{now},
      later_{std::move(later)} {}

void SessionLink::on_text(std::string_view text) {
  auto answer = session_.on_text(text, now_());
  if (answer.then == SessionAnswer::Then::drop) peer().abort();
  if (answer.then == SessionAnswer::Then::silence) peer().silence();
  if (!answer.text) return;
  if (answer.delay == core::Duration{}) {
    say(*answer.text);
    return;
  }
  later_(answer.delay,
         [to = peer(), message = std::move(*answer.text)]() mutable { (void)to.send(message); });
}

void SessionLink::on_events(const exchange::ExchangeEvents& events, core::Timestamp) {
  for (auto& message : session_.on_events(events)) {
    if (is_withholding_)
      withheld_.push_back(std::move(message));
    else
      say(message);
  }
}

std::string SessionLink::shutdown_notice(core::Timestamp now) const {
  return Json{{"event", {{"e", "serverShutdown"}, {"E", now.ms()}}}}.dump();
}

void SessionLink::revoke(const std::string& key) {
  for (const auto& message : session_.on_revoked(key, now_())) say(message);
}

void SessionLink::release(int times, bool reversed) {
  is_withholding_ = false;
  if (reversed) std::reverse(withheld_.begin(), withheld_.end());
  for (const auto& message : std::exchange(withheld_, {}))
    for (int i = 0; i < times; ++i) say(message);
}

}  // namespace atb::binance_simulator
