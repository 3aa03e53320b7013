#include "binance-simulator/serve.h"

#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "binance_simulator/control.h"
#include "binance_simulator/market/history.h"
#include "binance_simulator/market/price_path.h"
#include "common/output.h"
#include "files/read.h"
#include "history/candles.h"
#include "market/instrument.h"

namespace atb::app {
namespace {

using namespace binance_simulator;
using core::Result;

constexpr std::size_t kFileBytesMax = std::size_t{1} << 20U;
constexpr auto kTick = core::Duration::milliseconds(50);
constexpr std::size_t kHistory = 1'000;

core::Timestamp machine_time() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return core::Timestamp::from_us(
      std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

tl::unexpected<core::Error> wrong(std::string what, std::string advice) {
  return core::fail(core::ErrorKind::usage, "simulator.bad_option", std::move(what),
                    std::move(advice));
}

Result<std::vector<AccountPlan>> accounts_of(const ServeOptions& options) {
  if (!options.account_file.empty()) {
    ATB_ASSIGN(const auto text, files::read_file(options.account_file, kFileBytesMax));
    return parse_accounts({text.data(), text.size()});
  }
  std::vector<AccountPlan> plans;
  plans.push_back(example_account());
  for (const auto& balance : options.balances) {
    const auto equals = balance.find('=');
    const auto amount = core::parse_money(
        equals == std::string::npos ? "" : std::string_view{balance}.substr(equals + 1));
    if (!amount || amount->is_negative() || equals == 0)
      return wrong(fmt::format("--balance {} is no ASSET=AMOUNT", balance.substr(0, 40)),
                   "Example: --balance USDT=1000");
    plans[0].balances[balance.substr(0, equals)] = *amount;
  }
  return plans;
}

/// Where the market comes from.
struct Market {
  std::unique_ptr<PricePath> path;
  core::Price start;
};

Result<KlineInterval> interval_of(core::Duration length) {
  for (std::size_t i = 0; i < kIntervals; ++i) {
    const auto interval = static_cast<KlineInterval>(i);
    if (next_open(interval, core::Timestamp{}) - core::Timestamp{} == length &&
        interval != KlineInterval::mo1)
      return interval;
  }
  return wrong("the candles have a length that Binance does not know",
               "Use candles of 1m, 5m, 1h, 1d and so on.");
}

Result<Market> follow_candles(World& world, const ServeOptions& options, core::Timestamp now) {
  ATB_ASSIGN(const auto source, history::open_candles(options.candles, std::nullopt, {}));
  ATB_ASSIGN(const auto interval, interval_of(source.interval()));
  const auto view = source.view();
  const auto past = std::min(view.size() / 2, kHistory);
  std::vector<market::Candle> before;
  std::vector<market::Candle> after;
  for (std::size_t i = 0; i < view.size(); ++i) (i < past ? before : after).push_back(view[i]);
  for (const auto& kline : history_of(before, interval, now))
    world.tape_of(options.symbol).add_history(interval, kline);
  const auto start = after.front().open;
  const auto pace = core::Duration::microseconds(
      static_cast<std::int64_t>(static_cast<double>(source.interval().us()) / options.speed));
  return Market{candle_path(std::move(after), pace), start};
}

Market walk(World& world, const ServeOptions& options, core::Timestamp now) {
  const auto seed = options.random_walk.value_or(options.seed);
  const auto tick = world.exchange.market(options.symbol)->record.rules.price.tick;
  const auto start = core::Price::from_units(60'000 * core::kUnitsPerOne);
  for (const auto& kline : invented_history(seed, start, tick, kHistory, now))
    world.tape_of(options.symbol).add_history(KlineInterval::m1, kline);
  return {random_walk(seed, start, tick), start};
}

/// BTCUSDT with its neighbours, or another pair with Bitcoin's filters.
Result<void> open_markets(World& world, const std::string& symbol) {
  ATB_ASSIGN(const auto instrument, market::instrument_from_symbol(symbol));
  world.add_symbol(exchange::rules_like_bitcoin(instrument.base_asset, instrument.quote_asset));
  for (const auto* const base : {"BTC", "BNB", "ETH"})
    if (symbol != std::string{base} + "USDT")
      world.add_symbol(exchange::rules_like_bitcoin(base, "USDT"));
  return {};
}

/// The other pairs stand still.
void quote_neighbours(World& world, const std::string& symbol, std::uint64_t seed,
                      std::vector<std::unique_ptr<House>>& houses, core::Timestamp now) {
  const std::pair<const char*, std::int64_t> prices[] = {
      {"BTCUSDT", 60'000}, {"BNBUSDT", 600}, {"ETHUSDT", 3'000}};
  for (const auto& [name, price] : prices) {
    if (symbol == name) continue;
    houses.push_back(std::make_unique<House>(world, name, seed));
    houses.back()->move_to(core::Price::from_units(price * core::kUnitsPerOne), now);
  }
}

std::string ready_line(const ServeOptions& options, const Hub& hub, const net::WebServer* control) {
  const auto* const scheme = options.tls_certificate.empty() ? "http" : "https";
  nlohmann::ordered_json line{{"ready", true},
                              {"url", fmt::format("{}://127.0.0.1:{}", scheme, hub.port())}};
  if (control != nullptr) line["control"] = fmt::format("http://127.0.0.1:{}", control->port());
  return line.dump() + "\n";
}

/// Runs again and again until the loop ends.
class Heart {
 public:
  Heart(net::EventLoop& loop, std::function<void()> beat) : loop_{loop}, beat_{std::move(beat)} {
    next();
  }

 private:
  void next() {
    timer_ = loop_.after(kTick, [this] {
      beat_();
      next();
    });
  }
  net::EventLoop& loop_;
  std::function<void()> beat_;
  net::EventLoop::Timer timer_;
};

net::EventLoop* ending = nullptr;

void end(int) {
  ending->stop();
}

/// Everything that serves, in the order in which it needs each other.
class Stage {
 public:
  explicit Stage(const ServeOptions& options)
      : options_{options}, faults_{options.seed}, house_{world_, options.symbol, options.seed} {}

  Result<void> set_up() {
    ATB_TRY(open_markets(world_, options_.symbol));
    ATB_ASSIGN(auto plans, accounts_of(options_));
    for (auto& plan : plans) world_.open_account(std::move(plan), began_);
    if (!options_.faults_file.empty()) {
      ATB_ASSIGN(const auto text, files::read_file(options_.faults_file, kFileBytesMax));
      ATB_ASSIGN(auto rules, parse_faults({text.data(), text.size()}));
      faults_.add(std::move(rules));
    }
    if (options_.candles.empty()) {
      market_ = walk(world_, options_, began_);
    } else {
      ATB_ASSIGN(market_, follow_candles(world_, options_, began_));
    }
    quote_neighbours(world_, options_.symbol, options_.seed, neighbours_, began_);
    house_.move_to(market_.start, began_);
    return {};
  }

  Result<void> listen() {
    std::optional<net::ServerTls> tls;
    if (!options_.tls_certificate.empty()) tls = {options_.tls_certificate, options_.tls_key};
    ATB_ASSIGN(hub_, Hub::create(loop_, world_, faults_, {options_.port, tls, now_}));
    control_.emplace(Control::Parts{world_, faults_, *hub_, house_, offset_, now_});
    if (options_.control_port) {
      net::WebServer::Options wanted;
      wanted.port = *options_.control_port;
      wanted.on_request = [this](const net::ServerRequest& request, net::HttpReply reply) {
        reply.send(control_->handle(request));
      };
      ATB_ASSIGN(control_server_, net::WebServer::create(loop_, std::move(wanted)));
    }
    return print_text(ready_line(options_, *hub_, control_server_.get()));
  }

  void run() {
    const Heart heart{loop_, [this] { beat(); }};
    loop_.run();
  }
  net::EventLoop& loop() noexcept { return loop_; }

 private:
  void beat() {
    const auto time = now_();
    const auto& record = world_.exchange.market(options_.symbol)->record;
    for (const auto price : market_.path->visit(machine_time() - began_))
      if (price != record.last_price) house_.move_to(price, time);
    hub_->tick();
  }

  const ServeOptions& options_;
  core::Duration offset_;
  std::function<core::Timestamp()> now_ = [this] { return machine_time() + offset_; };
  core::Timestamp began_ = machine_time();
  World world_;
  Faults faults_;
  Market market_;
  House house_;
  std::vector<std::unique_ptr<House>> neighbours_;
  net::EventLoop loop_;
  std::unique_ptr<Hub> hub_;
  std::optional<Control> control_;
  std::unique_ptr<net::WebServer> control_server_;
};

}  // namespace

core::Result<void> serve(const ServeOptions& options) {
  Stage stage{options};
  ATB_TRY(stage.set_up());
  ending = &stage.loop();
  ::signal(SIGTERM, end);
  ::signal(SIGINT, end);
  ATB_TRY(stage.listen());
  stage.run();
  return {};
}

}  // namespace atb::app
