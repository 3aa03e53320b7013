#include "net/async_http/async_http.h"

#include <deque>
#include <optional>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

#include <curl/curl.h>
#include <fmt/format.h>

#include "net/curl_exchange.h"
#include "net/curl_failure.h"
#include "net/url.h"

namespace atb::net {
namespace {

HttpOutcome failed(core::Error error, bool may_have_left) {
  return tl::unexpected<HttpFailure>(HttpFailure{std::move(error), may_have_left});
}

core::Error no_time_left(const std::string& address) {
  const auto url = parse_url(address);
  const std::string host = url ? url->authority() : "the service";
  return to_error({.curl_code = CURLE_OPERATION_TIMEDOUT, .host = host});
}

/// A request from `send` to its callback. Stays where it is: libcurl points into it.
struct Job {
  Job(HttpRequest what, AsyncHttp::Done whom) : request{std::move(what)}, done{std::move(whom)} {
    request.send_once = true;
  }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  ~Job() {
    exchange.reset();
    core::wipe(request.url.data(), request.url.size());  // a query may hold a signature
  }

  HttpRequest request;
  AsyncHttp::Done done;
  CURL* curl = nullptr;  ///< set while it is under way
  std::unique_ptr<CurlExchange> exchange;
  EventLoop::Timer timer;
};

using JobMap = std::unordered_map<std::uint64_t, std::unique_ptr<Job>>;

}  // namespace

struct AsyncHttp::State : std::enable_shared_from_this<State> {
  State(EventLoop& on, Options what) : loop{on}, options{std::move(what)} {
    if (!start_curl()) throw std::runtime_error{"libcurl does not start"};
    multi = curl_multi_init();
    if (multi == nullptr) throw std::bad_alloc{};
    if (options.transport.user_agent.empty())
      options.transport.user_agent = "ai-trading-bot/" ATB_VERSION;
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &State::on_socket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &State::on_timer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(options.connections_max));
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { end(); }

  void end() {
    if (multi == nullptr) return;
    waiting.clear();
    for (auto& [id, job] : jobs) release(*job);
    jobs.clear();
    for (auto* const curl : idle) curl_easy_cleanup(curl);
    idle.clear();
    sockets.clear();  // before libcurl closes them
    curl_multi_cleanup(std::exchange(multi, nullptr));
    curl_timer.cancel();
  }

  static int on_socket(CURL*, curl_socket_t socket, int what, void* context, void*) {
    auto& state = *static_cast<State*>(context);
    if (what == CURL_POLL_REMOVE) {
      state.sockets.erase(socket);
      return 0;
    }
    const EventLoop::Readiness wanted{.read = (what & CURL_POLL_IN) != 0,
                                      .write = (what & CURL_POLL_OUT) != 0};
    if (const auto known = state.sockets.find(socket); known != state.sockets.end()) {
      known->second.change(wanted);
      return 0;
    }
    state.sockets[socket] =
        state.loop.watch(socket, wanted, [&state, socket](EventLoop::Readiness ready) {
          state.act(socket,
                    (ready.read ? CURL_CSELECT_IN : 0) | (ready.write ? CURL_CSELECT_OUT : 0));
        });
    return 0;
  }

  static int on_timer(CURLM*, long milliseconds, void* context) {
    auto& state = *static_cast<State*>(context);
    state.curl_timer.cancel();
    if (milliseconds >= 0)
      state.curl_timer = state.loop.after(core::Duration::milliseconds(milliseconds),
                                          [&state] { state.act(CURL_SOCKET_TIMEOUT, 0); });
    return 0;
  }

  void act(curl_socket_t socket, int ready) {
    const auto alive = shared_from_this();  // a callback may let go of us
    int running = 0;
    curl_multi_socket_action(multi, socket, ready, &running);
    int left = 0;
    while (multi != nullptr) {
      const auto* const message = curl_multi_info_read(multi, &left);
      if (message == nullptr) break;
      if (message->msg == CURLMSG_DONE) conclude(message->easy_handle, message->data.result);
    }
  }

  void conclude(CURL* curl, CURLcode code) {
    for (const auto& [id, job] : jobs)
      if (job->curl == curl) return complete(id, code);
  }

  /// Ends a request that is under way and tells its outcome.
  void complete(std::uint64_t id, CURLcode code) {
    auto& job = *jobs.at(id);
    const bool started = job.exchange->request_started();
    curl_multi_remove_handle(multi, job.curl);
    auto result = job.exchange->finish(code);
    tell(id, result ? HttpOutcome{std::move(*result)} : failed(std::move(result).error(), started));
  }

  void tell(std::uint64_t id, HttpOutcome outcome) {
    const auto alive = shared_from_this();
    const auto found = jobs.find(id);
    const auto job = std::move(found->second);
    jobs.erase(found);
    std::erase(waiting, id);
    job->timer.cancel();
    release(*job);
    start_waiting();
    if (job->done) job->done(std::move(outcome));
  }

  /// Takes the handle back; its connection stays with the others.
  void release(Job& job) {
    if (job.curl == nullptr) return;
    curl_multi_remove_handle(multi, job.curl);
    job.exchange.reset();
    idle.push_back(std::exchange(job.curl, nullptr));
    --active;
  }

  void start_waiting() {
    while (!waiting.empty() && active < options.connections_max) {
      const auto id = waiting.front();
      waiting.pop_front();
      start(id);
    }
  }

  void start(std::uint64_t id) {
    auto& job = *jobs.at(id);
    job.curl = take_handle();
    ++active;
    auto exchange = CurlExchange::prepare(job.curl, job.request, options.transport);
    if (!exchange) {
      release(job);
      return fail_later(id, std::move(exchange).error());
    }
    job.exchange = std::move(*exchange);
    // Two places to look for the system's authorities, and no second attempt as in CurlTransport.
    if (options.transport.ca_bundle.empty() && system_ca_file() != nullptr)
      curl_easy_setopt(job.curl, CURLOPT_CAINFO, system_ca_file());
    curl_multi_add_handle(multi, job.curl);
  }

  CURL* take_handle() {
    if (idle.empty()) {
      auto* const made = curl_easy_init();
      if (made == nullptr) throw std::bad_alloc{};
      return made;
    }
    auto* const taken = idle.back();
    idle.pop_back();
    return taken;
  }

  void fail_later(std::uint64_t id, core::Error error) {
    jobs.at(id)->timer =
        loop.after({}, [this, id, error = std::move(error)] { tell(id, failed(error, false)); });
  }

  void on_deadline(std::uint64_t id) {
    const auto& job = *jobs.at(id);
    if (job.curl != nullptr) return complete(id, CURLE_OPERATION_TIMEDOUT);
    tell(id, failed(no_time_left(job.request.url), false));
  }

  EventLoop& loop;
  Options options;
  CURLM* multi = nullptr;
  std::uint64_t last_id = 0;
  JobMap jobs;
  std::deque<std::uint64_t> waiting;
  std::size_t active = 0;
  std::vector<CURL*> idle;
  std::unordered_map<curl_socket_t, EventLoop::Watch> sockets;
  EventLoop::Timer curl_timer;
};

AsyncHttp::AsyncHttp(EventLoop& loop, Options options)
    : state_{std::make_shared<State>(loop, std::move(options))} {}

AsyncHttp::~AsyncHttp() {
  state_->end();
}

AsyncHttp::RequestId AsyncHttp::send(HttpRequest request, Done done) {
  auto& state = *state_;
  const auto id = ++state.last_id;
  const auto deadline = request.total_timeout;
  auto& job = *state.jobs.emplace(id, std::make_unique<Job>(std::move(request), std::move(done)))
                   .first->second;
  if (state.waiting.size() >= state.options.waiting_max &&
      state.active >= state.options.connections_max) {
    state.fail_later(id, {core::ErrorKind::temporary, std::string{codes::kTooManyRequests},
                          fmt::format("{} requests wait for a connection", state.waiting.size()),
                          "Nothing was sent. Send less, or wait for answers."});
    return RequestId{id};
  }
  job.timer = state.loop.after(deadline, [&state, id] { state.on_deadline(id); });
  state.waiting.push_back(id);
  state.start_waiting();
  return RequestId{id};
}

AsyncHttp::Cancelled AsyncHttp::cancel(RequestId id) {
  auto& state = *state_;
  const auto found = state.jobs.find(static_cast<std::uint64_t>(id));
  if (found == state.jobs.end()) return Cancelled::no_such_request;
  const auto job = std::move(found->second);
  state.jobs.erase(found);
  std::erase(state.waiting, static_cast<std::uint64_t>(id));
  const bool started = job->exchange && job->exchange->request_started();
  state.release(*job);
  state.start_waiting();
  return started ? Cancelled::may_have_left : Cancelled::not_sent;
}

AsyncHttp::RequestId AsyncHttp::warm_up(std::string url, Done done) {
  HttpRequest request;
  request.url = std::move(url);
  return send(std::move(request), std::move(done));
}

std::size_t AsyncHttp::pending() const noexcept {
  return state_->jobs.size();
}

}  // namespace atb::net
