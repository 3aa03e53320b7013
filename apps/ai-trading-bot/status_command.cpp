#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/books.h"
#include "ai-trading-bot/commands.h"
#include "common/output.h"
#include "store/codec.h"
#include "store/journal_reader.h"
#include "trading/portfolio.h"

namespace atb::app {
namespace {

using core::to_text;
using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Reads the books; works while the bot runs and when it is down.\n"
    "\n"
    "JSON: mode, environment, pair, state, phase, position{…}, cash, base, equity, "
    "initial_equity,\n"
    "closed_trades, open_orders[…], unknown_orders[], protection{…}, last_candle, strategy,\n"
    "model, limits{max_position_size,stop_loss,take_profit}, started_at, settings_version, "
    "database\n"
    "(limits and settings_version are null where a database stands for the settings)\n"
    "\n"
    "exit codes: 0 running and healthy, 1 degraded (a position without protection), 3 not "
    "running\n"
    "            or settings invalid, 2 usage, 5 not found, 7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot status --env-file /opt/ai-trading-bot/.env\n"
    "  ai-trading-bot status --database trading_bot.db --format json";

constexpr int kHealthy = 0;
constexpr int kDegraded = 1;
constexpr int kNotRunning = 3;

struct Glance {
  Books books;
  store::SessionRow session;
  bool running = false;
  std::uint64_t trades = 0;

  [[nodiscard]] const trading::EngineState& state() const { return books.account.state; }
  [[nodiscard]] core::Money equity() const {
    return state().cash + core::notional(state().last_close, state().base, core::Rounding::floor);
  }
  [[nodiscard]] const trading::PlaceProtection* protection() const {
    for (const auto& open : state().open_orders)
      if (const auto* found = std::get_if<trading::PlaceProtection>(&open.command)) return found;
    return nullptr;
  }
  [[nodiscard]] bool in_position() const { return state().position.bought.is_positive(); }
  [[nodiscard]] std::string_view state_word() const {
    if (running) return "running";
    return session.ended ? "stopped" : "stopped uncleanly";
  }
  [[nodiscard]] int exit_code() const {
    if (!running) return kNotRunning;
    return in_position() && state().phase == trading::Phase::unprotected ? kDegraded : kHealthy;
  }
};

core::Result<Glance> look(const BooksFlags& flags) {
  ATB_ASSIGN(auto books, open_books(flags));
  ATB_ASSIGN(auto session, store::latest_session(books.database, books.account.id));
  ATB_ASSIGN(const auto trades, store::count_trades(books.database, books.account.id));
  ATB_ASSIGN(const bool running, store::Database::is_being_written(books.path));
  return Glance{std::move(books), session.value_or(store::SessionRow{}), running, trades};
}

Json position_json(const Glance& glance) {
  if (!glance.in_position()) return nullptr;
  const trading::Position position{glance.state().position};
  return {{"quantity", to_text(glance.state().base)},
          {"entry_price", to_text(position.entry_price())},
          {"entry_time", to_text(glance.state().position.entry_time)},
          {"last_price", to_text(glance.state().last_close)}};
}

Json protection_json(const Glance& glance) {
  const auto* const protection = glance.protection();
  if (protection == nullptr) return nullptr;
  return {{"order", store::to_text(protection->order)},
          {"quantity", to_text(protection->quantity)},
          {"stop_loss", to_text(protection->stop)},
          {"take_profit", to_text(protection->target)}};
}

Json limits_json(const Glance& glance) {
  if (!glance.books.settings) return nullptr;
  const auto& settings = glance.books.settings->settings;
  return {{"max_position_size", to_text(settings.max_position_size)},
          {"stop_loss", to_text(settings.stop_loss)},
          {"take_profit", to_text(settings.take_profit)}};
}

Json settings_version_json(const Glance& glance) {
  const auto& bot = glance.books.settings;
  return bot && bot->version ? Json(*bot->version) : Json();
}

core::Result<void> print_glance_json(const Glance& glance) {
  Json orders = Json::array();
  for (const auto& open : glance.state().open_orders)
    orders.push_back(store::to_json(open.command));
  const auto& account = glance.books.account;
  return print_json({{"mode", account.mode},
                     {"environment", glance.session.environment},
                     {"pair", account.pair},
                     {"state", glance.state_word()},
                     {"phase", trading::describe(glance.state().phase)},
                     {"position", position_json(glance)},
                     {"cash", to_text(glance.state().cash)},
                     {"base", to_text(glance.state().base)},
                     {"equity", to_text(glance.equity())},
                     {"initial_equity", to_text(account.initial_cash)},
                     {"closed_trades", glance.trades},
                     {"open_orders", std::move(orders)},
                     {"unknown_orders", Json::array()},
                     {"protection", protection_json(glance)},
                     {"last_candle", to_text(glance.state().last_candle)},
                     {"strategy", glance.session.strategy},
                     {"model", nullptr},  // no strategy of this version has one
                     {"limits", limits_json(glance)},
                     {"started_at", to_text(glance.session.started)},
                     {"settings_version", settings_version_json(glance)},
                     {"database", glance.books.path.string()}});
}

std::string settings_text(const Glance& glance) {
  const auto& bot = glance.books.settings;
  if (!bot) return "";
  std::string text =
      fmt::format("  limits       position {}, stop-loss {}, take-profit {}\n",
                  to_text(bot->settings.max_position_size), to_text(bot->settings.stop_loss),
                  to_text(bot->settings.take_profit));
  if (bot->version) text += fmt::format("  settings     version {}\n", *bot->version);
  return text;
}

core::Result<void> print_glance_text(const Glance& glance) {
  const auto& account = glance.books.account;
  const auto& state = glance.state();
  std::string text =
      fmt::format("{} {} ({}): {}, {}\n", account.pair, account.mode, glance.session.environment,
                  glance.state_word(), trading::describe(state.phase));
  text += fmt::format("  equity       {} {} (began with {})\n", to_text(glance.equity()),
                      account.quote_asset, to_text(account.initial_cash));
  text += fmt::format("  cash         {}\n  trades       {} closed\n", to_text(state.cash),
                      glance.trades);
  if (glance.in_position())
    text += fmt::format("  position     {} bought at {}, now {}\n", to_text(state.base),
                        to_text(trading::Position{state.position}.entry_price()),
                        to_text(state.last_close));
  if (const auto* const protection = glance.protection())
    text += fmt::format("  protection   stop {} target {}\n", to_text(protection->stop),
                        to_text(protection->target));
  text += settings_text(glance);
  text +=
      fmt::format("  last candle  {}\n  strategy     {}\n  started      {}\n  database     {}\n",
                  to_text(state.last_candle), glance.session.strategy,
                  to_text(glance.session.started), glance.books.path.string());
  return print_text(text);
}

core::Result<int> status(const BooksFlags& flags, Format format) {
  ATB_ASSIGN(const auto glance, look(flags));
  ATB_TRY(format == Format::json ? print_glance_json(glance) : print_glance_text(glance));
  return glance.exit_code();
}

}  // namespace

void add_status_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<BooksFlags>();
  CLI::App& verb =
      add_verb(program, invocation, "status", "what a glance needs, from the books", kFooter);
  add_books_flags(verb, *flags);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return status(*flags, invocation.format); };
  });
}

}  // namespace atb::app
