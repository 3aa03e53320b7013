#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/books.h"
#include "ai-trading-bot/commands.h"
#include "common/output.h"
#include "store/codec.h"
#include "store/journal_reader.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "One line for each thing that happened: intents (written before they are sent), what the "
    "venue\n"
    "answered, fills, decisions with their reasons, closed trades.\n"
    "\n"
    "JSON: account, pair, mode, rows[{sequence,time,session,kind,order,detail{…}}]\n"
    "\n"
    "exit codes: 0 done, 1 unexpected failure, 2 usage, 3 settings invalid, 5 not found,\n"
    "            7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot journal --env-file /opt/ai-trading-bot/.env --limit 20\n"
    "  ai-trading-bot journal --database trading_bot.db --since 2024-01-01 --format json";

struct Options {
  BooksFlags books;
  std::string since;
  std::string order;
  std::int64_t limit = 1'000;
};

core::Result<int> journal(const Options& options, Format format) {
  store::JournalQuery query;
  query.rows_max = options.limit;
  if (!options.since.empty()) {
    ATB_ASSIGN(query.since, core::parse_timestamp(options.since));
  }
  if (!options.order.empty()) {
    ATB_ASSIGN(const auto id, store::parse_order_id(options.order));
    query.order = store::to_text(id);
  }
  ATB_ASSIGN(auto books, open_books(options.books));
  query.account = books.account.id;
  ATB_ASSIGN(const auto rows, store::read_journal(books.database, query));

  if (format == Format::json) {
    Json list = Json::array();
    for (const auto& row : rows)
      list.push_back({{"sequence", row.sequence},
                      {"time", core::to_text(row.time)},
                      {"session", row.session},
                      {"kind", row.kind},
                      {"order", row.order.empty() ? Json() : Json(row.order)},
                      {"detail", Json::parse(row.detail, nullptr, false)}});
    ATB_TRY(print_json({{"account", books.account.id},
                        {"pair", books.account.pair},
                        {"mode", books.account.mode},
                        {"rows", std::move(list)}}));
    return 0;
  }
  std::string text;
  for (const auto& row : rows)
    fmt::format_to(std::back_inserter(text), "{} {:<9} {}{}{}\n", core::to_text(row.time), row.kind,
                   row.order, row.order.empty() ? "" : " ", row.detail);
  ATB_TRY(print_text(text));
  return 0;
}

}  // namespace

void add_journal_command(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App& verb = add_verb(program, invocation, "journal",
                            "the journal: intents, answers, fills, decisions, trades", kFooter);
  add_books_flags(verb, options->books);
  verb.add_option("--since", options->since, "from this time on, UTC")->type_name("TIME");
  verb.add_option("--order", options->order, "one order, by the id that the journal shows")
      ->type_name("ID");
  verb.add_option("--limit", options->limit, "the newest that many lines")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}))
      ->capture_default_str();
  verb.callback([options, &invocation] {
    invocation.action = [options, &invocation] { return journal(*options, invocation.format); };
  });
}

}  // namespace atb::app
