#include "store/codec.h"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/overloaded.h"

namespace atb::store {
namespace {

using core::to_text;
using Json = nlohmann::ordered_json;

std::string hex(trading::Incarnation incarnation) {
  return fmt::format("{:016x}", static_cast<std::uint64_t>(incarnation));
}

/// Unwraps inside the decoders, whose callers turn any exception into store.damaged.
template <class T>
T value_of(core::Result<T> result) {
  if (!result) throw std::runtime_error{result.error().message};
  return std::move(*result);
}

template <class A>
A amount(const Json& json, const char* key) {
  const std::string text = json.at(key).get<std::string>();
  if constexpr (std::is_same_v<A, core::Money>) {
    return value_of(core::parse_money(text));
  } else {
    return A::from_units(value_of(core::parse_units(text)));
  }
}

core::Timestamp time(const Json& json, const char* key) {
  return core::Timestamp::from_us(json.at(key).get<std::int64_t>());
}

trading::OrderId order(const Json& json) {
  return value_of(parse_order_id(json.at("order").get<std::string>()));
}

trading::Command decode_command(const Json& json) {
  const auto kind = json.at("kind").get<std::string>();
  if (kind == "buy")
    return trading::PlaceMarketBuy{order(json), time(json, "time"),
                                   amount<core::Money>(json, "budget")};
  if (kind == "sell")
    return trading::PlaceMarketSell{order(json), time(json, "time"),
                                    amount<core::Quantity>(json, "quantity")};
  if (kind == "protect")
    return trading::PlaceProtection{
        order(json), time(json, "time"), amount<core::Quantity>(json, "quantity"),
        amount<core::Price>(json, "stop"), amount<core::Price>(json, "target")};
  if (kind == "cancel") return trading::CancelOrder{order(json), time(json, "time")};
  throw std::runtime_error{"unknown command " + kind};
}

Json encode(const trading::PositionSums& sums) {
  // The 1e-16 sums exceed what a JSON number holds exactly: written as two 64-bit halves.
  const auto wide = [](core::Int128 value) {
    return Json::array({static_cast<std::int64_t>(value >> 64), static_cast<std::uint64_t>(value)});
  };
  return {{"entry_time", sums.entry_time.us()},  {"bought", to_text(sums.bought)},
          {"sold", to_text(sums.sold)},          {"entry_value", wide(sums.entry_value)},
          {"exit_value", wide(sums.exit_value)}, {"cost", to_text(sums.cost)},
          {"proceeds", to_text(sums.proceeds)},  {"fees", to_text(sums.fees)}};
}

trading::PositionSums decode_position(const Json& json) {
  const auto wide = [&](const char* key) {
    const auto& halves = json.at(key);
    return (core::Int128{halves.at(0).get<std::int64_t>()} << 64) |
           core::Int128{halves.at(1).get<std::uint64_t>()};
  };
  return {time(json, "entry_time"),
          amount<core::Quantity>(json, "bought"),
          amount<core::Quantity>(json, "sold"),
          wide("entry_value"),
          wide("exit_value"),
          amount<core::Money>(json, "cost"),
          amount<core::Money>(json, "proceeds"),
          amount<core::Money>(json, "fees")};
}

std::string_view name_of(trading::Leg leg) {
  return leg == trading::Leg::stop_loss     ? "stop_loss"
         : leg == trading::Leg::take_profit ? "take_profit"
                                            : "none";
}

Json encode(const std::optional<trading::OrderEnd>& end) {
  if (!end) return nullptr;
  return {
      {"filled", to_text(end->filled)}, {"cancelled", end->cancelled}, {"leg", name_of(end->leg)}};
}

std::optional<trading::OrderEnd> decode_end(const Json& json) {
  if (json.is_null()) return std::nullopt;
  const auto leg = json.at("leg").get<std::string>();
  return trading::OrderEnd{amount<core::Quantity>(json, "filled"), json.at("cancelled").get<bool>(),
                           leg == "stop_loss"     ? trading::Leg::stop_loss
                           : leg == "take_profit" ? trading::Leg::take_profit
                                                  : trading::Leg::none};
}

trading::EngineState decode_state(const Json& json) {
  trading::EngineState state;
  state.phase = value_of(trading::parse_phase(json.at("phase").get<std::string>()));
  state.cash = amount<core::Money>(json, "cash");
  state.base = amount<core::Quantity>(json, "base");
  for (const auto& [asset, fee] : json.at("fees").items())
    state.fees[asset] = value_of(core::parse_money(fee.get<std::string>()));
  state.position = decode_position(json.at("position"));
  state.exit_reason =
      value_of(trading::parse_exit_reason(json.at("exit_reason").get<std::string>()));
  for (const auto& open : json.at("open_orders"))
    state.open_orders.push_back(
        {decode_command(open.at("command")), open.at("accepted").get<bool>(),
         amount<core::Quantity>(open, "filled"),
         open.at("trade_ids").get<std::vector<std::int64_t>>(), decode_end(open.at("end"))});
  state.exit_wanted = json.at("exit_wanted").get<bool>();
  if (const auto& cancel = json.at("pending_cancel"); !cancel.is_null())
    state.pending_cancel = std::get<trading::CancelOrder>(decode_command(cancel));
  state.next_order = json.at("next_order").get<std::uint64_t>();
  state.last_candle = time(json, "last_candle");
  state.last_close = amount<core::Price>(json, "last_close");
  return state;
}

template <class F>
auto guarded(F decode) -> core::Result<decltype(decode())> {
  try {
    return decode();
  } catch (const std::exception& fault) {
    return core::fail(core::ErrorKind::internal, "store.damaged",
                      fmt::format("the store holds a row that cannot be read: {}", fault.what()),
                      "Put back a backup of the database file; nothing was changed.");
  }
}

}  // namespace

std::string to_text(const trading::OrderId& id) {
  return fmt::format("{}-{}", hex(id.incarnation), static_cast<std::uint64_t>(id.number));
}

core::Result<trading::OrderId> parse_order_id(std::string_view text) {
  const auto dash = text.find('-');
  std::uint64_t incarnation = 0;
  std::uint64_t number = 0;
  const auto complete = [](std::string_view digits, int base, std::uint64_t& value) {
    const auto [stop, fault] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return fault == std::errc{} && stop == digits.data() + digits.size();
  };
  if (dash == std::string_view::npos || !complete(text.substr(0, dash), 16, incarnation) ||
      !complete(text.substr(dash + 1), 10, number))
    return core::fail(core::ErrorKind::usage, "order.malformed_id",
                      fmt::format("\"{}\" is not an order id", text.substr(0, 60)),
                      "Copy it from the journal: 16 hex digits, a dash, a number.");
  return trading::OrderId{trading::Incarnation{incarnation}, trading::OrderNumber{number}};
}

nlohmann::ordered_json to_json(const trading::Command& command) {
  return std::visit(
      core::Overloaded{
          [](const trading::PlaceMarketBuy& c) -> Json {
            return {{"kind", "buy"},
                    {"order", to_text(c.order)},
                    {"client_order_id", trading::client_order_id(c.order)},
                    {"time", c.time.us()},
                    {"budget", to_text(c.budget)}};
          },
          [](const trading::PlaceMarketSell& c) -> Json {
            return {{"kind", "sell"},
                    {"order", to_text(c.order)},
                    {"client_order_id", trading::client_order_id(c.order)},
                    {"time", c.time.us()},
                    {"quantity", to_text(c.quantity)}};
          },
          [](const trading::PlaceProtection& c) -> Json {
            return {{"kind", "protect"},
                    {"order", to_text(c.order)},
                    {"client_order_id", trading::client_order_id(c.order)},
                    {"time", c.time.us()},
                    {"quantity", to_text(c.quantity)},
                    {"stop", to_text(c.stop)},
                    {"target", to_text(c.target)}};
          },
          [](const trading::CancelOrder& c) -> Json {
            return {{"kind", "cancel"}, {"order", to_text(c.order)}, {"time", c.time.us()}};
          },
      },
      command);
}

core::Result<trading::Command> command_from_json(const nlohmann::ordered_json& json) {
  return guarded([&] { return decode_command(json); });
}

nlohmann::ordered_json to_json(const trading::Event& event) {
  return std::visit(
      core::Overloaded{
          [](const trading::Started& e) -> Json {
            return {{"incarnation", hex(e.incarnation)}};
          },
          [](const trading::CandleClosed& e) -> Json {
            return {{"open_time", e.candle.open_time.us()}, {"close", to_text(e.candle.close)}};
          },
          [](const trading::OrderCancelled& e) -> Json {
            return {{"order_filled", to_text(e.order_filled)}};
          },
          [](const trading::OrderRejected& e) -> Json {
            return {{"code", e.code}, {"reason", e.reason}};
          },
          [](const trading::OrderFilled& e) -> Json {
            return {{"trade_id", e.trade_id},
                    {"price", to_text(e.price)},
                    {"quantity", to_text(e.quantity)},
                    {"quote", to_text(e.quote)},
                    {"commission", to_text(e.commission)},
                    {"commission_asset", e.commission_asset},
                    {"leg", name_of(e.leg)},
                    {"order_filled", to_text(e.order_filled)},
                    {"completes", e.completes}};
          },
          [](const auto&) -> Json { return Json::object(); },
      },
      event);
}

nlohmann::ordered_json to_json(const trading::ClosedTrade& trade) {
  return {{"entry_time", trade.entry_time.us()},       {"exit_time", trade.exit_time.us()},
          {"entry_price", to_text(trade.entry_price)}, {"exit_price", to_text(trade.exit_price)},
          {"quantity", to_text(trade.quantity)},       {"cost", to_text(trade.cost)},
          {"proceeds", to_text(trade.proceeds)},       {"fees", to_text(trade.fees)},
          {"profit", to_text(trade.profit)},           {"reason", trading::describe(trade.reason)}};
}

std::string state_to_text(const trading::EngineState& state) {
  Json open_orders = Json::array();
  for (const auto& open : state.open_orders)
    open_orders.push_back({{"command", to_json(open.command)},
                           {"accepted", open.accepted},
                           {"filled", to_text(open.filled)},
                           {"trade_ids", open.trade_ids},
                           {"end", encode(open.end)}});
  Json fees = Json::object();
  for (const auto& [asset, fee] : state.fees) fees[asset] = to_text(fee);
  return Json{{"phase", trading::describe(state.phase)},
              {"cash", to_text(state.cash)},
              {"base", to_text(state.base)},
              {"fees", std::move(fees)},
              {"position", encode(state.position)},
              {"exit_reason", trading::describe(state.exit_reason)},
              {"exit_wanted", state.exit_wanted},
              {"open_orders", std::move(open_orders)},
              {"pending_cancel", state.pending_cancel ? to_json(*state.pending_cancel) : Json()},
              {"next_order", state.next_order},
              {"last_candle", state.last_candle.us()},
              {"last_close", to_text(state.last_close)}}
      .dump();
}

core::Result<trading::EngineState> state_from_text(std::string_view text) {
  return guarded([&] { return decode_state(Json::parse(text)); });
}

}  // namespace atb::store
