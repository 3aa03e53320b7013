#include "binance_simulator/control.h"

#include <algorithm>
#include <array>

namespace atb::binance_simulator {
namespace {

using core::Result;

tl::unexpected<core::Error> wrong(std::string what) {
  return core::fail(core::ErrorKind::usage, "simulator.bad_control", std::move(what));
}

Result<std::string> text_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || !found->is_string()) return wrong(std::string{name} + " is no text");
  return found->get<std::string>();
}

Result<std::int64_t> number_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || !found->is_number_integer())
    return wrong(std::string{name} + " is no whole number");
  return found->get<std::int64_t>();
}

net::HttpResponse respond(int status, const Json& body) {
  net::HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = net::to_body(body.dump());
  return response;
}

}  // namespace

struct Control::Command {
  std::string_view verb;
  std::string_view path;
  Result<Json> (*run)(Control& control, const Json& body);
};

std::span<const Control::Command> Control::all_commands() {
  static constexpr std::array kCommands{
      Command{"GET", "/state", [](Control& c, const Json&) { return c.state(); }},
      Command{"POST", "/faults", [](Control& c, const Json& b) { return c.add_faults(b); }},
      Command{"DELETE", "/faults",
              [](Control& c, const Json&) -> Result<Json> {
                c.parts_.faults.clear();
                return Json::object();
              }},
      Command{"POST", "/clock", [](Control& c, const Json& b) { return c.move_clock(b); }},
      Command{"POST", "/market", [](Control& c, const Json& b) { return c.move_market(b); }},
      Command{"POST", "/deposit", [](Control& c, const Json& b) { return c.deposit(b); }},
      Command{"POST", "/revoke", [](Control& c, const Json& b) { return c.revoke(b); }},
      Command{"POST", "/symbol", [](Control& c, const Json& b) { return c.change_symbol(b); }},
      Command{"POST", "/streams", [](Control& c, const Json& b) { return c.trouble(b); }},
      Command{"POST", "/maintenance", [](Control& c, const Json& b) { return c.maintenance(b); }},
      Command{"POST", "/ban", [](Control& c, const Json& b) { return c.ban(b); }},
  };
  return kCommands;
}

net::HttpResponse Control::handle(const net::ServerRequest& request) {
  const auto commands = all_commands();
  const auto is_path = [&](const Command& command) { return command.path == request.target; };
  if (std::none_of(commands.begin(), commands.end(), is_path))
    return respond(404, {{"error", "there is no such path"}});
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const Command& command) {
    return is_path(command) && command.verb == request.method;
  });
  if (found == commands.end()) return respond(405, {{"error", "not with this method"}});
  auto body = Json::object();
  if (!request.body.empty()) body = Json::parse(net::as_text(request.body), nullptr, false);
  if (body.is_discarded()) return respond(400, {{"error", "the body is no JSON"}});
  const auto done = found->run(*this, body);
  return done ? respond(200, *done) : respond(400, {{"error", done.error().message}});
}

Result<Json> Control::state() {
  auto symbols = Json::object();
  for (const auto& symbol : parts_.world.exchange.symbols()) {
    const auto& record = parts_.world.exchange.market(symbol)->record;
    symbols[symbol] = {{"status", exchange::to_text(record.rules.status)},
                       {"last_price", fixed(record.last_price.value_or(core::Price{}))},
                       {"orders", record.orders.size()},
                       {"trades", record.last_trade}};
  }
  return Json{{"time", parts_.now().ms()},
              {"symbols", std::move(symbols)},
              {"faults", parts_.faults.waiting()},
              {"connections", parts_.hub.connections()}};
}

Result<Json> Control::add_faults(const Json& body) {
  ATB_ASSIGN(auto faults, parse_faults(body.dump()));
  parts_.faults.add(std::move(faults));
  return Json{{"faults", parts_.faults.waiting()}};
}

Result<Json> Control::move_clock(const Json& body) {
  ATB_ASSIGN(const auto offset, number_of(body, "offset_ms"));
  parts_.clock_offset = core::Duration::milliseconds(offset);
  return Json{{"time", parts_.now().ms()}};
}

Result<Json> Control::move_market(const Json& body) {
  ATB_ASSIGN(const auto text, text_of(body, "price"));
  ATB_ASSIGN(const auto price, core::parse_price(text));
  if (!price.is_positive()) return wrong("price is not above zero");
  parts_.house.move_to(price, parts_.now());
  return state();
}

Result<Json> Control::deposit(const Json& body) {
  ATB_ASSIGN(const auto account, number_of(body, "account"));
  ATB_ASSIGN(const auto asset, text_of(body, "asset"));
  ATB_ASSIGN(const auto text, text_of(body, "amount"));
  ATB_ASSIGN(const auto amount, core::parse_money(text));
  if (account < 0 || static_cast<std::size_t>(account) >= parts_.world.exchange.ledger().accounts())
    return wrong("there is no such account");
  exchange::ExchangeEvents events;
  const auto done = parts_.world.exchange.deposit(static_cast<exchange::AccountId>(account), asset,
                                                  amount, parts_.now(), events);
  if (!done) return wrong(done.error().message);
  parts_.world.tell(events);
  return Json::object();
}

Result<Json> Control::revoke(const Json& body) {
  ATB_ASSIGN(const auto key, text_of(body, "key"));
  if (!parts_.hub.revoke(key)) return wrong("there is no such key");
  return Json::object();
}

Result<Json> Control::change_symbol(const Json& body) {
  ATB_ASSIGN(const auto symbol, text_of(body, "symbol"));
  const auto* const market = parts_.world.exchange.market(symbol);
  if (market == nullptr) return wrong("there is no such symbol");
  auto rules = market->record.rules;
  if (body.contains("status")) {
    ATB_ASSIGN(const auto word, text_of(body, "status"));
    const auto status = exchange::parse_symbol_status(word);
    if (!status) return wrong("status is TRADING, END_OF_DAY, HALT, BREAK or CANCEL_ONLY");
    rules.status = *status;
  }
  if (body.contains("tick_size")) {
    ATB_ASSIGN(const auto text, text_of(body, "tick_size"));
    ATB_ASSIGN(rules.price.tick, core::parse_price(text));
  }
  if (body.contains("step_size")) {
    ATB_ASSIGN(const auto text, text_of(body, "step_size"));
    ATB_ASSIGN(rules.lot.step, core::parse_quantity(text));
  }
  if (body.contains("min_notional")) {
    ATB_ASSIGN(const auto text, text_of(body, "min_notional"));
    ATB_ASSIGN(rules.notional.min, core::parse_money(text));
  }
  (void)parts_.world.exchange.set_rules(rules);
  return state();
}

Result<Json> Control::trouble(const Json& body) {
  ATB_ASSIGN(const auto word, text_of(body, "trouble"));
  const auto trouble = parse_trouble(word);
  if (!trouble)
    return wrong("trouble is shutdown, drop, silence, cut, withhold, release, reverse or repeat");
  parts_.hub.make_trouble(*trouble);
  return Json::object();
}

Result<Json> Control::maintenance(const Json& body) {
  const auto found = body.find("on");
  if (found == body.end() || !found->is_boolean()) return wrong("on is true or false");
  parts_.world.maintenance = found->get<bool>();
  return Json::object();
}

Result<Json> Control::ban(const Json& body) {
  ATB_ASSIGN(const auto seconds, number_of(body, "seconds"));
  parts_.world.addresses.ban("127.0.0.1", parts_.now() + core::Duration::seconds(seconds));
  return Json::object();
}

}  // namespace atb::binance_simulator
