#include "binance_simulator/hub.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "binance_simulator/link.h"

namespace atb::binance_simulator {
namespace {

constexpr std::array<std::pair<std::string_view, Hub::Trouble>, 8> kTroubles{
    {{"shutdown", Hub::Trouble::shutdown},
     {"drop", Hub::Trouble::drop},
     {"silence", Hub::Trouble::silence},
     {"cut", Hub::Trouble::cut},
     {"withhold", Hub::Trouble::withhold},
     {"release", Hub::Trouble::release},
     {"reverse", Hub::Trouble::reverse},
     {"repeat", Hub::Trouble::repeat}}};

}  // namespace

struct Hub::State {
  State(net::EventLoop& the_loop, World& the_world, Faults& the_faults, Options the_options)
      : loop{the_loop},
        world{the_world},
        faults{the_faults},
        options{std::move(the_options)},
        door{the_world, the_faults} {}

  net::EventLoop& loop;
  World& world;
  Faults& faults;
  Options options;
  RestDoor door;
  std::vector<std::shared_ptr<Link>> links;
  std::vector<net::EventLoop::Timer> timers;
  bool withholding = false;
  std::unique_ptr<net::WebServer> server;

  void later(core::Duration delay, net::EventLoop::Task task) {
    std::erase_if(timers, [](const auto& timer) { return !timer.is_set(); });
    timers.push_back(loop.after(delay, std::move(task)));
  }
  void answer(const net::ServerRequest& request, net::HttpReply reply, bool spared);
  net::UpgradeAnswer upgrade(const net::ServerRequest& request, net::WebSocketPeer peer);
  void tidy() {
    std::erase_if(links, [](const auto& link) { return link->is_gone(); });
  }
};

void Hub::State::answer(const net::ServerRequest& request, net::HttpReply reply, bool spared) {
  auto done = door.handle(request, options.now(), spared);
  if (!done.again_after) {
    reply.send(std::move(done.answer));
    return;
  }
  // It is on its way for a while, and checked again when it gets here.
  auto kept = std::make_shared<std::pair<net::ServerRequest, net::HttpReply>>(
      net::ServerRequest{request}, std::move(reply));
  later(*done.again_after, [this, kept] { answer(kept->first, std::move(kept->second), true); });
}

net::UpgradeAnswer Hub::State::upgrade(const net::ServerRequest& request, net::WebSocketPeer peer) {
  const std::string_view target = request.target;
  const auto now = options.now();
  net::HttpResponse refused;
  refused.status = 404;
  const bool is_session = target.starts_with("/ws-api/v3");
  const bool is_stream =
      !is_session && (target.starts_with("/ws") || target.starts_with("/stream"));
  if (!is_session && !is_stream) return net::ServerAnswer{std::move(refused)};
  if (const auto denial = world.addresses.connect(ip_of(request.remote_address), now)) {
    refused.status = denial->status;
    return net::ServerAnswer{std::move(refused)};
  }
  tidy();
  std::shared_ptr<Link> link;
  if (is_stream)
    link = std::make_shared<StreamLink>(world, target, std::move(peer), options.now);
  else
    link = std::make_shared<SessionLink>(
        world, faults, request, std::move(peer), options.now,
        [this](core::Duration delay, net::EventLoop::Task task) { later(delay, std::move(task)); });
  links.push_back(link);
  return std::static_pointer_cast<net::WebSocketListener>(link);
}

Hub::Hub(std::unique_ptr<State> state) : state_{std::move(state)} {}
Hub::~Hub() = default;

core::Result<std::unique_ptr<Hub>> Hub::create(net::EventLoop& loop, World& world, Faults& faults,
                                               Options options) {
  auto state = std::make_unique<State>(loop, world, faults, std::move(options));
  auto* const raw = state.get();
  net::WebServer::Options server;
  server.port = raw->options.port;
  server.tls = raw->options.tls;
  server.on_request = [raw](const net::ServerRequest& request, net::HttpReply reply) {
    raw->answer(request, std::move(reply), false);
  };
  server.on_upgrade = [raw](const net::ServerRequest& request, net::WebSocketPeer peer) {
    return raw->upgrade(request, std::move(peer));
  };
  server.websocket.queue_bytes_max = std::size_t{8} << 20U;
  server.websocket.queue_messages_max = 20'000;
  ATB_ASSIGN(raw->server, net::WebServer::create(loop, std::move(server)));
  world.listen([raw](const exchange::ExchangeEvents& events) {
    const auto now = raw->options.now();
    for (const auto& link : std::vector{raw->links})
      if (!link->is_gone()) link->on_events(events, now);
  });
  return std::unique_ptr<Hub>{new Hub{std::move(state)}};
}

std::uint16_t Hub::port() const {
  return state_->server->port();
}

std::size_t Hub::connections() const {
  return state_->server->connections();
}

void Hub::tick() {
  state_->tidy();
  const auto now = state_->options.now();
  for (const auto& link : std::vector{state_->links}) {
    if (link->is_gone()) continue;
    link->keep(now);
    link->on_tick(now);
  }
}

void Hub::make_trouble(Trouble trouble) {
  const auto now = state_->options.now();
  for (const auto& link : std::vector{state_->links}) {
    auto* const session = dynamic_cast<SessionLink*>(link.get());
    switch (trouble) {
      case Trouble::shutdown:
        link->say(link->shutdown_notice(now));
        break;
      case Trouble::drop:
        link->peer().abort();
        break;
      case Trouble::silence:
        link->peer().silence();
        break;
      case Trouble::cut:
        link->peer().break_off(link->shutdown_notice(now));
        break;
      case Trouble::withhold:
        if (session != nullptr) session->withhold();
        break;
      case Trouble::release:
      case Trouble::reverse:
      case Trouble::repeat:
        if (session != nullptr)
          session->release(trouble == Trouble::repeat ? 2 : 1, trouble == Trouble::reverse);
        break;
    }
  }
}

bool Hub::revoke(const std::string& key) {
  if (!state_->world.keys.revoke(key)) return false;
  for (const auto& link : std::vector{state_->links})
    if (auto* const session = dynamic_cast<SessionLink*>(link.get())) session->revoke(key);
  return true;
}

std::optional<Hub::Trouble> parse_trouble(std::string_view word) {
  const auto* const known = std::find_if(kTroubles.begin(), kTroubles.end(),
                                         [&](const auto& each) { return each.first == word; });
  return known == kTroubles.end() ? std::nullopt : std::optional{known->second};
}

}  // namespace atb::binance_simulator
