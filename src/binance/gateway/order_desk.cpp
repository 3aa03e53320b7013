#include "binance/gateway/order_desk.h"

#include <map>
#include <utility>

#include "binance/requests/account_calls.h"

namespace atb::binance {
namespace {

constexpr int kNoSuchOrder = -2013;

Outcome<OrderReport> judged(const CallEnd& end) {
  if (const auto* const refused = std::get_if<Refused>(&end.result)) return *refused;
  if (const auto* const unknown = std::get_if<Unknown>(&end.result)) return *unknown;
  return judge_order(std::get<Reply>(end.result), TimeUnit::ms);
}

}  // namespace

struct OrderDesk::State : std::enable_shared_from_this<OrderDesk::State> {
  State(net::EventLoop& the_loop, RestCaller& the_caller, ServerClock& the_clock,
        std::function<core::Timestamp()> local)
      : loop{the_loop}, caller{the_caller}, clock{the_clock}, now{std::move(local)} {}

  struct Case {
    std::string symbol;
    Told told;
    std::optional<PlacementDoubt> doubt;
    net::EventLoop::Timer timer;
  };

  net::EventLoop& loop;
  RestCaller& caller;
  ServerClock& clock;
  std::function<core::Timestamp()> now;
  std::map<std::string, Case> cases;  ///< by client order id

  [[nodiscard]] core::Timestamp server_now() const { return clock.server_time(now()); }

  void on_placed(const std::string& id, const CallEnd& end) {
    const auto found = cases.find(id);
    if (found == cases.end()) return;
    auto outcome = judged(end);
    if (auto* const report = std::get_if<OrderReport>(&outcome)) return close(id, *report);
    if (auto* const refused = std::get_if<Refused>(&outcome)) return close(id, *refused);
    found->second.doubt.emplace(end.stamp);
    if (found->second.told.in_doubt) found->second.told.in_doubt(std::get<Unknown>(outcome));
    ask_later(id);
  }

  void ask_later(const std::string& id) {
    const auto found = cases.find(id);
    if (found == cases.end()) return;
    const auto at = server_now();
    const auto wait = found->second.doubt->next_query(at) - at;
    found->second.timer = loop.after(wait, [weak = weak_from_this(), id] {
      if (const auto self = weak.lock()) self->ask(id);
    });
  }

  void ask(const std::string& id) {
    const auto found = cases.find(id);
    if (found == cases.end()) return;
    auto call = order_status_call(found->second.symbol, {-1, id});
    call.purpose = Purpose::repair;
    const auto asked_at = server_now();
    caller.call(std::move(call), [weak = weak_from_this(), id, asked_at](const CallEnd& end) {
      if (const auto self = weak.lock()) self->on_asked(id, asked_at, end);
    });
  }

  void on_asked(const std::string& id, core::Timestamp asked_at, const CallEnd& end) {
    const auto found = cases.find(id);
    if (found == cases.end()) return;
    auto outcome = judged(end);
    if (auto* const report = std::get_if<OrderReport>(&outcome)) return close(id, *report);
    const auto* const refused = std::get_if<Refused>(&outcome);
    if (refused != nullptr && refused->code == kNoSuchOrder) found->second.doubt->missing(asked_at);
    if (found->second.doubt->state() == PlacementDoubt::State::not_placed)
      return close(id, NotPlaced{});
    ask_later(id);
  }

  void close(const std::string& id, Fate fate) {
    const auto found = cases.find(id);
    if (found == cases.end()) return;
    const auto closed = cases.extract(found);
    if (closed.mapped().told.done) closed.mapped().told.done(fate);
  }
};

OrderDesk::OrderDesk(net::EventLoop& loop, RestCaller& caller, ServerClock& clock,
                     std::function<core::Timestamp()> now)
    : state_{std::make_shared<State>(loop, caller, clock, std::move(now))} {}

OrderDesk::~OrderDesk() {
  state_->cases.clear();
}

core::Result<void> OrderDesk::place(const NewOrder& order, Purpose purpose, Told told) {
  ATB_ASSIGN(auto call, place_order_call(order, purpose));
  const auto& id = order.client_order_id;
  if (state_->cases.contains(id))
    return core::fail(core::ErrorKind::internal, "binance.client_order_id",
                      "an order with this client order id is under way",
                      "Give each order an id of its own.");
  state_->cases.emplace(id, State::Case{order.symbol, std::move(told), std::nullopt, {}});
  state_->caller.call(std::move(call), [weak = state_->weak_from_this(), id](const CallEnd& end) {
    if (const auto self = weak.lock()) self->on_placed(id, end);
  });
  return {};
}

void OrderDesk::seen(const std::string& client_order_id) {
  const auto found = state_->cases.find(client_order_id);
  if (found == state_->cases.end() || !found->second.doubt) return;
  found->second.doubt->found();
  state_->ask(client_order_id);
}

std::size_t OrderDesk::in_doubt() const noexcept {
  std::size_t count = 0;
  for (const auto& [id, each] : state_->cases) count += each.doubt ? 1U : 0U;
  return count;
}

}  // namespace atb::binance
