#include "binance/gateway/rest_caller.h"

#include <deque>
#include <utility>

#include "binance/messages/error_body.h"
#include "binance/messages/market_report.h"
#include "binance/requests/market_calls.h"

namespace atb::binance {
namespace {

constexpr int kTimeRefused = -1021;
constexpr int kTooManyOrders = -1015;

Refused not_sent(std::string text) {
  return {0, 0, std::move(text), Action::none, std::nullopt};
}

}  // namespace

struct RestCaller::State : std::enable_shared_from_this<RestCaller::State> {
  State(Parts the_parts, Environment where, core::Duration window)
      : parts{std::move(the_parts)}, environment{std::move(where)}, receive_window{window} {}

  struct Job {
    Call call;
    Done done;
    core::Timestamp give_up;  ///< local
    Stamp stamp;
    bool signed_anew = false;
    net::EventLoop::Timer timer;
  };
  using Jobs = std::map<std::uint64_t, Job>;

  Parts parts;
  Environment environment;
  core::Duration receive_window;
  Jobs jobs;
  std::deque<std::uint64_t> waiting_for_time;
  std::uint64_t last_id = 0;
  bool measuring = false;

  void start(std::uint64_t id);
  void send(std::uint64_t id, Job& job);
  void on_outcome(std::uint64_t id, net::HttpOutcome outcome);
  void measure();
  void measured(core::Timestamp sent, const net::HttpOutcome& outcome);
  void learn(const net::HttpResponse& response, const Reply& reply, core::Timestamp server_now);
  void end(std::uint64_t id, std::variant<Reply, Refused, Unknown> result);

  [[nodiscard]] bool needs_time(const Job& job) const {
    return job.call.operation.security == Security::signed_ &&
           parts.clock.trust(parts.now()) == ServerClock::Trust::none;
  }
  /// Runs it later, unless the caller has gone by then.
  void later(Job& job, core::Duration delay, std::uint64_t id) {
    job.timer = parts.loop.after(delay, [weak = weak_from_this(), id] {
      if (const auto self = weak.lock()) self->start(id);
    });
  }
};

RestCaller::RestCaller(Parts parts, Environment environment, core::Duration receive_window)
    : state_{std::make_shared<State>(std::move(parts), std::move(environment), receive_window)} {}

RestCaller::~RestCaller() {
  state_->jobs.clear();
}

std::size_t RestCaller::pending() const noexcept {
  return state_->jobs.size();
}

void RestCaller::call(Call call, Done done, core::Duration patience) {
  const auto id = ++state_->last_id;
  auto& job = state_->jobs[id];
  job.call = std::move(call);
  job.done = std::move(done);
  job.give_up = state_->parts.now() + patience;
  state_->later(job, {}, id);
}

void RestCaller::State::start(std::uint64_t id) {
  const auto found = jobs.find(id);
  if (found == jobs.end()) return;
  auto& job = found->second;
  const auto now = parts.now();
  if (now > job.give_up) {
    end(id, not_sent("there was no room below Binance's limits in time"));
    return;
  }
  if (needs_time(job)) {
    waiting_for_time.push_back(id);
    measure();
    return;
  }
  const auto server_now = parts.clock.server_time(now);
  const auto admission = parts.gate.admit(job.call.operation, job.call.purpose, server_now);
  if (admission.verdict == Admission::Verdict::refuse) {
    end(id, not_sent("the call costs more than Binance's limits allow at all"));
    return;
  }
  if (admission.verdict == Admission::Verdict::wait) {
    const auto wait = admission.until - server_now;
    if (now + wait > job.give_up)
      end(id, not_sent("there is no room below Binance's limits in time"));
    else
      later(job, wait, id);
    return;
  }
  send(id, job);
}

void RestCaller::State::send(std::uint64_t id, Job& job) {
  job.stamp = {parts.clock.server_time(parts.now()), receive_window};
  auto request = parts.writer.rest(environment.rest_url, job.call, job.stamp);
  if (!request) {
    end(id, not_sent(request.error().message));
    return;
  }
  parts.http.send(std::move(*request), [weak = weak_from_this(), id](net::HttpOutcome outcome) {
    if (const auto self = weak.lock()) self->on_outcome(id, std::move(outcome));
  });
}

void RestCaller::State::on_outcome(std::uint64_t id, net::HttpOutcome outcome) {
  const auto found = jobs.find(id);
  if (found == jobs.end()) return;
  if (!outcome) {
    auto judged = judge_failure(outcome.error().error, outcome.error().request_may_have_left);
    if (auto* const refused = std::get_if<Refused>(&judged))
      end(id, std::move(*refused));
    else
      end(id, std::get<Unknown>(std::move(judged)));
    return;
  }
  const auto server_now = parts.clock.server_time(parts.now());
  const auto reply = reply_of(*outcome, server_now);
  learn(*outcome, reply, server_now);
  const auto error =
      reply.status >= 400 && reply.status < 500 ? parse_error_body(reply.body) : std::nullopt;
  if (error && error->code == kTimeRefused && !found->second.signed_anew) {
    found->second.signed_anew = true;
    later(found->second, {}, id);
    return;
  }
  end(id, reply);
}

void RestCaller::State::learn(const net::HttpResponse& response, const Reply& reply,
                              core::Timestamp server_now) {
  parts.gate.on_headers(response.headers, server_now);
  const auto error = reply.status >= 400 ? parse_error_body(reply.body) : std::nullopt;
  if (error && error->code == kTimeRefused) parts.clock.on_refused();
  constexpr int kTooMany = 429;
  constexpr int kBanned = 418;
  if (reply.status != kTooMany && reply.status != kBanned) return;
  if (error && error->code == kTooManyOrders)
    parts.gate.on_orders_exceeded(reply.retry_at, server_now);
  else
    parts.gate.on_weight_exceeded(reply.retry_at, server_now);
}

void RestCaller::State::measure() {
  if (measuring) return;
  measuring = true;
  const auto request = parts.writer.rest(environment.rest_url, server_time_call(), {});
  const auto sent = parts.now();
  parts.http.send(net::HttpRequest{*request},
                  [weak = weak_from_this(), sent](net::HttpOutcome outcome) {
                    if (const auto self = weak.lock()) self->measured(sent, outcome);
                  });
}

void RestCaller::State::measured(core::Timestamp sent, const net::HttpOutcome& outcome) {
  measuring = false;
  const auto now = parts.now();
  if (outcome) {
    parts.gate.on_headers(outcome->headers, parts.clock.server_time(now));
    const auto time = parse_server_time(net::as_text(outcome->body), TimeUnit::ms);
    if (outcome->status == 200 && time) parts.clock.add(sent, now, *time);
  }
  const bool known = parts.clock.trust(now) != ServerClock::Trust::none;
  for (const auto id : std::exchange(waiting_for_time, {})) {
    const auto found = jobs.find(id);
    if (found == jobs.end()) continue;
    if (known)
      later(found->second, {}, id);
    else
      end(id, not_sent("Binance's time could not be asked, and without it nothing is signed"));
  }
}

void RestCaller::State::end(std::uint64_t id, std::variant<Reply, Refused, Unknown> result) {
  const auto found = jobs.find(id);
  if (found == jobs.end()) return;
  const auto job = jobs.extract(found);
  job.mapped().done({std::move(result), job.mapped().stamp});
}

}  // namespace atb::binance
