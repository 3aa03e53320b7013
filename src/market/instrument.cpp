#include "market/instrument.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace atb::market {
namespace {

using core::to_text;

tl::unexpected<core::Error> filter_failure(std::string_view filter, std::string detail) {
  return core::fail(core::ErrorKind::refused, "-1013",
                    fmt::format("Filter failure: {} ({})", filter, detail));
}

core::Result<void> check_lot(std::string_view filter, core::Quantity quantity, core::Quantity min,
                             core::Quantity max, core::Quantity step) {
  if (quantity < min)
    return filter_failure(filter,
                          fmt::format("quantity {} is below {}", to_text(quantity), to_text(min)));
  if (max.is_positive() && quantity > max)
    return filter_failure(filter,
                          fmt::format("quantity {} is above {}", to_text(quantity), to_text(max)));
  if (step.is_positive() && quantity.units() % step.units() != 0)
    return filter_failure(
        filter, fmt::format("quantity {} is no multiple of {}", to_text(quantity), to_text(step)));
  return {};
}

}  // namespace

core::Result<void> check_price(const Instrument& instrument, core::Price price) {
  if (price < instrument.price_min || !price.is_positive())
    return filter_failure("PRICE_FILTER", fmt::format("price {} is too low", to_text(price)));
  if (instrument.price_max.is_positive() && price > instrument.price_max)
    return filter_failure("PRICE_FILTER", fmt::format("price {} is too high", to_text(price)));
  if (instrument.tick_size.is_positive() && price.units() % instrument.tick_size.units() != 0)
    return filter_failure("PRICE_FILTER",
                          fmt::format("price {} is no multiple of the tick {}", to_text(price),
                                      to_text(instrument.tick_size)));
  return {};
}

core::Result<void> check_quantity(const Instrument& instrument, core::Quantity quantity,
                                  OrderKind kind) {
  if (!quantity.is_positive()) return filter_failure("LOT_SIZE", "quantity rounds down to zero");
  ATB_TRY(
      check_lot("LOT_SIZE", quantity, instrument.lot_min, instrument.lot_max, instrument.lot_step));
  if (kind == OrderKind::market)
    ATB_TRY(check_lot("MARKET_LOT_SIZE", quantity, instrument.market_lot_min,
                      instrument.market_lot_max, instrument.market_lot_step));
  return {};
}

core::Result<void> check_notional(const Instrument& instrument, core::Money notional,
                                  OrderKind kind) {
  const bool market = kind == OrderKind::market;
  if (notional < instrument.notional_min && (!market || instrument.notional_min_for_market))
    return filter_failure("NOTIONAL", fmt::format("order value {} is below {}", to_text(notional),
                                                  to_text(instrument.notional_min)));
  if (notional > instrument.notional_max && instrument.notional_max.is_positive() &&
      (!market || instrument.notional_max_for_market))
    return filter_failure("NOTIONAL", fmt::format("order value {} is above {}", to_text(notional),
                                                  to_text(instrument.notional_max)));
  return {};
}

core::Result<Instrument> instrument_from_symbol(const std::string& symbol) {
  // Longest first, so that FDUSD is not read as USD.
  constexpr std::array<std::string_view, 22> kQuotes{
      "FDUSD", "USDT", "USDC", "TUSD", "BUSD", "BIDR", "IDRT", "USD1", "USD", "BTC", "ETH",
      "BNB",   "EUR",  "TRY",  "BRL",  "JPY",  "ARS",  "MXN",  "PLN",  "ZAR", "GBP", "DAI"};
  const bool legal =
      symbol.size() >= 2 && symbol.size() <= 20 &&
      std::none_of(symbol.begin(), symbol.end(), [](unsigned char c) {
        return c <= ' ' || c == '/' || c == '-' || c == 0x7F || (c >= 'a' && c <= 'z');
      });
  if (!legal)
    return core::fail(core::ErrorKind::usage, "instrument.unknown_symbol",
                      fmt::format("\"{}\" is not a trading pair", symbol.substr(0, 20)),
                      "Write it as Binance does: upper case, without a separator (BTCUSDT).");
  Instrument instrument;
  instrument.symbol = symbol;
  for (const auto quote : kQuotes) {
    if (symbol.size() > quote.size() && symbol.ends_with(quote)) {
      instrument.base_asset = symbol.substr(0, symbol.size() - quote.size());
      instrument.quote_asset = std::string{quote};
      return instrument;
    }
  }
  return core::fail(core::ErrorKind::usage, "instrument.unknown_symbol",
                    fmt::format("\"{}\" does not end in a quote asset that Binance uses", symbol),
                    "Use a pair such as BTCUSDT, ETHBTC or BTCEUR.");
}

}  // namespace atb::market
