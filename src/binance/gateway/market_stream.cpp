#include "binance/gateway/market_stream.h"

#include <algorithm>
#include <map>
#include <utility>

#include "binance/messages/stream_parser.h"
#include "binance/streams/deduplicator.h"
#include "binance/streams/subscriptions.h"
#include "core/overloaded.h"
#include "net/websocket/client.h"

namespace atb::binance {

struct MarketStream::State {
  class Connection;

  State(net::EventLoop& the_loop, std::string address, Options wanted, Listener told)
      : loop{the_loop},
        url{std::move(address)},
        options{std::move(wanted)},
        listener{std::move(told)},
        life{options.life} {}

  net::EventLoop& loop;
  std::string url;
  Options options;
  Listener listener;
  ConnectionLife life;
  Deduplicator once;
  std::map<ConnectionId, std::unique_ptr<Connection>> connections;
  net::EventLoop::Timer timer;
  net::EventLoop::Timer sweeper;
  std::vector<std::unique_ptr<Connection>> gone;  ///< until no call of theirs is under way

  [[nodiscard]] core::Timestamp now() const { return options.now(); }
  void obey(const ConnectionLife::Step& step);
  void tick() { obey(life.tick(now(), options.random())); }
  void wake_at_deadline();
  void open(ConnectionId id);
  void forget(ConnectionId id);
  void on_ready(ConnectionId id) { obey(life.on_ready(id, now())); }
  void lost(ConnectionId id, const std::string& why);
  void take(ConnectionId id, StreamEvent& event);
};

/// One WebSocket and what it still has to subscribe to.
class MarketStream::State::Connection : public net::WebSocketListener {
 public:
  Connection(State& state, ConnectionId id)
      : state_{state},
        id_{id},
        parser_{state.options.microseconds ? TimeUnit::us : TimeUnit::ms},
        subscriptions_{state.options.streams},
        client_{state.loop, *this} {}

  void connect() {
    net::WebSocketClient::Options wanted;
    wanted.url = state_.url;
    wanted.ca_bundle = state_.options.ca_bundle;
    wanted.limits.message_bytes_max = kFrameBytesMax;
    if (const auto begun = client_.connect(std::move(wanted)); !begun)
      pace_ = state_.loop.after({}, [this, why = begun.error().message] { state_.lost(id_, why); });
  }

  void on_open() override {
    subscriptions_.on_connected();
    subscribe();
  }
  void on_ping(std::string_view) override {
    subscriptions_.count_sent(state_.now());
    state_.life.on_frame(id_, false, state_.now());
  }
  void on_text(std::string_view text) override {
    auto event = parser_.parse(text);
    if (!event) {
      state_.lost(id_, event.error().message);
      return;
    }
    if (const auto* const answer = std::get_if<ControlAnswer>(&*event)) {
      confirm(*answer);
      return;
    }
    state_.take(id_, *event);
  }
  void on_close(const net::WebSocketEnd& end) override {
    state_.lost(id_, end.error ? end.error->message : "closed by Binance: " + end.reason);
  }

 private:
  void confirm(const ControlAnswer& answer) {
    state_.life.on_frame(id_, false, state_.now());
    if (!subscriptions_.on_answer(answer)) {
      state_.lost(id_, "a subscription was refused: " + answer.error_text);
      return;
    }
    if (subscriptions_.complete() && !std::exchange(is_ready_, true)) state_.on_ready(id_);
  }
  /// Sends what the pace allows, and comes back for the rest.
  void subscribe() {
    while (const auto frame = subscriptions_.next_frame(state_.now()))
      if (!client_.send(*frame)) return;  // its end is on the way
    const auto next = subscriptions_.next_at();
    if (!next) return;
    const auto wait = std::max(*next - state_.now(), core::Duration::milliseconds(1));
    pace_ = state_.loop.after(wait, [this] { subscribe(); });
  }

  State& state_;
  ConnectionId id_;
  StreamParser parser_;
  Subscriptions subscriptions_;
  bool is_ready_ = false;
  net::EventLoop::Timer pace_;
  net::WebSocketClient client_;
};

void MarketStream::State::obey(const ConnectionLife::Step& step) {
  for (const auto id : step.close) forget(id);
  if (step.connect) open(*step.connect);
  if (step.repair && listener.on_repair) listener.on_repair();
  wake_at_deadline();
}

void MarketStream::State::wake_at_deadline() {
  constexpr auto kMost = core::Duration::seconds(1);
  const auto wait = std::clamp(life.deadline() - now(), core::Duration::milliseconds(1), kMost);
  timer = loop.after(wait, [this] { tick(); });
}

void MarketStream::State::open(ConnectionId id) {
  auto& connection = connections[id];
  connection = std::make_unique<Connection>(*this, id);
  connection->connect();
}

void MarketStream::State::forget(ConnectionId id) {
  const auto found = connections.find(id);
  if (found == connections.end()) return;
  // It may be in the middle of a call to us.
  gone.push_back(std::move(found->second));
  connections.erase(found);
  sweeper = loop.after({}, [this] { gone.clear(); });
}

void MarketStream::State::lost(ConnectionId id, const std::string& why) {
  if (!connections.contains(id)) return;
  forget(id);
  if (listener.on_trouble) listener.on_trouble(why);
  obey(life.on_closed(id, now(), options.random()));
}

void MarketStream::State::take(ConnectionId id, StreamEvent& event) {
  if (!connections.contains(id)) return;
  if (std::holds_alternative<ServerShutdown>(event)) {
    life.on_shutdown(id, now());
    tick();
    return;
  }
  life.on_frame(id, true, now());
  if (once.is_new(event) && listener.on_event) listener.on_event(event);
}

MarketStream::MarketStream(net::EventLoop& loop, const Environment& environment, Options options,
                           Listener listener)
    : state_{std::make_unique<State>(loop, combined_stream_url(environment, options.microseconds),
                                     std::move(options), std::move(listener))} {
  state_->timer = loop.after({}, [state = state_.get()] { state->tick(); });
}

MarketStream::~MarketStream() = default;

bool MarketStream::is_live() const noexcept {
  return state_->life.is_live();
}

}  // namespace atb::binance
